//! The portal as a service manager runs it: a process that is started, asked and told to stop.

use std::process::Stdio;

use crate::running::{Server, town};

#[test]
fn what_was_counted_outlives_a_stop_and_the_log_has_no_residents() {
    let folder = town();

    let server = Server::start(folder.path(), Stdio::piped());
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

    let server = Server::start(folder.path(), Stdio::piped());
    let visits = server.ask("GET /api/v1/visits HTTP/1.1", "");
    assert!(visits.contains("\"total\":1"), "{visits}");
    assert!(server.stop().0.success());
}
