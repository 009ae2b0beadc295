//! `articles/{slug}/comments` and `comments/{receipt}`

mod watch;

use axum::{
    Json,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use conglang_contract::{
    comment::{Comment, CommentReceipt, CommentStatus, FollowedComment, PostComment},
    language::Language,
    live::{CommentChange, LiveEvent},
    page::Page,
    problem::{FieldProblem, ProblemCode},
    receipt::Receipt,
    slug::Slug,
    text::{clean, clean_line},
};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    captcha,
    entropy::random_bytes,
    http::{
        client_address::{ClientAddress, Network},
        entity_tag,
        headers::private,
        idempotency_key,
        json_body::JsonBody,
        language::request_language,
        problem::{ApiError, ApiResult, ReadRefusals, WriteRefusals},
    },
    site::{Site, SiteState},
    store::comments::{ArticleComments, Earlier, Idempotency, NewComment, Posted},
};
pub use watch::watch_changes;

const PER_PAGE: u32 = 20;
const MOST_PER_PAGE: u32 = 100;

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new()
        .routes(routes!(get_article_comments, post_article_comment))
        .routes(routes!(get_followed_comment, delete_followed_comment))
}

/// A comment with all that is known of its sender.
pub struct CommentWrite<'a> {
    pub slug: &'a str,
    pub network: Network,
    pub idempotency_key: Option<&'a str>,
    pub comment: PostComment,
}

/// Keeps a comment until a moderator decides.
///
/// # Errors
/// `not_found`, `bad_request` (the key), `idempotency_mismatch`, `feature_off`, `validation`,
/// `rate_limited`, and those of [`captcha::redeem`]
pub async fn post_comment(site: &Site, write: CommentWrite<'_>) -> ApiResult<CommentReceipt> {
    let CommentWrite {
        slug,
        network,
        idempotency_key,
        comment,
    } = write;
    let article_id = article_id(site, slug).await?;
    let idempotency = idempotency_key
        .map(|key| idempotency(key, article_id, &comment))
        .transpose()?;
    // What was kept stays kept, though it would be refused by now: the feature may be off, or a limit another.
    if let Some(idempotency) = &idempotency
        && let Some(earlier) = site.store.earlier_comment(idempotency).await?
    {
        return receipt_of(earlier);
    }
    check_feature(site)?;
    let text = PostComment::check(
        request_language(),
        &comment.author_name,
        &comment.body,
        comment.consent,
    )
    .map_err(ApiError::validation)?;
    if let Some(parent_id) = comment.reply_to
        && !site.store.takes_replies(article_id, parent_id).await?
    {
        return Err(parent_gone());
    }
    let allowance = site.rate_limits.check_write(network)?;
    let captcha = captcha::examine(site, &comment.captcha, allowance)?;
    let new = NewComment {
        article_id,
        parent_id: comment.reply_to,
        author_name: text.author_name,
        body: text.body,
        receipt: Receipt::from_random(random_bytes(site.entropy.as_ref())),
        idempotency,
        created_at: site.clock.now(),
    };
    match site.store.post_comment(&new, &captcha).await? {
        Posted::Kept => Ok(CommentReceipt {
            receipt: new.receipt,
            status: CommentStatus::Pending,
        }),
        Posted::Earlier(earlier) => receipt_of(earlier),
        Posted::CaptchaUsed => Err(ProblemCode::CaptchaUsed.into()),
        Posted::CaptchaWrong => Err(ProblemCode::CaptchaWrong.into()),
        Posted::ParentGone => Err(parent_gone()),
    }
}

fn parent_gone() -> ApiError {
    ApiError::validation(vec![FieldProblem {
        field: "reply_to".to_owned(),
        message: match request_language() {
            Language::Vietnamese => "Bình luận mà bạn trả lời không còn nữa.",
            Language::English => "The comment that you reply to is no longer there.",
        }
        .to_owned(),
    }])
}

/// Approved comments, newest first; `page` counts from 1.
///
/// # Errors
/// `feature_off`, `not_found`, `bad_request`
pub async fn list_comments(
    site: &Site,
    slug: &str,
    page: u32,
    per_page: u32,
) -> ApiResult<Page<Comment>> {
    check_feature(site)?;
    if page == 0 || !(1..=MOST_PER_PAGE).contains(&per_page) {
        return Err(ProblemCode::BadRequest.into());
    }
    let slug: Slug = slug.parse().map_err(|_| ApiError::not_found())?;
    let offset = u64::from(page - 1) * u64::from(per_page);
    let (items, total) = site
        .store
        .approved_comments(&slug, per_page, offset, site.settings.utc_offset)
        .await?
        .ok_or_else(ApiError::not_found)?;
    Ok(Page {
        items,
        total,
        page,
        per_page,
    })
}

/// What the writer may see of a comment.
///
/// # Errors
/// `not_found`
pub async fn follow_comment(site: &Site, receipt: &str) -> ApiResult<FollowedComment> {
    let receipt: Receipt = receipt.parse().map_err(|_| ApiError::not_found())?;
    site.store
        .followed_comment(&receipt, site.settings.in_language(request_language()))
        .await?
        .ok_or_else(ApiError::not_found)
}

