//! Where programs find more: feeds, and how other sites show an article.

use conglang::hooks::page_head::PageHead;
use conglang_contract::language::Language;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Tags, escaped};
use crate::{
    discovery::{
        feeds::{FeedFormat, feed_path},
        oembed::{self, OembedFormat},
    },
    site::settings::Settings,
};

const CATEGORY_PAGE: &str = "/chuyen-muc/";

pub(super) fn tags(tags: &mut Tags, head: &PageHead, canonical: &str, settings: &Settings) {
    let address = canonical.strip_prefix(&settings.host).unwrap_or(canonical);
    let path = address.split('?').next().unwrap_or_default();
    let (language, page) = Language::of_path(path);
    if page == "/" || page.starts_with(CATEGORY_PAGE) {
        let name = feed_name(page, settings);
        for format in FeedFormat::ALL {
            let title = format!("{name} ({})", format.name());
            let path = language.path(&feed_path(page, format));
            let address = format!("{}{path}", settings.host);
            tags.resource("alternate", format.media_type(), &title, &address);
        }
    }
    if let Some(article) = &head.article {
        let page = utf8_percent_encode(canonical, NON_ALPHANUMERIC);
        for format in OembedFormat::ALL {
            let address = format!(
                "{}{}?url={page}&format={}",
                settings.host,
                oembed::PATH,
                format.as_str()
            );
            tags.resource("alternate", format.link_type(), &article.title, &address);
        }
    }
}

/// What the articles of `page` are called.
fn feed_name(page: &str, settings: &Settings) -> String {
    let slug = page.strip_prefix(CATEGORY_PAGE);
    let mut categories = settings.categories.iter();
    match slug.and_then(|slug| categories.find(|category| category.slug.as_str() == slug)) {
        Some(category) => format!("{} · {}", category.name, settings.name),
        None => settings.name.clone(),
    }
}

impl Tags {
    /// A link to what is not a page.
    fn resource(&mut self, rel: &str, media_type: &str, title: &str, href: &str) {
        let (title, href) = (escaped(title), escaped(href));
        self.push(format_args!(
            "<link rel=\"{rel}\" type=\"{media_type}\" title=\"{title}\" href=\"{href}\">"
        ));
    }
}
