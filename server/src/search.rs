//! Search: an index of all that can be found (Tantivy), in the data folder beside the database.
//!
//! The database is what counts, and the index follows it: a change is noted in the transaction that makes it,
//! and the index keeps with each of its own commits how far it has followed. So whatever stops half-way, and
//! whichever process wrote, what is missing comes in later, and nothing comes in twice.

mod collect;
mod documents;
mod follow;
mod plain_text;
mod query;
mod schema;
mod snippet;
mod spelling;
mod tokens;
mod typed;
mod vocabulary;

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use conglang_contract::{
    language::Language,
    search::{SearchKind, TextPiece},
};
use tantivy::{
    DocAddress, Index, IndexReader, ReloadPolicy, Searcher, TantivyDocument,
    directory::MmapDirectory, schema::Value,
};

pub use collect::{Filter, Found};
pub use follow::{catch_up, follow_changes};
use schema::{Card, Fields, VERSION};
use spelling::Vocabulary;
use typed::Typed;

/// How many suggestions are made for what is being typed.
const MOST_SUGGESTIONS: usize = 8;

/// The index of one site.
pub struct SearchIndex {
    index: Index,
    reader: IndexReader,
    fields: Fields,
    /// One at a time brings the index up to date.
    following: tokio::sync::Mutex<()>,
    /// The fingerprint of what comes from settings and map, once it is known.
    settings: OnceLock<String>,
    /// The words of the index and of which of its states they are: reading them takes longer than a search.
    vocabulary: Mutex<Option<(u64, Arc<Vocabulary>)>>,
}

