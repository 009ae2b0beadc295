//! The whole portal of one site as a router: the API, the pages, the files.

use std::{sync::Arc, time::Duration};

use axum::{
    Extension, Router,
    extract::DefaultBodyLimit,
    http::HeaderMap,
    middleware::{from_fn, from_fn_with_state},
    response::IntoResponse,
    routing::{any, get, post},
};
use conglang::components::layout::alerts::ALERTS_PATH;
use conglang_contract::{API_PREFIX, language::Language};
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, NotForContentType, Predicate},
    },
    timeout::RequestBodyTimeoutLayer,
};

use crate::{
    api, discovery,
    http::{
        headers, json_body::BODY_LIMIT, language, origin, path::refuse_unreadable,
        problem::ApiError,
    },
    pages::{
        Pages, alerts, assets, embeds, forms, install,
        offline::{self, OfflineFiles},
        render, share, shared,
        template::Template,
    },
    site::{SiteState, icons::Icon},
};

/// A body that comes slower than this is given up.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);

/// The portal of `site`.
pub fn app(site: SiteState) -> Router {
    // The one thing that is global: Leptos spawns what a page waits for. A second site finds it set.
    let _ = any_spawner::Executor::init_tokio();
    let api = Router::new()
        .nest(API_PREFIX, api::router(&site))
        .layer(from_fn_with_state(Arc::clone(&site), origin::share));
    let pages = Pages {
        site: Arc::clone(&site),
        api: api.clone(),
        template: Arc::new(Template::from_dist(&site.settings)),
    };
    let offline = OfflineFiles::new(&site.settings, &pages.template);
    let worker = offline.clone();
    let kept = Router::new()
        .route(
            offline::WORKER_URL,
            get(|headers: HeaderMap| async move { worker.worker(&headers) }),
        )
        .route(
            offline::SHELL_URL,
            get(|headers: HeaderMap| async move { offline.shell(&headers) }),
        );
    let files = Router::new()
        .route("/logo.svg", get(assets::logo))
        .route(assets::BASEMAP_URL, get(assets::basemap))
        .route("/site.css", get(assets::site_css))
        .route(install::MANIFEST_URL, get(install::manifest))
        .route(install::SCREENSHOT_ROUTE, get(install::screenshot))
        .merge(install_icons())
        .nest_service(
            "/media",
            get(assets::media)
                .layer(Extension(pages.clone()))
                .with_state(Arc::clone(&site)),
        );
    let files = if site.settings.english.is_some() {
        let manifest = Language::English.path(install::MANIFEST_URL);
        files.route(&manifest, get(install::english_manifest))
    } else {
        files
    };
    let files = files
        .route_layer(from_fn(refuse_unreadable))
        .with_state(Arc::clone(&site));
    let plain_forms = site
        .settings
        .languages()
        .into_iter()
        .fold(Router::new(), |forms, language| {
            let path = |path: &str| language.path(path);
            forms
                .route(&path("/bai-viet/{slug}/danh-gia"), post(forms::rate))
                .route(&path("/bai-viet/{slug}/binh-luan"), post(forms::comment))
                .route(
                    &path("/bien-nhan/{receipt}/xoa"),
                    post(forms::delete_comment),
                )
                .route(&path(install::SHARED_URL), get(shared::open))
                .route(&path("/bai-viet/{slug}/qr.svg"), get(share::qr_code))
                .route(&path("/bai-viet/{slug}/facebook"), get(share::facebook))
                .route(&path("/bai-viet/{slug}/zalo"), get(share::zalo))
        })
        .route_layer(from_fn(refuse_unreadable))
        .layer(from_fn(forms::problems_as_pages));
    let framed_forms = Router::new()
        .route("/nhung/bai-viet/{slug}/danh-gia", post(forms::rate))
        .route("/nhung/bai-viet/{slug}/binh-luan", post(forms::comment))
        .route_layer(from_fn(refuse_unreadable))
        .layer(from_fn(forms::problems_as_pages))
        .layer(from_fn(language::by_query));
    let alerts = site
        .settings
        .languages()
        .into_iter()
        .fold(Router::new(), |router, language| {
            router.route(&language.path(ALERTS_PATH), get(alerts::page))
        });
    let read_by_others = discovery::router(&site.settings)
        .merge(embeds::router(&site.settings.languages()))
        .route_layer(from_fn(refuse_unreadable));
    let rendered = Router::new()
        // Beside the calls of a version that there is; a program is not helped by a page.
        .route("/api/{*call}", any(|| async { ApiError::not_found() }))
        .merge(plain_forms)
        .merge(framed_forms)
        .merge(alerts)
        .merge(read_by_others)
        .fallback(render::page)
        // Who opens the address of a form finds a page with ways on.
        .method_not_allowed_fallback(render::page)
        .layer(Extension(pages))
        .layer(from_fn_with_state(Arc::clone(&site), language::by_path))
        .with_state(Arc::clone(&site));
    api.merge(files)
        .merge(kept)
        .merge(rendered)
        .layer(from_fn_with_state(site, origin::refuse_foreign_writes))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(RequestBodyTimeoutLayer::new(BODY_TIMEOUT))
        // The app's own files are compressed beforehand; this is for pages and JSON, as they come.
        .layer(
            CompressionLayer::new()
                .quality(CompressionLevel::Fastest)
                // Recordings are compressed already, and a player seeks by their bytes.
                .compress_when(DefaultPredicate::new().and(NotForContentType::const_new("audio/"))),
        )
        .layer(CatchPanicLayer::custom(
            |_panic: Box<dyn std::any::Any + Send>| {
                ApiError::Internal("a handler panicked".to_owned()).into_response()
            },
        ))
        .layer(from_fn(headers::add_security_headers))
}

fn install_icons() -> Router<SiteState> {
    Icon::ALL.into_iter().fold(Router::new(), |icons, icon| {
        let draw = move |site, headers| install::icon(site, headers, icon);
        icons.route(icon.url(), get(draw))
    })
}
