//! The portal as a service manager runs it: a process that is started, asked and told to stop.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
};

use crate::{
    pages::support::BROWSER,
    site::{LOGO, SITE_TOML},
};

struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(folder: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_conglang"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
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
    fn ask(&self, head: &str, body: &str) -> String {
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
    fn stop(mut self) -> (ExitStatus, String) {
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

#[test]
fn what_was_counted_outlives_a_stop_and_the_log_has_no_residents() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("site.toml"), SITE_TOML).unwrap();
    fs::write(folder.path().join("logo.svg"), LOGO).unwrap();

    let server = Server::start(folder.path());
    assert!(server.ask("GET / HTTP/1.1", "").starts_with("HTTP/1.1 200"));
    let form = "author_name=Nguyen+Thi+Kin&body=Chuyen+rieng";
    let head = "POST /bai-viet/khong-co/binh-luan HTTP/1.1\r\n\
                Content-Type: application/x-www-form-urlencoded";
    assert!(server.ask(head, form).contains("404"));
    // At once, before anything is written by itself.
    let (status, log) = server.stop();
    assert!(status.success(), "{status} {log}");
    for line in log.lines() {
        assert!(
            serde_json::from_str::<serde_json::Value>(line).is_ok(),
            "{line} is no structured line"
        );
    }
    for private in ["Kin", "rieng", "127.0.0.1"] {
        assert!(!log.contains(private), "{private} is in {log}");
    }

    let server = Server::start(folder.path());
    let visits = server.ask("GET /api/v1/visits HTTP/1.1", "");
    assert!(visits.contains("\"total\":1"), "{visits}");
    assert!(server.stop().0.success());
}
