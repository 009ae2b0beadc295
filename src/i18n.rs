//! Every text of the interface, in one typed catalogue: a language is one more value of [`Texts`], and a
//! text that it lacks does not compile.
//!
//! The language of a page is fixed: the other one is another address, reached by a full load. So it is
//! asked of a thread, which also event handlers and tasks know, where no owner of contexts is.

use std::cell::Cell;

use conglang_contract::language::Language;

#[cfg(feature = "ssr")]
pub mod alerts;
#[cfg(feature = "ssr")]
pub mod archive;
pub mod article;
pub mod captcha;
#[cfg(feature = "ssr")]
pub mod category;
pub mod comments;
pub mod confirm;
pub mod display;
#[cfg(feature = "ssr")]
pub mod embeds;
pub mod format;
pub mod home;
#[cfg(feature = "ssr")]
pub mod install;
pub mod layout;
pub mod links;
#[cfg(feature = "ssr")]
pub mod map;
pub mod not_found;
#[cfg(feature = "ssr")]
pub mod push;
pub mod rating;
pub mod reading;
pub mod receipt;
#[cfg(feature = "ssr")]
pub mod search;
#[cfg(feature = "ssr")]
pub mod shelf;
pub mod side_column;
#[cfg(feature = "ssr")]
pub mod songs;
pub mod states;
#[cfg(feature = "ssr")]
pub mod statistics;

/// The texts of one language, by feature.
pub struct Texts {
    #[cfg(feature = "ssr")]
    pub alerts: alerts::AlertTexts,
    #[cfg(feature = "ssr")]
    pub archive: archive::ArchiveTexts,
    pub article: article::ArticleTexts,
    pub captcha: captcha::CaptchaTexts,
    #[cfg(feature = "ssr")]
    pub category: category::CategoryTexts,
    pub comments: comments::CommentTexts,
    pub confirm: confirm::ConfirmTexts,
    pub display: display::DisplayTexts,
    #[cfg(feature = "ssr")]
    pub embeds: embeds::EmbedTexts,
    pub home: home::HomeTexts,
    #[cfg(feature = "ssr")]
    pub install: install::InstallTexts,
    pub layout: layout::LayoutTexts,
    pub links: links::LinksTexts,
    #[cfg(feature = "ssr")]
    pub map: map::MapTexts,
    pub not_found: not_found::NotFoundTexts,
    #[cfg(feature = "ssr")]
    pub push: push::PushTexts,
    pub rating: rating::RatingTexts,
    pub reading: reading::ReadingTexts,
    pub receipt: receipt::ReceiptTexts,
    #[cfg(feature = "ssr")]
    pub search: search::SearchTexts,
    pub side_column: side_column::SideColumnTexts,
    #[cfg(feature = "ssr")]
    pub songs: songs::SongsTexts,
    pub states: states::StatesTexts,
    #[cfg(feature = "ssr")]
    pub shelf: shelf::ShelfTexts,
    #[cfg(feature = "ssr")]
    pub statistics: statistics::StatisticsTexts,
}

static VIETNAMESE: Texts = Texts {
    #[cfg(feature = "ssr")]
    alerts: alerts::VIETNAMESE,
    #[cfg(feature = "ssr")]
    archive: archive::VIETNAMESE,
    article: article::VIETNAMESE,
    captcha: captcha::VIETNAMESE,
    #[cfg(feature = "ssr")]
    category: category::VIETNAMESE,
    comments: comments::VIETNAMESE,
    confirm: confirm::VIETNAMESE,
    display: display::VIETNAMESE,
    #[cfg(feature = "ssr")]
    embeds: embeds::VIETNAMESE,
    home: home::VIETNAMESE,
    #[cfg(feature = "ssr")]
    install: install::VIETNAMESE,
    layout: layout::VIETNAMESE,
    links: links::VIETNAMESE,
    #[cfg(feature = "ssr")]
    map: map::VIETNAMESE,
    not_found: not_found::VIETNAMESE,
    #[cfg(feature = "ssr")]
    push: push::VIETNAMESE,
    rating: rating::VIETNAMESE,
    reading: reading::VIETNAMESE,
    receipt: receipt::VIETNAMESE,
    #[cfg(feature = "ssr")]
    search: search::VIETNAMESE,
    side_column: side_column::VIETNAMESE,
    #[cfg(feature = "ssr")]
    songs: songs::VIETNAMESE,
    states: states::VIETNAMESE,
    #[cfg(feature = "ssr")]
    shelf: shelf::VIETNAMESE,
    #[cfg(feature = "ssr")]
    statistics: statistics::VIETNAMESE,
};

