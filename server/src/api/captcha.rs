//! `captcha`

use axum::{
    Json,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use conglang_contract::{
    captcha::{Captcha, CaptchaKind, NewCaptcha},
    problem::ProblemCode,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    captcha::{
        self, audio, code,
        id::CaptchaId,
        image,
        noise::{Blurred, Noise},
    },
    http::{
        client_address::ClientAddress,
        json_body::JsonBody,
        problem::{ApiError, ApiResult, WriteRefusals},
    },
    site::{Site, SiteState},
};

#[cfg(all(feature = "test-captcha", not(debug_assertions)))]
compile_error!("`test-captcha` gives the answers away; it is for tests only");

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new()
        .routes(routes!(post_captcha))
        .routes(routes!(get_captcha_image))
        .routes(routes!(get_captcha_audio))
}

/// Get a captcha to solve
#[utoipa::path(
    post,
    path = "/captcha",
    tag = "captcha",
    request_body = NewCaptcha,
    responses(
        (status = 201, body = Captcha),
        WriteRefusals,
    )
)]
async fn post_captcha(
    State(site): State<SiteState>,
    client: ClientAddress,
    JsonBody(body): JsonBody<NewCaptcha>,
) -> ApiResult<Response> {
    let network = client.network();
    site.rate_limits.check_captcha(network)?;
    if body.kind == CaptchaKind::Pow && site.rate_limits.code_required(network) {
        // Told before the device works in vain, and the writer sees the code before they send.
        return Err(ProblemCode::CaptchaCodeRequired.into());
    }
    let captcha = captcha::issue(&site, body.kind).await?;
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    #[cfg(feature = "test-captcha")]
    let test_code = CaptchaId::verify(&captcha.id, &site.secrets)
        .filter(|id| id.kind == CaptchaKind::Code)
        .map(|id| [("x-test-code", code::characters(&site.secrets, &id))]);
    let response = (StatusCode::CREATED, no_store, Json(captcha)).into_response();
    #[cfg(feature = "test-captcha")]
    if let Some(test_code) = test_code {
        return Ok((test_code, response).into_response());
    }
    Ok(response)
}

/// The characters of a code captcha as a picture, always the same one
#[utoipa::path(
    get,
    path = "/captcha/{id}/image",
    tag = "captcha",
    params(("id" = String, Path)),
    responses(
        (status = 200, content_type = "image/png"),
        WriteRefusals,
    )
)]
async fn get_captcha_image(
    State(site): State<SiteState>,
    client: ClientAddress,
    Path(id): Path<String>,
) -> ApiResult<Response> {
    let (characters, noise) = shown(&site, &id, client, Blurred::Picture)?;
    let png = blocking(move || image::png(&characters, noise)).await?;
    Ok(media("image/png", png))
}

/// The characters of a code captcha, read in Vietnamese, always the same recording
#[utoipa::path(
    get,
    path = "/captcha/{id}/audio",
    tag = "captcha",
    params(("id" = String, Path)),
    responses(
        (status = 200, content_type = "audio/wav"),
        WriteRefusals,
    )
)]
async fn get_captcha_audio(
    State(site): State<SiteState>,
    client: ClientAddress,
    Path(id): Path<String>,
) -> ApiResult<Response> {
    let (characters, noise) = shown(&site, &id, client, Blurred::Sound)?;
    let wav = blocking(move || audio::wav(&characters, noise)).await?;
    Ok(media("audio/wav", wav))
}

/// The characters that are asked for, and what they are to be blurred with.
///
/// # Errors
/// `not_found`, `captcha_expired`, `rate_limited`
fn shown(
    site: &Site,
    token: &str,
    client: ClientAddress,
    blurred: Blurred,
) -> ApiResult<(String, Noise)> {
    let id = CaptchaId::verify(token, &site.secrets)
        .filter(|id| id.kind == CaptchaKind::Code)
        .ok_or_else(ApiError::not_found)?;
    if id.expires_at <= site.clock.now() {
        return Err(ProblemCode::CaptchaExpired.into());
    }
    site.rate_limits.check_captcha_shown(client.network())?;
    let noise = Noise::new(&site.secrets, &id, blurred);
    Ok((code::characters(&site.secrets, &id), noise))
}

async fn blocking(make: impl FnOnce() -> Option<Vec<u8>> + Send + 'static) -> ApiResult<Vec<u8>> {
    tokio::task::spawn_blocking(make)
        .await
        .ok()
        .flatten()
        .ok_or_else(|| ApiError::Internal("a captcha could not be made".to_owned()))
}

fn media(content_type: &'static str, body: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, body).into_response()
}
