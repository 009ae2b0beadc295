use conglang_contract::map::FeatureCollection;

use super::{ApiResult, client};

/// `GET map`
pub async fn map() -> ApiResult<FeatureCollection> {
    client::get("map".to_owned()).await
}
