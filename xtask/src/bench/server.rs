//! The speed and the memory of the release server with the demo town.

use std::{
    fs,
    net::{Ipv4Addr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context, Result, bail};

use super::load::{self, Target};
use crate::{
    build::{self, Profile},
    process::{command, output_folder, root, run},
    run::answers_within,
    steps::Steps,
};

const LONGEST_START: Duration = Duration::from_secs(300);
/// After the start, so that what it needed for a moment is given back.
const SETTLING: Duration = Duration::from_secs(3);

/// # Errors
/// When the server cannot be built or started, or answers anything but 200.
pub fn server(seconds: u64, connections: usize) -> Result<()> {
    let binary = build::all(&mut Steps::new(build::STEPS), Profile::Release)?;
    let slug = first_demo_article()?;
    let mut server = Server::start(&binary, &output_folder().join("bench"))?;
    let port = server.port;
    thread::sleep(SETTLING);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    println!("{cores} cores, shared with the load; {connections} connections, {seconds} s each");
    println!("resident memory, idle: {}", server.resident_memory());
    for (name, path) in [
        ("article page", format!("/bai-viet/{slug}")),
        ("article JSON", format!("/api/v1/articles/{slug}")),
    ] {
        let report = load::load(
            &Target { port, path },
            Duration::from_secs(seconds),
            connections,
        )?;
        println!(
            "{name}: {:.0} requests/s, p50 {:.2} ms, p99 {:.2} ms, {} bytes each",
            report.requests_per_second, report.median_ms, report.p99_ms, report.body_bytes
        );
    }
    println!(
        "resident memory, after the load: {}",
        server.resident_memory()
    );
    server.stop()
}

/// A server with the demo town, which ends with this.
pub struct Server {
    process: Child,
    pub port: u16,
}

impl Server {
    /// Starts `binary` with the data in `folder`, and waits until it answers.
    ///
    /// # Errors
    /// When it does not.
    pub fn start(binary: &Path, folder: &Path) -> Result<Self> {
        let port = free_port()?;
        let process = command(binary)
            .args(["serve", "--demo", "--data"])
            .arg(folder)
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start the server")?;
        let mut server = Self { process, port };
        if !answers_within(port, LONGEST_START) {
            bail!("the server does not answer on port {port}");
        }
        if let Some(status) = server.process.try_wait()? {
            bail!("the server ended ({status})");
        }
        Ok(server)
    }

    /// As Linux tells it; other systems do not.
    pub fn resident_memory(&self) -> String {
        fs::read_to_string(format!("/proc/{}/status", self.process.id()))
            .ok()
            .and_then(|status| {
                let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
                let kibibytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
                Some(format!("{:.1} MB", kibibytes * 1024.0 / 1e6))
            })
            .unwrap_or_else(|| "unknown on this system".to_owned())
    }

    /// # Errors
    /// When it does not end as it was asked to.
    pub fn stop(&mut self) -> Result<()> {
        if cfg!(unix) {
            run(Command::new("kill").args(["-TERM", &self.process.id().to_string()]))?;
        } else {
            self.process.kill()?;
        }
        let status = self.process.wait()?;
        if cfg!(unix) && !status.success() {
            bail!("the server did not stop cleanly ({status})");
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has ended already unless something went wrong before.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}

fn first_demo_article() -> Result<String> {
    let mut names: Vec<String> = fs::read_dir(root().join("demo/articles"))
        .context("the demo town has no articles")?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    names
        .into_iter()
        .next()
        .context("the demo town has no articles")
}
