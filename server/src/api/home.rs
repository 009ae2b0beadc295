//! `GET home`: the lists of the home page.

use axum::{extract::State, http::HeaderMap, response::Response};
use conglang_contract::{
    article::{ArticleSort, ArticleSummary},
    home::{CategoryArticles, Home},
};
use futures::future::try_join_all;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    http::{entity_tag, language::AskedLanguage, problem::ApiResult},
    site::{Site, SiteState, settings::Settings},
    store::articles::ArticleFilter,
};

const LATEST: u32 = 8;
/// How many of the latest may lead the page.
const MAY_LEAD: usize = 4;
const MOST_READ: u32 = 6;
const PER_CATEGORY: u32 = 4;

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new().routes(routes!(get_home))
}

/// The latest, the most read, and the latest of each category.
#[utoipa::path(get, path = "/home", tag = "articles", responses((status = 200, body = Home)))]
async fn get_home(
    State(site): State<SiteState>,
    AskedLanguage(language): AskedLanguage,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let settings = site.settings.in_language(language);
    let latest = list(&site, settings, ArticleFilter::first(LATEST));
    let most_read = list(
        &site,
        settings,
        ArticleFilter {
            sort: ArticleSort::MostRead,
            ..ArticleFilter::first(MOST_READ)
        },
    );
    let categories = try_join_all(settings.categories.iter().map(async |category| {
        let filter = ArticleFilter {
            category: Some(category.slug.clone()),
            ..ArticleFilter::first(PER_CATEGORY)
        };
        list(&site, settings, filter)
            .await
            .map(|articles| CategoryArticles {
                category: category.clone(),
                articles,
            })
    }));
    let (latest, most_read, mut categories) = futures::try_join!(latest, most_read, categories)?;
    categories.retain(|category| !category.articles.is_empty());
    let lead = lead(&latest);
    entity_tag::json(
        &headers,
        &Home {
            latest,
            lead,
            most_read,
            categories,
        },
    )
}

/// The index of what leads the page. A front without a picture looks like a page that has not loaded, but
/// only what is about as new may go before the newest.
fn lead(latest: &[ArticleSummary]) -> usize {
    let fresh = latest.iter().take(MAY_LEAD);
    let mut has_cover = fresh.map(|article| article.cover.is_some());
    has_cover.position(|has_cover| has_cover).unwrap_or(0)
}

async fn list(
    site: &Site,
    settings: &Settings,
    filter: ArticleFilter,
) -> ApiResult<Vec<ArticleSummary>> {
    Ok(site.store.article_list(&filter, settings).await?)
}
