//! `conglang alert`, as another process runs it beside the portal.

use std::{
    fs,
    io::Write,
    process::{Command, Output, Stdio},
};

use crate::site::{ENGLISH_TOML, TestSite};

/// What the process said and whether it was content.
struct Said {
    out: String,
    err: String,
    ok: bool,
}

fn command(site: &TestSite, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_conglang"));
    command
        .arg("alert")
        .arg("--site")
        .arg(site.content.with_file_name("site.toml"))
        .arg("--data")
        .arg(&site.site.data_folder)
        .args(arguments);
    command
}

fn said(output: Output) -> Said {
    Said {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        ok: output.status.success(),
    }
}

fn run(site: &TestSite, arguments: &[&str]) -> Said {
    said(command(site, arguments).output().unwrap())
}

/// [`run`] of `alert set` with what a new alert needs, and `more`, in which the last of two counts.
fn set(site: &TestSite, title: &str, more: &[&str]) -> Said {
    let needed = [
        "set",
        "--level",
        "khan-cap",
        "--title",
        title,
        "--body",
        "Không ra đường.",
    ];
    let mut arguments = needed.to_vec();
    if !more.contains(&"--until") {
        arguments.extend(["--until", "2 ngày"]);
    }
    arguments.extend(more);
    run(site, &arguments)
}

/// The clock of the process is the machine's, so the store is read without one.
async fn all(site: &TestSite) -> Vec<conglang_server::store::alerts::StoredAlert> {
    site.site.store.alerts_ending_after(0).await.unwrap()
}

#[tokio::test]
async fn an_alert_is_set_changed_listed_and_ended() {
    let site = TestSite::with_settings(ENGLISH_TOML).await;
    let first = set(
        &site,
        "  Bão\u{202e} số 5\n",
        &[
            "--areas",
            "Bắc Hồng Lĩnh, 2",
            "--title-en",
            "Storm no. 5",
            "--body-en",
            "Stay inside.",
        ],
    );
    assert!(first.ok, "{}", first.err);
    assert!(first.out.contains("Đã đặt cảnh báo số 1."), "{}", first.out);
    let kept = all(&site).await.remove(0);
    assert_eq!(kept.alert.title, "Bão số 5");
    assert_eq!(kept.alert.english.as_ref().unwrap().title, "Storm no. 5");
    let areas: Vec<_> = kept
        .alert
        .areas
        .iter()
        .map(|area| area.name.as_str())
        .collect();
    assert_eq!(areas, ["Bắc Hồng Lĩnh", "Nam Hồng Lĩnh"]);
    assert_eq!(kept.alert.ends_at - kept.alert.starts_at, 48 * 3_600);

    let again = run(
        &site,
        &[
            "set", "--id", "1", "--until", "3 ngày", "--level", "canh-bao", "--areas", "",
        ],
    );
    assert!(again.ok, "{}", again.err);
    let changed = all(&site).await.remove(0);
    assert!(changed.alert.areas.is_empty());
    assert_eq!(changed.alert.title, kept.alert.title);
    assert!(changed.alert.ends_at > kept.alert.ends_at);

    let list = run(&site, &["list"]);
    for part in [
        "1 · Cảnh báo · đang có hiệu lực",
        "toàn địa bàn",
        "Bão số 5",
        "Stay inside.",
    ] {
        assert!(list.out.contains(part), "{part} is missing in {}", list.out);
    }
    let end = run(&site, &["end", "1", "7"]);
    assert!(!end.ok);
    assert!(end.out.contains("1: đã chấm dứt “Bão số 5”"), "{}", end.out);
    assert!(end.err.contains("7: không có cảnh báo này"), "{}", end.err);
    let end = run(&site, &["end", "1"]);
    assert!(end.ok && end.out.contains("đã hết từ"), "{}", end.out);
    assert!(run(&site, &["list"]).out.contains("Không có cảnh báo nào"));
    assert!(run(&site, &["list", "--all"]).out.contains("đã hết"));
}

