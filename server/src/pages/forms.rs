//! The forms of those without JavaScript, or whose wasm has not come yet: a plain POST, a page with
//! the code of an image, a second POST, and back to the article with the outcome.
//!
//! The code is asked in a second step so that an article's page is the same for everyone and costs
//! no captcha for each reader.

use axum::{
    Extension,
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use conglang::{
    components::{article_card::article_path, part::IntoPart},
    i18n::with_language,
    pages::confirm::{CommentFields, ConfirmPage, Confirmation, ConfirmedForm, RefusalPage},
};
use conglang_contract::{
    alert::AlertList,
    captcha::{CaptchaAnswer, CaptchaKind},
    comment::PostComment,
    problem::{Problem, ProblemCode},
    rating::{PutRating, Stars},
    slug::Slug,
};
use leptos::prelude::*;
use serde::Deserialize;

use super::{
    Pages,
    embeds::{self, kind::Kind, options::Options},
    head,
    own_page::{html, unfollowed_alerts},
};
use crate::{
    api::{
        alerts,
        comments::{self, CommentWrite},
        rating::{self, RatingWrite},
    },
    captcha,
    entropy::random_bytes,
    http::{
        client_address::ClientAddress,
        form_body::FormBody,
        language::request_language,
        problem::{ApiError, ApiResult, PROBLEM_TYPE},
        visitor::{VisitorCookie, WritingVisitor},
    },
    site::SiteState,
};

/// Where a form stands, and so where it leads back to.
#[derive(Clone, Debug)]
enum Stand {
    /// On the portal's own page of the article.
    Portal,
    /// In a frame of another site's page.
    Frame(Box<Options>),
}

impl Stand {
    fn of(uri: &Uri, pages: &Pages) -> Self {
        if !uri.path().starts_with(embeds::FRAMES) {
            return Self::Portal;
        }
        let query = uri.query().unwrap_or_default();
        let (options, _) = Options::read(query, &pages.site.settings);
        Self::Frame(Box::new(options))
    }

    /// The page of the article, with `more` at its path and in its query.
    fn page(&self, slug: &Slug, more: &str, query: &str) -> String {
        let address = match self {
            Self::Portal => request_language().path(&article_path(slug.as_str())),
            Self::Frame(options) => Kind::Article
                .address(Some(slug), options)
                .unwrap_or_default(),
        };
        let (path, own_query) = address.split_once('?').unwrap_or((&address, ""));
        let both = [own_query, query]
            .into_iter()
            .filter(|query| !query.is_empty());
        let query = both.collect::<Vec<_>>().join("&");
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{path}{more}{mark}{query}")
    }

    /// The visitor who writes; in a frame by a cookie of the site that shows it.
    fn writer(&self, cookie: VisitorCookie, pages: &Pages) -> WritingVisitor {
        match self {
            Self::Portal => cookie.for_write(&pages.site),
            Self::Frame(_) => cookie.for_framed_write(&pages.site),
        }
    }
}

/// More than any problem has.
const LONGEST_PROBLEM_BYTES: usize = 64 * 1024;

/// The fields of the rating form, and in the second step the captcha's.
#[derive(Debug, Deserialize)]
pub struct RatingForm {
    stars: Option<u8>,
    #[serde(flatten)]
    captcha: CaptchaFields,
}

/// The fields of the comment form, and in the second step the captcha's.
#[derive(Debug, Deserialize)]
pub struct CommentForm {
    #[serde(default)]
    author_name: String,
    #[serde(default)]
    body: String,
    /// Present when the box was ticked.
    consent: Option<String>,
    /// Empty when the comment is no reply.
    #[serde(default)]
    reply_to: String,
    #[serde(default)]
    idempotency_key: String,
    #[serde(flatten)]
    captcha: CaptchaFields,
}

#[derive(Debug, Deserialize)]
struct CaptchaFields {
    captcha_id: Option<String>,
    captcha_answer: Option<String>,
}

impl CaptchaFields {
    /// The answer, once the form has been through the second step.
    fn answer(self) -> Option<CaptchaAnswer> {
        Some(CaptchaAnswer {
            id: self.captcha_id?,
            answer: self.captcha_answer?,
        })
    }
}

/// `POST /bai-viet/{slug}/danh-gia`
pub async fn rate(
    State(site): State<SiteState>,
    Extension(pages): Extension<Pages>,
    Path(slug): Path<String>,
    client: ClientAddress,
    cookie: VisitorCookie,
    uri: Uri,
    FormBody(form): FormBody<RatingForm>,
) -> ApiResult<Response> {
    let slug: Slug = slug.parse().map_err(|_| ApiError::not_found())?;
    let stand = Stand::of(&uri, &pages);
    let stars = form.stars.and_then(|number| Stars::try_from(number).ok());
    let form_again = ConfirmedForm::Rating { stars };
    let (Some(stars), Some(captcha)) = (stars, form.captcha.answer()) else {
        return second_step(&pages, &stand, &slug, "danh-gia", form_again, None).await;
    };
    let WritingVisitor {
        visitor,
        set_cookie,
    } = stand.writer(cookie, &pages);
    let write = RatingWrite {
        slug: slug.as_str(),
        visitor: &visitor,
        network: client.network(),
        rating: PutRating { stars, captcha },
    };
    if let Err(error) = rating::put_rating(&site, write).await {
        let problem = Some(refusal(error)?);
        return second_step(&pages, &stand, &slug, "danh-gia", form_again, problem).await;
    }
    let mut response = back(&stand, &slug, "da-danh-gia", "danh-gia").into_response();
    if let Some(set_cookie) = set_cookie {
        response
            .headers_mut()
            .insert(header::SET_COOKIE, set_cookie);
    }
    Ok(response)
}

/// `POST /bai-viet/{slug}/binh-luan`
pub async fn comment(
    State(site): State<SiteState>,
    Extension(pages): Extension<Pages>,
    Path(slug): Path<String>,
    client: ClientAddress,
    uri: Uri,
    FormBody(form): FormBody<CommentForm>,
) -> ApiResult<Response> {
    let slug: Slug = slug.parse().map_err(|_| ApiError::not_found())?;
    let stand = Stand::of(&uri, &pages);
    let mut fields = CommentFields {
        author_name: form.author_name,
        body: form.body,
        consent: form.consent.is_some(),
        reply_to: form.reply_to.parse().ok(),
        idempotency_key: form.idempotency_key,
    };
    if fields.idempotency_key.is_empty() {
        fields.idempotency_key = hex::encode(random_bytes::<16>(site.entropy.as_ref()));
    }
    let problem = match form.captcha.answer() {
        None => {
            let language = request_language();
            let (name, body) = (&fields.author_name, &fields.body);
            let checked = PostComment::check(language, name, body, fields.consent);
            let problems = checked.err();
            problems.map(|problems| Problem::validation(language, problems))
        }
        Some(captcha) => {
            let write = CommentWrite {
                slug: slug.as_str(),
                network: client.network(),
                idempotency_key: Some(fields.idempotency_key.as_str()),
                comment: PostComment {
                    author_name: fields.author_name.clone(),
                    body: fields.body.clone(),
                    reply_to: fields.reply_to,
                    consent: fields.consent,
                    captcha,
                },
            };
            match comments::post_comment(&site, write).await {
                Ok(sent) => {
                    let outcome = format!("cho-duyet&bien-nhan={}", sent.receipt);
                    return Ok(back(&stand, &slug, &outcome, "binh-luan").into_response());
                }
                Err(error) => Some(refusal(error)?),
            }
        }
    };
    second_step(
        &pages,
        &stand,
        &slug,
        "binh-luan",
        ConfirmedForm::Comment(fields),
        problem,
    )
    .await
}

/// `POST /bien-nhan/{receipt}/xoa`
pub async fn delete_comment(
    State(site): State<SiteState>,
    Path(receipt): Path<String>,
    client: ClientAddress,
) -> ApiResult<Redirect> {
    let followed = comments::follow_comment(&site, &receipt).await?;
    comments::delete_comment(&site, &receipt, client.network()).await?;
    let slug = &followed.article_slug;
    Ok(back(&Stand::Portal, slug, "da-xoa", "binh-luan"))
}

/// Back to the article, where the outcome is shown.
fn back(stand: &Stand, slug: &Slug, outcome: &str, place: &str) -> Redirect {
    let page = stand.page(slug, "", &format!("ket-qua={outcome}"));
    Redirect::to(&format!("{page}#{place}"))
}

/// A refusal that the resident can mend on the page, or by waiting; anything else ends the request.
fn refusal(error: ApiError) -> ApiResult<Problem> {
    match error {
        ApiError::Refused(problem) if problem.code != ProblemCode::NotFound => Ok(problem),
        error @ ApiError::RateLimited { .. } => Ok(error.problem()),
        other => Err(other),
    }
}

/// The page that shows what was sent, with the code of an image to type.
async fn second_step(
    pages: &Pages,
    stand: &Stand,
    slug: &Slug,
    place: &str,
    form: ConfirmedForm,
    problem: Option<Problem>,
) -> ApiResult<Response> {
    let (_, article) = pages
        .site
        .store
        .article_id(slug)
        .await?
        .ok_or_else(ApiError::not_found)?;
    let captcha = captcha::issue(&pages.site, CaptchaKind::Code).await?;
    let in_force = alerts::in_force(&pages.site).await?;
    let status = problem.as_ref().map_or(StatusCode::OK, |problem| {
        StatusCode::from_u16(problem.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
    });
    #[cfg(feature = "test-captcha")]
    let test_code = captcha::id::CaptchaId::verify(&captcha.id, &pages.site.secrets)
        .map(|id| captcha::code::characters(&pages.site.secrets, &id))
        .and_then(|code| HeaderValue::from_str(&code).ok());
    let confirmation = Confirmation {
        article_title: article.title,
        action: stand.page(slug, &format!("/{place}"), ""),
        article_path: stand.page(slug, "", ""),
        form,
        captcha,
        problem,
    };
    let page = page_around(
        pages,
        stand,
        &in_force,
        || view! { <ConfirmPage confirmation/> },
    )?;
    #[cfg_attr(
        not(feature = "test-captcha"),
        expect(unused_mut, reason = "tests are told the code")
    )]
    let mut response = (status, page).into_response();
    #[cfg(feature = "test-captcha")]
    if let Some(test_code) = test_code {
        response.headers_mut().insert("x-test-code", test_code);
    }
    Ok(response)
}

