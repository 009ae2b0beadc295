use conglang_contract::search::{SearchQuery, SearchResults};

use super::ApiResource;

/// `GET search`, results that follow `query`.
pub fn use_search(
    query: impl Fn() -> SearchQuery + Send + Sync + 'static,
) -> ApiResource<SearchResults> {
    ApiResource::new(move || Some(format!("search?{}", query())))
}
