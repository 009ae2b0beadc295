//! Rating and commenting without JavaScript.

use axum::http::{StatusCode, header};

use super::support::{Answer, Portal, tags, value_beside};

const PAGE: &str = "/bai-viet/bai-mot";
const RATE: &str = "/bai-viet/bai-mot/danh-gia";
const COMMENT: &str = "/bai-viet/bai-mot/binh-luan";

/// The captcha that a second step asks for.
fn captcha_id(page: &Answer) -> String {
    let id = value_beside(page.text(), "input", "name=\"captcha_id\"", "value");
    id.unwrap_or_else(|| panic!("no captcha in {}", page.text()))
        .to_owned()
}

/// The stars that are chosen on a second step.
fn chosen_stars(page: &Answer) -> Vec<String> {
    tags(page.text(), "input")
        .into_iter()
        .filter(|tag| tag.contains("name=\"stars\"") && tag.contains(" checked"))
        .map(|tag| {
            let (_, rest) = tag.split_once("value=\"").expect("a value");
            rest.split_once('"').expect("its end").0.to_owned()
        })
        .collect()
}

/// Goes through the rating with the right code, and returns the visitor's cookie.
async fn rate(portal: &Portal, stars: u8) -> String {
    let id = captcha_id(&portal.post_form(RATE, &format!("stars={stars}")).await);
    let code = portal.code(&id);
    let form = format!("stars={stars}&captcha_id={id}&captcha_answer={code}");
    let done = portal.post_form(RATE, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(
        done.header(header::LOCATION),
        "/bai-viet/bai-mot?ket-qua=da-danh-gia#danh-gia"
    );
    let cookie = done.header(header::SET_COOKIE);
    assert!(cookie.contains("HttpOnly"), "{cookie}");
    assert!(cookie.contains("SameSite=Lax"), "{cookie}");
    cookie.split(';').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn the_first_step_shows_a_code_and_keeps_the_stars() {
    let portal = Portal::with_article("Văn bản.").await;
    let page = portal.post_form(RATE, "stars=4").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(chosen_stars(&page), ["4"]);
    assert_eq!(page.header(header::CACHE_CONTROL), "no-store");
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert!(!policy.contains("script-src"), "{policy}");
    assert!(!page.text().contains("<script"), "{}", page.text());
    let image = value_beside(page.text(), "img", "confirm__image", "src").expect("an image");
    let picture = portal.get(image).await;
    assert_eq!(picture.header(header::CONTENT_TYPE), "image/png");
    assert!(picture.body.starts_with(b"\x89PNG"));

    let nothing_chosen = portal.post_form(RATE, "").await;
    assert!(chosen_stars(&nothing_chosen).is_empty());
    let nowhere = portal
        .post_form("/bai-viet/khong-co/danh-gia", "stars=4")
        .await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_wrong_code_is_told_and_another_is_given() {
    let portal = Portal::with_article("Văn bản.").await;
    let id = captcha_id(&portal.post_form(RATE, "stars=2").await);
    // Q is in no code.
    let form = format!("stars=2&captcha_id={id}&captcha_answer=QQQQQ");
    let again = portal.post_form(RATE, &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("Mã xác thực không đúng."));
    assert_eq!(chosen_stars(&again), ["2"]);
    assert_ne!(captcha_id(&again), id);
    assert!(!again.headers.contains_key(header::SET_COOKIE));
    let rating = portal.get("/api/v1/articles/bai-mot/rating").await.json();
    assert_eq!(rating["count"], 0);
}

#[tokio::test]
async fn the_right_code_leads_back_and_the_vote_is_shown_to_its_giver() {
    let portal = Portal::with_article("Văn bản.").await;
    let cookie = rate(&portal, 4).await;
    let own = [(header::COOKIE, cookie.as_str())];

    let mine = portal.get_with("/api/v1/articles/bai-mot", &own).await;
    assert_eq!(mine.json()["rating"]["mine"], 4);
    assert!(mine.header(header::CACHE_CONTROL).contains("private"));
    assert!(mine.header(header::VARY).contains("cookie"));
    let others = portal.get("/api/v1/articles/bai-mot").await;
    assert!(others.json()["rating"]["mine"].is_null());
    assert_eq!(others.json()["rating"]["count"], 1);
    assert_ne!(mine.header(header::ETAG), others.header(header::ETAG));
    let forged = [(header::COOKIE, "conglang_visitor=00.00")];
    let forged = portal.get_with("/api/v1/articles/bai-mot", &forged).await;
    assert!(forged.json()["rating"]["mine"].is_null());

    let page = portal.get_with(PAGE, &own).await;
    assert!(page.text().contains("Bạn đã đánh giá 4 sao."));
    assert_eq!(chosen_stars(&page), ["4"]);
    let page = portal.get(PAGE).await;
    assert!(!page.text().contains("Bạn đã đánh giá"));
    assert!(page.text().contains("lượt đánh giá: 1, trung bình: 4"));
}

#[tokio::test]
async fn the_way_back_ends_with_thanks() {
    let portal = Portal::with_article("Văn bản.").await;
    let thanks = "Đã ghi nhận đánh giá của bạn.";
    assert!(!portal.get(PAGE).await.text().contains(thanks));
    let page = portal.get("/bai-viet/bai-mot?ket-qua=da-danh-gia").await;
    assert!(page.text().contains(thanks), "{}", page.text());
}

#[tokio::test]
async fn a_comment_waits_can_be_followed_and_is_deleted_by_its_writer() {
    let portal = Portal::with_article("Văn bản.").await;
    let form = "author_name=L%C3%AA+An&body=Xin+ch%C3%A0o+c%E1%BA%A3+l%C3%A0ng&consent=true";
    let id = captcha_id(&portal.post_form(COMMENT, form).await);
    let code = portal.code(&id);
    let form = format!("{form}&captcha_id={id}&captcha_answer={code}");
    let sent = portal.post_form(COMMENT, &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let back = sent.header(header::LOCATION).to_owned();
    let receipt = back
        .strip_prefix("/bai-viet/bai-mot?ket-qua=cho-duyet&bien-nhan=")
        .and_then(|rest| rest.strip_suffix("#binh-luan"))
        .unwrap_or_else(|| panic!("{back}"));
    let page = portal.get(back.trim_end_matches("#binh-luan")).await;
    assert!(page.text().contains(receipt), "{}", page.text());
    assert!(!page.text().contains("Xin chào cả làng"));

    let address = format!("/bien-nhan/{receipt}");
    let followed = portal.get(&address).await;
    assert_eq!(followed.status, StatusCode::OK);
    assert!(followed.text().contains("Xin chào cả làng"));
    let deleted = portal.post_form(&format!("{address}/xoa"), "").await;
    assert_eq!(
        deleted.header(header::LOCATION),
        "/bai-viet/bai-mot?ket-qua=da-xoa#binh-luan"
    );
    let followed = portal.get(&address).await;
    assert!(!followed.text().contains("Xin chào cả làng"));
}

#[tokio::test]
async fn a_code_is_good_for_one_vote() {
    let portal = Portal::with_article("Văn bản.").await;
    let id = captcha_id(&portal.post_form(RATE, "stars=5").await);
    let code = portal.code(&id).to_lowercase();
    let form = format!("stars=5&captcha_id={id}&captcha_answer={code}");
    assert_eq!(
        portal.post_form(RATE, &form).await.status,
        StatusCode::SEE_OTHER
    );
    let again = portal.post_form(RATE, &form).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.text().contains("đã được dùng"), "{}", again.text());
}

#[tokio::test]
async fn what_was_typed_stays_and_is_text() {
    let portal = Portal::with_article("Văn bản.").await;
    let form = "author_name=L%C3%AA+An&body=%3C%2Ftextarea%3E%3Cscript%3E1%3C%2Fscript%3E+xin+ch%C3%A0o&consent=true";
    let page = portal.post_form(COMMENT, form).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(!page.text().contains("<script"), "{}", page.text());
    let typed = "&lt;/textarea>&lt;script>1&lt;/script> xin chào</textarea>";
    assert!(page.text().contains(typed), "{}", page.text());
    let name = value_beside(page.text(), "input", "name=\"author_name\"", "value");
    assert_eq!(name, Some("Lê An"));
    captcha_id(&page);

    let page = portal.post_form(COMMENT, "author_name=&body=&").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("role=\"alert\""), "{}", page.text());
}

#[tokio::test]
async fn an_old_code_is_told() {
    let portal = Portal::with_article("Văn bản.").await;
    let id = captcha_id(&portal.post_form(RATE, "stars=3").await);
    let code = portal.code(&id);
    portal.content.clock.advance(601);
    let form = format!("stars=3&captcha_id={id}&captcha_answer={code}");
    let late = portal.post_form(RATE, &form).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("đã hết hạn"), "{}", late.text());
    assert_ne!(captcha_id(&late), id);
}

#[tokio::test]
async fn who_writes_too_often_is_asked_to_wait_and_keeps_the_form() {
    let portal = Portal::with_article("Văn bản.").await;
    let most = portal.content.site.settings.limits.writes_per_minute;
    let form = "stars=1&captcha_id=x&captcha_answer=x";
    for _ in 0..most {
        let refused = portal.post_form(RATE, form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let page = portal.post_form(RATE, form).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.text().contains("Mời bạn thử lại sau ít phút."));
    assert_eq!(chosen_stars(&page), ["1"]);
    portal.content.clock.advance(61);
    let page = portal.post_form(RATE, form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}
