//! What a page waits for: the answer to one call, found out by the server and handed over with the page,
//! or else asked for by the browser.

use std::marker::PhantomData;

use conglang_contract::problem::{Problem, ProblemCode};
use leptos::{prelude::*, reactive::spawn_local_scoped_with_cancellation};
use serde::de::DeserializeOwned;

use super::{
    ApiResult,
    client::{self, ApiRequest, ApiResponse},
    known::known_answer,
};

/// The answer to a `GET`, as a `T` once it is there.
///
/// It is kept as it came and read where it is used: so waiting, handing over and asking again exist once
/// in the wasm, whatever the types of the answers are.
pub struct ApiResource<T> {
    response: RwSignal<Option<ApiResponse>>,
    again: Trigger,
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
    pub fn new(path: impl Fn() -> Option<String> + Send + Sync + 'static) -> Self {
        let (response, again) = ask(Memo::new(move |_| path()));
        Self {
            response,
            again,
            answer: PhantomData,
        }
    }

    /// The answer; none while it is on its way.
    pub fn get(&self) -> Option<ApiResult<T>> {
        self.response
            .with(|response| response.as_ref().map(ApiResponse::read))
    }

    /// Asks again.
    pub fn refetch(&self) {
        self.again.notify();
    }
}

fn ask(path: Memo<Option<String>>) -> (RwSignal<Option<ApiResponse>>, Trigger) {
    let again = Trigger::new();
    let known = match path.get_untracked() {
        Some(path) => known_answer(&path),
        None => Some(ApiResponse::problem(&not_found())),
    };
    // The effect's first run has nothing to do for the path whose answer came with the page.
    let mut answered = known.is_some().then(|| path.get_untracked());
    let response = RwSignal::new(known);
    Effect::new(move || {
        again.track();
        let wanted = path.get();
        if answered.take().is_some_and(|answered| answered == wanted) {
            return;
        }
        response.set(None);
        // Another path, or leaving the page, ends the transfer.
        spawn_local_scoped_with_cancellation(async move {
            let answer = match wanted {
                Some(path) => client::send(ApiRequest::get(path)).await,
                None => ApiResponse::problem(&not_found()),
            };
            response.try_set(Some(answer));
        });
    });
    (response, again)
}

/// Without a title, which no page shows of it: the sentences of all problems would come with it.
pub fn not_found() -> Problem {
    Problem {
        status: 404,
        code: ProblemCode::NotFound,
        title: String::new(),
        fields: Vec::new(),
    }
}
