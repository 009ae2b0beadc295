//! The answers from which the server renders a page.

use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::ApiResponse;

/// What the server knows for the page that it renders, and what the page also asks for.
///
/// A page is rendered until it asks for nothing more: the first time to learn its calls, the next time
/// from their answers. So rendering itself never waits.
#[derive(Clone, Default)]
pub struct PageAnswers {
    answers: Arc<Mutex<Answers>>,
    /// What is asked through this value is not for the browser.
    is_kept_back: bool,
}

#[derive(Default)]
struct Answers {
    known: BTreeMap<String, ApiResponse>,
    wanted: Vec<String>,
    /// The paths whose answers the browser needs as well.
    handed_over: BTreeSet<String>,
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

    /// The same answers for a part of the page that the browser does not render.
    pub fn kept_back(&self) -> Self {
        Self {
            answers: Arc::clone(&self.answers),
            is_kept_back: true,
        }
    }

    /// The answers that are handed over with the page, by path.
    pub fn into_handed_over(self) -> BTreeMap<String, ApiResponse> {
        let mut answers = self.lock();
        let mut known = mem::take(&mut answers.known);
        known.retain(|path, _| answers.handed_over.contains(path));
        known
    }

    pub(super) fn answer(&self, path: &str) -> Option<ApiResponse> {
        let mut answers = self.lock();
        if !self.is_kept_back && !answers.handed_over.contains(path) {
            answers.handed_over.insert(path.to_owned());
        }
        let known = answers.known.get(path).cloned();
        if known.is_none() && answers.wanted.iter().all(|wanted| wanted != path) {
            answers.wanted.push(path.to_owned());
        }
        known
    }

    fn lock(&self) -> MutexGuard<'_, Answers> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