/// The index failed. The text is for the log, never for a resident.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    #[error("search index: {0}")]
    Index(#[from] tantivy::TantivyError),
    #[error("search index: {0}")]
    File(#[from] io::Error),
    #[error("{0}")]
    Store(#[from] crate::store::StoreError),
    #[error("search index: what a result is shown with cannot be read: {0}")]
    Card(#[from] serde_json::Error),
}

type SearchResult<T> = Result<T, SearchError>;

/// What was found for a search.
#[derive(Debug)]
pub struct Answer {
    pub hits: Vec<Hit>,
    pub found: Found,
    pub suggestion: Option<String>,
    /// Nothing had the marks that were typed; these are found without them.
    pub without_marks: bool,
}

/// A result with its texts.
#[derive(Debug)]
pub struct Hit {
    pub kind: SearchKind,
    pub path: String,
    pub title: Vec<TextPiece>,
    pub snippet: Vec<TextPiece>,
    pub category: Option<String>,
    /// Seconds since 1970.
    pub published_at: Option<i64>,
    pub language: Language,
}

impl SearchIndex {
    /// Opens the index in `data_folder`. One that is not there, or cannot be read, is begun anew.
    ///
    /// # Errors
    /// When its folder cannot be written.
    pub fn open(data_folder: &Path) -> SearchResult<Self> {
        let folder = folder(data_folder);
        match Self::open_folder(&folder) {
            Ok(index) => Ok(index),
            Err(error) => {
                tracing::warn!(%error, "the search index is made anew");
                std::fs::remove_dir_all(&folder)?;
                Self::open_folder(&folder)
            }
        }
    }

    fn open_folder(folder: &Path) -> SearchResult<Self> {
        std::fs::create_dir_all(folder)?;
        let (schema, fields) = Fields::new();
        let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
        let mut index = Index::open_or_create(directory, schema)?;
        // A search of a large town counts in all parts of the index, which need not wait for each other.
        index.set_default_multithread_executor()?;
        Fields::register(&index);
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            index,
            reader,
            fields,
            following: tokio::sync::Mutex::new(()),
            settings: OnceLock::new(),
            vocabulary: Mutex::new(None),
        })
    }

    /// How many documents can be found.
    pub fn len(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The results from `skipped` on, at most `count`, as they are at `now` (seconds since 1970). Takes
    /// milliseconds of a processor.
    ///
    /// # Errors
    /// When the index fails.
    pub fn search(
        &self,
        text: &str,
        filter: &Filter,
        (skipped, count): (usize, usize),
        now: i64,
    ) -> SearchResult<Answer> {
        let searcher = self.reader.searcher();
        let typed = Typed::new(text);
        let find = |typed: &Typed| -> SearchResult<Found> {
            if typed.is_empty() {
                return Ok(Found::default());
            }
            let best = collect::Best {
                filter: filter.clone(),
                limit: skipped + count,
                now,
            };
            let query = query::query(self.fields, typed, &searcher)?;
            Ok(searcher.search(&query, &best)?)
        };
        let mut found = find(&typed)?;
        let mut meant = typed.clone();
        let mut without_marks = false;
        let mut suggestion = None;
        if found.kinds.is_empty() && !typed.is_empty() {
            let vocabulary = self.vocabulary(&searcher)?;
            if let Some(corrected) =
                spelling::corrected(&searcher, self.fields, &vocabulary, &typed)?
                && let Some((_, address)) = find(&corrected)?.best.first()
            {
                let card = self.card(&searcher, *address)?;
                suggestion = Some(spelling::spelt(&corrected, &card));
            }
            if typed.has_marks() {
                meant = typed.without_marks();
                found = find(&meant)?;
                without_marks = !found.kinds.is_empty();
            }
        }
        let on_page = found.best.iter().skip(skipped);
        let hits = on_page
            .map(|(_, address)| Ok(hit(self.card(&searcher, *address)?, &meant)))
            .collect::<SearchResult<Vec<Hit>>>()?;
        Ok(Answer {
            hits,
            found,
            suggestion,
            without_marks,
        })
    }

    /// Titles for what a person is typing.
    ///
    /// # Errors
    /// When the index fails.
    pub fn suggest(&self, text: &str, language: Language, now: i64) -> SearchResult<Vec<Hit>> {
        let searcher = self.reader.searcher();
        let typed = Typed::new(text);
        let best = collect::Best {
            filter: Filter {
                language,
                kind: None,
                category: None,
                from: None,
                to: None,
            },
            limit: MOST_SUGGESTIONS,
            now,
        };
        let find = |typed: &Typed| -> SearchResult<Found> {
            let query = query::beginning_query(self.fields, typed, &searcher)?;
            Ok(searcher.search(&query, &best)?)
        };
        let mut typed = typed;
        let mut found = find(&typed)?;
        // Many type the marks of a word one after the other, đ first and the tone last.
        if found.best.is_empty() && typed.has_marks() {
            typed = typed.without_marks();
            found = find(&typed)?;
        }
        let last = typed.words().next_back();
        let suggestion = |card: Card| Hit {
            title: snippet::marked(&card.title, |words| {
                let mut is_match = typed.meant(&card.title, words);
                for (is_match, placed) in is_match.iter_mut().zip(words) {
                    *is_match |= last.is_some_and(|last| last.begins(&placed.word));
                }
                is_match
            }),
            ..hit(card, &Typed::default())
        };
        found
            .best
            .into_iter()
            .map(|(_, address)| Ok(suggestion(self.card(&searcher, address)?)))
            .collect()
    }

    /// The words of the index as `searcher` sees it.
    fn vocabulary(&self, searcher: &Searcher) -> SearchResult<Arc<Vocabulary>> {
        let state = searcher.generation().generation_id();
        // Whoever waits here wants the same words.
        let mut known = self
            .vocabulary
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some((of, vocabulary)) = &*known
            && *of == state
        {
            return Ok(Arc::clone(vocabulary));
        }
        let vocabulary = Arc::new(Vocabulary::of(searcher, self.fields)?);
        *known = Some((state, Arc::clone(&vocabulary)));
        Ok(vocabulary)
    }

    fn card(&self, searcher: &Searcher, address: DocAddress) -> SearchResult<Card> {
        let document: TantivyDocument = searcher.doc(address)?;
        let json = document.get_first(self.fields.card);
        let json = json.and_then(|json| json.as_str()).unwrap_or_default();
        Ok(serde_json::from_str(json)?)
    }
}

/// Of another version of the index another one, so that a portal that is put back finds its own.
fn folder(data_folder: &Path) -> PathBuf {
    data_folder.join("search").join(format!("v{VERSION}"))
}

fn hit(card: Card, typed: &Typed) -> Hit {
    Hit {
        kind: card.kind,
        path: card.path,
        title: snippet::marked(&card.title, |words| typed.meant(&card.title, words)),
        snippet: if typed.is_empty() {
            Vec::new()
        } else {
            snippet::snippet(&card.text, typed)
        },
        category: card.category,
        published_at: card.published_at,
        language: card.language,
    }
}
