//! Who was here in the last half hour.

use std::collections::{HashMap, HashSet};

use crate::store::visits::StoredSession;

/// A visit ends when nothing was read for so long.
const SESSION_SECONDS: i64 = 30 * 60;
/// Whoever read something in this time is online.
const ONLINE_SECONDS: i64 = 5 * 60;
/// More visitors than any town has in half an hour; past it the count stands still, the memory too.
const MOST_SESSIONS: usize = 200_000;
/// Nobody reads more articles in one visit; whoever names more of them counts no further view.
const MOST_READ: usize = 300;

/// Visits that are still open, by visitor.
#[derive(Default)]
pub struct Sessions(HashMap<String, Session>);

struct Session {
    started_at: i64,
    last_seen: i64,
    /// Articles that count no second view in this visit.
    read: HashSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    NewVisit,
    SameVisit,
}

/// Visits last seen before this are over.
pub fn oldest_open(now: i64) -> i64 {
    now - SESSION_SECONDS
}

impl Session {
    /// One that was seen far in the future is of a clock that was set back, and would stay until that time comes.
    fn is_open(&self, now: i64) -> bool {
        oldest_open(now) < self.last_seen && self.last_seen <= now + ONLINE_SECONDS
    }
}

impl Sessions {
    pub fn restore(stored: Vec<(String, StoredSession)>) -> Self {
        Self(
            stored
                .into_iter()
                .map(
                    |(
                        visitor,
                        StoredSession {
                            started_at,
                            last_seen,
                        },
                    )| {
                        (
                            visitor,
                            Session {
                                started_at,
                                last_seen,
                                read: HashSet::new(),
                            },
                        )
                    },
                )
                .collect(),
        )
    }

    /// Notes that `visitor` read something at `now`.
    pub fn see(&mut self, visitor: &str, now: i64) -> Seen {
        if let Some(session) = self.0.get_mut(visitor)
            && session.is_open(now)
        {
            session.last_seen = session.last_seen.max(now);
            return Seen::SameVisit;
        }
        if self.0.len() >= MOST_SESSIONS {
            return Seen::SameVisit;
        }
        let session = Session {
            started_at: now,
            last_seen: now,
            read: HashSet::new(),
        };
        self.0.insert(visitor.to_owned(), session);
        Seen::NewVisit
    }

    /// Whether `visitor` reads the article for the first time in this visit.
    pub fn first_reading(&mut self, visitor: &str, slug: &str) -> bool {
        self.0.get_mut(visitor).is_some_and(|session| {
            session.read.len() < MOST_READ && session.read.insert(slug.to_owned())
        })
    }

    /// The visit of `visitor` as it is stored.
    pub fn stored(&self, visitor: &str) -> Option<StoredSession> {
        self.0.get(visitor).map(|session| StoredSession {
            started_at: session.started_at,
            last_seen: session.last_seen,
        })
    }

    /// How many people are here.
    pub fn online(&self, now: i64) -> u64 {
        let here = self
            .0
            .values()
            .filter(|session| session.is_open(now) && session.last_seen > now - ONLINE_SECONDS);
        u64::try_from(here.count()).unwrap_or(u64::MAX)
    }

    /// Drops the visits that are over.
    pub fn forget_closed(&mut self, now: i64) {
        self.0.retain(|_, session| session.is_open(now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reload_is_the_same_visit_and_half_an_hour_of_silence_ends_it() {
        let mut sessions = Sessions::default();
        assert_eq!(sessions.see("a", 0), Seen::NewVisit);
        assert_eq!(sessions.see("a", 29 * 60), Seen::SameVisit);
        assert_eq!(sessions.see("a", 58 * 60), Seen::SameVisit);
        assert_eq!(sessions.see("a", 88 * 60), Seen::NewVisit);
    }

    #[test]
    fn a_visit_reads_so_many_articles_and_no_more() {
        let mut sessions = Sessions::default();
        sessions.see("a", 0);
        let readings = (0..2 * MOST_READ).map(|number| number.to_string());
        let first = readings.filter(|slug| sessions.first_reading("a", slug));
        assert_eq!(first.count(), MOST_READ);
        assert_eq!(sessions.0["a"].read.len(), MOST_READ);
        assert!(!sessions.first_reading("a", "0"));
        // Another visit begins anew.
        sessions.see("a", SESSION_SECONDS);
        assert!(sessions.first_reading("a", "0"));
    }

    #[test]
    fn visits_of_a_clock_that_was_set_back_are_over() {
        let mut sessions = Sessions::default();
        sessions.see("a", 1_000_000);
        sessions.see("b", 1_000_000);
        assert_eq!(sessions.online(1_000), 0);
        assert_eq!(sessions.see("a", 1_000), Seen::NewVisit);
        assert_eq!(sessions.online(1_000), 1);
        sessions.forget_closed(1_000);
        assert_eq!(sessions.0.len(), 1);
        // A second is no other clock.
        assert_eq!(sessions.see("a", 999), Seen::SameVisit);
    }

    #[test]
    fn people_are_online_for_five_minutes() {
        let mut sessions = Sessions::default();
        sessions.see("a", 0);
        sessions.see("b", 200);
        assert_eq!(sessions.online(299), 2);
        assert_eq!(sessions.online(300), 1);
        assert_eq!(sessions.online(500), 0);
    }
}
