//! `alerts`: what is in force, for programs and for everybody who is online.

mod watch;

use axum::{extract::State, http::HeaderMap, response::Response};
use conglang::{components::layout::alerts::notices, i18n::with_language};
use conglang_contract::{
    alert::{Alert, AlertList, AlertNews, AlertNotices, NoticesByLevel},
    language::Language,
    timestamp::Timestamp,
};
use leptos::prelude::Owner;
use sha2::{Digest, Sha256};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    http::{entity_tag, problem::ApiResult},
    site::{Site, SiteState},
    store::{StoreError, StoreResult, alerts::StoredAlert},
};

pub use watch::watch_changes;

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new().routes(routes!(get_alerts))
}

/// The alerts in force, the most urgent first, of those the newest.
#[utoipa::path(get, path = "/alerts", tag = "alerts", responses((status = 200, body = AlertList)))]
async fn get_alerts(State(site): State<SiteState>, headers: HeaderMap) -> ApiResult<Response> {
    entity_tag::json(&headers, &in_force(&site).await?)
}

/// What is in force now.
///
/// # Errors
/// When the database fails.
pub async fn in_force(site: &Site) -> StoreResult<AlertList> {
    list(site, site.store.alerts_in_force(site.clock.now()).await?)
}

/// What is in force now, as everybody who is online is told it.
///
/// # Errors
/// When the database fails.
pub async fn news(site: &Site) -> StoreResult<AlertNews> {
    news_of(site, in_force(site).await?)
}

/// Seconds since 1970 as the town's clock shows them.
///
/// # Errors
/// When the machine's clock is wrong by thousands of years.
pub fn town_time(site: &Site, seconds: i64) -> StoreResult<Timestamp> {
    Timestamp::from_unix_seconds(seconds, site.settings.utc_offset).map_err(|error| {
        StoreError::Corrupt {
            what: "time",
            reason: error.to_string(),
        }
    })
}

fn list(site: &Site, stored: Vec<StoredAlert>) -> StoreResult<AlertList> {
    let alerts = stored
        .into_iter()
        .map(|alert| alert.into_contract(site.settings.utc_offset))
        .collect::<StoreResult<Vec<Alert>>>()?;
    if alerts.is_empty() {
        return Ok(AlertList::default());
    }
    let written = serde_json::to_vec(&alerts).map_err(|error| StoreError::Corrupt {
        what: "alert",
        reason: error.to_string(),
    })?;
    Ok(AlertList {
        version: hex::encode(&Sha256::digest(written)[..8]),
        alerts,
    })
}

fn news_of(site: &Site, list: AlertList) -> StoreResult<AlertNews> {
    let now = town_time(site, site.clock.now())?;
    let notices = |language| {
        let made = Owner::new().with(|| with_language(language, || notices(&list)));
        NoticesByLevel(made)
    };
    let english = site.settings.english.is_some();
    Ok(AlertNews {
        notices: AlertNotices {
            vi: notices(Language::Vietnamese),
            en: english.then(|| notices(Language::English)),
        },
        version: list.version,
        alerts: list.alerts,
        now,
    })
}