/// Deletes a comment for its writer. Never refused for a feature that is off: it is the writer's.
///
/// # Errors
/// `not_found`, `rate_limited`
pub async fn delete_comment(site: &Site, receipt: &str, network: Network) -> ApiResult<()> {
    let receipt: Receipt = receipt.parse().map_err(|_| ApiError::not_found())?;
    site.rate_limits.check_write(network)?;
    let article = site
        .store
        .delete_comment(&receipt)
        .await?
        .ok_or_else(ApiError::not_found)?;
    announce(site, &article);
    Ok(())
}

fn announce(site: &Site, article: &ArticleComments) {
    if let Ok(slug) = article.slug.parse() {
        // Nobody listening is no error.
        let _ = site.live.send(LiveEvent::Comment(CommentChange {
            slug,
            comment_count: article.comment_count,
        }));
    }
}

/// `key` with what the comment says. That is taken as it would be kept, so that another way to write the same is no
/// other comment.
fn idempotency(key: &str, article_id: i64, comment: &PostComment) -> ApiResult<Idempotency> {
    let key = idempotency_key::check(key)?.to_owned();
    let (author_name, body) = (clean_line(&comment.author_name), clean(&comment.body));
    let said = (article_id, comment.reply_to, author_name, body);
    let digest = hex::encode(Sha256::digest(format!("{said:?}")));
    Ok(Idempotency { key, digest })
}

fn receipt_of(earlier: Earlier) -> ApiResult<CommentReceipt> {
    match earlier {
        Earlier::Same { receipt, status } => Ok(CommentReceipt { receipt, status }),
        Earlier::Other => Err(ProblemCode::IdempotencyMismatch.into()),
    }
}

async fn article_id(site: &Site, slug: &str) -> ApiResult<i64> {
    let slug: Slug = slug.parse().map_err(|_| ApiError::not_found())?;
    let article = site.store.article_id(&slug).await?;
    article.map(|(id, _)| id).ok_or_else(ApiError::not_found)
}

fn check_feature(site: &Site) -> ApiResult<()> {
    if site.settings.features.comments {
        Ok(())
    } else {
        Err(ProblemCode::FeatureOff.into())
    }
}

#[derive(Deserialize)]
struct PageQuery {
    page: Option<u32>,
    per_page: Option<u32>,
}

/// The approved comments of an article, newest first
#[utoipa::path(
    get,
    path = "/articles/{slug}/comments",
    tag = "comments",
    params(
        ("slug" = String, Path),
        ("page" = Option<u32>, Query),
        ("per_page" = Option<u32>, Query, description = "1 to 100, by default 20"),
    ),
    responses(
        (status = 200, body = Page<Comment>),
        ReadRefusals,
    )
)]
async fn get_article_comments(
    State(site): State<SiteState>,
    Path(slug): Path<String>,
    query: Result<Query<PageQuery>, QueryRejection>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let Query(query) = query.map_err(|_| ProblemCode::BadRequest)?;
    let page = query.page.unwrap_or(1);
    let per_page = query.per_page.unwrap_or(PER_PAGE);
    let comments = list_comments(&site, &slug, page, per_page).await?;
    entity_tag::json(&headers, &comments)
}

/// Send a comment, which waits for approval
#[utoipa::path(
    post,
    path = "/articles/{slug}/comments",
    tag = "comments",
    params(
        ("slug" = String, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters"),
    ),
    request_body = PostComment,
    responses(
        (status = 202, body = CommentReceipt),
        WriteRefusals,
    )
)]
async fn post_article_comment(
    State(site): State<SiteState>,
    Path(slug): Path<String>,
    client: ClientAddress,
    headers: HeaderMap,
    JsonBody(comment): JsonBody<PostComment>,
) -> ApiResult<Response> {
    let receipt = post_comment(
        &site,
        CommentWrite {
            slug: &slug,
            network: client.network(),
            idempotency_key: idempotency_key::of(&headers)?,
            comment,
        },
    )
    .await?;
    Ok((StatusCode::ACCEPTED, private(Json(receipt))).into_response())
}

/// What became of a comment
#[utoipa::path(
    get,
    path = "/comments/{receipt}",
    tag = "comments",
    params(("receipt" = String, Path)),
    responses(
        (status = 200, body = FollowedComment),
        ReadRefusals,
    )
)]
async fn get_followed_comment(
    State(site): State<SiteState>,
    Path(receipt): Path<String>,
) -> ApiResult<Response> {
    Ok(private(Json(follow_comment(&site, &receipt).await?)))
}

/// Delete one's comment
#[utoipa::path(
    delete,
    path = "/comments/{receipt}",
    tag = "comments",
    params(("receipt" = String, Path)),
    responses(
        (status = 204),
        WriteRefusals,
    )
)]
async fn delete_followed_comment(
    State(site): State<SiteState>,
    Path(receipt): Path<String>,
    client: ClientAddress,
) -> ApiResult<StatusCode> {
    delete_comment(&site, &receipt, client.network()).await?;
    Ok(StatusCode::NO_CONTENT)
}
