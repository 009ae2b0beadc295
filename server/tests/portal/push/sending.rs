use std::collections::BTreeMap;

use conglang_contract::language::Language;
use conglang_server::{
    clock::Clock,
    push::{PushOutcome, send_due},
    store::push::{GATHERING_SECONDS, PushClaim, PushServices},
};
use sqlx::{ConnectOptions, sqlite::SqliteConnectOptions};

use super::{
    NEWS, import_as, import_at, is_known, publish, publish_at, send_all,
    stand_in::{Browser, answered, header, signed_claims},
    subscribe,
};
use crate::site::{NOW, TestSite};

/// In the town's clock it is two in the afternoon at [`NOW`].
const HOUR: i64 = 60 * 60;

#[tokio::test]
async fn a_new_article_is_told_to_those_who_chose_its_category_encrypted_and_signed() {
    let site = TestSite::new().await;
    let (reader, other) = (Browser::new(1), Browser::new(2));
    subscribe(&site, &reader, &[NEWS, "khan-cap"], true).await;
    subscribe(&site, &other, &["chuyen-muc/huong-dan", "khan-cap"], true).await;
    publish(&site, "bao-so-9").await;
    send_all(&site).await;

    let sent = site.push.take();
    assert_eq!(sent.len(), 1);
    let (request, _) = &sent[0];
    let message = reader.read(request);
    assert_eq!(message.title, "Bài bao-so-9");
    assert!(
        message.body.starts_with("Một đoạn dẫn. Một"),
        "{}",
        message.body
    );
    assert!(message.body.ends_with('…') && message.body.chars().count() <= 201);
    assert_eq!(message.path, "/bai-viet/bao-so-9");
    assert_eq!(message.lang, Language::Vietnamese);
    assert_eq!(
        (message.id.as_str(), message.urgent),
        ("article:bao-so-9", false)
    );

    let key = site.json("/push").await["public_key"].clone();
    let claims = signed_claims(request, key.as_str().unwrap());
    assert_eq!(claims["aud"], "https://push.example");
    assert_eq!(claims["sub"], "https://thu.example");
    let expires = claims["exp"].as_i64().unwrap();
    assert!((NOW + 1..=NOW + 24 * HOUR).contains(&expires), "{expires}");
    assert_eq!(header(request, "ttl"), (24 * HOUR).to_string());
    assert_eq!(header(request, "urgency"), "normal");
    let topic = header(request, "topic");
    assert!(
        topic.len() <= 32
            && topic
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    );
}

#[tokio::test]
async fn what_is_old_or_only_changed_is_not_told() {
    let site = TestSite::new().await;
    publish(&site, "truoc").await;
    send_all(&site).await;
    subscribe(&site, &Browser::new(1), &[NEWS], true).await;
    publish_at(&site, "truoc", "2026-11-23T13:45:00+07:00").await;
    publish_at(&site, "kho-luu-tru", "2019-05-01T08:00:00+07:00").await;
    send_all(&site).await;
    assert!(site.push.take().is_empty());
}

#[tokio::test]
async fn an_article_that_is_changed_before_its_time_is_told_as_it_is_then() {
    const GUIDES: &str = "chuyen-muc/huong-dan";
    let site = TestSite::new().await;
    let (reader, other) = (Browser::new(1), Browser::new(2));
    subscribe(&site, &reader, &[NEWS], true).await;
    subscribe(&site, &other, &[GUIDES], true).await;
    import_as(
        &site,
        "hop",
        "Họp lúc 17 giờ",
        "tin",
        "2026-11-23T15:00:00+07:00",
    )
    .await;
    import_as(
        &site,
        "hop",
        "Họp lúc 18 giờ",
        "huong-dan",
        "2026-11-23T16:00:00+07:00",
    )
    .await;
    site.clock.advance(2 * HOUR - 1);
    send_all(&site).await;
    assert!(site.push.take().is_empty());
    site.clock.advance(1);
    send_all(&site).await;
    let sent = site.push.take();
    assert_eq!(sent.len(), 1);
    let (request, _) = &sent[0];
    assert_eq!(other.read(request).title, "Họp lúc 18 giờ");
    assert_eq!(header(request, "ttl"), (24 * HOUR).to_string());

    // What was told is not told again.
    import_as(
        &site,
        "hop",
        "Họp lúc 19 giờ",
        "huong-dan",
        "2026-11-23T17:00:00+07:00",
    )
    .await;
    site.clock.advance(2 * HOUR);
    send_all(&site).await;
    assert!(site.push.take().is_empty());
}

