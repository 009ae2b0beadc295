//! Addresses that articles had on the old portal.

use axum::http::{Method, header};

use crate::pages::support::{Answer, Portal};

const OLD: &str = "/portal/pages/2022-05-05/Thi-xa-dat-chuan-ab12.aspx";

fn article(slug: &str, old_addresses: &str) -> String {
    format!(
        "---\ntitle: \"Bài {slug}\"\nslug: {slug}\ncategory: tin\n\
         published_at: 2026-11-20T07:00:00+07:00\nlegacy_urls: {old_addresses}\n---\nVăn bản.\n"
    )
}

fn assert_leads_to(answer: &Answer, slug: &str) {
    assert_eq!(answer.status, 301);
    assert_eq!(answer.header(header::LOCATION), format!("/bai-viet/{slug}"));
}

#[tokio::test]
async fn an_old_address_leads_to_the_article() {
    let portal = Portal::empty().await;
    let addresses = format!("[\"{OLD}\", \"/tin/xem.aspx?id=5&muc=Tin-t%E1%BB%A9c\", /cu]");
    portal
        .content
        .write("bai-mot", article("bai-mot", &addresses));
    assert_eq!(portal.content.import().await.created, 1);
    for asked in [
        OLD,
        // A query that was not named is one that somebody added.
        "/portal/pages/2022-05-05/Thi-xa-dat-chuan-ab12.aspx?fbclid=x",
        "/Portal/Pages/2022-05-05/thi-xa-dat-chuan-AB12.aspx",
        "/tin/xem.aspx?id=5&muc=Tin-t%e1%bb%a9c",
        // As Facebook, Zalo and Google hand it on.
        "/tin/xem.aspx?id=5&muc=Tin-t%e1%bb%a9c&fbclid=IwAR0",
        "/tin/xem.aspx?zarsrc=31&utm_source=zalo&id=5&muc=Tin-t%E1%BB%A9c&gidzl=x",
        "/tin/xem.aspx?id=5&gclid=x&muc=Tin-t%E1%BB%A9c",
        "/cu",
        "/cu?",
    ] {
        assert_leads_to(&portal.get(asked).await, "bai-mot");
    }
    let head = portal.send(Method::HEAD, OLD, &[], axum::body::Body::empty());
    assert_leads_to(&head.await, "bai-mot");
    for asked in [
        "/tin/xem.aspx?id=6&muc=Tin-t%E1%BB%A9c",
        "/tin/xem.aspx",
        "/tin/xem.aspx?fbclid=x",
        "/tin/xem.aspx?id=6&muc=Tin-t%E1%BB%A9c&fbclid=x",
        "/tin/xem.aspx?id=5&muc=Tin-t%E1%BB%A9c&trang=2",
        "/portal/pages/khac.aspx",
        "/cu/",
        "/portal/pages/%00.aspx",
        "/%ff",
    ] {
        assert_eq!(portal.get(asked).await.status, 404, "{asked}");
    }
}

#[tokio::test]
async fn no_old_address_hides_a_page() {
    let portal = Portal::empty().await;
    portal.content.write(
        "bai-mot",
        article("bai-mot", "[/lien-ket, /bai-viet/ten-cu]"),
    );
    assert_eq!(portal.content.import().await.created, 1);
    assert_eq!(portal.get("/lien-ket").await.status, 200);
    // An article that was renamed.
    assert_leads_to(&portal.get("/bai-viet/ten-cu").await, "bai-mot");
}

#[tokio::test]
async fn a_second_import_takes_addresses_back_and_gives_them_on() {
    let portal = Portal::empty().await;
    portal
        .content
        .write("bai-mot", article("bai-mot", "[/a.aspx, /b.aspx]"));
    portal.content.write("bai-hai", article("bai-hai", "[]"));
    assert_eq!(portal.content.import().await.created, 2);
    assert_leads_to(&portal.get("/a.aspx").await, "bai-mot");
    portal
        .content
        .write("bai-mot", article("bai-mot", "[/b.aspx]"));
    portal
        .content
        .write("bai-hai", article("bai-hai", "[/a.aspx]"));
    let report = portal.content.import().await;
    assert_eq!(
        (report.updated, report.failed),
        (2, 0),
        "{:?}",
        report.mistakes
    );
    assert_leads_to(&portal.get("/a.aspx").await, "bai-hai");
    assert_leads_to(&portal.get("/b.aspx").await, "bai-mot");
    portal.content.write_article("bai-mot", "Văn bản khác.");
    assert_eq!(portal.content.import().await.updated, 1);
    assert_eq!(portal.get("/b.aspx").await.status, 404);
}

#[tokio::test]
async fn an_address_of_two_articles_is_a_mistake_with_its_line() {
    let portal = Portal::empty().await;
    portal
        .content
        .write("bai-a", article("bai-a", &format!("[{OLD}]")));
    assert_eq!(portal.content.import().await.created, 1);
    // Beside one that is stored, and beside another of the same import.
    let list = "\n  - /moi.aspx\n  - /PORTAL/pages/2022-05-05/Thi-xa-dat-chuan-ab12.aspx";
    let second = portal.content.write("bai-b", article("bai-b", list));
    let third = portal
        .content
        .write("bai-c", article("bai-c", "[/moi.aspx]"));
    let report = portal.content.import_paths(&[second, third]).await;
    assert_eq!(
        (report.created, report.failed),
        (0, 2),
        "{:?}",
        report.mistakes
    );
    let told: Vec<(Option<usize>, &str)> = report
        .mistakes
        .iter()
        .map(|mistake| (mistake.line, mistake.reason.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (
                Some(8),
                "`legacy_urls`: “/portal/pages/2022-05-05/thi-xa-dat-chuan-ab12.aspx” đã dẫn đến \
                 bài viết “bai-a”"
            ),
            (
                Some(6),
                "`legacy_urls`: “/moi.aspx” đã dẫn đến bài viết “bai-b”"
            ),
        ]
    );
}

#[tokio::test]
async fn what_is_no_address_is_told_with_its_line() {
    let portal = Portal::empty().await;
    for (addresses, line, reason) in [
        (
            "\n  - /dung.aspx\n  - portal/pages/a.aspx",
            8,
            "phải bắt đầu bằng một dấu /",
        ),
        (
            "[\"https://cu.example/a.aspx\"]",
            6,
            "phải bắt đầu bằng một dấu /",
        ),
        ("[/a.aspx#b]", 6, "sau dấu #"),
        ("[/api/v1/site]", 6, "cổng này đang dùng"),
        ("/a.aspx", 6, "giá trị sai kiểu"),
    ] {
        portal
            .content
            .write("bai-mot", article("bai-mot", addresses));
        let report = portal.content.import().await;
        assert_eq!(report.failed, 1, "{addresses}");
        let mistake = &report.mistakes[0];
        assert_eq!(mistake.line, Some(line), "{addresses}: {mistake:?}");
        assert!(mistake.reason.contains(reason), "{addresses}: {mistake:?}");
    }
}
