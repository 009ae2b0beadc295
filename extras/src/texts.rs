//! The texts of the extras, by feature, in the language that the page says it is in.

pub mod map;
pub mod photograph;
pub mod player;
pub mod read_aloud;
pub mod share;

use conglang_contract::language::Language;

use crate::asked::document;

/// The texts of one language.
pub struct Texts {
    pub map: map::MapTexts,
    pub photograph: photograph::PhotographTexts,
    pub read_aloud: read_aloud::ReadAloudTexts,
    pub share: share::ShareTexts,
    pub player: player::PlayerTexts,
}

static VIETNAMESE: Texts = Texts {
    map: map::VIETNAMESE,
    photograph: photograph::VIETNAMESE,
    read_aloud: read_aloud::VIETNAMESE,
    share: share::VIETNAMESE,
    player: player::VIETNAMESE,
};

static ENGLISH: Texts = Texts {
    map: map::ENGLISH,
    photograph: photograph::ENGLISH,
    read_aloud: read_aloud::ENGLISH,
    share: share::ENGLISH,
    player: player::ENGLISH,
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

fn language() -> Language {
    document()
        .and_then(|document| document.document_element())
        .and_then(|root| Language::of_code(&root.get_attribute("lang")?))
        .unwrap_or_default()
}