#[tokio::test]
async fn a_body_may_come_from_a_file_or_from_standard_input() {
    let site = TestSite::new().await;
    let file = site.content.join("noi-dung.txt");
    fs::write(&file, "Dòng một.\r\nDòng hai.\r\n").unwrap();
    let needed = ["set", "--level", "canh-bao", "--until", "2 ngày", "--title"];
    let with = |more: &[&'static str]| [&needed[..], more].concat();
    let mut arguments = with(&["Từ tệp", "--body-file"]);
    let path = file.to_string_lossy().into_owned();
    arguments.push(&path);
    assert!(run(&site, &arguments).ok);
    let mut child = command(&site, &with(&["Từ ống", "--body", "-"]))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all("Qua ống.\n".as_bytes())
        .unwrap();
    assert!(child.wait().unwrap().success());
    let bodies: Vec<_> = all(&site)
        .await
        .into_iter()
        .map(|alert| alert.alert.body)
        .collect();
    assert_eq!(bodies, ["Dòng một.\nDòng hai.", "Qua ống."]);

    fs::write(&file, b"\xff\xfe\x00").unwrap();
    let refused = run(&site, &arguments);
    assert!(
        !refused.ok && refused.err.contains("UTF-8"),
        "{}",
        refused.err
    );
    fs::write(&file, vec![b'a'; 1 << 20]).unwrap();
    let refused = run(&site, &arguments);
    assert!(
        !refused.ok && refused.err.contains("quá lớn"),
        "{}",
        refused.err
    );
}

#[tokio::test]
async fn what_is_wrong_is_told_all_at_once_and_nothing_is_kept() {
    let site = TestSite::new().await;
    let nothing = run(&site, &["set"]);
    assert!(!nothing.ok);
    for missing in ["--level", "--title", "--body", "--until"] {
        assert!(
            nothing.err.contains(&format!("thiếu {missing}")),
            "{}",
            nothing.err
        );
    }
    let long = "ậ".repeat(2_001);
    for (more, parts) in [
        (&["--until", "mai"][..], &["không hiểu thời gian “mai”"][..]),
        (&["--until", "2020-01-01 10:00"], &["--until đã qua"]),
        (&["--until", "2099-01-01"], &["xa hơn một năm"]),
        (
            &["--until", "2 ngày", "--from", "3 ngày"],
            &["--from phải trước --until"],
        ),
        (
            &["--areas", "Trung Lương"],
            &["không có khu vực nào tên “Trung Lương”", "Bắc Hồng Lĩnh"],
        ),
        (
            &["--until", "x", "--from", "y", "--areas", "z"],
            &["--until: ", "--from: ", "tên “z”", "Chưa có gì được đăng"],
        ),
        (&["--title-en", "Storm"], &["--body-en"]),
        (&["--id", "9"], &["không có cảnh báo số 9"]),
    ] {
        let refused = set(&site, "Bão số 5", more);
        assert!(!refused.ok, "{more:?}: {}", refused.out);
        for part in parts {
            assert!(
                refused.err.contains(part),
                "{part} is missing in {}",
                refused.err
            );
        }
    }
    for (title, body, part) in [
        ("", "Không ra đường.", "Tiêu đề (--title) còn trống"),
        ("\u{200b}\u{202e}", "Không ra đường.", "còn trống"),
        ("Bão số 5", "", "Nội dung (--body) còn trống"),
        ("Bão số 5", &long, "2.000 ký tự"),
        (&long, "Không ra đường.", "120 ký tự"),
    ] {
        let refused = run(
            &site,
            &[
                "set", "--level", "khan-cap", "--until", "2 ngày", "--title", title, "--body", body,
            ],
        );
        assert!(
            !refused.ok && refused.err.contains(part),
            "{part}: {}",
            refused.err
        );
    }
    assert!(all(&site).await.is_empty());
}

#[tokio::test]
async fn two_shells_at_once_set_both_alerts_and_the_same_one_once() {
    let site = TestSite::new().await;
    let start = |title: &str| {
        let arguments = [
            "set",
            "--level",
            "khan-cap",
            "--until",
            "2 ngày",
            "--body",
            "Không ra đường.",
            "--title",
            title,
        ];
        command(&site, &arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let both = [start("Bão"), start("Lũ"), start("Bão")];
    let said = both.map(|child| said(child.wait_with_output().unwrap()));
    assert_eq!(said.iter().filter(|said| said.ok).count(), 2);
    let refused = said.iter().find(|said| !said.ok).unwrap();
    assert!(
        refused.err.contains("đang ghi y như vậy"),
        "{}",
        refused.err
    );
    let mut titles: Vec<_> = all(&site)
        .await
        .into_iter()
        .map(|alert| alert.alert.title)
        .collect();
    titles.sort();
    assert_eq!(titles, ["Bão", "Lũ"]);
}

#[tokio::test]
async fn a_translated_alert_is_not_left_with_an_old_translation() {
    let site = TestSite::with_settings(ENGLISH_TOML).await;
    let english = ["--title-en", "Storm", "--body-en", "Stay inside."];
    assert!(set(&site, "Bão", &english).ok);
    let refused = run(&site, &["set", "--id", "1", "--body", "Đã tan."]);
    assert!(
        !refused.ok && refused.err.contains("--body-en"),
        "{}",
        refused.err
    );
    let both = [
        "set",
        "--id",
        "1",
        "--body",
        "Đã tan.",
        "--title-en",
        "Storm",
        "--body-en",
        "It is over.",
    ];
    assert!(run(&site, &both).ok);
}
