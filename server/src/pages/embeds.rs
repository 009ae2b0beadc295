//! `/nhung/…`: parts of the portal for the pages of other sites. Each is whole as the server sends it, without the
//! app; a short script tells the host how high it is and follows what is live (`embeds/src/frame.js`).
//!
//! Which sites may show it, its policy says (`embed.allowed_origins`). Visits to other sites are not counted as
//! visits to the portal.

mod article;
pub mod framed;
pub mod kind;
mod moving_map;
pub mod options;
mod parts;
mod picker;
mod policy;
pub mod snippet;

use std::sync::LazyLock;

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    middleware::from_fn,
    response::{IntoResponse, Response},
    routing::get,
};
use conglang::{
    components::{part::Part, served_page::OWN_PAGE_MARK},
    i18n::{texts, with_language},
};
use conglang_contract::{alert::AlertList, language::Language, problem::ProblemCode, slug::Slug};
use leptos::prelude::*;

use super::{
    assets::{self, Dist},
    head::escaped,
    own_page::{condensed_style, html, policy_hash},
};
use crate::{
    api::{alerts, map::period, songs},
    http::{
        entity_tag, language,
        problem::{ApiError, ApiResult},
    },
    site::{Site, SiteState, settings::embed::Reach},
    store::articles::ArticleFilter,
};
use kind::Kind;
use options::{Options, Remark};

/// What the addresses of parts begin with.
pub const FRAMES: &str = "/nhung/";
/// The element for other sites' pages.
pub const SCRIPT_URL: &str = "/nhung.js";
/// Where one picks a part.
pub const PICKER_PATH: &str = "/nhung";

static STYLE: LazyLock<String> =
    LazyLock::new(|| condensed_style(include_str!("../../../style/embed.css")));
static SCRIPT: LazyLock<String> = LazyLock::new(|| script("embeds/frame.js"));

/// The parts, and the page where one picks them in each language of the town.
pub fn router(languages: &[Language]) -> Router<SiteState> {
    let parts = Router::new()
        .route("/nhung/tin-moi", get(latest))
        .route("/nhung/bai-viet/{slug}/the", get(card))
        .route("/nhung/luot-truy-cap", get(visits))
        .route("/nhung/canh-bao", get(alert_lines))
        .route("/nhung/ban-do", get(map))
        .route("/nhung/ban-do/phong-to", get(moving_map::page))
        .route("/nhung/ca-khuc", get(song_list))
        .route("/nhung/bai-viet/{slug}", get(article::page))
        .route(SCRIPT_URL, get(element))
        // Before what is asked for in another language of the address.
        .layer(from_fn(language::by_query));
    languages.iter().fold(parts, |router, language| {
        router.route(&language.path(PICKER_PATH), get(picker::page))
    })
}

/// What a part is made of.
struct Shown {
    kind: Kind,
    title: String,
    /// HTML.
    main: String,
}

/// A request for a part: of which site, and how it is to look.
struct Asked<'a> {
    site: &'a Site,
    headers: &'a HeaderMap,
    options: Options,
    remarks: Vec<Remark>,
    /// In force, for the top of each part.
    alerts: AlertList,
}

impl<'a> Asked<'a> {
    async fn new(site: &'a Site, uri: &Uri, headers: &'a HeaderMap) -> ApiResult<Self> {
        let (options, remarks) = Options::read(uri.query().unwrap_or_default(), &site.settings);
        Ok(Self {
            site,
            headers,
            options,
            remarks,
            alerts: alerts::in_force(site).await?,
        })
    }

    /// What `make` makes in the language of the part.
    fn render<R>(&self, make: impl FnOnce() -> R) -> R {
        Owner::new().with(|| with_language(self.options.language, make))
    }

    /// The part, whose content `make` makes.
    fn show(
        &self,
        kind: Kind,
        title: impl FnOnce() -> String,
        make: impl FnOnce() -> Part,
    ) -> ApiResult<Response> {
        let page = self.render(|| {
            let shown = Shown {
                kind,
                title: title(),
                main: html(make()),
            };
            document(self, &shown)
        });
        let response = entity_tag::tagged(self.headers, "text/html; charset=utf-8", page);
        self.headed(response, kind.reach())
    }

