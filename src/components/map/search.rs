//! The form that searches the map. Without JavaScript the server answers it with a page; with it the
//! map's extras filter map and list while one types.

use conglang_contract::map::PlaceKind;
use leptos::prelude::*;

use crate::{
    components::part::{IntoPart, Part},
    i18n::{href, texts},
};

/// What was searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// A day of the shown period, when the address names one.
    pub at: Option<String>,
    pub typed: Option<String>,
    pub kind: Option<String>,
    /// Kinds that are left out, one a line: the layers that are switched off.
    pub without: Option<String>,
}

pub fn search_form(search: &Search, kinds: Vec<PlaceKind>) -> Part {
    let texts = &texts().map;
    let options = kinds
        .into_iter()
        .map(|kind| {
            let selected = search.kind.as_deref() == Some(kind.name.as_str());
            let text = format!("{} ({})", kind.label, kind.count);
            view! { <option value=kind.name selected=selected>{text}</option> }
        })
        .collect_view();
    let is_searched = search.typed.is_some() || search.kind.is_some();
    let all = search.at.as_ref().map_or_else(
        || "/ban-do".to_owned(),
        |at| format!("/ban-do?thoi-diem={at}"),
    );
    view! {
        <form class="map-search" role="search" method="get" action=href("/ban-do")>
            {search.at.clone().map(|at| view! { <input type="hidden" name="thoi-diem" value=at/> })}
            <div class="map-search__field">
                <label for="tim-tren-ban-do">{texts.search}</label>
                <input
                    id="tim-tren-ban-do"
                    class="map-search__input"
                    type="search"
                    name="tim"
                    maxlength="100"
                    autocomplete="off"
                    aria-describedby="goi-y-tim"
                    value=search.typed.clone()
                />
                <span id="goi-y-tim" class="map-search__hint">{texts.search_hint}</span>
            </div>
            <div class="map-search__field">
                <label for="loai-dia-diem">{texts.kind}</label>
                <select id="loai-dia-diem" class="map-search__input" name="loai">
                    <option value="">{texts.all_kinds}</option>
                    {options}
                </select>
            </div>
            <div class="map-search__buttons">
                <button class="button" type="submit">{texts.find}</button>
                {is_searched.then(|| view! { <a class="map-search__clear" href=href(&all)>{texts.clear}</a> })}
            </div>
        </form>
    }
    .part()
}
