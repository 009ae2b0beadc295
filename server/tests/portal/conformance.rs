//! The contract's checks against this server, and against one that errs.

use std::{
    collections::BTreeSet,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request,
    http::{StatusCode, header, response::Parts},
    middleware::{Next, from_fn},
    response::Response,
};
use conglang_conformance::{CALLS, Options, Outcome, Report};
use conglang_server::{app::app, search::catch_up};
use serde_json::{Value, json};

use crate::{content::demo::demo_site, site::TestSite, writes::support::site_with_article};

/// Makes a mistake in the answer to the path, which is JSON.
type Mistake = fn(&str, &mut Parts, &mut Value);

/// Of a server whose answers seem to be others each time.
static NEXT_TAG: AtomicU64 = AtomicU64::new(0);

/// The check that has to find each mistake.
const MISTAKES: [(&str, Mistake); 15] = [
    (
        "an answer that the client has is not sent again",
        |_, parts, _| {
            parts.headers.remove(header::ETAG);
        },
    ),
    (
        "an answer that the client has is not sent again",
        |path, parts, _| {
            if path.ends_with("/site") {
                let tag = format!("\"{}\"", NEXT_TAG.fetch_add(1, Ordering::Relaxed));
                parts.headers.insert(header::ETAG, tag.parse().unwrap());
            }
        },
    ),
    ("an unknown path is answered as a problem", |_, parts, _| {
        parts
            .headers
            .insert(header::CONTENT_TYPE, "application/json".parse().unwrap());
    }),
    ("an answer says in which language it is", |_, parts, _| {
        parts.headers.remove(header::CONTENT_LANGUAGE);
    }),
    ("pages of other sites may not write", |path, parts, body| {
        if path.contains("/comments/") {
            parts.status = StatusCode::NOT_FOUND;
            body["status"] = json!(404);
        }
    }),
    ("the OpenAPI document names every call", |path, _, body| {
        if path.ends_with("/openapi.json") {
            body["paths"]["/articles/{slug}/rating"]["put"] = Value::Null;
        }
    }),
    ("articles come newest first", |path, _, body| {
        if path.ends_with("/articles") {
            body["items"].as_array_mut().unwrap().reverse();
        }
    }),
    ("articles come in pages", |path, _, body| {
        if path.ends_with("/articles") {
            body["per_page"] = json!(20);
        }
    }),
    ("an article agrees with its summary", |path, _, body| {
        if path.contains("/articles/") {
            body["title"] = json!("Một bài khác");
        }
    }),
    ("an article is found by its title", |path, _, body| {
        if path.ends_with("/search") {
            body["items"] = json!([]);
        }
    }),
    (
        "a rating has an average only when somebody voted",
        |path, _, body| {
            if path.ends_with("/rating") {
                body["average"] = json!(0.0);
            }
        },
    ),
    ("a vote needs a solved captcha", |path, parts, _| {
        if path.ends_with("/rating") {
            parts.status = StatusCode::OK;
        }
    }),
    (
        "the map is GeoJSON in longitude and latitude",
        |path, _, body| {
            if path.ends_with("/map") {
                body["features"][0]["geometry"]["coordinates"][0]
                    .as_array_mut()
                    .unwrap()
                    .pop();
            }
        },
    ),
    (
        "visits are told of the last thirty days",
        |path, _, body| {
            if path.ends_with("/days") {
                body.as_array_mut().unwrap().pop();
            }
        },
    ),
    (
        "push has a key, and a topic for alerts and each category",
        |path, _, body| {
            if path.ends_with("/push") {
                body["topics"].as_array_mut().unwrap().pop();
            }
        },
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_town_keeps_the_contract() {
    let (_folder, site) = demo_site().await;
    catch_up(&site).await.unwrap();
    for Report { name, outcome } in check(app(Arc::clone(&site)), true).await {
        assert_eq!(outcome, Outcome::Passed, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_town_without_articles_or_with_everything_off_keeps_the_contract() {
    let off =
        "[features]\nrating = false\ncomments = false\nmap = false\nsongs = false\nvisits = false";
    for settings in ["", off] {
        let town = TestSite::with(settings).await;
        let reports = check(town.router.clone(), true).await;
        let is_broken = |report: &&Report| matches!(report.outcome, Outcome::Broken(_));
        let broken: Vec<_> = reports.iter().filter(is_broken).collect();
        assert!(broken.is_empty(), "{settings}: {broken:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_errs_is_found_out() {
    let town = site_with_article().await;
    town.write_article("bai-cu-hon", "Cũ hơn.");
    assert_eq!(town.import().await.created, 1);
    catch_up(&town.site).await.unwrap();
    for (name, mistake) in MISTAKES {
        let spoil = move |request: Request, next: Next| spoiled(mistake, request, next);
        let reports = check(town.router.clone().layer(from_fn(spoil)), false).await;
        let found = reports
            .iter()
            .find(|report| report.name == name)
            .expect(name);
        assert!(
            matches!(found.outcome, Outcome::Broken(_)),
            "{name}: {:?}",
            found.outcome
        );
    }
}

#[tokio::test]
async fn the_calls_that_are_checked_are_those_of_the_document() {
    let document = TestSite::new().await.json("/openapi.json").await;
    let documented: BTreeSet<(String, String)> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, calls)| {
            let methods = calls.as_object().unwrap().keys();
            methods
                .filter(|method| *method != "parameters")
                .map(|method| (method.clone(), path.clone()))
        })
        .collect();
    let checked = CALLS.map(|call| (call.method.to_owned(), call.path.to_owned()));
    assert_eq!(BTreeSet::from(checked), documented);
}

#[test]
fn the_calls_that_are_checked_are_those_of_the_guide() {
    let guide = include_str!("../../../docs/api.md");
    for call in CALLS {
        let method = call.method.to_uppercase();
        let written = format!("`{method} {}`", call.path);
        assert!(
            guide.contains(&written),
            "docs/api.md does not have {written}"
        );
    }
}

/// What comes of all checks against `router`, served as the real one is.
async fn check(router: Router, writes: bool) -> Vec<Report> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = tokio::spawn(async move { axum::serve(listener, service).await });
    let options = Options { base_url, writes };
    let checks = move || conglang_conformance::run(&options, |_| ());
    let reports = tokio::task::spawn_blocking(checks).await.unwrap();
    server.abort();
    reports.unwrap()
}

async fn spoiled(mistake: Mistake, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let (mut parts, body) = next.run(request).await.into_parts();
    let media_type = parts.headers.get(header::CONTENT_TYPE);
    if !media_type.is_some_and(|media_type| media_type.as_bytes().ends_with(b"json")) {
        return Response::from_parts(parts, body);
    }
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    let mut body = serde_json::from_slice(&bytes).unwrap();
    mistake(&path, &mut parts, &mut body);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(body.to_string()))
}
