//! The counter of visits: who is here, how many there were today and ever.
//!
//! A visit is one visitor's reading of the site until half an hour passes without a page. A visitor
//! is a keyed digest of address and user agent that changes every day: no cookie is set, and the
//! digest says nothing of the person. What is counted waits in memory and is written in batches.

mod bots;
mod sessions;

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use conglang_contract::{
    article::ReadingPeriod,
    language::Language,
    live::LiveEvent,
    slug::Slug,
    visits::{VisitDay, Visits},
};
use time::{Date, UtcOffset};

use crate::{
    clock::Clock,
    secrets::{Purpose, Secrets},
    site::{Site, SiteState, settings::Settings},
    store::{Store, StoreResult, visits::VisitBatch},
};
use sessions::{Seen, Sessions};

/// How often the batch is written and changed figures are sent to those who listen.
const FLUSH_INTERVAL: Duration = Duration::from_secs(1);
/// How many days `GET visits` tells of.
const DAYS: i64 = 30;
const SECONDS_A_DAY: i64 = 24 * 60 * 60;
/// The path of an article's page, before its slug.
const ARTICLE_PATH: &str = "/bai-viet/";

/// Counts visits and who is online.
pub struct VisitCounter {
    secrets: Secrets,
    utc_offset: UtcOffset,
    baseline: u64,
    counted: Mutex<Counted>,
}

/// What is in memory.
struct Counted {
    sessions: Sessions,
    /// Visits of all days, today's included.
    total: u64,
    /// The same by day, as the store names it. A clock that is put right finds the figure of its day.
    days: HashMap<String, u64>,
    /// Not yet written.
    batch: VisitBatch,
    /// What listeners were told last.
    told: Visits,
}

impl VisitCounter {
    /// Takes up where the last process stopped.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn load(
        store: &Store,
        settings: &Settings,
        clock: &dyn Clock,
        secrets: &Secrets,
    ) -> anyhow::Result<Self> {
        let now = clock.now();
        let days: HashMap<String, u64> = visits_by_day(store, "").await?;
        let sessions = Sessions::restore(store.visit_sessions(sessions::oldest_open(now)).await?);
        Ok(Self {
            secrets: secrets.clone(),
            utc_offset: settings.utc_offset,
            baseline: settings.counter_baseline,
            counted: Mutex::new(Counted {
                sessions,
                total: days.values().sum(),
                days,
                batch: VisitBatch::default(),
                told: Visits::default(),
            }),
        })
    }

    /// Counts that `path` was read at `now`; bots are left out.
    pub fn record(&self, address: IpAddr, user_agent: &str, path: &str, now: i64) {
        if bots::is_bot(user_agent) {
            return;
        }
        let today = day_of(now, self.utc_offset);
        let visitor = self.visitor(today, address, user_agent);
        let today = today.to_string();
        let mut counted = self.counted();
        let seen = counted.sessions.see(&visitor, now);
        if seen == Seen::NewVisit {
            counted.total += 1;
            *counted.days.entry(today.clone()).or_default() += 1;
            *counted.batch.days.entry(today.clone()).or_default() += 1;
        }
        let article = article_slug(path);
        if let Some(slug) = article
            && counted.sessions.first_reading(&visitor, slug.as_str())
        {
            let views = counted.batch.views.entry((today, slug));
            *views.or_default() += 1;
        }
        let session = counted.sessions.stored(&visitor);
        counted
            .batch
            .sessions
            .extend(session.map(|session| (visitor, session)));
    }

    /// The figures at `now`.
    pub fn numbers(&self, now: i64) -> Visits {
        self.numbers_of(&self.counted(), now)
    }

    /// The figures when they differ from those that were asked for here last.
    fn changed_numbers(&self, now: i64) -> Option<Visits> {
        let mut counted = self.counted();
        let numbers = self.numbers_of(&counted, now);
        (numbers != counted.told).then(|| {
            counted.told = numbers;
            numbers
        })
    }

    fn numbers_of(&self, counted: &Counted, now: i64) -> Visits {
        let today = day_of(now, self.utc_offset).to_string();
        Visits {
            total: self.baseline + counted.total,
            today: counted.days.get(&today).copied().unwrap_or_default(),
            online: counted.sessions.online(now),
        }
    }

    fn visitor(&self, today: Date, address: IpAddr, user_agent: &str) -> String {
        let message = format!("{today}\0{address}\0{user_agent}");
        hex::encode(
            &self
                .secrets
                .digest(Purpose::VisitDigest, message.as_bytes())[..16],
        )
    }

    fn counted(&self) -> MutexGuard<'_, Counted> {
        // A panic while counting leaves at worst one visit uncounted.
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The last [`DAYS`], oldest first, today last.
///
/// # Errors
/// When the store cannot be read.
pub async fn days(site: &Site) -> StoreResult<Vec<VisitDay>> {
    let now = site.clock.now();
    let day = |ago: i64| day_of(now - ago * SECONDS_A_DAY, site.settings.utc_offset).to_string();
    let stored = visits_by_day(&site.store, &day(DAYS - 1)).await?;
    let mut days: Vec<VisitDay> = (1..DAYS)
        .rev()
        .map(|ago| {
            let date = day(ago);
            VisitDay {
                visits: stored.get(&date).copied().unwrap_or_default(),
                date,
            }
        })
        .collect();
    // Today's figure may not be written yet.
    days.push(VisitDay {
        date: day(0),
        visits: site.visits.numbers(now).today,
    });
    Ok(days)
}

