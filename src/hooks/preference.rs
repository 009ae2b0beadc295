//! How a reader wants to see the portal: remembered by the browser, told to the style sheets as an
//! attribute of the document's root.

use leptos::prelude::*;

use super::storage;

/// One thing that a reader may choose. A script in `index.html` sets the attribute before the first paint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preference {
    /// Where the choice is kept.
    pub key: &'static str,
    /// What the style sheets look at. It is absent while nothing was chosen.
    pub attribute: &'static str,
}

pub const THEME: Preference = Preference {
    key: "conglang.theme",
    attribute: "data-theme",
};
pub const TEXT_SIZE: Preference = Preference {
    key: "conglang.text-size",
    attribute: "data-text-size",
};
/// Whether articles are shown without what stands around them.
pub const READING: Preference = Preference {
    key: "conglang.reading",
    attribute: "data-reading",
};

/// See [`use_preference`].
#[derive(Clone, Copy)]
pub struct UsePreferenceReturn {
    /// What was chosen; empty while nothing was.
    pub chosen: RwSignal<String>,
    preference: Preference,
}

/// The reader's choice, which is known as soon as the app runs.
pub fn use_preference(preference: Preference) -> UsePreferenceReturn {
    let chosen = RwSignal::new(String::new());
    Effect::new(move || chosen.set(storage::read(preference.key).unwrap_or_default()));
    UsePreferenceReturn { chosen, preference }
}

impl UsePreferenceReturn {
    /// Takes over and remembers a choice; the empty one is forgotten.
    pub fn choose(&self, value: &str) {
        let Preference { key, attribute } = self.preference;
        let value = Some(value).filter(|value| !value.is_empty());
        storage::write(key, value);
        if let Some(root) = document().document_element() {
            // Removing what is not there, or a valid name, does not fail.
            let _ = match value {
                Some(value) => root.set_attribute(attribute, value),
                None => root.remove_attribute(attribute),
            };
        }
        self.chosen.set(value.unwrap_or_default().to_owned());
    }
}
