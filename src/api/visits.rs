use conglang_contract::visits::{PostVisit, VisitDay, Visits};

use super::{
    ApiResource, ApiResult,
    client::{self, ApiRequest, Method},
};

/// `GET visits`
pub fn use_visits() -> ApiResource<Visits> {
    ApiResource::new(|| Some("visits".to_owned()))
}

/// `GET visits/days`
pub fn use_visit_days() -> ApiResource<Vec<VisitDay>> {
    ApiResource::new(|| Some("visits/days".to_owned()))
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
