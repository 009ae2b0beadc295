use conglang_contract::captcha::{Captcha, CaptchaKind, NewCaptcha};

use super::{
    ApiResult,
    client::{self, ApiRequest, Method},
};

/// `POST captcha`
pub async fn new_captcha(kind: CaptchaKind) -> ApiResult<Captcha> {
    client::call(ApiRequest {
        method: Method::Post,
        path: "captcha".to_owned(),
        body: serde_json::to_string(&NewCaptcha { kind }).ok(),
        ..ApiRequest::default()
    })
    .await
}
