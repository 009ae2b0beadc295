use conglang_contract::song::Song;

use super::{ApiResult, client};

/// `GET songs`
pub async fn songs() -> ApiResult<Vec<Song>> {
    client::get("songs".to_owned()).await
}
