//! `/nhung/ban-do/phong-to`: the map that one can move, in the frame of the drawing that leads to it. It is not shown
//! at once: on a phone it takes the finger that would move the host's page on.

use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use conglang::{
    components::{
        map::stage::{Shown, stage},
        part::{IntoPart, Part},
        served_page::EXTRA_ATTRIBUTE,
    },
    i18n::{href, texts},
};
use conglang_contract::extra::ASK_ATTRIBUTE;
use leptos::prelude::*;

use super::{
    Asked,
    framed::{framed, styled_alerts},
    kind::{Kind, below},
    options::Options,
    parts,
    policy::Policy,
};
use crate::{
    api::map::{area_kinds, basemap_url, period},
    http::{
        entity_tag,
        problem::{ApiError, ApiResult},
    },
    pages::{Pages, own_page::html},
    site::SiteState,
};

/// Starts the extras, which bring the map.
const LOADER: &str = "<script type=\"module\" src=\"/extras_loader.js\"></script>";

/// The address of the page, with `options`.
///
/// # Errors
/// When the map had no address of its own, which would be a mistake of [`Kind`].
pub fn address(options: &Options) -> ApiResult<String> {
    let drawing = Kind::Map.address(None, options);
    let drawing = drawing.ok_or_else(ApiError::not_found)?;
    Ok(below(&drawing, "phong-to"))
}

/// `GET /nhung/ban-do/phong-to`
pub async fn page(
    State(site): State<SiteState>,
    Extension(pages): Extension<Pages>,
    uri: Uri,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let asked = Asked::new(&site, &uri, &headers).await?;
    let Some(map) = site.map() else {
        return asked.off(Kind::Map);
    };
    let language = asked.options.language;
    let outline = map.outline(period(&site, map, None), language);
    let shown = Shown {
        basemap_url: basemap_url(map),
        attribution: map.files.attribution.of(language),
        kinds: area_kinds(map),
        ..Shown::default()
    };
    let title = &site.settings.in_language(language).map_title;
    let (policy, page) = asked.render(|| {
        let drawing = view! { <div inner_html=parts::drawing(outline)></div> };
        // There is no app that would ask for it.
        let stage = html(stage(shown, drawing.part())).replacen(EXTRA_ATTRIBUTE, ASK_ATTRIBUTE, 1);
        let alerts = styled_alerts(&asked.alerts);
        let main = format!("{alerts}{}{LOADER}", html(content(title, stage)));
        framed(&pages, &asked.options, title, "_blank", &main)
    })?;
    let policy = Policy::of(&policy)?
        .and("script-src", "'self' 'wasm-unsafe-eval'")
        .with(&site.settings.embed.frame_ancestors(Kind::Map.reach()))
        .header()?;
    let response = entity_tag::tagged(&headers, "text/html; charset=utf-8", page);
    Ok(asked.with_policy(response, policy))
}

fn content(title: &str, stage: String) -> Part {
    view! {
        <main id="noi-dung">
            <h1 class="page-title">{title.to_owned()}</h1>
            <div inner_html=stage></div>
            <p class="embed-article__more"><a href=href("/ban-do")>{texts().embeds.whole_map}</a></p>
        </main>
    }
    .part()
}
