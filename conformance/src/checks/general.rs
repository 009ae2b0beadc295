//! What holds of all calls.

use conglang_contract::{language::Language, problem::ProblemCode, site::Site};
use serde_json::{Value, json};

use super::{Check, check};
use crate::{
    calls::CALLS,
    portal::{Portal, Verdict},
};

pub const CHECKS: &[Check] = &[
    check("the OpenAPI document names every call", openapi),
    check(
        "an answer that the client has is not sent again",
        entity_tags,
    ),
    check("an unknown path is answered as a problem", unknown_path),
    check("an unknown method is answered as a problem", unknown_method),
    check("an answer says in which language it is", languages),
    check("a body that cannot be read is refused", unreadable_bodies),
    check("pages of other sites may not write", foreign_writes),
];

fn openapi(portal: &Portal) -> Verdict {
    let answer = portal.get("/openapi.json")?;
    let document: Value = answer.json()?;
    for call in CALLS {
        answer.require(
            document["paths"][call.path][call.method].is_object(),
            || format!("it does not have {} {}", call.method, call.path),
        )?;
    }
    Ok(())
}

fn entity_tags(portal: &Portal) -> Verdict {
    let mut paths: Vec<String> = [
        "/alerts",
        "/archive",
        "/articles",
        "/home",
        "/links",
        "/map",
        "/openapi.json",
        "/push",
        "/search?q=a",
        "/search/suggest?q=a",
        "/site",
        "/songs",
    ]
    .map(str::to_owned)
    .to_vec();
    let site: Site = portal.get("/site")?.json()?;
    if site.features.map {
        paths.extend(["/map/areas", "/map/outline", "/map/places"].map(str::to_owned));
    }
    if let Ok(article) = portal.article() {
        paths.extend(
            ["", "/rating", "/comments"].map(|part| format!("/articles/{}{part}", article.slug)),
        );
    }
    for path in paths {
        let first = portal.get(&path)?;
        if first.status == ProblemCode::FeatureOff.status() {
            continue;
        }
        first.require_status(200)?;
        let mut tag = first.entity_tag()?;
        let mut answer = portal.get_with(&path, &[("if-none-match", tag)])?;
        // What is counted may have changed meanwhile, and then the tag has too; but not each time.
        let another;
        if answer.status == 200 && answer.entity_tag()? != tag {
            another = answer;
            tag = another.entity_tag()?;
            answer = portal.get_with(&path, &[("if-none-match", tag)])?;
        }
        answer.require_status(304)?;
        answer.require(answer.body.is_empty(), || "304 with a body".to_owned())?;
        answer.require(answer.entity_tag()? == tag, || {
            "304 with another ETag".to_owned()
        })?;
    }
    Ok(())
}

fn unknown_path(portal: &Portal) -> Verdict {
    portal
        .get("/no-such-call")?
        .refused(ProblemCode::NotFound)
        .map(drop)
}

fn unknown_method(portal: &Portal) -> Verdict {
    let answer = portal.send("DELETE", "/site", &json!({}))?;
    answer.refused(ProblemCode::MethodNotAllowed).map(drop)
}

fn languages(portal: &Portal) -> Verdict {
    for (path, language) in [
        ("/site", Language::Vietnamese),
        ("/site?lang=vi", Language::Vietnamese),
        ("/site?lang=fr", Language::Vietnamese),
        ("/site?lang=en", Language::English),
        ("/site?lang=vi&lang=en", Language::English),
    ] {
        let answer = portal.get(path)?;
        answer.require_status(200)?;
        answer.require_language(language)?;
    }
    for language in Language::ALL {
        let answer = portal.get(&format!("/no-such-call?lang={}", language.code()))?;
        let problem = answer.refused(ProblemCode::NotFound)?;
        answer.require_language(language)?;
        let title = ProblemCode::NotFound.title(language);
        answer.require(problem.title == title, || {
            format!("the title is “{}”, not “{title}”", problem.title)
        })?;
    }
    Ok(())
}

fn unreadable_bodies(portal: &Portal) -> Verdict {
    let json = [("content-type", "application/json")];
    let plain = [("content-type", "text/plain")];
    let large = format!("{{\"kind\":\"{}\"}}", "a".repeat(100_000));
    for (headers, body, code) in [
        (json, "{", ProblemCode::BadRequest),
        (json, "", ProblemCode::BadRequest),
        (json, "{}", ProblemCode::BadRequest),
        (json, "{\"kind\":\"none of them\"}", ProblemCode::BadRequest),
        (
            plain,
            "{\"kind\":\"code\"}",
            ProblemCode::UnsupportedMediaType,
        ),
        (json, &large, ProblemCode::TooLarge),
    ] {
        let answer = portal.send_with("POST", "/captcha", &headers, body.into())?;
        answer.refused(code)?;
    }
    let bytes = portal.send_with("POST", "/captcha", &json, vec![b'"', 0xff, b'"'])?;
    bytes.refused(ProblemCode::BadRequest).map(drop)
}

fn foreign_writes(portal: &Portal) -> Verdict {
    let headers = [
        ("content-type", "application/json"),
        ("origin", "https://another-site.invalid"),
        ("sec-fetch-site", "cross-site"),
    ];
    let answer = portal.send_with("DELETE", "/comments/AAAABBBBCCCC", &headers, Vec::new())?;
    answer.refused(ProblemCode::OriginNotAllowed).map(drop)
}
