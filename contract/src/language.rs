//! The languages of the portal, and how addresses tell them.

use serde::{Deserialize, Serialize};

/// A language of the interface and of texts. What has no version in the asked one is given in Vietnamese.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Language {
    #[default]
    #[serde(rename = "vi")]
    Vietnamese,
    #[serde(rename = "en")]
    English,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::Vietnamese, Self::English];

    /// The query parameter with which a call of the API asks for a language.
    pub const PARAMETER: &str = "lang";

    /// As BCP 47 and `lang` attributes have it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }

    /// What addresses of pages begin with: nothing, or `/en`.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Vietnamese => "",
            Self::English => "/en",
        }
    }

    /// The other one of the two.
    pub fn other(self) -> Self {
        match self {
            Self::Vietnamese => Self::English,
            Self::English => Self::Vietnamese,
        }
    }

    /// The address in this language of the page that has `path` in Vietnamese.
    ///
    /// What does not begin with a slash (another site's address, a place on the page) stays as it is.
    pub fn path(self, path: &str) -> String {
        if path.starts_with('/') {
            format!("{}{path}", self.prefix())
        } else {
            path.to_owned()
        }
    }

    /// The language of the page at `path`, and its path in Vietnamese.
    pub fn of_path(path: &str) -> (Self, &str) {
        match path.strip_prefix(Self::English.prefix()) {
            Some("") => (Self::English, "/"),
            Some(rest) if rest.starts_with('/') => (Self::English, rest),
            _ => (Self::Vietnamese, path),
        }
    }

    /// The language that `code` names.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }

    /// `call` (path and query) with the query parameter that asks for this language; Vietnamese needs none.
    pub fn call(self, call: &str) -> String {
        match self {
            Self::Vietnamese => call.to_owned(),
            Self::English => {
                let separator = if call.contains('?') { '&' } else { '?' };
                format!("{call}{separator}{}={}", Self::PARAMETER, self.code())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_its_language() {
        use Language::{English, Vietnamese};
        for (path, expected) in [
            ("/", (Vietnamese, "/")),
            ("/lien-ket", (Vietnamese, "/lien-ket")),
            ("/en", (English, "/")),
            ("/en/", (English, "/")),
            ("/en/lien-ket", (English, "/lien-ket")),
            ("/english", (Vietnamese, "/english")),
            ("/EN/", (Vietnamese, "/EN/")),
            ("/en//x", (English, "//x")),
        ] {
            assert_eq!(Language::of_path(path), expected, "{path}");
        }
    }

    #[test]
    fn an_address_in_a_language_is_read_back() {
        for language in Language::ALL {
            for path in ["/", "/lien-ket", "/bai-viet/a?trang=2"] {
                let written = language.path(path);
                assert_eq!(Language::of_path(&written), (language, path));
            }
            assert_eq!(language.path("https://a.example/"), "https://a.example/");
            assert_eq!(language.path("#noi-dung"), "#noi-dung");
        }
    }

    #[test]
    fn a_call_asks_for_english_beside_its_own_query() {
        assert_eq!(Language::Vietnamese.call("site"), "site");
        assert_eq!(Language::English.call("site"), "site?lang=en");
        assert_eq!(Language::English.call("a?page=2"), "a?page=2&lang=en");
    }
}
