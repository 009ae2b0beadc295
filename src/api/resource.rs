//! What a page waits for: the answer to one call, loaded in the server and handed over to the browser.

use std::{marker::PhantomData, sync::Arc};

use conglang_contract::problem::{Problem, ProblemCode};
use leptos::{prelude::*, server::codee::string::FromToStringCodec};
use serde::de::DeserializeOwned;

use super::{
    ApiResult,
    client::{self, ApiRequest, ApiResponse},
};

/// The answer to a `GET`, as a `T` once it is there.
///
/// It is kept as it came and read where it is used: so waiting, handing over and asking again exist
/// once in the wasm, whatever the types of the answers are.
pub struct ApiResource<T> {
    response: Resource<ApiResponse, FromToStringCodec>,
    answer: PhantomData<fn() -> T>,
}

impl<T> Clone for ApiResource<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for ApiResource<T> {}

impl<T: DeserializeOwned> ApiResource<T> {
    /// Calls `GET /api/v1/{path}`, and calls again when `path` gives another. Without a path there is
    /// nothing to ask for, which is answered as the server answers it: not found.
    ///
    /// Hydration matches resources by the order in which they are made, so they are made alike on both
    /// sides: at the top of a page's component.
    pub fn new(path: impl Fn() -> Option<String> + Send + Sync + 'static) -> Self {
        Self {
            response: response(Arc::new(path)),
            answer: PhantomData,
        }
    }

    /// The answer; none while it is on its way. Whatever view asks waits for it.
    pub fn get(&self) -> Option<ApiResult<T>> {
        self.response.map(|response| response.read())
    }

    /// Asks again.
    pub fn refetch(&self) {
        self.response.refetch();
    }
}

fn response(
    path: Arc<dyn Fn() -> Option<String> + Send + Sync>,
) -> Resource<ApiResponse, FromToStringCodec> {
    Resource::new_str(
        move || path(),
        |path| async move {
            match path {
                Some(path) => client::send(ApiRequest::get(path)).await,
                None => ApiResponse::problem(&Problem::new(ProblemCode::NotFound)),
            }
        },
    )
}