#[tokio::test]
async fn an_article_is_told_when_its_time_is_brought_forward_and_not_when_it_has_become_old() {
    let site = TestSite::new().await;
    let browser = Browser::new(1);
    subscribe(&site, &browser, &[NEWS], true).await;
    for slug in ["som", "cu"] {
        import_at(&site, slug, "2026-11-23T17:00:00+07:00").await;
    }
    publish_at(&site, "som", "2026-11-23T14:00:00+07:00").await;
    publish_at(&site, "cu", "2019-05-01T08:00:00+07:00").await;
    send_all(&site).await;
    site.clock.advance(4 * HOUR);
    send_all(&site).await;
    let sent = site.push.take();
    assert_eq!(sent.len(), 1);
    let (request, time) = &sent[0];
    assert_eq!(browser.read(request).title, "Bài som");
    assert!(*time < NOW + HOUR, "{time}");
}

#[tokio::test]
async fn who_is_told_in_the_morning_reads_the_title_that_was_mended_by_night() {
    let site = TestSite::new().await;
    let sleeper = Browser::new(1);
    subscribe(&site, &sleeper, &[NEWS], true).await;
    // Ten in the evening.
    site.clock.advance(8 * HOUR);
    let time = "2026-11-23T22:00:00+07:00";
    import_as(&site, "bao", "Bão só 9", "tin", time).await;
    site.clock.advance(GATHERING_SECONDS);
    send_all(&site).await;
    import_as(&site, "bao", "Bão số 9", "tin", time).await;
    site.clock.advance(8 * HOUR);
    send_all(&site).await;
    let sent = site.push.take();
    assert_eq!(sent.len(), 1);
    assert_eq!(sleeper.read(&sent[0].0).title, "Bão số 9");
}

#[tokio::test]
async fn what_waits_outlives_a_restart_and_nothing_is_sent_twice() {
    let mut site = TestSite::new().await;
    let browsers: Vec<_> = (0..40).map(Browser::new).collect();
    for browser in &browsers {
        subscribe(&site, browser, &[NEWS], true).await;
        site.clock.advance(60);
    }
    publish(&site, "bao-so-9").await;
    site = site.reopen().await;
    // Some go out, then the server is started anew, and then there are two of them.
    assert!((1..40).contains(&send_due(&site.site).await.unwrap()));
    site = site.reopen().await;
    let beside = site.beside().await;
    let (one, other) = tokio::join!(
        async { while send_due(&site.site).await.unwrap() > 0 {} },
        async { while send_due(&beside).await.unwrap() > 0 {} },
    );
    let ((), ()) = (one, other);
    site.clock.advance(HOUR);
    send_all(&site).await;

    let mut times: BTreeMap<String, u32> = BTreeMap::new();
    for (request, _) in site.push.take() {
        *times.entry(request.url).or_default() += 1;
    }
    assert_eq!(times.len(), 40);
    assert!(times.values().all(|&times| times == 1), "{times:?}");
}

#[tokio::test]
async fn a_message_whose_sender_died_is_sent_by_the_next_one_under_the_same_name() {
    let mut site = TestSite::new().await;
    let browser = Browser::new(1);
    subscribe(&site, &browser, &[NEWS], true).await;
    publish(&site, "bao-so-9").await;
    let now = site.clock.now();
    let claim = PushClaim {
        now,
        until: now + 60,
        is_night: false,
        services: PushServices::Others,
        most: 10,
        most_each: Some(10),
    };
    let claimed = site.site.store.claim_pushes(claim).await.unwrap();
    assert_eq!(claimed.len(), 1);
    site = site.reopen().await;
    send_all(&site).await;
    assert!(site.push.take().is_empty(), "it may still be on its way");
    site.clock.advance(60);
    send_all(&site).await;
    let sent = site.push.take();
    assert_eq!(sent.len(), 1);
    assert_eq!(browser.read(&sent[0].0).id, claimed[0].event);
}

#[tokio::test]
async fn a_browser_that_is_gone_is_forgotten() {
    let site = TestSite::new().await;
    let browsers = [Browser::new(1), Browser::new(2), Browser::new(3)];
    for browser in &browsers {
        subscribe(&site, browser, &[NEWS], true).await;
    }
    site.push.answer(&browsers[0], answered(404));
    site.push.answer(&browsers[1], answered(410));
    publish(&site, "bao-so-9").await;
    send_all(&site).await;
    assert!(!is_known(&site, &browsers[0]).await);
    assert!(!is_known(&site, &browsers[1]).await);
    assert!(is_known(&site, &browsers[2]).await);
}

