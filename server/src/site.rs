//! One town: its settings and everything that runs for it. Nothing is global, so that one process
//! can serve many sites.

pub mod check;
pub mod contrast;
pub mod icons;
pub mod screenshots;
pub mod settings;

use std::{path::PathBuf, sync::Arc};

use tokio::sync::{OnceCell, broadcast, watch};

use crate::{
    clock::Clock,
    entropy::Entropy,
    http::rate_limit::RateLimits,
    map::TownMap,
    push::{PushKeys, PushService},
    search::{SearchError, SearchIndex},
    secrets::Secrets,
    store::Store,
    visits::VisitCounter,
};
use conglang_contract::live::LiveEvent;
use settings::Settings;

/// How many events a slow listener may lag behind before it misses some.
const LIVE_BACKLOG: usize = 256;

/// Everything that belongs to one site; the state of every handler.
pub struct Site {
    pub settings: Settings,
    pub data_folder: PathBuf,
    pub store: Store,
    pub secrets: Secrets,
    pub push_keys: PushKeys,
    pub push_service: Arc<dyn PushService>,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    pub rate_limits: RateLimits,
    pub visits: VisitCounter,
    search: OnceCell<Arc<SearchIndex>>,
    /// What `GET live` sends on.
    pub live: broadcast::Sender<LiveEvent>,
    stop: watch::Sender<bool>,
}

pub type SiteState = Arc<Site>;

/// The parts that tests replace.
pub struct Surroundings {
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    pub push_service: Arc<dyn PushService>,
}

impl Site {
    /// Opens the store and the secrets in `data_folder`.
    ///
    /// # Errors
    /// When the data folder cannot be read or written.
    pub async fn open(
        settings: Settings,
        data_folder: PathBuf,
        surroundings: Surroundings,
    ) -> anyhow::Result<SiteState> {
        let Surroundings {
            clock,
            entropy,
            push_service,
        } = surroundings;
        tokio::fs::create_dir_all(&data_folder).await?;
        let store = Store::open(&data_folder).await?;
        let secrets = Secrets::load_or_create(&data_folder, entropy.as_ref())?;
        let push_keys = PushKeys::load_or_create(&data_folder, entropy.as_ref())?;
        let visits = VisitCounter::load(&store, &settings, clock.as_ref(), &secrets).await?;
        let rate_limits = RateLimits::new(&settings.limits, Arc::clone(&clock));
        Ok(Arc::new(Self {
            settings,
            data_folder,
            store,
            secrets,
            push_keys,
            push_service,
            clock,
            entropy,
            rate_limits,
            visits,
            search: OnceCell::new(),
            live: broadcast::channel(LIVE_BACKLOG).0,
            stop: watch::channel(false).0,
        }))
    }

    /// The map; none while it is off or there is none.
    pub fn map(&self) -> Option<&TownMap> {
        self.settings
            .map
            .as_deref()
            .filter(|_| self.settings.features.map)
    }

    /// The search index, which is opened when it is first asked for: commands do not need it.
    ///
    /// # Errors
    /// When its folder cannot be written.
    pub async fn search(&self) -> Result<&Arc<SearchIndex>, SearchError> {
        let open = async || SearchIndex::open(&self.data_folder).map(Arc::new);
        self.search.get_or_try_init(open).await
    }

    /// Tells everything that runs for the site to come to its end.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Whether [`Site::stop`] was called.
    pub fn is_stopping(&self) -> bool {
        *self.stop.borrow()
    }

    /// Waits until [`Site::stop`] is called; at once when it was.
    pub async fn stopped(&self) {
        let mut stop = self.stop.subscribe();
        // The sender is in `self`, so the wait cannot fail while `self` is borrowed.
        let _ = stop.wait_for(|&stopping| stopping).await;
    }
}
