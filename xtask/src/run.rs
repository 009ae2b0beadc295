//! Serves the demo town.

use std::{
    env,
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    process::{Command, ExitCode},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use clap::Args;

use crate::{
    build::{self, Profile},
    process::{command, output_folder},
    steps::Steps,
};

/// The import of the demo town is part of the first start.
const LONGEST_START: Duration = Duration::from_secs(300);
const POLL: Duration = Duration::from_millis(100);

#[derive(Args)]
pub struct RunOptions {
    /// The port on 127.0.0.1.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Optimised app and server (the default).
    #[arg(long, conflicts_with = "dev")]
    release: bool,
    /// Quick to build, slow to load.
    #[arg(long)]
    dev: bool,
}

/// Builds, and becomes the server where the system can, so that signals and the exit code are its own.
///
/// # Errors
/// When a step fails, or the port is taken.
pub fn run(options: &RunOptions) -> Result<ExitCode> {
    let port = options.port;
    let profile = if options.dev && !options.release {
        Profile::Development
    } else {
        Profile::Release
    };
    // Better told before a long build than after it.
    drop(
        TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .with_context(|| format!("port {port} is not free; choose another with --port"))?,
    );
    let binary = build::all(&mut Steps::new(build::STEPS), profile)?;
    let data_folder = output_folder().join("demo");
    eprintln!("Starting; the data is in {}", data_folder.display());
    let mut server = command(binary);
    server
        .args(["serve", "--demo", "--data"])
        .arg(data_folder)
        .args(["--listen", &format!("127.0.0.1:{port}")]);
    Command::new(env::current_exe()?)
        .args(["announce", &port.to_string()])
        .spawn()
        .context("cannot start myself")?;
    become_server(server)
}

#[cfg(unix)]
fn become_server(mut server: Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(server.exec()).context("cannot start the server")
}

#[cfg(not(unix))]
fn become_server(mut server: Command) -> Result<ExitCode> {
    let status = server.status().context("cannot start the server")?;
    Ok(status
        .code()
        .and_then(|code| u8::try_from(code).ok())
        .map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Waits for the server, then prints its address.
pub fn announce(port: u16) {
    if answers_within(port, LONGEST_START) {
        eprintln!("\n  Cổng Làng: http://127.0.0.1:{port}\n  Ctrl-C stops it.\n");
    }
}

/// Whether the port takes connections before the time is over.
pub fn answers_within(port: u16, time: Duration) -> bool {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let start = Instant::now();
    while start.elapsed() < time {
        if TcpStream::connect_timeout(&address, POLL).is_ok() {
            return true;
        }
        thread::sleep(POLL);
    }
    false
}
