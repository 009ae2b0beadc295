//! How browsers search the portal from their address bar (OpenSearch 1.1).

use axum::{Router, extract::State, http::HeaderMap, routing::get};
use conglang_contract::language::Language;

use crate::{
    http::entity_tag,
    pages::head::{absolute, escaped},
    site::{SiteState, icons::Icon, settings::Settings},
};

/// Where the description is; `/en` comes before that in English.
const PATH: &str = "/opensearch.xml";
const MEDIA_TYPE: &str = "application/opensearchdescription+xml";
/// As the standard has them, in characters.
const SHORT_NAME_CHARACTERS: usize = 16;
const DESCRIPTION_CHARACTERS: usize = 1024;

pub fn router(settings: &Settings) -> Router<SiteState> {
    settings
        .languages()
        .into_iter()
        .fold(Router::new(), |router, language| {
            let describe = move |State(site): State<SiteState>, headers: HeaderMap| async move {
                let description = description(language, &site.settings);
                entity_tag::tagged(&headers, MEDIA_TYPE, description)
            };
            router.route(&language.path(PATH), get(describe))
        })
}

/// The tag with which a page in `language` names the description.
pub fn tag(language: Language, settings: &Settings) -> String {
    let name = escaped(&settings.in_language(language).name);
    let path = language.path(PATH);
    format!("<link rel=\"search\" type=\"{MEDIA_TYPE}\" title=\"{name}\" href=\"{path}\">")
}

fn description(language: Language, settings: &Settings) -> String {
    let settings = settings.in_language(language);
    let first = |text: &str, characters: usize| {
        let text: String = text.chars().take(characters).collect();
        escaped(text.trim_end())
    };
    let name = first(&settings.short_name, SHORT_NAME_CHARACTERS);
    let description = first(&settings.description, DESCRIPTION_CHARACTERS);
    let host = escaped(&settings.host);
    let (search, own) = (language.path("/tim-kiem"), language.path(PATH));
    let icon = escaped(&absolute(Icon::Small.url(), settings));
    let size = Icon::Small.size();
    let code = language.code();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\
         <ShortName>{name}</ShortName>\
         <Description>{description}</Description>\
         <Url type=\"text/html\" template=\"{host}{search}?q={{searchTerms}}\"/>\
         <Url type=\"{MEDIA_TYPE}\" rel=\"self\" template=\"{host}{own}\"/>\
         <Image width=\"{size}\" height=\"{size}\" type=\"image/png\">{icon}</Image>\
         <Language>{code}</Language>\
         <InputEncoding>UTF-8</InputEncoding>\
         <OutputEncoding>UTF-8</OutputEncoding>\
         </OpenSearchDescription>\n"
    )
}
