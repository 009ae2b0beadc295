//! The portal as a process of its own.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
};

use crate::{
    pages::support::BROWSER,
    site::{LOGO, SITE_TOML},
};

/// A data folder with settings and nothing else.
pub fn town() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("site.toml"), SITE_TOML).unwrap();
    fs::write(folder.path().join("logo.svg"), LOGO).unwrap();
    folder
}

/// Killed when it is dropped, as the power goes.
pub struct Server {
    process: Child,
    address: String,
}

impl Server {
    /// Serves `folder`. A log that goes to a pipe is read by [`Server::stop`] alone.
    pub fn start(folder: &Path, log: Stdio) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_conglang"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        let stdout = process.stdout.as_mut().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        let (_, address) = line.trim().split_once("http://").expect("an address");
        Self {
            address: address.to_owned(),
            process,
        }
    }

    /// The whole answer to `head`, a request without its last lines, and `body`.
    pub fn ask(&self, head: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        write!(
            stream,
            "{head}\r\nHost: {}\r\nUser-Agent: {BROWSER}\r\nContent-Length: {length}\r\n\
             Connection: close\r\n\r\n{body}",
            self.address
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// How it ended after SIGTERM, and what it logged.
    #[cfg(unix)]
    pub fn stop(mut self) -> (std::process::ExitStatus, String) {
        let stopped = Command::new("kill")
            .args(["-TERM", &self.process.id().to_string()])
            .status()
            .unwrap();
        assert!(stopped.success());
        let mut log = String::new();
        let stderr = self.process.stderr.as_mut().unwrap();
        stderr.read_to_string(&mut log).unwrap();
        (self.process.wait().unwrap(), log)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}
