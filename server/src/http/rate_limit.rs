//! How often one network may write, ask for captchas, and tell the counter what it reads.

use std::{
    collections::{HashMap, VecDeque},
    ops::RangeInclusive,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{client_address::Network, problem::ApiError};
use crate::{clock::Clock, site::settings::Limits};

const WINDOW_SECONDS: i64 = 60;
/// Some 40 MB at worst, with every network doing everything in every second.
const MAXIMUM_NETWORKS: usize = 10_000;
/// People touch a form, and so ask for a captcha, more often than they send one.
const CAPTCHAS_PER_WRITE: u32 = 4;
/// A code is seen, and may be heard a few times over.
const SHOWN_PER_CAPTCHA: u32 = 4;
/// A whole office reads behind one address, and a visit that is refused is one that the counter lacks.
const VISITS_PER_WRITE: u32 = 50;

/// What each network (/24, /48) did in the last minute.
pub struct RateLimits {
    limits: Limits,
    clock: Arc<dyn Clock>,
    writes: LastMinute,
    captchas: LastMinute,
    captchas_shown: LastMinute,
    visits: LastMinute,
}

/// A write that was let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteAllowance {
    /// The network writes so often that only the code captcha is taken.
    pub code_required: bool,
}

/// Requests of the last minute, by network.
#[derive(Default)]
struct LastMinute(Mutex<HashMap<Network, Requests>>);

/// The second and the number of requests in it, oldest first.
#[derive(Default)]
struct Requests(VecDeque<(i64, u32)>);

impl RateLimits {
    pub fn new(limits: &Limits, clock: Arc<dyn Clock>) -> Self {
        Self {
            limits: limits.clone(),
            clock,
            writes: LastMinute::default(),
            captchas: LastMinute::default(),
            captchas_shown: LastMinute::default(),
            visits: LastMinute::default(),
        }
    }

    /// Counts one write of `network`. A refused write is not counted, so that the wait it is told
    /// is true.
    ///
    /// # Errors
    /// [`ApiError::RateLimited`] when the network used up its minute.
    pub fn check_write(&self, network: Network) -> Result<WriteAllowance, ApiError> {
        let limit = self.limits.writes_per_minute;
        let before = self.writes.add(network, self.clock.as_ref(), limit)?;
        Ok(WriteAllowance {
            code_required: before >= self.limits.code_captcha_from_per_minute,
        })
    }

    /// Counts one captcha that `network` asks for; making one costs the server some milliseconds.
    ///
    /// # Errors
    /// [`ApiError::RateLimited`] when the network asked for far more than it may write.
    pub fn check_captcha(&self, network: Network) -> Result<(), ApiError> {
        let limit = self
            .limits
            .writes_per_minute
            .saturating_mul(CAPTCHAS_PER_WRITE);
        self.captchas
            .add(network, self.clock.as_ref(), limit)
            .map(drop)
    }

    /// Counts one picture or recording of a captcha that `network` asks for, which costs as much as making the
    /// captcha.
    ///
    /// # Errors
    /// [`ApiError::RateLimited`] when the network asked for more than people look at and listen to.
    pub fn check_captcha_shown(&self, network: Network) -> Result<(), ApiError> {
        let limit = self
            .limits
            .writes_per_minute
            .saturating_mul(CAPTCHAS_PER_WRITE * SHOWN_PER_CAPTCHA);
        self.captchas_shown
            .add(network, self.clock.as_ref(), limit)
            .map(drop)
    }

    /// Counts one page that `network` tells the counter of.
    ///
    /// # Errors
    /// [`ApiError::RateLimited`] when the network tells of more than people read.
    pub fn check_visit(&self, network: Network) -> Result<(), ApiError> {
        let limit = self
            .limits
            .writes_per_minute
            .saturating_mul(VISITS_PER_WRITE);
        self.visits
            .add(network, self.clock.as_ref(), limit)
            .map(drop)
    }

    /// Whether the next write of `network` needs the code captcha; counts nothing.
    pub fn code_required(&self, network: Network) -> bool {
        self.writes.count(network, self.clock.as_ref()) >= self.limits.code_captcha_from_per_minute
    }
}

impl LastMinute {
    /// Counts one request, and tells how many there were before it.
    fn add(&self, network: Network, clock: &dyn Clock, limit: u32) -> Result<u32, ApiError> {
        let mut networks = self.lock();
        // Asked for with the lock held, so that only a clock that was set back goes back.
        let now = clock.now();
        if networks.len() >= MAXIMUM_NETWORKS && !networks.contains_key(&network) {
            make_room(&mut networks, now);
        }
        let requests = networks.entry(network).or_default();
        requests.forget_others_than(last_minute(now));
        let before = requests.count();
        if before >= limit {
            let oldest = requests.0.front().map_or(now, |&(second, _)| second);
            let wait = (oldest + WINDOW_SECONDS - now).clamp(1, WINDOW_SECONDS);
            return Err(ApiError::RateLimited {
                retry_after_seconds: wait.unsigned_abs(),
            });
        }
        requests.add(now);
        Ok(before)
    }

