use conglang_contract::visits::{PostVisit, Visits};

use super::{
    ApiResult,
    client::{self, ApiRequest, Method},
};

/// `GET visits`
pub async fn visits() -> ApiResult<Visits> {
    client::get("visits".to_owned()).await
}

/// `POST visits`: tells the counter that `path` is being read.
pub async fn post_visit(path: String) -> ApiResult<Visits> {
    client::call(ApiRequest {
        method: Method::Post,
        path: "visits".to_owned(),
        body: serde_json::to_string(&PostVisit { path }).ok(),
        ..ApiRequest::default()
    })
    .await
}
