//! How sitemaps are written.

use std::fmt::Write;

use conglang_contract::timestamp::Timestamp;

use crate::pages::head::escaped;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// One address of a list. What is absent is left out.
#[derive(Default)]
pub struct Address {
    pub location: String,
    pub updated_at: Option<Timestamp>,
    /// The same in all languages, this one included, by their codes.
    pub alternates: Vec<(&'static str, String)>,
    /// The address of a picture on the page.
    pub picture: Option<String>,
    pub news: Option<News>,
}

pub struct News {
    pub publication: String,
    pub language: &'static str,
    pub published_at: Timestamp,
    pub title: String,
}

/// A list of addresses.
pub struct UrlSet {
    xml: String,
    is_empty: bool,
}

impl UrlSet {
    pub fn new() -> Self {
        Self {
            xml: format!(
                "{DECLARATION}<urlset xmlns=\"{NAMESPACE}\" \
                 xmlns:xhtml=\"http://www.w3.org/1999/xhtml\" \
                 xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\" \
                 xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n"
            ),
            is_empty: true,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.is_empty
    }

    pub fn push(&mut self, address: &Address) {
        self.is_empty = false;
        let xml = &mut self.xml;
        xml.push_str("<url>");
        element(xml, "loc", &address.location);
        if let Some(updated_at) = address.updated_at {
            element(xml, "lastmod", &updated_at.to_rfc3339());
        }
        for (language, href) in &address.alternates {
            let href = escaped(href);
            // A `String` takes everything.
            let _ = write!(
                xml,
                "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{href}\"/>"
            );
        }
        if let Some(picture) = &address.picture {
            xml.push_str("<image:image>");
            element(xml, "image:loc", picture);
            xml.push_str("</image:image>");
        }
        if let Some(news) = &address.news {
            xml.push_str("<news:news><news:publication>");
            element(xml, "news:name", &news.publication);
            element(xml, "news:language", news.language);
            xml.push_str("</news:publication>");
            element(
                xml,
                "news:publication_date",
                &news.published_at.to_rfc3339(),
            );
            element(xml, "news:title", &news.title);
            xml.push_str("</news:news>");
        }
        xml.push_str("</url>\n");
    }

    pub fn finish(mut self) -> String {
        self.xml.push_str("</urlset>\n");
        self.xml
    }
}

/// A list of lists, each with the time of its last change.
pub fn index(lists: impl Iterator<Item = (String, Option<Timestamp>)>) -> String {
    let mut xml = format!("{DECLARATION}<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for (location, updated_at) in lists {
        xml.push_str("<sitemap>");
        element(&mut xml, "loc", &location);
        if let Some(updated_at) = updated_at {
            element(&mut xml, "lastmod", &updated_at.to_rfc3339());
        }
        xml.push_str("</sitemap>\n");
    }
    xml.push_str("</sitemapindex>\n");
    xml
}

fn element(xml: &mut String, name: &str, text: &str) {
    let text = escaped(text);
    // A `String` takes everything.
    let _ = write!(xml, "<{name}>{text}</{name}>");
}
