use conglang_contract::{comment::*, receipt::Receipt};
use crate::{http::{client_address::Network, problem::{ApiError, ApiResult}}, site::{Site, SiteState}};
pub fn router() -> utoipa_axum::router::OpenApiRouter<SiteState> { Default::default() }
pub struct CommentWrite<'a> { pub slug: &'a str, pub network: Network, pub idempotency_key: Option<&'a str>, pub comment: PostComment }
pub async fn post_comment(_: &Site, _: CommentWrite<'_>) -> ApiResult<CommentReceipt> { Err(ApiError::not_found()) }
pub async fn followed_comment(_: &Site, _: &Receipt) -> ApiResult<FollowedComment> { Err(ApiError::not_found()) }
pub async fn delete_comment(_: &Site, _: &Receipt) -> ApiResult<()> { Err(ApiError::not_found()) }
pub async fn watch_changes(_: SiteState) {}
