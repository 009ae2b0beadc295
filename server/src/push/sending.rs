//! Takes messages out of the queue and sends them.

use std::time::Duration;

use conglang_contract::push::QuietHours;
use futures::future::join_all;
use time::OffsetDateTime;

use super::{PushOutcome, endpoint::push_host, request::request};
use crate::{
    site::{Site, SiteState},
    store::{
        StoreResult,
        push::{ClaimedPush, PushClaim, PushEnd, PushServices},
    },
};

const INTERVAL: Duration = Duration::from_secs(1);
/// How long a message belongs to who has claimed it; then its sender must have died.
const CLAIM_SECONDS: i64 = 30;
/// Each sends some messages at once, and takes the next ones when all of them are answered. Anybody may name
/// addresses that are slow on purpose: all but those of the browsers' makers share one lane.
const LANES: [PushServices; 4] = [
    PushServices::Makers,
    PushServices::Makers,
    PushServices::Makers,
    PushServices::Others,
];
const SENT_AT_ONCE: u32 = 8;
/// Of these, to one push service that is no browser maker's.
const SENT_AT_ONCE_TO_OTHERS: u32 = 4;
const FIRST_WAIT_SECONDS: i64 = 15;
/// In a storm the portal's own line may be gone for a while: then minutes count.
const LONGEST_URGENT_WAIT_SECONDS: i64 = 5 * 60;
const LONGEST_WAIT_SECONDS: i64 = 60 * 60;
/// A browser whose address was refused so often in a row is gone.
const MOST_REFUSALS: u32 = 20;
/// So long it is remembered what was told.
const REMEMBERED_SECONDS: i64 = 30 * 24 * 60 * 60;
const FORGET_EVERY: Duration = Duration::from_secs(60 * 60);

/// Sends what is due, once a second, until the site is stopped. What is on its way then comes to its end.
pub async fn send_regularly(site: SiteState) {
    // No lane waits for another: an emergency goes out while somebody else's push service hangs.
    let lanes = join_all(LANES.map(|services| send_in_lane(&site, services)));
    tokio::join!(lanes, forget_regularly(&site));
}

async fn send_in_lane(site: &Site, services: PushServices) {
    while !site.is_stopping() {
        let sent = send_some(site, services).await;
        if !matches!(sent, Ok(1..)) {
            log(sent.map(drop));
            pause(site, INTERVAL).await;
        }
    }
}

async fn forget_regularly(site: &Site) {
    while !site.is_stopping() {
        let before = site.clock.now() - REMEMBERED_SECONDS;
        log(site.store.forget_pushes(before).await);
        pause(site, FORGET_EVERY).await;
    }
}

/// Ends earlier when the site is stopped.
async fn pause(site: &Site, duration: Duration) {
    tokio::select! {
        () = tokio::time::sleep(duration) => {}
        () = site.stopped() => {}
    }
}

fn log(result: StoreResult<()>) {
    if let Err(error) = result {
        tracing::warn!(%error, "messages could not be taken out of the queue");
    }
}

/// Sends some of what is due now, and tells how many messages that were.
///
/// # Errors
/// When the database fails.
pub async fn send_due(site: &Site) -> StoreResult<usize> {
    let makers = send_some(site, PushServices::Makers).await?;
    Ok(makers + send_some(site, PushServices::Others).await?)
}

async fn send_some(site: &Site, services: PushServices) -> StoreResult<usize> {
    let now = site.clock.now();
    let claim = PushClaim {
        now,
        until: now + CLAIM_SECONDS,
        is_night: is_night(site, now),
        services,
        most: SENT_AT_ONCE,
        most_each: match services {
            PushServices::Makers => None,
            PushServices::Others => Some(SENT_AT_ONCE_TO_OTHERS),
        },
    };
    let claimed = site.store.claim_pushes(claim).await?;
    let count = claimed.len();
    let sent = join_all(claimed.into_iter().map(|push| send(site, push))).await;
    sent.into_iter().collect::<StoreResult<()>>()?;
    Ok(count)
}

fn is_night(site: &Site, now: i64) -> bool {
    let town = OffsetDateTime::from_unix_timestamp(now).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    QuietHours::NIGHT.contain(town.to_offset(site.settings.utc_offset).hour())
}

async fn send(site: &Site, push: ClaimedPush) -> StoreResult<()> {
    let now = site.clock.now();
    // One that came into the queue before the rules for endpoints became stricter is not called either.
    let request = push_host(&push.endpoint).and_then(|_| request(site, &push, now));
    let Some(request) = request else {
        tracing::warn!(event = push.event, "a message cannot be made");
        return refused(site, &push).await;
    };
    let outcome = site.push_service.post(request, now).await;
    match outcome {
        PushOutcome::Answered {
            status: 200..300, ..
        } => site.store.finish_push(push.id, PushEnd::Sent).await,
        PushOutcome::Answered {
            status: 404 | 410, ..
        } => site
            .store
            .delete_push_subscription(&push.endpoint)
            .await
            .map(drop),
        PushOutcome::Answered {
            status: 408 | 425 | 429 | 500..,
            retry_after_seconds,
        } => try_later(site, &push, retry_after_seconds).await,
        // Signatures have a time: those of a machine whose clock is wrong, as after a power cut, are good again
        // once it is set.
        PushOutcome::Answered {
            status: status @ (401 | 403),
            retry_after_seconds,
        } => {
            tracing::warn!(
                status,
                event = push.event,
                "a push service refuses the signature"
            );
            try_later(site, &push, retry_after_seconds).await
        }
        PushOutcome::Unreachable(reason) => {
            tracing::info!(reason, event = push.event, "a push service is not reached");
            try_later(site, &push, None).await
        }
        // Redirects, and what says that our request is wrong: asking again would change nothing.
        PushOutcome::Answered { status, .. } => {
            tracing::warn!(
                status,
                event = push.event,
                "a push service refuses a message"
            );
            refused(site, &push).await
        }
    }
}

async fn refused(site: &Site, push: &ClaimedPush) -> StoreResult<()> {
    let end = PushEnd::Refused {
        most: MOST_REFUSALS,
    };
    site.store.finish_push(push.id, end).await
}

/// Puts a message off for as long as the push service says, and each time for longer than the last; gives it up
/// when it would come too late.
async fn try_later(site: &Site, push: &ClaimedPush, wanted: Option<i64>) -> StoreResult<()> {
    let due_at = site.clock.now() + wait(push.attempts, push.urgent).max(wanted.unwrap_or(0));
    if due_at >= push.expires_at {
        site.store.finish_push(push.id, PushEnd::Missed).await
    } else {
        site.store.put_push_off(push.id, due_at).await
    }
}

/// Seconds after the attempt `attempts`, counted from 1.
fn wait(attempts: u32, urgent: bool) -> i64 {
    let longest = if urgent {
        LONGEST_URGENT_WAIT_SECONDS
    } else {
        LONGEST_WAIT_SECONDS
    };
    let doubled = 1_i64
        .checked_shl(attempts.saturating_sub(1).min(32))
        .unwrap_or(1);
    FIRST_WAIT_SECONDS.saturating_mul(doubled).min(longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_longer_up_to_a_limit() {
        let waits: Vec<i64> = (1..=10).map(|attempts| wait(attempts, false)).collect();
        assert_eq!(waits, [15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
        assert_eq!(wait(10, true), 300);
        assert_eq!(wait(u32::MAX, false), 3600);
    }
}