/// Answers a refused form with a page instead of a problem: who has no JavaScript has no app that
/// would read it.
pub async fn problems_as_pages(
    Extension(pages): Extension<Pages>,
    request: Request,
    next: Next,
) -> Response {
    // The form's address is that of its page and one part more.
    let form = request.uri().path().to_owned();
    let path = form.rsplit_once('/').map_or("/", |(page, _)| page);
    let stand = Stand::of(request.uri(), &pages);
    let query = request.uri().query();
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    let (parts, body) = next.run(request).await.into_parts();
    let is_problem = parts
        .headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind == PROBLEM_TYPE);
    if !is_problem {
        return Response::from_parts(parts, body);
    }
    let problem = axum::body::to_bytes(body, LONGEST_PROBLEM_BYTES)
        .await
        .ok()
        .and_then(|json| serde_json::from_slice::<Problem>(&json).ok())
        .unwrap_or_else(|| Problem::told(request_language(), ProblemCode::Internal));
    let path = match stand {
        Stand::Portal => path.to_owned(),
        // How it looks is in the query.
        Stand::Frame(_) => format!("{path}{query}"),
    };
    let with_home = matches!(stand, Stand::Portal);
    // A refusal is told also where the database fails, which may be what it is of.
    let in_force = alerts::in_force(&pages.site).await.unwrap_or_else(|error| {
        tracing::error!(%error, "a refusal is told without the alerts");
        AlertList::default()
    });
    let refusal = || view! { <RefusalPage problem path with_home/> };
    let mut response = match page_around(&pages, &stand, &in_force, refusal) {
        Ok(page) => (parts.status, page).into_response(),
        Err(error) => return error.into_response(),
    };
    if let Some(wait) = parts.headers.get(header::RETRY_AFTER) {
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, wait.clone());
    }
    response
}

