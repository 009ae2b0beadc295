//! `/phong-cach`: every component in its states, for those who change how the portal looks. Nothing
//! links to it. The server alone has it, and sends it without the app, so that each state stays as it is.

mod archive;
mod forms;
mod recorded;
mod samples;
mod search;
mod town;

use conglang_contract::{
    problem::{Problem, ProblemCode},
    slug::Slug,
};
use leptos::prelude::*;

use crate::{
    api::ApiError,
    components::{
        article_body::article_body,
        article_card::{CardLook, article_card},
        icon::{Icon, icon},
        in_language::language_note,
        layout::alerts,
        pagination::pagination,
        part::{IntoPart, Part},
        related_articles::{article_neighbours, related_articles},
        sanitised_html::SanitisedHtml,
        states::{empty_view, error_view, loading, loading_page, not_found_view},
    },
    hooks::page_head::{PageHead, use_page_head},
    i18n::texts,
};

/// Colour tokens without `--color-`.
const COLORS: [&str; 16] = [
    "surface",
    "surface-raised",
    "ink",
    "muted",
    "line",
    "link",
    "heading",
    "accent",
    "primary",
    "band",
    "band-deep",
    "tint",
    "danger",
    "danger-tint",
    "alert",
    "focus",
];
/// Two marks on a letter, above and below, small and capital: what collides or is cut off first.
const STACKED_MARKS: &str =
    "Nguyễn Thị Ẩn ở Huyện Kỳ Ậm: ĐƯỜNG ẾCH, GIẾNG ẴM, NGỖNG ỄNH, ỦNG HỘ QUỸ";

#[component]
pub fn StyleGuidePage() -> impl IntoView {
    use_page_head(PageHead {
        without_app: true,
        ..PageHead::unlisted("Phong cách", 200)
    });
    view! {
        <div class="guide">
            <h1 class="page-title">"Phong cách"</h1>
            <p class="page-lead">
                "Mọi thành phần của cổng, trong mọi trạng thái. Trang này dành cho người sửa giao diện."
            </p>
            {section("mau", "Màu", colors())}
            {section("chu", "Chữ", type_scale())}
            {section("bieu-tuong", "Biểu tượng", icons())}
            {section("nut", "Nút và thông báo", buttons())}
            {section("trang-thai", "Trạng thái", states())}
            {section("the", "Thẻ bài viết", cards())}
            {section("bai-viet", "Bài viết", article())}
            {section("tien-ich-doc", "Tiện ích đọc", reading())}
            {section("luu-tru-mau", "Lưu trữ", archive::archive())}
            {section("tim-kiem-mau", "Tìm kiếm", search::search())}
            {section("danh-gia", "Đánh giá", forms::ratings())}
            {section("binh-luan-mau", "Bình luận", forms::comments())}
            {section("bieu-mau", "Biểu mẫu, mã xác thực", forms::forms())}
            {section("bien-nhan", "Biên nhận", forms::receipt())}
            {section("ban-do-mau", "Bản đồ", town::map())}
            {section("ca-khuc-mau", "Ca khúc", town::songs())}
            {section("trinh-phat-mau", "Trình phát nhạc", player())}
            {section("lien-ket-mau", "Liên kết, thống kê", town::links_and_visits())}
            {section("thi-xa", "Thị xã bên cạnh tin tức", town::blocks())}
            {section("hien-thi", "Cách hiển thị", recorded::states(&recorded::DISPLAY))}
            {section("loi-nhan", "Lời nhắn ở chân màn hình", recorded::states(&recorded::COMPANION))}
            {section("da-luu-mau", "Đã lưu trên máy, tiết kiệm dữ liệu", on_device())}
            {section("hop-thu-di", "Hộp thư đi", recorded::states(&recorded::OUTBOX))}
            {section("nhan-tin", "Nhận thông báo", recorded::states(&recorded::PUSH))}
        </div>
    }
}

fn section(id: &'static str, title: &'static str, content: Part) -> Part {
    view! {
        <section class="guide__section" aria-labelledby=id>
            <h2 class="section-title" id=id>{title}</h2>
            {content}
        </section>
    }
    .part()
}

