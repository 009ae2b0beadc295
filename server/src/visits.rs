//! The counter of visits.

use crate::{clock::Clock, secrets::Secrets, site::settings::Settings, store::Store};

/// Counts visits and who is online; batches what it writes.
pub struct VisitCounter {}

impl VisitCounter {
    /// # Errors
    /// When the store cannot be read.
    pub async fn load(
        _store: &Store,
        _settings: &Settings,
        _clock: &dyn Clock,
        _secrets: &Secrets,
    ) -> anyhow::Result<Self> {
        Ok(Self {})
    }
}
