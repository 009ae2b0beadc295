//! The demo town fills an empty data folder.

use std::sync::Arc;

use conglang_server::{
    clock::ManualClock,
    demo,
    entropy::SystemEntropy,
    site::{Site, Surroundings, settings},
    store::articles::ArticleFilter,
};
use indicatif::ProgressBar;

use crate::site::NOW;

#[tokio::test]
async fn the_demo_town_comes_in_once_and_without_mistakes() {
    let folder = tempfile::tempdir().unwrap();
    assert!(demo::fill(folder.path()).await.unwrap());
    // Without its articles it is not done yet.
    assert!(demo::fill(folder.path()).await.unwrap());
    let settings = settings::load(&folder.path().join("site.toml")).unwrap();
    let surroundings = Surroundings {
        clock: Arc::new(ManualClock::new(NOW)),
        entropy: Arc::new(SystemEntropy),
    };
    let site = Site::open(settings, folder.path().to_owned(), surroundings)
        .await
        .unwrap();
    let progress = ProgressBar::hidden();
    let report = demo::import_demo(&site, &progress).await.unwrap();
    assert!(report.mistakes.is_empty(), "{:?}", report.mistakes);
    assert!(report.created >= 24, "{report:?}");
    assert!(!demo::fill(folder.path()).await.unwrap());
    let again = demo::import_demo(&site, &progress).await.unwrap();
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