    /// What stands in the place of a part that there is not.
    fn missing(
        &self,
        kind: Kind,
        status: StatusCode,
        text: fn() -> &'static str,
    ) -> ApiResult<Response> {
        let page = self.render(|| {
            let shown = Shown {
                kind,
                title: kind.title(&texts().embeds.kinds).to_owned(),
                main: format!("<p class=\"none\">{}</p>", escaped(text())),
            };
            document(self, &shown)
        });
        let content_type = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        self.headed((status, content_type, page).into_response(), kind.reach())
    }

    fn not_found(&self, kind: Kind) -> ApiResult<Response> {
        self.missing(kind, StatusCode::NOT_FOUND, || texts().embeds.not_found)
    }

    /// What of a feature that the town has turned off.
    fn off(&self, kind: Kind) -> ApiResult<Response> {
        let text = || ProblemCode::FeatureOff.title(conglang::i18n::language());
        self.missing(kind, StatusCode::FORBIDDEN, text)
    }

    fn headed(&self, response: Response, reach: Reach) -> ApiResult<Response> {
        let colors = self.options.colors(&self.site.settings);
        let script = match SCRIPT.as_str() {
            "" => "'none'".to_owned(),
            script => policy_hash(script),
        };
        let policy = format!(
            "default-src 'none'; style-src {} {}; script-src {script}; connect-src 'self'; img-src 'self'; \
             media-src 'self'; form-action 'none'; base-uri 'none'; {}",
            policy_hash(&STYLE),
            policy_hash(&colors),
            self.site.settings.embed.frame_ancestors(reach),
        );
        let policy = HeaderValue::from_str(&policy)
            .map_err(|error| ApiError::Internal(error.to_string()))?;
        Ok(self.with_policy(response, policy))
    }

    fn with_policy(&self, mut response: Response, policy: HeaderValue) -> Response {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        let language = HeaderValue::from_static(self.options.language.code());
        headers.insert(header::CONTENT_LANGUAGE, language);
        response
    }
}

/// `GET /nhung/tin-moi?chuyen-muc=&so=`
async fn latest(
    State(site): State<SiteState>,
    uri: Uri,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let asked = Asked::new(&site, &uri, &headers).await?;
    if asked.remarks.contains(&Remark::Category) {
        // Other news than those that were asked for would be a lie.
        return asked.missing(Kind::Latest, StatusCode::NOT_FOUND, || {
            texts().embeds.no_such_category
        });
    }
    let settings = site.settings.in_language(asked.options.language);
    let filter = ArticleFilter {
        category: asked.options.category.clone(),
        ..ArticleFilter::first(asked.options.count)
    };
    let articles = site.store.article_list(&filter, settings).await?;
    let wanted = asked.options.category.as_ref();
    let category = wanted.and_then(|slug| {
        let mut categories = settings.categories.iter();
        categories.find(|category| category.slug == *slug)
    });
    asked.show(
        Kind::Latest,
        || parts::title(category),
        || parts::latest(articles, category),
    )
}

/// `GET /nhung/bai-viet/{slug}/the`
async fn card(
    State(site): State<SiteState>,
    Path(slug): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let asked = Asked::new(&site, &uri, &headers).await?;
    let settings = site.settings.in_language(asked.options.language);
    let stored = match slug.parse::<Slug>() {
        Ok(slug) => site.store.article(&slug, settings).await?,
        Err(_) => None,
    };
    match stored {
        Some(stored) => {
            let article = stored.article;
            let title = article.title.clone();
            asked.show(Kind::Card, || title, || parts::card(article))
        }
        None => asked.not_found(Kind::Card),
    }
}

/// `GET /nhung/luot-truy-cap`
async fn visits(
    State(site): State<SiteState>,
    uri: Uri,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let asked = Asked::new(&site, &uri, &headers).await?;
    if !Kind::Visits.is_offered(&site) {
        return asked.off(Kind::Visits);
    }
    let numbers = site.visits.numbers(site.clock.now());
    let title = || texts().embeds.kinds.visits.to_owned();
    asked.show(Kind::Visits, title, || parts::visits(numbers))
}

