use conglang_contract::{
    comment::{Comment, CommentReceipt, FollowedComment, PostComment},
    page::Page,
    receipt::Receipt,
    slug::Slug,
};

use super::{
    ApiResource, ApiResult,
    client::{self, ApiRequest, Method},
};

/// `GET articles/{slug}/comments?page`, `page` counted from 1; not found without a slug.
pub fn use_comments(slug: Option<Slug>, page: u32) -> ApiResource<Page<Comment>> {
    ApiResource::new(move || Some(comments_path(slug.as_ref()?, page)))
}

/// [`use_comments`], once.
pub async fn comments(slug: &Slug, page: u32) -> ApiResult<Page<Comment>> {
    client::call(ApiRequest::get(comments_path(slug, page))).await
}

/// `POST articles/{slug}/comments`; the same `idempotency_key` never makes two comments.
pub async fn post_comment(
    slug: &Slug,
    comment: &PostComment,
    idempotency_key: String,
) -> ApiResult<CommentReceipt> {
    client::call(ApiRequest {
        method: Method::Post,
        path: format!("articles/{slug}/comments"),
        body: serde_json::to_string(comment).ok(),
        idempotency_key: Some(idempotency_key),
    })
    .await
}

/// `GET comments/{receipt}`; not found without a receipt.
pub fn use_followed_comment(
    receipt: impl Fn() -> Option<Receipt> + Send + Sync + 'static,
) -> ApiResource<FollowedComment> {
    ApiResource::new(move || Some(followed_path(&receipt()?)))
}

/// [`use_followed_comment`], once.
pub async fn followed_comment(receipt: &Receipt) -> ApiResult<FollowedComment> {
    client::call(ApiRequest::get(followed_path(receipt))).await
}

/// `DELETE comments/{receipt}`
pub async fn delete_comment(receipt: &Receipt) -> ApiResult<()> {
    client::call_without_answer(ApiRequest {
        method: Method::Delete,
        path: followed_path(receipt),
        ..ApiRequest::default()
    })
    .await
}

fn comments_path(slug: &Slug, page: u32) -> String {
    format!("articles/{slug}/comments?page={page}")
}

fn followed_path(receipt: &Receipt) -> String {
    format!("comments/{receipt}")
}
