//! What there is to choose from, as a plain form.

use conglang::{
    components::part::{IntoPart, Part},
    i18n::{href, texts},
};
use conglang_contract::{language::Language, slug::Slug};
use leptos::prelude::*;

use super::{ADDRESS, ARTICLE, KIND, Picked};
use crate::pages::embeds::{
    PICKER_PATH,
    kind::Kind,
    options::{self, MOST},
};

/// The kinds that show one article.
const ARTICLE_KINDS: &str = "the-bai-viet bai-viet";

/// The form, with what was chosen in it.
pub(super) fn form(picked: &Picked<'_>) -> Part {
    let all = &texts().embeds;
    let texts = &all.picker;
    let options = &picked.options;
    let settings = picked.site.settings.in_language(conglang::i18n::language());
    let kinds = Kind::ALL
        .into_iter()
        .filter(|kind| kind.is_offered(picked.site))
        .map(|kind| {
            let is_picked = kind == picked.kind;
            view! {
                <label class="picker-kind">
                    <input type="radio" name=KIND value=kind.name() checked=is_picked/>
                    {kind.title(&all.kinds)}
                </label>
            }
        })
        .collect_view();
    let everything = (String::new(), texts.all_categories.to_owned());
    let categories = std::iter::once(everything).chain(
        settings
            .categories
            .iter()
            .map(|category| (category.slug.to_string(), category.name.clone())),
    );
    let category = options.category.as_ref().map(Slug::to_string);
    let articles = picked
        .articles
        .iter()
        .map(|article| (article.slug.to_string(), article.title.clone()));
    let article = picked.article.as_ref();
    let article = article.map(|article| article.slug.to_string());
    let named = |values: [&'static str; 4], names: [&'static str; 4]| {
        let pairs = values.into_iter().zip(names);
        pairs.map(|(value, name)| (value.to_owned(), name.to_owned()))
    };
    let languages = picked.site.settings.languages();
    let languages = (languages.len() > 1).then(|| {
        let names = languages.into_iter().map(|language| {
            let name = match language {
                Language::Vietnamese => "Tiếng Việt",
                Language::English => "English",
            };
            (language.code().to_owned(), name.to_owned())
        });
        let chosen = options.language.code();
        choice(Language::PARAMETER, texts.language, names, Some(chosen), "")
    });
    view! {
        <form class="picker-form" method="get" action=href(PICKER_PATH)>
            <fieldset>
                <legend>{texts.what}</legend>
                {kinds}
            </fieldset>
            <fieldset>
                <legend>{texts.options}</legend>
                {choice(options::CATEGORY, texts.category, categories, category.as_deref(), "tin-moi")}
                <p class="picker-field" data-for="tin-moi">
                    <label for=options::COUNT>{texts.count}</label>
                    <input id=options::COUNT name=options::COUNT type="number" min="1" max=MOST.to_string() value=options.count.to_string()/>
                </p>
                {choice(ARTICLE, texts.article, articles, article.as_deref(), ARTICLE_KINDS)}
                {address(picked.wrong_address.clone())}
                {choice(options::THEME, texts.theme, named(options::THEMES, texts.themes), Some(options.theme), "")}
                {choice(options::TEXT_SIZE, texts.text_size, named(options::TEXT_SIZES, texts.text_sizes), Some(options.text_size), "")}
                {languages}
                <p class="picker-field">
                    <label for=options::ACCENT>{texts.accent}</label>
                    <input
                        id=options::ACCENT
                        name=options::ACCENT
                        value=options.accent.clone()
                        maxlength="7"
                        autocomplete="off"
                        spellcheck="false"
                        aria-describedby="accent-help"
                    />
                    <span class="picker-help" id="accent-help">{texts.accent_help}</span>
                </p>
            </fieldset>
            <button class="button" type="submit">{texts.show}</button>
        </form>
    }
    .part()
}

/// The field for an article that is not in the list. `wrong` is what stands in it: what leads to an article is chosen
/// in the list instead, so that the list holds when the form is sent again.
fn address(wrong: Option<String>) -> Part {
    let texts = &texts().embeds.picker;
    let is_wrong = wrong.is_some().then_some("true");
    view! {
        <p class="picker-field" data-for=ARTICLE_KINDS>
            <label for=ADDRESS>{texts.address}</label>
            <input
                id=ADDRESS
                name=ADDRESS
                value=wrong
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-invalid=is_wrong
                aria-describedby="address-help"
            />
            <span class="picker-help" id="address-help">{texts.address_help}</span>
        </p>
    }
    .part()
}

/// A list to choose one from, for the `kinds` that have it; for all, where none is named.
fn choice(
    name: &'static str,
    label: &'static str,
    choices: impl Iterator<Item = (String, String)>,
    chosen: Option<&str>,
    kinds: &'static str,
) -> Part {
    let choices = choices
        .map(|(value, text)| {
            let is_chosen = chosen == Some(value.as_str());
            view! { <option value=value selected=is_chosen>{text}</option> }
        })
        .collect_view();
    let kinds = (!kinds.is_empty()).then_some(kinds);
    view! {
        <p class="picker-field" data-for=kinds>
            <label for=name>{label}</label>
            <select id=name name=name>{choices}</select>
        </p>
    }
    .part()
}