static ENGLISH: Texts = Texts {
    #[cfg(feature = "ssr")]
    alerts: alerts::ENGLISH,
    #[cfg(feature = "ssr")]
    archive: archive::ENGLISH,
    article: article::ENGLISH,
    captcha: captcha::ENGLISH,
    #[cfg(feature = "ssr")]
    category: category::ENGLISH,
    comments: comments::ENGLISH,
    confirm: confirm::ENGLISH,
    display: display::ENGLISH,
    #[cfg(feature = "ssr")]
    embeds: embeds::ENGLISH,
    home: home::ENGLISH,
    #[cfg(feature = "ssr")]
    install: install::ENGLISH,
    layout: layout::ENGLISH,
    links: links::ENGLISH,
    #[cfg(feature = "ssr")]
    map: map::ENGLISH,
    not_found: not_found::ENGLISH,
    #[cfg(feature = "ssr")]
    push: push::ENGLISH,
    rating: rating::ENGLISH,
    reading: reading::ENGLISH,
    receipt: receipt::ENGLISH,
    #[cfg(feature = "ssr")]
    search: search::ENGLISH,
    side_column: side_column::ENGLISH,
    #[cfg(feature = "ssr")]
    songs: songs::ENGLISH,
    states: states::ENGLISH,
    #[cfg(feature = "ssr")]
    shelf: shelf::ENGLISH,
    #[cfg(feature = "ssr")]
    statistics: statistics::ENGLISH,
};

thread_local! {
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::Vietnamese) };
}

/// The language of the page that is shown or rendered.
pub fn language() -> Language {
    LANGUAGE.get()
}

/// The texts of the page's language.
pub fn texts() -> &'static Texts {
    match language() {
        Language::Vietnamese => &VIETNAMESE,
        Language::English => &ENGLISH,
    }
}

/// The address of the portal's page `path` in the page's language. `path` is that of the Vietnamese page;
/// addresses of other sites stay as they are. Every link and form of the app goes through it.
pub fn href(path: &str) -> String {
    language().path(path)
}

/// What a `lang` attribute says of a text in `language`: nothing, unless it is not the page's.
pub fn other_lang(language: Option<Language>) -> Option<&'static str> {
    language
        .filter(|&other| other != self::language())
        .map(Language::code)
}

/// Fixes the language of the app in this browser. Call it once, before the app starts.
pub fn set_language(language: Language) {
    LANGUAGE.set(language);
}

/// Renders a page in `language`. What `render` does has to be done when it returns, since the thread then
/// renders pages of others.
pub fn with_language<R>(language: Language, render: impl FnOnce() -> R) -> R {
    struct Restore(Language);
    impl Drop for Restore {
        fn drop(&mut self) {
            LANGUAGE.set(self.0);
        }
    }
    let _restore = Restore(LANGUAGE.replace(language));
    render()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_in_english_leaves_no_english_behind() {
        let panicked = std::panic::catch_unwind(|| {
            with_language(Language::English, || {
                assert_eq!(texts().article.home, "Home");
                assert_eq!(href("/lien-ket"), "/en/lien-ket");
                panic!("a page that fails");
            })
        });
        assert!(panicked.is_err());
        assert_eq!(texts().article.home, "Trang chủ");
        assert_eq!(href("/lien-ket"), "/lien-ket");
    }

    #[test]
    fn only_a_text_in_another_language_says_which() {
        with_language(Language::English, || {
            assert_eq!(other_lang(Some(Language::Vietnamese)), Some("vi"));
            assert_eq!(other_lang(Some(Language::English)), None);
            assert_eq!(other_lang(None), None);
        });
    }
}
