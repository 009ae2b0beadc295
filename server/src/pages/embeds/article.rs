//! `/nhung/bai-viet/{slug}`: an article with its rating and its comments, without what stands around it in the
//! portal. Its forms go the way of those who have no JavaScript (`pages/forms.rs`), so that nobody writes who has
//! not read and typed a code: a page that hides the frame, or lays something over it, gets no vote.

use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use conglang::{
    components::{
        article_body::article_content,
        article_card::article_path,
        comments::thread,
        outcome::{OUTCOME_PARAMETER, Outcome, Place, RECEIPT_PARAMETER, notice},
        part::{IntoPart, Part},
    },
    i18n::{format, href, texts, with_language},
};
use conglang_contract::{
    article::Article,
    comment::{AUTHOR_NAME_LIMITS, BODY_LIMITS, Comment},
    page::Page,
    rating::{Rating, Stars},
};
use leptos::prelude::*;

use super::{
    framed::{framed, styled_alerts},
    kind::{Kind, below},
    options::Options,
};
use crate::{
    api::{alerts, articles, comments},
    http::{
        problem::{ApiError, ApiResult},
        visitor::VisitorCookie,
    },
    pages::{Pages, own_page::html},
    site::SiteState,
};

/// More are on the portal's own page.
const COMMENTS: u32 = 20;

/// `GET /nhung/bai-viet/{slug}`
pub async fn page(
    State(site): State<SiteState>,
    Extension(pages): Extension<Pages>,
    Path(slug): Path<String>,
    cookie: VisitorCookie,
    uri: Uri,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let query = uri.query().unwrap_or_default();
    let (options, _) = Options::read(query, &site.settings);
    let visitor = cookie.visitor.as_ref();
    let found = articles::article(&site, &slug, options.language, visitor).await;
    let article = match found {
        Ok(article) => article,
        Err(ApiError::Refused(problem)) if problem.status == 404 => {
            return super::Asked::new(&site, &uri, &headers)
                .await?
                .not_found(Kind::Article);
        }
        Err(error) => return Err(error),
    };
    let features = site.settings.features;
    let said = if features.comments {
        Some(comments::list_comments(&site, &slug, 1, COMMENTS).await?)
    } else {
        None
    };
    let in_force = alerts::in_force(&site).await?;
    let outcome = outcome(query);
    let action = Kind::Article
        .address(Some(&article.slug), &options)
        .ok_or_else(ApiError::not_found)?;
    let shown = || {
        let path = href(&article_path(article.slug.as_str()));
        let rating = features.rating.then(|| {
            let outcome = outcome
                .clone()
                .filter(|outcome| outcome.place() == Place::Rating);
            rating_part(article.rating, below(&action, "danh-gia"), outcome)
        });
        let said = said.as_ref().map(|said| {
            let outcome = outcome
                .clone()
                .filter(|outcome| outcome.place() == Place::Comments);
            comments_part(said, below(&action, "binh-luan"), &path, outcome)
        });
        let content = html(content(&article, rating, said, &path));
        let content = styled_alerts(&in_force) + &content;
        framed(&pages, &options, &article.title, "_blank", &content)
    };
    let (policy, body) = Owner::new().with(|| with_language(options.language, shown))?;
    // It has the visitor's own vote.
    let headers = [
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        ),
        (header::VARY, HeaderValue::from_static("cookie")),
        (header::CONTENT_SECURITY_POLICY, policy),
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        ),
        (
            header::CONTENT_LANGUAGE,
            HeaderValue::from_static(options.language.code()),
        ),
    ];
    Ok((StatusCode::OK, headers, body).into_response())
}

/// What was done through a form, as the address to which it leads back tells.
fn outcome(query: &str) -> Option<Outcome> {
    let get = |wanted: &str| {
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        pairs.find_map(|(name, value)| (name == wanted).then(|| value.into_owned()))
    };
    Outcome::read(
        get(OUTCOME_PARAMETER).as_deref(),
        get(RECEIPT_PARAMETER).as_deref(),
    )
}

