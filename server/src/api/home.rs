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
    entity_tag::json(
        &headers,
        &Home {
            latest,
            most_read,
            categories,
        },
    )
}

async fn list(
    site: &Site,
    settings: &Settings,
    filter: ArticleFilter,
) -> ApiResult<Vec<ArticleSummary>> {
    Ok(site.store.article_list(&filter, settings).await?)
}
