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
    /// Whether pages differ by it, so that the server has to know: from a cookie that is called as the key.
    pub is_for_server: bool,
}

pub const THEME: Preference = Preference {
    key: "conglang.theme",
    attribute: "data-theme",
    is_for_server: false,
};
pub const TEXT_SIZE: Preference = Preference {
    key: "conglang.text-size",
    attribute: "data-text-size",
    is_for_server: false,
};
/// Whether articles are shown without what stands around them.
pub const READING: Preference = Preference {
    key: "conglang.reading",
    attribute: "data-reading",
    is_for_server: false,
};
/// Whether pictures wait until they are asked for: [`SPARING_ON`] or `off`; else as the device says.
pub const SPARING: Preference = Preference {
    key: "conglang.sparing",
    attribute: "data-sparing",
    is_for_server: true,
};
pub const SPARING_ON: &str = "on";

/// What the server knows of the reader of the page that it renders.
#[cfg(feature = "ssr")]
#[derive(Clone, Copy, Debug)]
pub struct IsSparing(pub bool);

/// Whether pictures wait until they are asked for.
pub fn is_sparing() -> bool {
    #[cfg(feature = "ssr")]
    return use_context::<IsSparing>().is_some_and(|sparing| sparing.0);
    #[cfg(not(feature = "ssr"))]
    document()
        .document_element()
        .and_then(|root| root.get_attribute(SPARING.attribute))
        .is_some_and(|chosen| chosen == SPARING_ON)
}

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
        let Preference {
            key,
            attribute,
            is_for_server,
        } = self.preference;
        let value = Some(value).filter(|value| !value.is_empty());
        storage::write(key, value);
        if is_for_server {
            storage::write_cookie(key, value);
        }
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