#[tokio::test]
async fn a_busy_push_service_is_asked_again_when_it_says() {
    let site = TestSite::new().await;
    let browser = Browser::new(1);
    subscribe(&site, &browser, &[NEWS], true).await;
    for seconds in [90, 1] {
        site.push.answer(
            &browser,
            PushOutcome::Answered {
                status: 429,
                retry_after_seconds: Some(seconds),
            },
        );
    }
    publish(&site, "bao-so-9").await;
    let start = site.clock.now();
    for _ in 0..200 {
        send_all(&site).await;
        site.clock.advance(1);
    }
    let times: Vec<_> = site
        .push
        .take()
        .into_iter()
        .map(|(_, time)| time - start)
        .collect();
    // The second time its own patience is longer: 30 seconds.
    assert_eq!(times, [0, 90, 120]);
}

#[tokio::test]
async fn a_push_service_that_is_not_there_is_asked_ever_more_rarely_until_it_is_too_late() {
    let site = TestSite::new().await;
    let browser = Browser::new(1);
    subscribe(&site, &browser, &[NEWS], false).await;
    for _ in 0..100 {
        site.push
            .answer(&browser, PushOutcome::Unreachable("no network".to_owned()));
    }
    publish(&site, "bao-so-9").await;
    let start = site.clock.now();
    for _ in 0..30 * 60 {
        send_all(&site).await;
        site.clock.advance(60);
    }
    let times: Vec<_> = site
        .push
        .take()
        .into_iter()
        .map(|(_, time)| time - start)
        .collect();
    let waits: Vec<_> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(waits.windows(2).all(|pair| pair[0] <= pair[1]), "{waits:?}");
    assert!(*waits.last().unwrap() <= HOUR);
    assert!(*times.last().unwrap() < 24 * HOUR);
    assert!((20..40).contains(&times.len()), "{times:?}");
    assert!(is_known(&site, &browser).await);
}

#[tokio::test]
async fn what_a_push_service_refuses_is_not_sent_again_and_its_browser_stays() {
    let site = TestSite::new().await;
    let browser = Browser::new(1);
    subscribe(&site, &browser, &[NEWS], true).await;
    for status in [302, 400, 413] {
        site.push.answer(&browser, answered(status));
        publish(&site, &format!("tin-{status}")).await;
        send_all(&site).await;
        site.clock.advance(HOUR);
        send_all(&site).await;
        assert_eq!(site.push.take().len(), 1, "{status}");
    }
    assert!(is_known(&site, &browser).await);
}

#[tokio::test]
async fn by_night_those_who_want_to_sleep_are_told_in_the_morning() {
    let site = TestSite::new().await;
    let (sleeper, owl) = (Browser::new(1), Browser::new(2));
    subscribe(&site, &sleeper, &[NEWS], true).await;
    subscribe(&site, &owl, &[NEWS], false).await;
    // Told at 20:59 and 59 seconds in the town.
    site.clock.advance(7 * HOUR - 1 - GATHERING_SECONDS);
    publish_at(&site, "toi", "2026-11-23T20:59:00+07:00").await;
    send_all(&site).await;
    assert_eq!(site.push.take().len(), 2);
    site.clock.advance(1);
    publish_at(&site, "dem", "2026-11-23T21:00:00+07:00").await;
    send_all(&site).await;
    let sent = site.push.take();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].0.url, owl.endpoint);
    site.clock.advance(9 * HOUR - 1 - GATHERING_SECONDS);
    send_all(&site).await;
    assert!(site.push.take().is_empty());
    // Six o'clock.
    site.clock.advance(1);
    send_all(&site).await;
    let sent = site.push.take();
    assert_eq!(sent.len(), 1);
    assert_eq!(sleeper.read(&sent[0].0).path, "/bai-viet/dem");
}

#[tokio::test]
async fn many_articles_at_once_are_told_as_one() {
    let site = TestSite::new().await;
    let browser = Browser::new(1);
    subscribe(&site, &browser, &[NEWS], true).await;
    for number in 1..=3 {
        import_at(&site, &format!("ba-{number}"), "2026-11-23T13:30:00+07:00").await;
    }
    site.clock.advance(GATHERING_SECONDS);
    send_all(&site).await;
    assert_eq!(site.push.take().len(), 3);

    for number in 1..=10 {
        import_at(
            &site,
            &format!("muoi-{number}"),
            "2026-11-23T13:30:00+07:00",
        )
        .await;
        site.clock.advance(1);
    }
    site.clock.advance(GATHERING_SECONDS);
    // The first answer is lost; what is sent again still stands for all of them.
    site.push.answer(&browser, answered(503));
    send_all(&site).await;
    site.clock.advance(15);
    send_all(&site).await;
    let sent = site.push.take();
    assert_eq!(sent.len(), 2);
    let [first, again] = [0, 1].map(|index| browser.read(&sent[index].0));
    assert_eq!(first, again);
    assert_eq!(again.title, "10 tin mới trong chuyên mục Tin tức");
    assert_eq!(again.body, "Mới nhất: Bài muoi-10");
    assert_eq!(again.path, "/chuyen-muc/tin");
    assert_eq!(again.tag, NEWS);
    site.clock.advance(HOUR);
    send_all(&site).await;
    assert!(site.push.take().is_empty());
}

