use conglang_contract::{
    rating::{PutRating, Rating},
    slug::Slug,
};

use super::{
    ApiResult,
    client::{self, ApiRequest, Method},
};

/// `PUT articles/{slug}/rating`: this visitor's vote, which takes the place of an earlier one.
pub async fn put_rating(slug: &Slug, vote: &PutRating) -> ApiResult<Rating> {
    client::call(ApiRequest {
        method: Method::Put,
        path: format!("articles/{slug}/rating"),
        body: serde_json::to_string(vote).ok(),
        ..ApiRequest::default()
    })
    .await
}
