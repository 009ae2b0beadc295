//! The texts of the extras, by feature, in the language that the page says it is in.

pub mod photograph;
pub mod player;
pub mod read_aloud;

use crate::asked::document;

/// The texts of one language.
pub struct Texts {
    pub photograph: photograph::PhotographTexts,
    pub read_aloud: read_aloud::ReadAloudTexts,
    pub player: player::PlayerTexts,
}

static VIETNAMESE: Texts = Texts {
    photograph: photograph::VIETNAMESE,
    read_aloud: read_aloud::VIETNAMESE,
    player: player::VIETNAMESE,
};

static ENGLISH: Texts = Texts {
    photograph: photograph::ENGLISH,
    read_aloud: read_aloud::ENGLISH,
    player: player::ENGLISH,
};

/// The texts of the page's language.
pub fn texts() -> &'static Texts {
    let language = document()
        .and_then(|document| document.document_element())
        .and_then(|root| root.get_attribute("lang"));
    match language.as_deref() {
        Some("en") => &ENGLISH,
        _ => &VIETNAMESE,
    }
}
