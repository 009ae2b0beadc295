use conglang_contract::{
    rating::{PutRating, Rating},
    slug::Slug,
};

use super::{
    ApiResult,
    client::{self, ApiRequest, Method},
};

/// `PUT articles/{slug}/rating`: this visitor's vote, which takes the place of an earlier one. Whoever has no cookie
/// yet is known by the `idempotency_key`.
pub async fn put_rating(
    slug: &Slug,
    vote: &PutRating,
    idempotency_key: String,
) -> ApiResult<Rating> {
    client::call(ApiRequest {
        method: Method::Put,
        path: format!("articles/{slug}/rating"),
        body: serde_json::to_string(vote).ok(),
        idempotency_key: Some(idempotency_key),
    })
    .await
}
