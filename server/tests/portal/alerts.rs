//! Alerts: the calls that tell them, the notices above pages, the page of all, the command.

mod command;
mod live;
mod page;

use conglang_contract::{
    alert::{AlertLevel, AlertText},
    map::AreaLink,
};
use conglang_server::store::alerts::{AlertRefusal, NewAlert, StoredAlert};

use crate::{
    pages::support::tags,
    site::{ENGLISH_TOML, NOW, TestSite},
};

const HOUR: i64 = 3_600;

/// In force for an hour, everywhere.
fn alert(level: AlertLevel, title: &str) -> NewAlert {
    NewAlert {
        level,
        title: title.to_owned(),
        body: "Bà con buộc lại mái nhà.\nKhông ra đường.".to_owned(),
        english: None,
        areas: Vec::new(),
        starts_at: NOW,
        ends_at: NOW + HOUR,
    }
}

pub fn warning(title: &str) -> NewAlert {
    alert(AlertLevel::CanhBao, title)
}

pub fn urgent(title: &str) -> NewAlert {
    alert(AlertLevel::KhanCap, title)
}

fn in_english(alert: NewAlert) -> NewAlert {
    NewAlert {
        english: Some(AlertText {
            title: "Storm".to_owned(),
            body: "Stay inside.".to_owned(),
        }),
        ..alert
    }
}

impl TestSite {
    pub async fn put(&self, alert: NewAlert) -> Result<StoredAlert, AlertRefusal> {
        let now = conglang_server::clock::Clock::now(self.clock.as_ref());
        let put = self.site.store.put_alert(None, |_| Ok(alert), now).await;
        put.unwrap()
    }

    /// The titles that `GET alerts` tells.
    async fn titles(&self) -> Vec<String> {
        let list = self.json("/alerts").await;
        let alerts = list["alerts"].as_array().unwrap().iter();
        alerts
            .map(|alert| alert["title"].as_str().unwrap().to_owned())
            .collect()
    }
}

#[tokio::test]
async fn the_most_urgent_comes_first_and_of_those_the_newest() {
    let site = TestSite::new().await;
    assert_eq!(site.titles().await, Vec::<String>::new());
    for (alert, starts_at) in [
        (warning("Mưa"), NOW - 60),
        (urgent("Lũ"), NOW - 120),
        (warning("Gió"), NOW),
        (urgent("Bão"), NOW - 10),
    ] {
        site.put(NewAlert { starts_at, ..alert }).await.unwrap();
    }
    assert_eq!(site.titles().await, ["Bão", "Lũ", "Gió", "Mưa"]);
    let alerts = site.json("/alerts").await["alerts"].clone();
    assert_eq!(alerts[0]["level"], "khan_cap");
    assert_eq!(alerts[0]["until"], "2026-11-23T15:00:00+07:00");
    assert_eq!(site.json("/site").await["alerts"], alerts);
}

