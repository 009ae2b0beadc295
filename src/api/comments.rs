use conglang_contract::{
    comment::{Comment, CommentReceipt, FollowedComment, PostComment},
    page::Page,
    receipt::Receipt,
    slug::Slug,
};

use super::{
    ApiResult,
    client::{self, ApiRequest, Method},
};

/// `GET articles/{slug}/comments?page`, `page` counted from 1.
pub async fn comments(slug: &Slug, page: u32) -> ApiResult<Page<Comment>> {
    client::get(format!("articles/{slug}/comments?page={page}")).await
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

/// `GET comments/{receipt}`
pub async fn followed_comment(receipt: &Receipt) -> ApiResult<FollowedComment> {
    client::get(format!("comments/{receipt}")).await
}

/// `DELETE comments/{receipt}`
pub async fn delete_comment(receipt: &Receipt) -> ApiResult<()> {
    client::call_without_answer(ApiRequest {
        method: Method::Delete,
        path: format!("comments/{receipt}"),
        ..ApiRequest::default()
    })
    .await
}
