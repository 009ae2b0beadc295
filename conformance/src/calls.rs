//! The calls of version 1.

/// A method and a path under `/api/v1`, as the OpenAPI document writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    pub method: &'static str,
    pub path: &'static str,
}

/// Every call that a server has, but for `GET /openapi.json` itself.
pub const CALLS: [Call; 35] = [
    call("get", "/alerts"),
    call("get", "/archive"),
    call("get", "/archive/{month}"),
    call("get", "/articles"),
    call("get", "/articles/{slug}"),
    call("get", "/articles/{slug}/comments"),
    call("post", "/articles/{slug}/comments"),
    call("get", "/articles/{slug}/rating"),
    call("put", "/articles/{slug}/rating"),
    call("post", "/captcha"),
    call("get", "/captcha/{id}/audio"),
    call("get", "/captcha/{id}/image"),
    call("get", "/comments/{receipt}"),
    call("delete", "/comments/{receipt}"),
    call("get", "/home"),
    call("get", "/links"),
    call("get", "/live"),
    call("get", "/map"),
    call("get", "/map/areas"),
    call("get", "/map/areas/{id}"),
    call("get", "/map/outline"),
    call("get", "/map/places"),
    call("get", "/map/places/{id}"),
    call("get", "/push"),
    call("put", "/push/subscription"),
    call("post", "/push/subscription"),
    call("delete", "/push/subscription"),
    call("get", "/search"),
    call("get", "/search/suggest"),
    call("get", "/site"),
    call("get", "/songs"),
    call("get", "/songs/{slug}"),
    call("get", "/visits"),
    call("post", "/visits"),
    call("get", "/visits/days"),
];

const fn call(method: &'static str, path: &'static str) -> Call {
    Call { method, path }
}
