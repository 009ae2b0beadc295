//! How often one network may write.

use std::sync::Arc;

use crate::{clock::Clock, site::settings::Limits};

/// The writes of the last minute, by network (/24, /48).
pub struct RateLimits {}

impl RateLimits {
    pub fn new(_limits: &Limits, _clock: Arc<dyn Clock>) -> Self {
        Self {}
    }
}
