//! What the index holds of a thing that can be found.

use conglang_contract::{language::Language, search::SearchKind};
use serde::{Deserialize, Serialize};
use tantivy::{
    TantivyDocument, Term,
    schema::{
        FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing,
        TextOptions,
    },
};

use super::tokens::WordTokenizer;

/// Grows when the fields or the words in them change: an index of another version is made anew.
pub const VERSION: u32 = 4;
/// Of [`WordTokenizer`].
const TOKENIZER: &str = "words";
/// A word of the head counts like so many of the text. A field of its own would be one more to read in each search.
const HEAD_COUNTS: usize = 3;
pub const PUBLISHED_AT: &str = "published_at";
pub const CATEGORY: &str = "category";
/// [`Class`] of each document.
pub const CLASS: &str = "class";

/// The fields of the index.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// What a document is replaced by.
    pub key: Field,
    pub title: Field,
    /// Title, head, text and tail.
    pub all: Field,
    kind: Field,
    category: Field,
    /// Seconds since 1970.
    published_at: Field,
    class: Field,
    /// A [`Card`] as JSON.
    pub card: Field,
}

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub key: String,
    pub portals: Vec<Language>,
    /// What stands first after the title: lead, tags, makers, kind.
    pub head: Vec<String>,
    /// What it is found by and not shown with: author, names of files.
    pub tail: Vec<String>,
    pub card: Card,
}

/// What a result is shown with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub kind: SearchKind,
    pub path: String,
    pub title: String,
    /// Without markup.
    pub text: String,
    pub category: Option<String>,
    /// Seconds since 1970.
    pub published_at: Option<i64>,
    pub language: Language,
}

impl Fields {
    /// The schema with its fields.
    pub fn new() -> (Schema, Self) {
        let words = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(TOKENIZER)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions),
        );
        let mut schema = Schema::builder();
        let fields = Self {
            key: schema.add_text_field("key", STRING),
            title: schema.add_text_field("title", words.clone()),
            all: schema.add_text_field("all", words),
            kind: schema.add_u64_field("kind", INDEXED),
            category: schema.add_text_field(CATEGORY, STRING | FAST),
            published_at: schema.add_i64_field(PUBLISHED_AT, FAST),
            class: schema.add_u64_field(CLASS, FAST),
            card: schema.add_text_field("card", STORED),
        };
        (schema.build(), fields)
    }

    /// Lets `index` know how texts are taken apart.
    pub fn register(index: &tantivy::Index) {
        index.tokenizers().register(TOKENIZER, WordTokenizer);
    }

    /// `document` as the index takes it.
    ///
    /// # Errors
    /// None of a card, which is always JSON.
    pub fn document(&self, document: &Document) -> tantivy::Result<TantivyDocument> {
        let Document {
            key,
            portals,
            head,
            tail,
            card,
        } = document;
        let mut fields = TantivyDocument::default();
        fields.add_text(self.key, key);
        fields.add_text(self.title, &card.title);
        fields.add_text(self.all, &card.title);
        for text in head {
            for _ in 0..HEAD_COUNTS {
                fields.add_text(self.all, text);
            }
        }
        for text in std::iter::once(&card.text).chain(tail) {
            fields.add_text(self.all, text);
        }
        fields.add_u64(self.kind, kind_number(card.kind));
        if let Some(category) = &card.category {
            fields.add_text(self.category, category);
        }
        if let Some(published_at) = card.published_at {
            fields.add_i64(self.published_at, published_at);
        }
        fields.add_u64(self.class, Class::new(card.kind, portals).0);
        let json = serde_json::to_string(card)
            .map_err(|error| tantivy::TantivyError::InternalError(error.to_string()))?;
        fields.add_text(self.card, json);
        Ok(fields)
    }

    /// All documents with `key`.
    pub fn with_key(&self, key: &str) -> Term {
        Term::from_field_text(self.key, key)
    }

    /// All documents of `kind`.
    pub fn of_kind(&self, kind: SearchKind) -> Term {
        Term::from_field_u64(self.kind, kind_number(kind))
    }
}

/// Kind and portals in one number: a search reads it of each document that it finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class(pub u64);

impl Class {
    /// Of a document of `kind` that is found in the portals of these languages.
    pub fn new(kind: SearchKind, portals: &[Language]) -> Self {
        let portals = portals.iter().copied().map(portal);
        Self(kind_number(kind) << PORTAL_BITS | portals.fold(0, |all, one| all | one))
    }

    pub fn is_found_in(self, language: Language) -> bool {
        self.0 & portal(language) != 0
    }

    /// None of a number that is no class.
    pub fn kind(self) -> Option<SearchKind> {
        SearchKind::ALL
            .into_iter()
            .find(|&kind| kind_number(kind) == self.0 >> PORTAL_BITS)
    }
}

const PORTAL_BITS: u32 = 2;

/// The bit of a language.
fn portal(language: Language) -> u64 {
    match language {
        Language::Vietnamese => 1,
        Language::English => 2,
    }
}

fn kind_number(kind: SearchKind) -> u64 {
    kind as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_holds_kind_and_portals() {
        for kind in SearchKind::ALL {
            let class = Class::new(kind, &[Language::English]);
            assert_eq!(class.kind(), Some(kind));
            assert!(class.is_found_in(Language::English));
            assert!(!class.is_found_in(Language::Vietnamese));
        }
        assert_eq!(Class(u64::MAX).kind(), None);
    }
}
