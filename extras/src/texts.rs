//! The texts of the extras, by feature, in the language that the page says it is in.

pub mod map;
pub mod photograph;

use crate::asked::document;

/// The texts of one language.
pub struct Texts {
    pub map: map::MapTexts,
    pub photograph: photograph::PhotographTexts,
}

static VIETNAMESE: Texts = Texts {
    map: map::VIETNAMESE,
    photograph: photograph::VIETNAMESE,
};

static ENGLISH: Texts = Texts {
    map: map::ENGLISH,
    photograph: photograph::ENGLISH,
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
