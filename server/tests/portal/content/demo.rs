//! The demo town fills an empty data folder.

use std::{path::Path, sync::Arc};

use conglang_server::{
    clock::ManualClock,
    demo,
    entropy::SystemEntropy,
    import::ImportReport,
    push::WebPushService,
    site::{Site, SiteState, Surroundings, settings},
    store::articles::ArticleFilter,
};
use indicatif::ProgressBar;
use tempfile::TempDir;

use crate::site::NOW;

#[tokio::test]
async fn the_demo_town_comes_in_once_and_without_mistakes() {
    let folder = tempfile::tempdir().unwrap();
    assert!(demo::fill(folder.path()).await.unwrap());
    // Without its articles it is not done yet.
    assert!(demo::fill(folder.path()).await.unwrap());
    let (site, report) = opened(folder.path()).await;
    assert!(report.mistakes.is_empty(), "{:?}", report.mistakes);
    assert!(report.created >= 24, "{report:?}");
    assert!(!demo::fill(folder.path()).await.unwrap());
    let again = demo::import_demo(&site, &ProgressBar::hidden())
        .await
        .unwrap();
    assert_eq!(again.unchanged, report.created);

    let everything = ArticleFilter::first(100);
    let (articles, total) = site
        .store
        .articles(&everything, &site.settings)
        .await
        .unwrap();
    let songs = site.store.songs().await.unwrap();
    assert_eq!(total as usize + songs.len(), report.created);
    assert!(songs.len() >= 4);
    assert!(songs.iter().any(|song| song.has_lyrics));
    assert!(articles.iter().any(|article| article.comment_count > 0));
}

/// The demo town in a folder of its own.
pub async fn demo_site() -> (TempDir, SiteState) {
    let folder = tempfile::tempdir().unwrap();
    assert!(demo::fill(folder.path()).await.unwrap());
    let (site, _) = opened(folder.path()).await;
    (folder, site)
}

async fn opened(folder: &Path) -> (SiteState, ImportReport) {
    let settings = settings::load(&folder.join("site.toml")).unwrap();
    let surroundings = Surroundings {
        clock: Arc::new(ManualClock::new(NOW)),
        entropy: Arc::new(SystemEntropy),
        push_service: Arc::new(WebPushService::default()),
    };
    let site = Site::open(settings, folder.to_owned(), surroundings)
        .await
        .unwrap();
    let report = demo::import_demo(&site, &ProgressBar::hidden())
        .await
        .unwrap();
    (site, report)
}
