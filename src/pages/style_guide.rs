//! `/phong-cach`: every component in its states, for those who change how the portal looks. Nothing
//! links to it. The server alone has it, and sends it without the app, so that each state stays as it is.

mod samples;

use conglang_contract::{rating::Rating, slug::Slug};
use leptos::prelude::*;

use crate::{
    api::ApiError,
    app::SiteResource,
    components::{
        article_body::article_body,
        article_card::{CardLook, article_card},
        comment_form::comment_form,
        comments::thread,
        icon::{Icon, icon},
        pagination::pagination,
        part::{IntoPart, Part},
        rating::rating_form,
        related_articles::{article_neighbours, related_articles},
        side_column::town_blocks,
        states::{empty_view, error_view, loading, loading_page},
    },
    hooks::page_head::{PageHead, use_page_head},
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
            {section("danh-gia", "Đánh giá", ratings())}
            {section("binh-luan-mau", "Bình luận", comments())}
            {section("thi-xa", "Bản đồ, ca khúc, liên kết, lượt truy cập", town())}
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
        <div class="alerts">
            <p class="alerts__alert">
                <strong>"Bão số 5"</strong>
                " Từ 18 giờ hôm nay gió giật mạnh; bà con buộc lại mái nhà và không ra đường."
            </p>
        </div>
        {pagination("/phong-cach", 5, 12)}
    }
    .part()
}

fn states() -> Part {
    view! {
        {loading_page()}
        {loading(4)}
        {empty_view("Chuyên mục này chưa có bài viết nào.")}
        {error_view(&ApiError::Unreachable, || ())}
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

fn ratings() -> Part {
    let forms = samples::ratings()
        .into_iter()
        .enumerate()
        .map(|(index, rating): (usize, Rating)| rating_form(&numbered_slug(index), rating))
        .collect_view();
    view! { <div class="guide__ratings">{forms}</div> }.part()
}

fn comments() -> Part {
    let threads = samples::comments()
        .iter()
        .map(|comment| view! { <li>{thread(comment, None)}</li> })
        .collect_view();
    view! {
        <ol class="comments__list">{threads}</ol>
        {comment_form(&numbered_slug(0), RwSignal::new(None))}
    }
    .part()
}

fn town() -> Part {
    let site = expect_context::<SiteResource>();
    let blocks = move || site.get()?.ok().map(town_blocks);
    view! { <div class="tiles">{blocks}</div> }.part()
}

fn numbered_slug(number: usize) -> Slug {
    samples::slug(&format!("bai-mau-{number}"))
}
