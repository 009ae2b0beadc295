//! How often one network may write.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use super::{client_address::Network, problem::ApiError};
use crate::{clock::Clock, site::settings::Limits};

const WINDOW_SECONDS: i64 = 60;
/// Some 20 MB at worst, with every network writing in every second.
const MAXIMUM_NETWORKS: usize = 10_000;

/// The writes of the last minute, by network (/24, /48).
pub struct RateLimits {
    limits: Limits,
    clock: Arc<dyn Clock>,
    networks: Mutex<HashMap<Network, Writes>>,
}

/// A write that was let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteAllowance {
    /// The network writes so often that only the code captcha is taken.
    pub code_required: bool,
}

/// The second and the number of writes in it, oldest first.
#[derive(Default)]
struct Writes(VecDeque<(i64, u32)>);

impl RateLimits {
    pub fn new(limits: &Limits, clock: Arc<dyn Clock>) -> Self {
        Self {
            limits: limits.clone(),
            clock,
            networks: Mutex::default(),
        }
    }

    /// Counts one write of `network`. A refused write is not counted, so that the wait it is told
    /// is true.
    ///
    /// # Errors
    /// [`ApiError::RateLimited`] when the network used up its minute.
    pub fn check_write(&self, network: Network) -> Result<WriteAllowance, ApiError> {
        let now = self.clock.now();
        let mut networks = self.lock();
        if networks.len() >= MAXIMUM_NETWORKS && !networks.contains_key(&network) {
            make_room(&mut networks, now);
        }
        let writes = networks.entry(network).or_default();
        writes.forget_until(now - WINDOW_SECONDS);
        let count = writes.count();
        if count >= self.limits.writes_per_minute {
            let oldest = writes.0.front().map_or(now, |&(second, _)| second);
            let wait = (oldest + WINDOW_SECONDS - now).clamp(1, WINDOW_SECONDS);
            return Err(ApiError::RateLimited {
                retry_after_seconds: wait.unsigned_abs(),
            });
        }
        writes.add(now);
        Ok(WriteAllowance {
            code_required: count >= self.limits.code_captcha_from_per_minute,
        })
    }

    /// Whether the next write of `network` needs the code captcha; counts nothing.
    pub fn code_required(&self, network: Network) -> bool {
        let now = self.clock.now();
        let mut networks = self.lock();
        let count = networks.get_mut(&network).map_or(0, |writes| {
            writes.forget_until(now - WINDOW_SECONDS);
            writes.count()
        });
        count >= self.limits.code_captcha_from_per_minute
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Network, Writes>> {
        // A panic elsewhere leaves at worst one write uncounted.
        self.networks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Writes {
    fn count(&self) -> u32 {
        self.0.iter().map(|&(_, count)| count).sum()
    }

    fn forget_until(&mut self, second: i64) {
        while self.0.front().is_some_and(|&(first, _)| first <= second) {
            self.0.pop_front();
        }
    }

    fn add(&mut self, now: i64) {
        match self.0.back_mut() {
            Some((second, count)) if *second >= now => *count += 1,
            _ => self.0.push_back((now, 1)),
        }
    }

    fn last(&self) -> i64 {
        self.0.back().map_or(i64::MIN, |&(second, _)| second)
    }
}

/// Drops the networks whose minute is over, or else the one that was quiet the longest.
fn make_room(networks: &mut HashMap<Network, Writes>, now: i64) {
    networks.retain(|_, writes| writes.last() > now - WINDOW_SECONDS);
    if networks.len() >= MAXIMUM_NETWORKS {
        let quietest = networks
            .iter()
            .min_by_key(|(_, writes)| writes.last())
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
    fn memory_is_bounded() {
        let clock = Arc::new(ManualClock::new(1_000));
        let limits = limits(&clock);
        for number in 0..u32::try_from(MAXIMUM_NETWORKS).unwrap() + 50 {
            let ip = std::net::Ipv4Addr::from(number << 8);
            limits.check_write(Network::of(ip.into())).unwrap();
        }
        assert_eq!(limits.lock().len(), MAXIMUM_NETWORKS);
    }
}
