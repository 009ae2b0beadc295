//! Brings the index up to date with the database.

use std::{sync::Arc, time::Duration};

use conglang_contract::search::SearchKind;
use tantivy::{IndexWriter, TantivyDocument};

use super::{
    SearchIndex, SearchResult,
    documents::{self, article_key},
    schema::Document,
};
use crate::{
    entropy::random_bytes,
    site::{Site, SiteState},
    store::search::Changed,
};

/// How soon a change is found. A look at the database costs some microseconds.
const INTERVAL: Duration = Duration::from_secs(1);
/// What the writer may take before it puts a part on disk, in bytes; the least that Tantivy takes. Several parts
/// of the same size keep all processors busy in a search.
const WRITER_MEMORY: usize = 15_000_000;
/// So many articles are read at once.
const ARTICLES_AT_ONCE: u32 = 500;

/// How far the index has come, as it keeps it with its commits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Progress {
    /// The number of the last change that it has.
    change: i64,
    /// The database that it has followed knows it.
    mark: String,
    /// Of the documents that come from settings and map.
    settings: String,
}

impl std::fmt::Display for Progress {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            change,
            mark,
            settings,
        } = self;
        write!(formatter, "{change} {mark} {settings}")
    }
}

/// What cannot be read is the progress of an index that has nothing yet.
impl From<&str> for Progress {
    fn from(text: &str) -> Self {
        let mut parts = text.split(' ');
        let mut part = || parts.next().unwrap_or_default();
        let change = part().parse();
        Self {
            change: change.unwrap_or_default(),
            mark: part().to_owned(),
            settings: part().to_owned(),
        }
    }
}

/// Brings the index up to date once a second, until the site is stopped.
pub async fn follow_changes(site: SiteState) {
    while !site.is_stopping() {
        if let Err(error) = catch_up(&site).await {
            tracing::warn!(%error, "the search index is behind");
        }
        tokio::select! {
            () = tokio::time::sleep(INTERVAL) => {}
            () = site.stopped() => {}
        }
    }
}

/// Brings the index up to date, and returns when it is.
///
/// # Errors
/// When the database or the index fails. The index is then as it was.
pub async fn catch_up(site: &SiteState) -> SearchResult<()> {
    // Much of it keeps a processor or the disk busy.
    let site = Arc::clone(site);
    let runtime = tokio::runtime::Handle::current();
    let caught_up = tokio::task::spawn_blocking(move || runtime.block_on(follow(&site)));
    caught_up.await.map_err(std::io::Error::other)?
}

async fn follow(site: &Site) -> SearchResult<()> {
    let search = site.search().await?;
    let _turn = search.following.lock().await;
    let last = site.store.last_search_change().await?;
    let progress = search.progress()?;
    let is_behind = progress.change < last;
    // One that is new, or has followed the database on to what it was before it was put back from a copy.
    let is_useless = !site.store.knows_search_mark(&progress.mark).await?;
    // Settings and map stay as long as the process runs.
    let fingerprint = search
        .settings
        .get_or_init(|| documents::fingerprint(&documents::of_settings(site)));
    let has_settings = progress.settings == *fingerprint;
    if !is_behind && !is_useless && has_settings {
        return Ok(());
    }
    let mut writer: IndexWriter = search.index.writer_with_num_threads(1, WRITER_MEMORY)?;
    if is_useless {
        build(site, search, &mut writer).await?;
    } else {
        apply(site, search, &mut writer, progress.change).await?;
    }
    if is_useless || !has_settings {
        // The settings also say whether there are songs.
        add_songs(site, search, &writer).await?;
        for kind in [SearchKind::Place, SearchKind::Page] {
            writer.delete_term(search.fields.of_kind(kind));
        }
        search.add(&writer, documents::of_settings(site))?;
    }
    let mark = hex::encode(random_bytes::<8>(&*site.entropy));
    site.store.add_search_mark(&mark).await?;
    // What changed while it was built is found at the next look.
    search.commit(
        &mut writer,
        &Progress {
            change: last,
            mark,
            settings: fingerprint.clone(),
        },
    )?;
    Ok(writer.wait_merging_threads()?)
}

/// All articles, into an index that is emptied first.
async fn build(site: &Site, search: &SearchIndex, writer: &mut IndexWriter) -> SearchResult<()> {
    writer.delete_all_documents()?;
    let mut last = 0;
    loop {
        let articles = site
            .store
            .indexed_articles_after(last, ARTICLES_AT_ONCE)
            .await?;
        let Some(article) = articles.last() else {
            break;
        };
        last = article.id;
        let documents = articles.into_iter().flat_map(documents::article);
        search.add(writer, documents)?;
    }
    Ok(())
}

/// What changed after the change with this number.
async fn apply(
    site: &Site,
    search: &SearchIndex,
    writer: &mut IndexWriter,
    mut after: i64,
) -> SearchResult<()> {
    loop {
        let changes = site.store.search_changes(after, ARTICLES_AT_ONCE).await?;
        let Some((number, _)) = changes.last() else {
            return Ok(());
        };
        after = *number;
        let mut ids = Vec::new();
        let mut songs = false;
        for (_, changed) in &changes {
            match changed {
                Changed::Article(id) => {
                    ids.push(*id);
                    writer.delete_term(search.fields.with_key(&article_key(*id)));
                }
                Changed::Songs => songs = true,
            }
        }
        let articles = site.store.indexed_articles(&ids).await?;
        search.add(writer, articles.into_iter().flat_map(documents::article))?;
        if songs {
            add_songs(site, search, writer).await?;
        }
    }
}

async fn add_songs(site: &Site, search: &SearchIndex, writer: &IndexWriter) -> SearchResult<()> {
    writer.delete_term(search.fields.of_kind(SearchKind::Song));
    if !site.settings.features.songs {
        return Ok(());
    }
    for summary in site.store.songs().await? {
        let Some(slug) = summary.slug else { continue };
        if let Some(song) = site.store.song(&slug).await? {
            search.add(writer, [documents::song(&song)])?;
        }
    }
    Ok(())
}

impl SearchIndex {
    fn progress(&self) -> SearchResult<Progress> {
        let payload = self.index.load_metas()?.payload;
        Ok(Progress::from(payload.as_deref().unwrap_or_default()))
    }

    fn add(
        &self,
        writer: &IndexWriter,
        documents: impl IntoIterator<Item = Document>,
    ) -> SearchResult<()> {
        for document in documents {
            let document: TantivyDocument = self.fields.document(&document)?;
            writer.add_document(document)?;
        }
        Ok(())
    }

    fn commit(&self, writer: &mut IndexWriter, progress: &Progress) -> SearchResult<()> {
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(&progress.to_string());
        commit.commit()?;
        self.reader.reload()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_read_as_it_was_written() {
        let progress = Progress {
            change: 7,
            mark: "0f".to_owned(),
            settings: "a1".to_owned(),
        };
        assert_eq!(Progress::from(progress.to_string().as_str()), progress);
        for none in ["", "x"] {
            assert_eq!(Progress::from(none), Progress::default());
        }
    }
}