fn colors() -> Part {
    let swatches = COLORS
        .map(|name| {
            view! {
                <li class="guide__color">
                    <span class=format!("guide__swatch guide__swatch--{name}")></span>
                    {name}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="guide__colors">{swatches}</ul> }.part()
}

fn type_scale() -> Part {
    view! {
        <div class="guide__type">
            <h3 class="page-title">{STACKED_MARKS}</h3>
            <h3 class="guide__h2">{STACKED_MARKS}</h3>
            <h3 class="guide__large">{STACKED_MARKS}</h3>
            <p class="page-lead">{STACKED_MARKS}</p>
            <p>{STACKED_MARKS} " " <a href="#chu">"liên kết trong câu"</a> " " <strong>"chữ đậm"</strong></p>
            <p class="page-count">{STACKED_MARKS}</p>
        </div>
    }
    .part()
}

fn icons() -> Part {
    let icons = Icon::ALL
        .iter()
        .map(|&each| {
            let name = each.address().trim_start_matches("/icons.svg#");
            view! { <li class="guide__icon">{icon(each)} {name}</li> }
        })
        .collect_view();
    view! { <ul class="guide__icons">{icons}</ul> }.part()
}

fn buttons() -> Part {
    view! {
        <p class="guide__row">
            <button class="button" type="button">"Gửi bình luận"</button>
            <button class="button" type="button" disabled=true>"Đang gửi…"</button>
            <button class="button button--danger" type="button">"Xóa hẳn"</button>
            <a class="button" href="#nut">"Về trang chủ"</a>
        </p>
        <p class="notice">"Cổng chưa có bài viết nào. Mời bạn quay lại sau."</p>
        <p class="notice notice--done">"Đã ghi nhận đánh giá của bạn. Xin cảm ơn!"</p>
        <p class="notice notice--error">"Bình luận chưa gửi được. Mời bạn xem lại các mục được đánh dấu."</p>
        {alerts::parts(&samples::alerts())}
        {pagination("/phong-cach", 1, 3)}
        {pagination("/phong-cach", 5, 12)}
        {pagination("/phong-cach", 12, 12)}
    }
    .part()
}

fn states() -> Part {
    let refused = ApiError::Problem(Problem::new(ProblemCode::RateLimited));
    let not_found = &texts().not_found;
    view! {
        {loading_page()}
        {loading(4)}
        {empty_view("Chuyên mục này chưa có bài viết nào.")}
        {error_view(&ApiError::Unreachable, || ())}
        {error_view(&ApiError::Unreadable, || ())}
        {error_view(&refused, || ())}
        {not_found_view(not_found.title, not_found.explanation)}
    }
    .part()
}

fn cards() -> Part {
    let looks = [
        CardLook::Lead,
        CardLook::Story,
        CardLook::Brief,
        CardLook::Line,
    ];
    let cards = looks
        .map(|look| {
            view! {
                <div class="guide__pair">
                    {article_card(samples::summary(true), look, true)}
                    {article_card(samples::summary(false), look, true)}
                </div>
            }
        })
        .collect_view();
    view! { <div class="guide__cards">{cards}</div> }.part()
}

fn article() -> Part {
    let article = samples::article();
    view! {
        <article class="article">{article_body(&article, "https://thi-xa.example/bai-viet/bai-mau")}</article>
        {article_neighbours(article.newer.as_ref(), article.older.as_ref())}
        {related_articles(&article.related)}
    }
    .part()
}

/// What extras bring to an article, and an article that there is in the other language only.
fn reading() -> Part {
    let article = samples::english_article();
    view! {
        {recorded::states(&recorded::READING)}
        <div class="guide__aloud article">
            <p data-reading-aloud="">"Đoạn đang được đọc thành tiếng nổi lên giữa những đoạn khác."</p>
            <p data-paragraph="">"Đoạn khác, bấm vào là nghe từ đây."</p>
        </div>
        <article class="article">{article_body(&article, "https://thi-xa.example/bai-viet/bai-mau")}</article>
        <p>{"A market for everybody"} " " {language_note(article.language)}</p>
    }
    .part()
}

/// The player as it stands at the foot of the window.
fn player() -> Part {
    recorded::states(&recorded::PLAYER)
}

/// What is kept on the device, and a photograph that is fetched only when it is asked for.
fn on_device() -> Part {
    view! {
        {recorded::states(&recorded::SHELF)}
        <div data-sparing="on">
            <SanitisedHtml html=samples::offered_photo() class="article__text" lang=None/>
        </div>
    }
    .part()
}

/// One for each form, whose address it is part of.
fn numbered_slug(number: usize) -> Slug {
    samples::slug(&format!("bai-mau-{number}"))
}
