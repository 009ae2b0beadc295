//! Tells everybody who is online when an alert begins, changes or ends, whoever wrote it.

use std::time::Duration;

use conglang_contract::live::LiveEvent;

use crate::{
    site::{Site, SiteState},
    store::{
        StoreResult,
        alerts::{in_force, next_change},
        comments::moderation::data_version,
    },
};

/// In a storm a second counts. A look costs microseconds.
const INTERVAL: Duration = Duration::from_millis(250);
const PAUSE_AFTER_ERROR: Duration = Duration::from_secs(1);

/// Looks four times a second; runs until it is dropped.
pub async fn watch_changes(site: SiteState) {
    loop {
        if let Err(error) = watch(&site).await {
            tracing::warn!(%error, "watching for alerts is begun anew");
        }
        tokio::time::sleep(PAUSE_AFTER_ERROR).await;
    }
}

async fn watch(site: &Site) -> StoreResult<()> {
    let mut connection = site.store.watch_connection().await?;
    // Streams that opened before this begins were told by themselves, so that the first look at something
    // else than what they know is told once more than needed, and never once less.
    let mut told: Option<String> = None;
    let mut version = None;
    let mut next: Option<i64> = None;
    loop {
        let newest = data_version(&mut connection).await?;
        let now = site.clock.now();
        if version != Some(newest) || next.is_some_and(|next| next <= now) {
            version = Some(newest);
            let list = super::list(site, in_force(&mut connection, now).await?)?;
            next = next_change(&mut connection, now).await?;
            if told.as_ref() != Some(&list.version) {
                told = Some(list.version.clone());
                let news = super::news_of(site, list)?;
                // Nobody listens; who comes is told what there is.
                let _ = site.live.send(LiveEvent::Alert(news));
            }
        }
        tokio::time::sleep(INTERVAL).await;
    }
}
