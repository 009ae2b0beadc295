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
    let previews = Arc::new(Previews::new());
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
    fn new() -> Self {
        Self {
            drawn: Mutex::default(),
            pen: Semaphore::new(1),
        }
    }

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
        let icons = site.settings.icons.clone();
        let version = card.version();
        self.drawn_once(version, move || card.draw(icons.as_deref()))
            .await
    }

    /// The picture of this version, which `draw` makes unless it is kept.
    async fn drawn_once(
        &self,
        version: String,
        draw: impl FnOnce() -> Result<Vec<u8>, String> + Send + 'static,
    ) -> ApiResult<Bytes> {
        let failed = |reason: String| ApiError::Internal(format!("a preview: {reason}"));
        if let Some(png) = self.kept(&version) {
            return Ok(png);
        }
        let pen = self.pen.acquire().await;
        let _pen = pen.map_err(|error| failed(error.to_string()))?;
        // Somebody may have drawn it meanwhile.
        if let Some(png) = self.kept(&version) {
            return Ok(png);
        }
        let png = tokio::task::spawn_blocking(draw)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The picture of `version`, which tells in its bytes how many were drawn before it.
    async fn ask(previews: &Previews, version: &str, count: &Arc<Mutex<u8>>) -> Vec<u8> {
        let count = Arc::clone(count);
        let draw = move || {
            let mut count = count.lock().map_err(|error| error.to_string())?;
            *count += 1;
            Ok(vec![*count])
        };
        let png = previews.drawn_once(version.to_owned(), draw).await;
        png.unwrap_or_else(|_| panic!("{version} is not drawn"))
            .to_vec()
    }

    #[tokio::test]
    async fn a_picture_is_drawn_once_also_for_those_who_ask_meanwhile() {
        let (previews, count) = (Previews::new(), Arc::default());
        let together = tokio::join!(
            ask(&previews, "a", &count),
            ask(&previews, "a", &count),
            ask(&previews, "b", &count),
        );
        assert_eq!(together, (vec![1], vec![1], vec![2]));
        assert_eq!(ask(&previews, "a", &count).await, [1]);
        assert_eq!(ask(&previews, "b", &count).await, [2]);
    }

    #[tokio::test]
    async fn pictures_that_nobody_asks_for_make_room_for_others() {
        let (previews, count) = (Previews::new(), Arc::default());
        for number in 0..KEPT {
            ask(&previews, &number.to_string(), &count).await;
        }
        assert_eq!(ask(&previews, "0", &count).await, [1]);
        ask(&previews, "another", &count).await;
        assert_eq!(ask(&previews, "0", &count).await, [1]);
        assert_eq!(ask(&previews, "2", &count).await, [3]);
        let drawn = *count.lock().expect("the count");
        let again = ask(&previews, "1", &count).await;
        assert_eq!(again, [drawn + 1], "it was asked for the longest ago");
        assert_eq!(previews.drawn().len(), KEPT);
    }

    #[tokio::test]
    async fn what_could_not_be_drawn_is_tried_again() {
        let (previews, count) = (Previews::new(), Arc::default());
        let broken = || Err("no room".to_owned());
        let failed = previews.drawn_once("a".to_owned(), broken).await;
        assert!(failed.is_err());
        assert_eq!(ask(&previews, "a", &count).await, [1]);
    }
}