    fn count(&self, network: Network, clock: &dyn Clock) -> u32 {
        let mut networks = self.lock();
        let now = clock.now();
        networks.get_mut(&network).map_or(0, |requests| {
            requests.forget_others_than(last_minute(now));
            requests.count()
        })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Network, Requests>> {
        // A panic elsewhere leaves at worst one request uncounted.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Requests {
    fn count(&self) -> u32 {
        self.0.iter().map(|&(_, count)| count).sum()
    }

    /// What is dated later than now is of a clock that was set back, and would be counted until that time comes.
    fn forget_others_than(&mut self, seconds: RangeInclusive<i64>) {
        self.0.retain(|(second, _)| seconds.contains(second));
    }

    fn add(&mut self, now: i64) {
        match self.0.back_mut() {
            Some((second, count)) if *second == now => *count += 1,
            _ => self.0.push_back((now, 1)),
        }
    }

    fn last(&self) -> i64 {
        self.0.back().map_or(i64::MIN, |&(second, _)| second)
    }
}

/// The seconds that count at `now`.
fn last_minute(now: i64) -> RangeInclusive<i64> {
    now - WINDOW_SECONDS + 1..=now
}

/// Drops the networks whose minute is over, or else the one that was quiet the longest.
fn make_room(networks: &mut HashMap<Network, Requests>, now: i64) {
    networks.retain(|_, requests| last_minute(now).contains(&requests.last()));
    if networks.len() >= MAXIMUM_NETWORKS {
        let quietest = networks
            .iter()
            .min_by_key(|(_, requests)| requests.last())
            .map(|(network, _)| *network);
        if let Some(network) = quietest {
            networks.remove(&network);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::ManualClock;

    fn limits(clock: &Arc<ManualClock>) -> RateLimits {
        RateLimits::new(
            &Limits {
                writes_per_minute: 4,
                code_captcha_from_per_minute: 2,
                trusted_proxies: Vec::new(),
            },
            Arc::<ManualClock>::clone(clock),
        )
    }

    fn network(text: &str) -> Network {
        Network::of(text.parse().unwrap())
    }

    #[test]
    fn a_busy_network_needs_the_code_and_then_waits_while_others_write() {
        let clock = Arc::new(ManualClock::new(1_000));
        let limits = limits(&clock);
        let busy = network("203.0.113.1");
        let code_required: Vec<bool> = (0..4)
            .map(|_| limits.check_write(busy).unwrap().code_required)
            .collect();
        assert_eq!(code_required, [false, false, true, true]);
        clock.advance(20);
        let refused = limits.check_write(network("203.0.113.77"));
        assert!(matches!(
            refused,
            Err(ApiError::RateLimited {
                retry_after_seconds: 40
            })
        ));
        assert!(limits.check_write(network("198.51.100.1")).is_ok());
        clock.advance(40);
        assert!(!limits.check_write(busy).unwrap().code_required);
    }

    #[test]
    fn captchas_have_a_limit_of_their_own() {
        let clock = Arc::new(ManualClock::new(1_000));
        let limits = limits(&clock);
        let busy = network("203.0.113.1");
        assert_eq!(
            (0..20)
                .filter(|_| limits.check_captcha(busy).is_ok())
                .count(),
            16
        );
        assert!(limits.check_write(busy).is_ok());
        clock.advance(60);
        assert!(limits.check_captcha(busy).is_ok());
    }

    #[test]
    fn what_was_counted_before_the_clock_was_set_back_is_forgotten() {
        let clock = Arc::new(ManualClock::new(100_000));
        let limits = limits(&clock);
        let busy = network("203.0.113.1");
        while limits.check_write(busy).is_ok() {}
        clock.advance(-86_400);
        assert!(!limits.code_required(busy));
        assert!(!limits.check_write(busy).unwrap().code_required);
        // The minute is as long as ever.
        while limits.check_write(busy).is_ok() {}
        clock.advance(59);
        assert!(limits.check_write(busy).is_err());
        clock.advance(1);
        assert!(limits.check_write(busy).is_ok());
    }

    #[test]
    fn memory_is_bounded() {
        let clock = Arc::new(ManualClock::new(1_000));
        let limits = limits(&clock);
        for number in 0..u32::try_from(MAXIMUM_NETWORKS).unwrap() + 50 {
            let ip = std::net::Ipv4Addr::from(number << 8);
            limits.check_write(Network::of(ip.into())).unwrap();
        }
        assert_eq!(limits.writes.lock().len(), MAXIMUM_NETWORKS);
    }
}
