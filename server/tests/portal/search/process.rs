//! The index of a server that is killed, and the command that fills a town to measure with.

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{
    running::{Server, town},
    site::article,
};

const ARTICLES: u64 = 20;
/// The server looks for changes once a second, and a slow machine takes a while to follow them.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many results `word` has.
fn total(server: &Server, word: &str) -> Option<u64> {
    let answer = server.ask(&format!("GET /api/v1/search?q={word} HTTP/1.1"), "");
    let (_, rest) = answer.split_once("\"total\":")?;
    rest.split([',', '}']).next()?.parse().ok()
}

fn run(folder: &Path, command: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_conglang"))
        .args(command)
        .arg("--data")
        .arg(folder)
        .output()
        .unwrap()
}

/// Writes the article folder `slug` and brings it into the portal.
fn import(folder: &Path, articles: &[(String, String)]) {
    let content = folder.join("articles");
    for (slug, body) in articles {
        fs::create_dir_all(content.join(slug)).unwrap();
        fs::write(content.join(slug).join("index.md"), article(slug, body)).unwrap();
    }
    let output = run(folder, &["import", content.to_str().unwrap()]);
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn a_server_that_is_killed_again_and_again_finds_everything_once() {
    let folder = town();
    let rounds = 6;
    for round in 0..rounds {
        let server = Server::start(folder.path(), Stdio::null());
        let articles: Vec<(String, String)> = (0..ARTICLES)
            .map(|number| (format!("bai-{number}"), format!("trâu ban{round}y")))
            .collect();
        import(folder.path(), &articles);
        // Before it looks, while it follows, and after.
        thread::sleep(Duration::from_millis(250 * round));
        drop(server);
    }
    let server = Server::start(folder.path(), Stdio::null());
    let last = format!("ban{}y", rounds - 1);
    let start = Instant::now();
    while total(&server, &last) != Some(ARTICLES) {
        assert!(start.elapsed() < PATIENCE, "{:?}", total(&server, &last));
        thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(total(&server, "trau"), Some(ARTICLES));
    for round in 0..rounds - 1 {
        assert_eq!(total(&server, &format!("ban{round}y")), Some(0), "{round}");
    }
}

#[test]
fn a_real_town_gets_no_articles_to_measure_with() {
    let unnamed = Command::new(env!("CARGO_BIN_EXE_conglang"))
        .args(["bench-data", "--articles", "1"])
        .output()
        .unwrap();
    assert_eq!(unnamed.status.code(), Some(2), "{unnamed:?}");

    let folder = town();
    let fill = || run(folder.path(), &["bench-data", "--articles", "2"]);
    assert!(fill().status.success());
    // Its own articles are no hindrance.
    assert!(fill().status.success());
    import(
        folder.path(),
        &[("hop-dan".to_owned(), "Họp dân.".to_owned())],
    );
    let refused = fill();
    assert_eq!(refused.status.code(), Some(1));
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(told.contains("hop-dan"), "{told}");
}
