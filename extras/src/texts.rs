//! The texts of the extras, by feature, in the language that the page says it is in.

pub mod companion;
pub mod keep;
pub mod map;
pub mod outbox;
pub mod photograph;
pub mod player;
pub mod push;
pub mod read_aloud;
pub mod search;
pub mod share;
pub mod shelf;

use conglang_contract::language::Language;

use crate::asked::document;

/// The texts of one language.
pub struct Texts {
    pub companion: companion::CompanionTexts,
    pub keep: keep::KeepTexts,
    pub map: map::MapTexts,
    pub outbox: outbox::OutboxTexts,
    pub photograph: photograph::PhotographTexts,
    pub read_aloud: read_aloud::ReadAloudTexts,
    pub search: search::SearchTexts,
    pub share: share::ShareTexts,
    pub player: player::PlayerTexts,
    pub push: push::PushTexts,
    pub shelf: shelf::ShelfTexts,
}

static VIETNAMESE: Texts = Texts {
    companion: companion::VIETNAMESE,
    keep: keep::VIETNAMESE,
    map: map::VIETNAMESE,
    outbox: outbox::VIETNAMESE,
    photograph: photograph::VIETNAMESE,
    read_aloud: read_aloud::VIETNAMESE,
    search: search::VIETNAMESE,
    share: share::VIETNAMESE,
    player: player::VIETNAMESE,
    push: push::VIETNAMESE,
    shelf: shelf::VIETNAMESE,
};

static ENGLISH: Texts = Texts {
    companion: companion::ENGLISH,
    keep: keep::ENGLISH,
    map: map::ENGLISH,
    outbox: outbox::ENGLISH,
    photograph: photograph::ENGLISH,
    read_aloud: read_aloud::ENGLISH,
    search: search::ENGLISH,
    share: share::ENGLISH,
    player: player::ENGLISH,
    push: push::ENGLISH,
    shelf: shelf::ENGLISH,
};

/// The address of the portal's page `path` in the page's language.
pub fn href(path: &str) -> String {
    language().path(path)
}

/// The texts of the page's language.
pub fn texts() -> &'static Texts {
    match language() {
        Language::Vietnamese => &VIETNAMESE,
        Language::English => &ENGLISH,
    }
}

/// The `lang` of Vietnamese text: none where the page is in Vietnamese.
pub fn other_lang() -> Option<&'static str> {
    let vietnamese = Language::Vietnamese;
    (language() != vietnamese).then(|| vietnamese.code())
}

/// The page's language.
pub fn language() -> Language {
    document()
        .and_then(|document| document.document_element())
        .and_then(|root| Language::of_code(&root.get_attribute("lang")?))
        .unwrap_or_default()
}
