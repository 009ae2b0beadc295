//! How the server answers the app's calls while it renders a page: through its own API router, so
//! that there is one implementation and one JSON.

use std::{future::Future, pin::Pin, sync::Arc};

use leptos::prelude::use_context;

pub use super::client::{ApiRequest, ApiResponse, Method};

type Answer = Pin<Box<dyn Future<Output = ApiResponse> + Send>>;

/// The server provides this as a context for each page that it renders.
#[derive(Clone)]
pub struct InProcessApi(Arc<dyn Fn(ApiRequest) -> Answer + Send + Sync>);

impl InProcessApi {
    pub fn new<F, Fut>(answer: F) -> Self
    where
        F: Fn(ApiRequest) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = ApiResponse> + Send + 'static,
    {
        Self(Arc::new(move |request| Box::pin(answer(request))))
    }
}

pub(super) async fn send(request: ApiRequest) -> ApiResponse {
    match use_context::<InProcessApi>() {
        Some(api) => (api.0)(request).await,
        None => ApiResponse::default(),
    }
}
