//! `push` and `push/subscription`

use axum::{
    Json,
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use base64::{
    Engine,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use conglang::i18n::{texts, with_language};
use conglang_contract::{
    language::Language,
    problem::{FieldProblem, ProblemCode},
    push::{
        OfferedTopic, Push, PushTopic, PutSubscription, QuietHours, SubscriptionChoice,
        SubscriptionName,
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    http::{
        client_address::ClientAddress,
        entity_tag,
        headers::private,
        json_body::JsonBody,
        language::request_language,
        problem::{ApiError, ApiResult, ReadRefusals, WriteRefusals},
    },
    push::{encryption::SubscriberKeys, push_host},
    site::{Site, SiteState},
    store::push::NewSubscription,
};

const BODY_LIMIT: usize = 16 * 1024;
/// Browsers leave the padding out; other programs may not.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new()
        .routes(routes!(get_push))
        .routes(routes!(
            put_push_subscription,
            find_push_subscription,
            delete_push_subscription
        ))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
}

/// What one can be told of, in the language of the request.
pub fn offered_topics(site: &Site) -> Vec<OfferedTopic> {
    let language = request_language();
    // As the page names them on which one chooses.
    let texts = with_language(language, || &texts().push);
    let alerts = [
        (PushTopic::KhanCap, texts.urgent),
        (PushTopic::CanhBao, texts.warning),
    ];
    let alerts = alerts.map(|(topic, name)| OfferedTopic {
        topic,
        name: name.to_owned(),
    });
    let settings = site.settings.in_language(language);
    let categories = settings.categories.iter().map(|category| OfferedTopic {
        topic: PushTopic::Category(category.slug.clone()),
        name: category.name.clone(),
    });
    alerts.into_iter().chain(categories).collect()
}

/// What one can be told of by push, and the key that browsers subscribe with
#[utoipa::path(get, path = "/push", tag = "push", responses((status = 200, body = Push), ReadRefusals))]
async fn get_push(State(site): State<SiteState>, headers: HeaderMap) -> ApiResult<Response> {
    check_feature(&site)?;
    let push = Push {
        public_key: site.push_keys.public().to_owned(),
        topics: offered_topics(&site),
        quiet_hours: QuietHours::NIGHT,
    };
    entity_tag::json(&headers, &push)
}

/// Be told by push, or change what one is told
#[utoipa::path(
    put,
    path = "/push/subscription",
    tag = "push",
    request_body = PutSubscription,
    responses((status = 200, body = SubscriptionChoice), WriteRefusals)
)]
async fn put_push_subscription(
    State(site): State<SiteState>,
    client: ClientAddress,
    JsonBody(body): JsonBody<PutSubscription>,
) -> ApiResult<Response> {
    check_feature(&site)?;
    let subscription = checked(&site, body)?;
    site.rate_limits.check_write(client.network())?;
    let choice = site
        .store
        .put_push_subscription(&subscription, site.clock.now())
        .await?
        .ok_or_else(ApiError::not_found)?;
    Ok(private(Json(choice)))
}

/// What a browser is told
#[utoipa::path(
    post,
    path = "/push/subscription",
    tag = "push",
    request_body = SubscriptionName,
    responses((status = 200, body = SubscriptionChoice), ReadRefusals)
)]
async fn find_push_subscription(
    State(site): State<SiteState>,
    JsonBody(SubscriptionName { endpoint }): JsonBody<SubscriptionName>,
) -> ApiResult<Response> {
    check_feature(&site)?;
    let choice = site.store.push_choice(&endpoint).await?;
    Ok(private(Json(choice.ok_or_else(ApiError::not_found)?)))
}

/// Be told nothing more. Never refused for a feature that is off: it is the resident's.
#[utoipa::path(
    delete,
    path = "/push/subscription",
    tag = "push",
    request_body = SubscriptionName,
    responses((status = 204), WriteRefusals)
)]
async fn delete_push_subscription(
    State(site): State<SiteState>,
    JsonBody(SubscriptionName { endpoint }): JsonBody<SubscriptionName>,
) -> ApiResult<StatusCode> {
    // One that is not there is what was wanted, and whoever asks for it at length keeps no writer busy.
    if site.store.push_choice(&endpoint).await?.is_some() {
        site.store.delete_push_subscription(&endpoint).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Push comes through the service worker.
fn check_feature(site: &Site) -> ApiResult<()> {
    if site.settings.offline.enabled {
        Ok(())
    } else {
        Err(ProblemCode::FeatureOff.into())
    }
}

fn checked(site: &Site, mut body: PutSubscription) -> ApiResult<NewSubscription> {
    let language = request_language();
    let mut mistakes = Vec::new();
    let mut refuse = |field: &str, vietnamese: &str, english: &str| {
        mistakes.push(FieldProblem {
            field: field.to_owned(),
            message: match language {
                Language::Vietnamese => vietnamese,
                Language::English => english,
            }
            .to_owned(),
        });
    };
    let host = push_host(&body.endpoint);
    if host.is_none() {
        refuse(
            "endpoint",
            "Đây không phải địa chỉ của một dịch vụ gửi thông báo.",
            "This is no address of a push service.",
        );
    }
    let decoded = |text: &str| BASE64.decode(text).unwrap_or_default();
    let keys = SubscriberKeys::read(&decoded(&body.keys.p256dh), &decoded(&body.keys.auth));
    if keys.is_none() {
        refuse("keys", "Khóa không hợp lệ.", "The keys are not valid.");
    }
    if let Some(choice) = &mut body.choice {
        let offered = offered_topics(site);
        let is_offered = |topic: &PushTopic| offered.iter().any(|offered| offered.topic == *topic);
        if body.replaces.is_some() {
            // Nobody chooses now: a device repeats what was chosen, of which some may be gone.
            choice.topics.retain(is_offered);
        }
        if choice.topics.is_empty() {
            refuse(
                "topics",
                "Mời bạn chọn ít nhất một mục.",
                "Please choose at least one topic.",
            );
        } else if !choice.topics.iter().all(is_offered) {
            refuse(
                "topics",
                "Cổng thông tin không có mục này.",
                "The portal has no such topic.",
            );
        }
    }
    let (Some(keys), Some(host), true) = (keys, host, mistakes.is_empty()) else {
        return Err(ApiError::validation(mistakes));
    };
    Ok(NewSubscription {
        endpoint: body.endpoint,
        keys,
        host,
        language,
        choice: body.choice,
        replaces: body.replaces,
    })
}
