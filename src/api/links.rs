use conglang_contract::link::LinkGroup;

use super::{ApiResult, client};

/// `GET links`
pub async fn links() -> ApiResult<Vec<LinkGroup>> {
    client::get("links".to_owned()).await
}
