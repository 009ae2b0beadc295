//! The pictures that messengers show beside a link: of articles without a photograph their title in the
//! portal's type and colours, of every other page the portal's name.

mod card;
mod lettering;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::Response,
    routing::get,
};
use conglang_contract::language::Language;
use tokio::sync::Semaphore;

use crate::{
    api::articles,
    http::{
        entity_tag,
        problem::{ApiError, ApiResult},
    },
    site::{SiteState, settings::Settings},
};
pub use card::{Card, HEIGHT, WIDTH};

/// Where the portal's picture is, and an article's behind its page.
pub const FILE: &str = "/anh-xem-truoc.png";
/// The query that changes with a picture, as messengers keep what they fetched once.
pub const VERSION_PARAMETER: &str = "v";
/// How many pictures are kept, of some 50 KB each.
const KEPT: usize = 64;
/// Its address changes with a picture, so this is for those that leave the version out.
const CACHE_CONTROL: HeaderValue = HeaderValue::from_static("public, max-age=86400");

/// The pictures that were asked for last, by version.
struct Previews {
    drawn: Mutex<VecDeque<(String, Bytes)>>,
    /// One is drawn at a time, so that a crawl leaves the other cores to residents.
    pen: Semaphore,
}

pub fn router(settings: &Settings) -> Router<SiteState> {
    let previews = Arc::new(Previews {
        drawn: Mutex::default(),
        pen: Semaphore::new(1),
    });
    settings
        .languages()
        .into_iter()
        .fold(Router::new(), |router, language| {
            let (of_portal, of_article) = (Arc::clone(&previews), Arc::clone(&previews));
            let portal = move |State(site): State<SiteState>, headers: HeaderMap| async move {
                let card = Card::of_portal(site.settings.in_language(language));
                of_portal.answer(&site, card, &headers).await
            };
            let article = move |State(site): State<SiteState>,
                                Path(slug): Path<String>,
                                headers: HeaderMap| async move {
                let article = articles::article(&site, &slug, language, None).await?;
                let settings = site.settings.in_language(language);
                let card = Card::of_article(&article.title, &article.category.name, settings);
                of_article.answer(&site, card, &headers).await
            };
            let article_path = format!("/bai-viet/{{slug}}{FILE}");
            router
                .route(&language.path(FILE), get(portal))
                .route(&language.path(&article_path), get(article))
        })
}

/// The address of the picture of the page at `page` (without its language), which shows `card`.
pub fn address(page: &str, card: &Card, language: Language, settings: &Settings) -> String {
    let path = language.path(&format!("{}{FILE}", page.trim_end_matches('/')));
    format!(
        "{}{path}?{VERSION_PARAMETER}={}",
        settings.host,
        card.version()
    )
}

impl Previews {
    async fn answer(
        &self,
        site: &SiteState,
        card: Card,
        headers: &HeaderMap,
    ) -> ApiResult<Response> {
        let png = self.png(site, card).await?;
        let mut response = entity_tag::tagged(headers, "image/png", png);
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, CACHE_CONTROL);
        Ok(response)
    }

    async fn png(&self, site: &SiteState, card: Card) -> ApiResult<Bytes> {
        let failed = |reason: String| ApiError::Internal(format!("a preview: {reason}"));
        let version = card.version();
        if let Some(png) = self.kept(&version) {
            return Ok(png);
        }
        let pen = self.pen.acquire().await;
        let _pen = pen.map_err(|error| failed(error.to_string()))?;
        // Somebody may have drawn it meanwhile.
        if let Some(png) = self.kept(&version) {
            return Ok(png);
        }
        let icons = site.settings.icons.clone();
        let png = tokio::task::spawn_blocking(move || card.draw(icons.as_deref()))
            .await
            .map_err(|error| failed(error.to_string()))?
            .map_err(failed)?;
        let png = Bytes::from(png);
        let mut drawn = self.drawn();
        drawn.truncate(KEPT - 1);
        drawn.push_front((version, png.clone()));
        Ok(png)
    }

    fn kept(&self, version: &str) -> Option<Bytes> {
        let mut drawn = self.drawn();
        let index = drawn.iter().position(|(kept, _)| kept == version)?;
        let found = drawn.remove(index)?;
        let png = found.1.clone();
        drawn.push_front(found);
        Some(png)
    }

    fn drawn(&self) -> MutexGuard<'_, VecDeque<(String, Bytes)>> {
        // Whatever panicked, each picture in it is whole.
        self.drawn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
