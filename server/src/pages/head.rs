//! What a page tells browsers, search engines and messengers in its `<head>`.

mod discovery;
mod preview;

use std::fmt::Write;

use conglang::hooks::page_head::PageHead;
use conglang_contract::{article::Article, language::Language};
use serde_json::{Value, json};

pub use self::preview::Preview;
use crate::{api::site::LOGO_URL, site::settings::Settings};

/// Title, description, addresses, Open Graph and, for an article, JSON-LD, of a page in `language`.
pub fn tags(head: &PageHead, language: Language, settings: &Settings) -> String {
    let settings = settings.in_language(language);
    let mut tags = Tags::default();
    tags.text("title", &head.title);
    let Some(canonical) = &head.canonical else {
        tags.meta("name", "robots", "noindex");
        return tags.html;
    };
    let description = if head.description.is_empty() {
        &settings.description
    } else {
        &head.description
    };
    tags.meta("name", "description", description);
    tags.link("canonical", canonical);
    if head.is_translated {
        let path = canonical.strip_prefix(&settings.host).unwrap_or(canonical);
        let (_, path) = Language::of_path(path);
        let address = |language: Language| format!("{}{}", settings.host, language.path(path));
        for language in Language::ALL {
            tags.alternate(language.code(), &address(language));
        }
        // Who reads neither language is led to that of the town.
        tags.alternate("x-default", &address(Language::Vietnamese));
    }
    let kind = if head.article.is_some() {
        "article"
    } else {
        "website"
    };
    tags.property("og:type", kind);
    let text_language = head.article.as_ref().and_then(|article| article.language);
    let text_language = text_language.unwrap_or(language);
    tags.property("og:locale", locale(text_language));
    if head.is_translated {
        let other = locale(text_language.other());
        tags.property("og:locale:alternate", other);
    }
    tags.property("og:site_name", &settings.name);
    tags.property("og:title", own_title(head, settings));
    tags.property("og:description", description);
    tags.property("og:url", canonical);
    let article = head.article.as_deref();
    let preview = Preview::of(article, language, settings);
    preview::tags(&mut tags, &preview);
    discovery::tags(&mut tags, head, canonical, settings);
    if let Some(article) = article {
        tags.property("article:published_time", &article.published_at.to_rfc3339());
        tags.property("article:modified_time", &article.updated_at.to_rfc3339());
        tags.property("article:section", &article.category.name);
        for tag in &article.tags {
            tags.property("article:tag", tag);
        }
        let text = NewsArticle {
            article,
            language: text_language,
            description,
            canonical,
            preview: &preview,
        };
        tags.data(&json_ld(&text, settings));
    }
    tags.html
}

#[derive(Default)]
struct Tags {
    html: String,
}

impl Tags {
    fn text(&mut self, element: &str, text: &str) {
        self.push(format_args!("<{element}>{}</{element}>", escaped(text)));
    }

    fn meta(&mut self, key: &str, name: &str, content: &str) {
        let content = escaped(content);
        self.push(format_args!(
            "<meta {key}=\"{name}\" content=\"{content}\">"
        ));
    }

    fn property(&mut self, name: &str, content: &str) {
        self.meta("property", name, content);
    }

    fn link(&mut self, rel: &str, href: &str) {
        let href = escaped(href);
        self.push(format_args!("<link rel=\"{rel}\" href=\"{href}\">"));
    }

    fn alternate(&mut self, language: &str, href: &str) {
        let href = escaped(href);
        self.push(format_args!(
            "<link rel=\"alternate\" hreflang=\"{language}\" href=\"{href}\">"
        ));
    }

    fn data(&mut self, data: &Value) {
        let json = script_json(&data.to_string());
        self.push(format_args!(
            "<script type=\"application/ld+json\">{json}</script>"
        ));
    }

    fn push(&mut self, tag: std::fmt::Arguments<'_>) {
        // A `String` takes everything.
        let _ = self.html.write_fmt(tag);
    }
}

fn locale(language: Language) -> &'static str {
    match language {
        Language::Vietnamese => "vi_VN",
        Language::English => "en_GB",
    }
}

/// JSON that cannot end the `<script>` it stands in.
pub fn script_json(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// `text` as the content of an element or of an attribute between double quotes.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

/// The title without the portal's name, which previews show apart.
fn own_title<'a>(head: &'a PageHead, settings: &Settings) -> &'a str {
    match &head.article {
        Some(article) => &article.title,
        None => head
            .title
            .strip_suffix(settings.name.as_str())
            .and_then(|title| title.strip_suffix(" · "))
            .unwrap_or(&head.title),
    }
}

/// An address of the portal as other sites take it.
pub fn absolute(url: &str, settings: &Settings) -> String {
    if url.starts_with('/') {
        format!("{}{url}", settings.host)
    } else {
        url.to_owned()
    }
}

/// What schema.org's `NewsArticle` tells.
struct NewsArticle<'a> {
    article: &'a Article,
    language: Language,
    description: &'a str,
    canonical: &'a str,
    preview: &'a Preview,
}

fn json_ld(text: &NewsArticle<'_>, settings: &Settings) -> Value {
    let article = text.article;
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": text.description,
        "articleSection": article.category.name,
        "inLanguage": text.language.code(),
        "datePublished": article.published_at.to_rfc3339(),
        "dateModified": article.updated_at.to_rfc3339(),
        "mainEntityOfPage": text.canonical,
        "image": [text.preview.url],
        "publisher": {
            "@type": "GovernmentOrganization",
            "name": settings.contact.organisation,
            "url": settings.host,
            "logo": absolute(LOGO_URL, settings),
        },
    });
    if let Some(author) = &article.author {
        data["author"] = json!({ "@type": "Person", "name": author });
    }
    if !article.tags.is_empty() {
        data["keywords"] = json!(article.tags);
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_end_its_element_its_attribute_or_the_script() {
        let hostile = "</title></script><script>alert(1)</script>\" onload=\"x";
        let mut tags = Tags::default();
        tags.text("title", hostile);
        tags.property("og:title", hostile);
        let (tag, attribute) = (
            tags.html.matches("</").count(),
            tags.html.matches('"').count(),
        );
        assert_eq!((tag, attribute), (1, 4), "{}", tags.html);

        let data = json!({ "headline": hostile });
        let mut tags = Tags::default();
        tags.data(&data);
        let json = tags
            .html
            .strip_prefix("<script type=\"application/ld+json\">")
            .and_then(|rest| rest.strip_suffix("</script>"))
            .expect("one script");
        assert!(!json.contains('<'));
        assert_eq!(serde_json::from_str::<Value>(json).expect("JSON"), data);
    }
}
