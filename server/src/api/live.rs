//! `live`: what changes, as server-sent events.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::State,
    http::{HeaderName, HeaderValue},
    response::{
        IntoResponse,
        sse::{Event, KeepAlive, Sse},
    },
};
use conglang_contract::live::LiveEvent;
use futures::{StreamExt, future, stream};
use tokio_stream::wrappers::BroadcastStream;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::alerts;
use crate::{http::problem::ApiResult, site::SiteState};

/// Often enough that no proxy takes the stream for dead.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new().routes(routes!(get_live))
}

/// Changes of visits, ratings, comments and alerts as they happen. The visits so far and the alerts in
/// force come first.
#[utoipa::path(
    get,
    path = "/live",
    tag = "live",
    responses((status = 200, content_type = "text/event-stream", body = LiveEvent))
)]
async fn get_live(State(site): State<SiteState>) -> ApiResult<impl IntoResponse> {
    // Subscribed before the first figures are read, so that no change falls between the two.
    let changes = BroadcastStream::new(site.live.subscribe());
    let first = [
        LiveEvent::Visits(site.visits.numbers(site.clock.now())),
        LiveEvent::Alert(alerts::news(&site).await?),
    ];
    let stopping = Arc::clone(&site);
    let changes = changes
        .then(move |change| told(Arc::clone(&site), change.ok()))
        // Whoever cannot be told comes back, and begins with what there is.
        .take_while(|event| future::ready(event.is_some()))
        .filter_map(future::ready);
    let events = stream::iter(first)
        .chain(changes)
        .take_until(async move { stopping.stopped().await })
        .map(to_event);
    Ok((
        // nginx would hold the events back until its buffer is full.
        [(
            HeaderName::from_static("x-accel-buffering"),
            HeaderValue::from_static("no"),
        )],
        Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)),
    ))
}

/// The event of a change. A listener that lags has missed some: of figures the next ones tell the newer state, but
/// an alert would be lost.
async fn told(site: SiteState, change: Option<LiveEvent>) -> Option<LiveEvent> {
    if change.is_some() {
        return change;
    }
    let news = alerts::news(&site).await;
    news.inspect_err(|error| tracing::warn!(%error, "a stream that lags is ended"))
        .ok()
        .map(LiveEvent::Alert)
}

fn to_event(event: LiveEvent) -> Result<Event, Infallible> {
    let named = Event::default().event(event.name());
    let with_data = match &event {
        LiveEvent::Visits(numbers) => named.json_data(numbers),
        LiveEvent::Rating(change) => named.json_data(change),
        LiveEvent::Comment(change) => named.json_data(change),
        LiveEvent::Alert(news) => named.json_data(news),
    };
    Ok(with_data.unwrap_or_default())
}