/// Visits by day since `first`, which comes before none when it is empty.
async fn visits_by_day(store: &Store, first: &str) -> StoreResult<HashMap<String, u64>> {
    let days = store.visit_days(first).await?.into_iter();
    Ok(days
        .map(|VisitDay { date, visits }| (date, visits))
        .collect())
}

/// The first day of `period`, which ends today, as the store has it.
pub fn first_day(site: &Site, period: ReadingPeriod) -> String {
    let before = i64::from(period.days() - 1);
    let first = site.clock.now() - before * SECONDS_A_DAY;
    day_of(first, site.settings.utc_offset).to_string()
}

/// Writes what was counted. What cannot be written is kept for the next time.
///
/// # Errors
/// When the store cannot be written.
pub async fn flush(site: &Site) -> StoreResult<()> {
    let now = site.clock.now();
    let batch = {
        let mut counted = site.visits.counted();
        counted.sessions.forget_closed(now);
        std::mem::take(&mut counted.batch)
    };
    if batch.is_empty() {
        return Ok(());
    }
    let written = site
        .store
        .add_visits(&batch, sessions::oldest_open(now))
        .await;
    if written.is_err() {
        site.visits.counted().batch.put_back(batch);
    }
    written
}

/// Writes batches, and tells listeners of new figures, until the site is stopped. A batch that is being
/// written then comes to its end.
pub async fn flush_regularly(site: SiteState) {
    let mut ticks = tokio::time::interval(FLUSH_INTERVAL);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            () = site.stopped() => break,
        }
        if let Err(error) = flush(&site).await {
            tracing::warn!(%error, "visits could not be written and are kept");
        }
        if let Some(numbers) = site.visits.changed_numbers(site.clock.now()) {
            // Nobody listening is no error.
            let _ = site.live.send(LiveEvent::Visits(numbers));
        }
    }
}

fn day_of(unix_seconds: i64, offset: UtcOffset) -> Date {
    time::OffsetDateTime::from_unix_timestamp(unix_seconds)
        .unwrap_or(time::OffsetDateTime::UNIX_EPOCH)
        .to_offset(offset)
        .date()
}

fn article_slug(path: &str) -> Option<Slug> {
    let (_, path) = Language::of_path(path);
    path.strip_prefix(ARTICLE_PATH)?.parse().ok()
}