#[tokio::test]
async fn an_alert_begins_and_ends_by_the_clock() {
    let site = TestSite::new().await;
    let later = NewAlert {
        starts_at: NOW + 10,
        ends_at: NOW + 20,
        ..warning("Mưa")
    };
    site.put(later).await.unwrap();
    for (title, seconds) in [(None, 9), (Some("Mưa"), 1), (Some("Mưa"), 9), (None, 1)] {
        site.clock.advance(seconds);
        assert_eq!(site.titles().await, title.into_iter().collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn another_list_has_another_version_and_an_unchanged_one_is_not_sent_again() {
    let site = TestSite::new().await;
    let version = async || site.json("/alerts").await["version"].clone();
    assert_eq!(version().await, "");
    let first = site.put(warning("Mưa")).await.unwrap();
    let one = version().await;
    assert_ne!(one, "");
    assert_eq!(version().await, one);
    let change = |before: Option<NewAlert>| {
        Ok(NewAlert {
            ends_at: NOW + 2 * HOUR,
            ..before.expect("the alert before")
        })
    };
    let changed = site.site.store.put_alert(Some(first.id), change, NOW + 1);
    assert_eq!(changed.await.unwrap().unwrap().alert.title, "Mưa");
    assert_ne!(version().await, one);
}

#[tokio::test]
async fn the_same_alert_is_not_set_twice_also_by_two_at_once() {
    let site = TestSite::new().await;
    let beside = site.beside().await;
    let put = |store: conglang_server::store::Store| async move {
        store
            .put_alert(None, |_| Ok(urgent("Bão")), NOW)
            .await
            .unwrap()
    };
    let (one, other) = tokio::join!(put(site.site.store.clone()), put(beside.store.clone()));
    assert_eq!(
        one.is_ok() as u8 + other.is_ok() as u8,
        1,
        "{one:?} {other:?}"
    );
    assert_eq!(site.titles().await, ["Bão"]);
    // Once it has ended, the next storm may be called the same.
    site.clock.advance(HOUR);
    let next = NewAlert {
        starts_at: NOW + HOUR,
        ends_at: NOW + 2 * HOUR,
        ..urgent("Bão")
    };
    site.put(next).await.unwrap();
}

#[tokio::test]
async fn alerts_outlive_the_server() {
    let site = TestSite::new().await;
    let area = AreaLink {
        id: "bac-hong-linh".parse().unwrap(),
        name: "Bắc Hồng Lĩnh".to_owned(),
        kind: "phường".to_owned(),
    };
    let alert = in_english(NewAlert {
        areas: vec![area],
        ..urgent("Bão")
    });
    let kept = site.put(alert).await.unwrap();
    let site = site.reopen().await;
    let stored = site.site.store.alerts_in_force(NOW).await.unwrap();
    assert_eq!(stored, [kept]);
}

#[tokio::test]
async fn every_page_shows_what_is_in_force_in_its_language() {
    let site = TestSite::with_settings(ENGLISH_TOML).await;
    site.put(in_english(warning("Mưa <b>to</b>")))
        .await
        .unwrap();
    site.put(urgent("Bão")).await.unwrap();
    site.write_article("bai-mot", "Văn bản.");
    assert_eq!(site.import().await.created, 1);
    let portal = crate::pages::support::Portal { content: site };
    let mut pages = Vec::new();
    for path in [
        "/",
        "/lien-ket",
        "/khong-co",
        "/phong-cach",
        "/nhung",
        "/nhung/bai-viet/bai-mot",
    ] {
        pages.push((path, portal.get(path).await));
    }
    // The second step of a form with and without a mistake, and a form that is refused.
    for path in [
        "/bai-viet/bai-mot/danh-gia",
        "/bai-viet/bai-mot/binh-luan",
        "/bai-viet/khong-co/danh-gia",
        "/nhung/bai-viet/bai-mot/danh-gia",
        "/nhung/bai-viet/bai-mot/binh-luan",
        "/nhung/bai-viet/khong-co/danh-gia",
    ] {
        let page = portal.post_form(path, "stars=4").await;
        let followed = tags(page.text(), "div").into_iter();
        let followed = followed.filter(|tag| tag.contains("data-alerts"));
        assert_eq!(followed.count(), 0, "{path} cannot be asked again");
        // A frame that is led to the page of alerts would stay empty.
        let leaves = page
            .text()
            .contains("<a target=\"_blank\" href=\"/canh-bao");
        assert_eq!(leaves, path.starts_with("/nhung/"), "{path}");
        pages.push((path, page));
    }
    for (path, page) in pages {
        let html = page.text();
        // Among the parts of all pages are notices too.
        if path != "/phong-cach" {
            let notices = html.matches("class=\"alert__title\"").count();
            assert_eq!(notices, 2, "{path}: {html}");
        }
        assert!(html.contains("Mưa &lt;b&gt;to&lt;/b&gt;"), "{path}: {html}");
        assert!(html.contains("Khẩn cấp"), "{path}");
        assert!(html.contains("data-until=\"1795420800\""), "{path}");
    }
    let english = portal.get("/en").await;
    assert_eq!(english.status, 308);
    let english = portal.get("/en/").await;
    let html = english.text();
    assert!(
        html.contains("Emergency") && html.contains("Storm"),
        "{html}"
    );
    assert!(html.contains("<strong lang=\"vi\">Bão</strong>"), "{html}");
    assert!(
        html.contains("Until <time") || html.contains("Until "),
        "{html}"
    );
    for page in [
        portal.get("/en/nhung").await,
        portal.post_form("/en/bai-viet/bai-mot/danh-gia", "").await,
        portal
            .post_form("/nhung/bai-viet/bai-mot/danh-gia?lang=en", "")
            .await,
    ] {
        let html = page.text();
        assert!(html.contains("Storm") && !html.contains("Mưa"), "{html}");
    }
    // The browser gets the notices as HTML, and their data not again.
    assert!(!html.contains("data-answer=\"alerts\""), "{html}");
}

#[tokio::test]
async fn of_many_alerts_pages_show_three_and_lead_to_the_others() {
    let site = TestSite::new().await;
    for number in 1..=50 {
        site.put(warning(&format!("Việc số {number}")))
            .await
            .unwrap();
    }
    let portal = crate::pages::support::Portal { content: site };
    let page = portal.get("/").await;
    let html = page.text();
    assert_eq!(html.matches("class=\"alert\"").count(), 3, "{html}");
    assert!(html.contains("Xem cả 50 cảnh báo"), "{html}");
}
