//! The search: its field with suggestions, what it finds, and what it says when there is nothing.

use conglang_contract::search::SearchQuery;
use leptos::prelude::*;

use super::{recorded, samples};
use crate::{
    components::part::{IntoPart, Part},
    pages::search::{form, found},
};

pub fn search() -> Part {
    let categories = samples::categories();
    let query = |words: &str| SearchQuery {
        q: words.to_owned(),
        ..SearchQuery::default()
    };
    let misspelt = query("ghế đáa");
    view! {
        {recorded::states(&recorded::SUGGESTIONS)}
        {form(&misspelt)}
        {found(&categories, &misspelt, samples::search_results())}
        {found(&categories, &query("xyz"), samples::no_results())}
    }
    .part()
}