/// `GET /nhung/canh-bao`
async fn alert_lines(
    State(site): State<SiteState>,
    uri: Uri,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let asked = Asked::new(&site, &uri, &headers).await?;
    let title = || texts().embeds.kinds.alerts.to_owned();
    asked.show(Kind::Alerts, title, || parts::alerts(&asked.alerts.alerts))
}

/// `GET /nhung/ban-do`
async fn map(State(site): State<SiteState>, uri: Uri, headers: HeaderMap) -> ApiResult<Response> {
    let asked = Asked::new(&site, &uri, &headers).await?;
    let Some(map) = site.map() else {
        return asked.off(Kind::Map);
    };
    let outline = map.outline(period(&site, map, None), asked.options.language);
    let title = &site.settings.in_language(asked.options.language).map_title;
    let moving = moving_map::address(&asked.options)?;
    asked.show(
        Kind::Map,
        || title.clone(),
        || parts::map(title, outline, moving),
    )
}

/// `GET /nhung/ca-khuc`
async fn song_list(
    State(site): State<SiteState>,
    uri: Uri,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let asked = Asked::new(&site, &uri, &headers).await?;
    if !Kind::Songs.is_offered(&site) {
        return asked.off(Kind::Songs);
    }
    let songs = songs::songs(&site).await?;
    let title = &site
        .settings
        .in_language(asked.options.language)
        .songs_title;
    asked.show(Kind::Songs, || title.clone(), || parts::songs(title, songs))
}

/// `GET /nhung.js`: kept for an hour, then asked about; shown to scripts of every origin, as libraries are.
async fn element(headers: HeaderMap) -> ApiResult<Response> {
    let mut response =
        assets::app_file("embeds/element.js", &headers).ok_or_else(ApiError::not_found)?;
    let headers = response.headers_mut();
    for (name, value) in [
        (
            header::CACHE_CONTROL,
            "public, max-age=3600, stale-while-revalidate=604800",
        ),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (
            header::HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}

/// A script of the app's files; empty where the app is not built.
fn script(path: &str) -> String {
    Dist::get(path)
        .and_then(|file| String::from_utf8(file.data.into_owned()).ok())
        .map(|script| script.trim().to_owned())
        .unwrap_or_default()
}

/// The whole page of a part, in the language of this thread.
fn document(asked: &Asked<'_>, shown: &Shown) -> String {
    let settings = asked.site.settings.in_language(asked.options.language);
    let texts = &texts().embeds;
    // What the script replaces when it changes (`embeds/src/frame.js`).
    let (alerts, main) = match shown.kind {
        Kind::Alerts => (String::new(), parts::alert_attributes(&asked.alerts)),
        kind => {
            let live = match kind {
                Kind::Latest => " data-live=\"news\"",
                Kind::Visits => " data-live=\"visits\"",
                _ => "",
            };
            (parts::alerts_on_top(&asked.alerts), live.to_owned())
        }
    };
    let script = match SCRIPT.as_str() {
        "" => String::new(),
        script => format!("<script>{script}</script>"),
    };
    format!(
        "<!DOCTYPE html><html {}><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\">\
         <title>{} · {name}</title><base target=\"_blank\">\
         <style>{}</style><style>{}</style></head>\
         <body {OWN_PAGE_MARK} class=\"{}\">{alerts}<main{main}>{}</main>\
         <footer><a href=\"{}\"><img src=\"/logo.svg\" alt=\"\" width=\"20\" height=\"20\">{name}</a>\
         <span class=\"unseen\">{}</span></footer>{script}</body></html>",
        asked.options.root_attributes(),
        escaped(&shown.title),
        *STYLE,
        asked.options.colors(&asked.site.settings),
        shown.kind.name(),
        shown.main,
        conglang::i18n::href("/"),
        escaped(texts.new_tab),
        name = escaped(&settings.name),
    )
}