/// A page for `main`, where the form stands, with what is in force. That is not followed in a frame either: the address
/// of a form cannot be asked for what it shows now.
fn page_around<V: IntoView + 'static>(
    pages: &Pages,
    stand: &Stand,
    in_force: &AlertList,
    main: impl FnOnce() -> V,
) -> ApiResult<Response> {
    let alerts = || unfollowed_alerts(in_force);
    let Stand::Frame(options) = stand else {
        let main = || view! { {alerts()} {main()} };
        return Ok(page_without_scripts(pages, main));
    };
    let framed = || {
        let title = &pages.site.settings.in_language(options.language).name;
        // The page of alerts is shown in no frame.
        let alerts = alerts().map(html).unwrap_or_default();
        let alerts = alerts.replace("<a ", "<a target=\"_blank\" ");
        embeds::framed::framed(
            pages,
            options,
            title,
            "_self",
            &(alerts + &html(main().part())),
        )
    };
    let (policy, html) = Owner::new().with(|| with_language(options.language, framed))?;
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_SECURITY_POLICY, policy),
    ];
    Ok((headers, html).into_response())
}

/// A page that needs no wasm: the site's styles around `main`.
fn page_without_scripts<V: IntoView>(pages: &Pages, main: impl FnOnce() -> V) -> Response {
    let language = request_language();
    let site_name = pages.site.settings.in_language(language).name.clone();
    let head = format!(
        "{}<meta name=\"robots\" content=\"noindex\"><title>{}</title>",
        pages.template.head_without_scripts(),
        head::escaped(&site_name)
    );
    let page = || {
        view! {
            <html lang=language.code()>
                <head></head>
                <body>
                    <header class="confirm__header">
                        <a href=language.path("/")>{site_name}</a>
                    </header>
                    {main()}
                </body>
            </html>
        }
        .to_html()
    };
    let document = Owner::new().with(|| with_language(language, page));
    let html = format!(
        "<!DOCTYPE html>{}",
        document.replacen("<head>", &format!("<head>{head}"), 1)
    );
    let policy = pages.template.policy_without_scripts().clone();
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_SECURITY_POLICY, policy),
    ];
    (headers, html).into_response()
}
