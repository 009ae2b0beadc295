//! Tells the listeners of this process what a moderator decided in another.

use std::{collections::HashMap, time::Duration};

use crate::{
    site::{Site, SiteState},
    store::{
        StoreResult,
        comments::{
            ArticleComments,
            moderation::{data_version, decided_since},
        },
    },
};

const INTERVAL: Duration = Duration::from_secs(1);
/// A decision is written a little after its time was taken.
const OVERLAP_SECONDS: i64 = 5;

/// Looks once a second; runs until it is dropped.
pub async fn watch_changes(site: SiteState) {
    loop {
        if let Err(error) = watch(&site).await {
            tracing::warn!(%error, "watching for moderated comments is begun anew");
        }
        tokio::time::sleep(INTERVAL).await;
    }
}

async fn watch(site: &Site) -> StoreResult<()> {
    let mut connection = site.store.watch_connection().await?;
    let mut version = data_version(&mut connection).await?;
    let mut since = site.clock.now() - OVERLAP_SECONDS;
    let mut told: HashMap<String, (i64, i64)> = HashMap::new();
    loop {
        tokio::time::sleep(INTERVAL).await;
        let newest = data_version(&mut connection).await?;
        if newest == version {
            continue;
        }
        version = newest;
        let now = site.clock.now();
        let decided = decided_since(&mut connection, since).await?;
        for (slug, count, decision) in &decided {
            if told.get(slug) != Some(&(*count, *decision)) {
                super::announce(
                    site,
                    &ArticleComments {
                        slug: slug.clone(),
                        comment_count: count.unsigned_abs(),
                    },
                );
            }
        }
        told = decided
            .into_iter()
            .map(|(slug, count, decision)| (slug, (count, decision)))
            .collect();
        since = now - OVERLAP_SECONDS;
    }
}