fn content(article: &Article, rating: Option<Part>, said: Option<Part>, path: &str) -> Part {
    view! {
        <main id="noi-dung">
            <article class="article">{article_content(article)} {rating}</article>
            <p class="embed-article__more"><a href=path.to_owned()>{texts().embeds.on_portal}</a></p>
            {said}
        </main>
    }
    .part()
}

fn rating_part(rating: Rating, action: String, outcome: Option<Outcome>) -> Part {
    let text = &texts().rating;
    let stars = Stars::ALL
        .map(|stars| {
            let id = format!("rating-{}", stars.get());
            view! {
                <input
                    class="rating__input"
                    type="radio"
                    name="stars"
                    id=id.clone()
                    value=stars.get().to_string()
                    checked=rating.mine == Some(stars)
                    required
                />
                <label class="rating__label" for=id>
                    <span class="rating__name">{(text.stars)(stars)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <form class="rating" id="danh-gia" method="post" action=action target="_self" data-guarded="">
            {outcome.map(notice)}
            <fieldset class="rating__stars">
                <legend class="rating__legend">{text.legend}</legend>
                {stars}
            </fieldset>
            <p class="rating__summary">{(text.summary)(&rating)}</p>
            {rating.mine.map(|stars| view! { <p class="rating__mine">{(text.mine)(stars)}</p> })}
            {guarded_button(text.submit)}
        </form>
    }
    .part()
}

fn comments_part(
    said: &Page<Comment>,
    action: String,
    path: &str,
    outcome: Option<Outcome>,
) -> Part {
    let text = &texts().comments;
    let threads = said
        .items
        .iter()
        .map(|comment| view! { <li>{thread(comment, None)}</li> })
        .collect_view();
    let more = (said.total > u64::from(COMMENTS)).then(|| {
        let address = format!("{path}#binh-luan");
        view! { <p><a href=address>{(texts().embeds.more_comments)(said.total)}</a></p> }
    });
    let is_empty = said.items.is_empty();
    view! {
        <section class="comments" id="binh-luan" aria-labelledby="comments-title">
            <h2 class="comments__title" id="comments-title">
                {text.title}
                <span class="comments__count">{format!(" ({})", format::integer(said.total))}</span>
            </h2>
            {outcome.map(notice)}
            {is_empty.then(|| view! { <p class="comments__empty">{text.none_yet}</p> })}
            {(!is_empty).then(|| view! { <ol class="comments__list">{threads}</ol> })}
            {more}
            <form class="comment-form" id="viet-binh-luan" method="post" action=action target="_self" data-guarded="">
                <h3 class="comment-form__title">{text.form_title}</h3>
                <div class="field">
                    <label class="field__label" for="author-name">{text.author_name}</label>
                    <input class="field__input" id="author-name" name="author_name" autocomplete="name" maxlength=AUTHOR_NAME_LIMITS.maximum.to_string() required/>
                </div>
                <div class="field">
                    <label class="field__label" for="body">{text.body}</label>
                    <textarea class="field__input" id="body" name="body" rows="5" required aria-describedby="body-help"></textarea>
                    <p class="field__help" id="body-help">{(text.body_help)(BODY_LIMITS)}</p>
                </div>
                <div class="field field--check">
                    <input id="consent" type="checkbox" name="consent" value="true" required aria-describedby="consent-help"/>
                    <label for="consent">{text.consent}</label>
                    <p class="field__help" id="consent-help">{text.consent_details}</p>
                </div>
                {guarded_button(text.submit)}
            </form>
        </section>
    }
    .part()
}

/// A button that the script lets be pressed while the frame is seen (`embeds/src/guard.js`). What says so stands
/// below: above it, it would move the button out from under what covers it, and back again.
fn guarded_button(submit: &'static str) -> Part {
    view! {
        <button class="button button--primary" type="submit">{submit}</button>
        <p class="embed-article__guard" role="status" hidden>{texts().embeds.unseen}</p>
    }
    .part()
}
