//! The picture beside a link to the page in Zalo, Facebook and others.

use conglang_contract::{article::Article, language::Language};

use super::{Tags, absolute};
use crate::{
    discovery::preview::{self, Card, HEIGHT, WIDTH},
    site::settings::Settings,
};

pub struct Preview {
    pub url: String,
    media_type: &'static str,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    alt: String,
}

impl Preview {
    /// The photograph of `article`, or what the server draws for it; without one the portal's own.
    pub fn of(article: Option<&Article>, language: Language, settings: &Settings) -> Self {
        let Some(article) = article else {
            let card = Card::of_portal(settings);
            return Self::drawn("/", &card, &settings.name, language, settings);
        };
        let photograph = article.cover.as_ref().and_then(|cover| {
            let variant = cover.fallback(WIDTH)?;
            let height = u64::from(cover.height) * u64::from(variant.width);
            let height = height.div_ceil(u64::from(cover.width.max(1)));
            Some(Self {
                url: absolute(&variant.url, settings),
                media_type: "image/jpeg",
                width: variant.width,
                height: u32::try_from(height).unwrap_or(cover.height),
                alt: cover.alt.clone(),
            })
        });
        photograph.unwrap_or_else(|| {
            let card = Card::of_article(&article.title, &article.category.name, settings);
            let page = format!("/bai-viet/{}", article.slug);
            Self::drawn(&page, &card, &article.title, language, settings)
        })
    }

    fn drawn(page: &str, card: &Card, alt: &str, language: Language, settings: &Settings) -> Self {
        Self {
            url: preview::address(page, card, language, settings),
            media_type: "image/png",
            width: WIDTH,
            height: HEIGHT,
            alt: alt.to_owned(),
        }
    }
}

/// Its Open Graph properties, and the large card of X, which reads all else from Open Graph.
pub(super) fn tags(tags: &mut Tags, preview: &Preview) {
    tags.property("og:image", &preview.url);
    tags.property("og:image:type", preview.media_type);
    tags.property("og:image:width", &preview.width.to_string());
    tags.property("og:image:height", &preview.height.to_string());
    tags.property("og:image:alt", &preview.alt);
    tags.meta("name", "twitter:card", "summary_large_image");
}