#[tokio::test]
async fn the_articles_of_a_night_are_told_as_one_in_the_morning() {
    let site = TestSite::new().await;
    let (sleeper, owl) = (Browser::new(1), Browser::new(2));
    subscribe(&site, &sleeper, &[NEWS], true).await;
    subscribe(&site, &owl, &[NEWS], false).await;
    // Ten in the evening.
    site.clock.advance(8 * HOUR);
    for number in 1..=5 {
        publish_at(&site, &format!("dem-{number}"), "2026-11-23T22:00:00+07:00").await;
        send_all(&site).await;
        site.clock.advance(HOUR);
    }
    assert_eq!(site.push.take().len(), 5);
    site.clock.advance(4 * HOUR);
    send_all(&site).await;
    let sent = site.push.take();
    assert_eq!(sent.len(), 1);
    let told = sleeper.read(&sent[0].0);
    assert_eq!(told.title, "5 tin mới trong chuyên mục Tin tức");
}

#[tokio::test]
async fn who_does_not_want_a_topic_any_more_is_not_told_what_still_waits() {
    let site = TestSite::new().await;
    let browser = Browser::new(1);
    subscribe(&site, &browser, &[NEWS, "khan-cap"], true).await;
    // Eleven in the evening.
    site.clock.advance(9 * HOUR);
    publish_at(&site, "dem", "2026-11-23T22:59:00+07:00").await;
    send_all(&site).await;
    subscribe(&site, &browser, &["khan-cap"], true).await;
    site.clock.advance(10 * HOUR);
    send_all(&site).await;
    assert!(site.push.take().is_empty());
}

#[tokio::test]
async fn addresses_of_nobody_known_keep_nobody_else_waiting() {
    let site = TestSite::new().await;
    for number in 0..20 {
        subscribe(&site, &Browser::new(number), &[NEWS], true).await;
        site.clock.advance(60);
    }
    let mut phone = Browser::new(20);
    phone.endpoint = "https://fcm.googleapis.com/fcm/send/a".to_owned();
    subscribe(&site, &phone, &[NEWS], true).await;
    let mut other = Browser::new(21);
    other.endpoint = "https://mail-google.com.example/send/a".to_owned();
    subscribe(&site, &other, &[NEWS], true).await;
    publish(&site, "bao-so-9").await;
    send_due(&site.site).await.unwrap();
    let sent = site.push.take();
    let to = |endpoint: &str| {
        let sent = sent.iter();
        sent.filter(|(request, _)| request.url.starts_with(endpoint))
            .count()
    };
    assert_eq!(to(&phone.endpoint), 1);
    assert_eq!(to(&other.endpoint), 1);
    assert_eq!(to("https://push.example/"), 4);
}

#[tokio::test]
async fn a_message_that_cannot_be_read_is_given_up_and_keeps_nobody_else_waiting() {
    let site = TestSite::new().await;
    let (broken, whole) = (Browser::new(1), Browser::new(2));
    subscribe(&site, &broken, &[NEWS], true).await;
    subscribe(&site, &whole, &[NEWS], true).await;
    let file = site.site.data_folder.join("conglang.db");
    let options = SqliteConnectOptions::new().filename(file);
    let mut connection = options.connect().await.unwrap();
    sqlx::query("UPDATE push_subscriptions SET p256dh = 'khoá' WHERE endpoint = $1")
        .bind(&broken.endpoint)
        .execute(&mut connection)
        .await
        .unwrap();
    publish(&site, "bao-so-10").await;
    send_all(&site).await;
    let sent = site.push.take();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].0.url, whole.endpoint);
    // It would be claimed again and again.
    let waiting: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM push_queue WHERE state = 'waiting'")
            .fetch_one(&mut connection)
            .await
            .unwrap();
    assert_eq!(waiting, 0);
    assert!(is_known(&site, &broken).await);
}
