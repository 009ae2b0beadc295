//! The answers from which the server renders a page.

use std::{
    collections::BTreeMap,
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::ApiResponse;

/// What the server knows for the page that it renders, and what the page also asks for.
///
/// A page is rendered until it asks for nothing more: the first time to learn its calls, the next time
/// from their answers. So rendering itself never waits.
#[derive(Clone, Default)]
pub struct PageAnswers(Arc<Mutex<Answers>>);

#[derive(Default)]
struct Answers {
    known: BTreeMap<String, ApiResponse>,
    wanted: Vec<String>,
}

impl PageAnswers {
    /// The paths that were asked for in vain since the last call.
    pub fn take_wanted(&self) -> Vec<String> {
        mem::take(&mut self.lock().wanted)
    }

    /// Answers `path` from now on.
    pub fn insert(&self, path: String, response: ApiResponse) {
        self.lock().known.insert(path, response);
    }

    /// All answers by path.
    pub fn into_known(self) -> BTreeMap<String, ApiResponse> {
        mem::take(&mut self.lock().known)
    }

    pub(super) fn answer(&self, path: &str) -> Option<ApiResponse> {
        let mut answers = self.lock();
        let known = answers.known.get(path).cloned();
        if known.is_none() && answers.wanted.iter().all(|wanted| wanted != path) {
            answers.wanted.push(path.to_owned());
        }
        known
    }

    fn lock(&self) -> MutexGuard<'_, Answers> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
