use conglang_contract::site::Site;

use super::{ApiResult, client};

/// `GET site`
pub async fn site() -> ApiResult<Site> {
    client::get("site".to_owned()).await
}
