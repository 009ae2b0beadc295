//! What lets a browser keep the portal for a time without network: the service worker with the list of the
//! portal's files, and the app without a page.

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use conglang_contract::language::Language;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{
    assets::{self, Dist},
    head::escaped,
    install,
    template::Template,
};
use crate::{http::entity_tag, site::settings::Settings};

/// Where browsers look for it; at the root, since a worker has what lies below its own address.
pub const WORKER_URL: &str = "/service-worker.js";
/// The app without a page (service-worker/src/pages.js).
pub const SHELL_URL: &str = "/khung";

const WORKER: &str = "service-worker/main.js";
/// Takes the worker away from browsers that have it.
const OFF: &str = "service-worker/off.js";
/// Of what lies beside the worker the part for pages alone is loaded by name.
const PAGE_PART: &str = "service-worker/page.js";
/// Asked for only with a network: the basemap is not kept, and a captcha is the server's. What other sites load is
/// nothing that readers of the portal need.
const NOT_KEPT: [&str; 3] = ["vendor/protomaps-leaflet/", "captcha-worker", "embeds/"];
const KEPT_TYPES: [&str; 6] = ["css", "js", "png", "svg", "wasm", "woff2"];

/// The worker and the shell of one site, made once.
#[derive(Clone, Debug)]
pub struct OfflineFiles {
    worker: Bytes,
    shell: Bytes,
    policy: HeaderValue,
}

impl OfflineFiles {
    pub fn new(settings: &Settings, template: &Template) -> Self {
        let shell = format!(
            "<!DOCTYPE html><html lang=\"vi\"><head>{}<title>{}</title>\
             <meta name=\"robots\" content=\"noindex\">{}</head><body></body></html>",
            template.head(),
            escaped(&settings.name),
            install::tags(Language::Vietnamese, settings),
        );
        Self {
            worker: worker(settings, template, &shell).into(),
            shell: shell.into(),
            policy: template.content_security_policy().clone(),
        }
    }

    /// `GET /service-worker.js`. Asked for at each visit, so that a change comes at once.
    pub fn worker(&self, request: &HeaderMap) -> Response {
        entity_tag::tagged(request, "text/javascript", self.worker.clone())
    }

    /// `GET /khung`
    pub fn shell(&self, request: &HeaderMap) -> Response {
        let headers = [(header::CONTENT_SECURITY_POLICY, self.policy.clone())];
        let page = entity_tag::tagged(request, "text/html; charset=utf-8", self.shell.clone());
        (headers, page).into_response()
    }
}

fn worker(settings: &Settings, template: &Template, shell: &str) -> String {
    let offline = &settings.offline;
    let script = |path| {
        let file = Dist::get(path)?;
        String::from_utf8(file.data.into_owned()).ok()
    };
    if !offline.enabled {
        return script(OFF).unwrap_or_default();
    }
    let files = files(settings, shell);
    let budget = u64::from(offline.picture_megabytes) * 1_000_000;
    format!(
        "self.__WB_MANIFEST={};self.__PICTURE_BUDGET={budget};self.__APP_VERSION=\"{}\";{}",
        json!(files),
        template.version(),
        script(WORKER).unwrap_or_default(),
    )
}

/// The files that the worker fetches when it is installed, in Workbox's form: a file whose name does not
/// change with its content has a revision.
fn files(settings: &Settings, shell: &str) -> Vec<serde_json::Value> {
    let file = |path: &str, revision: Option<String>| json!({"url": path, "revision": revision});
    let mut files: Vec<_> = Dist::iter()
        .filter(|path| is_kept(path))
        .filter_map(|path| {
            let hash = Dist::get(&path)?.metadata.sha256_hash();
            let revision = (!assets::has_hash(&path)).then(|| hex::encode(&hash[..8]));
            Some(file(&format!("/{path}"), revision))
        })
        .collect();
    let logo = std::fs::read(&settings.logo).unwrap_or_default();
    files.push(file(SHELL_URL, Some(revision(shell.as_bytes()))));
    files.push(file("/logo.svg", Some(revision(&logo))));
    files.push(file(
        "/site.css",
        Some(revision(assets::site_colors(settings).as_bytes())),
    ));
    files
}

fn is_kept(path: &str) -> bool {
    let (_, extension) = path.rsplit_once('.').unwrap_or_default();
    let is_worker = path.starts_with("service-worker/") && path != PAGE_PART;
    KEPT_TYPES.contains(&extension)
        && !is_worker
        && !NOT_KEPT.iter().any(|start| path.starts_with(start))
}

fn revision(content: &[u8]) -> String {
    hex::encode(&Sha256::digest(content)[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_app_needs_is_kept_and_nothing_twice() {
        for path in [
            "conglang-0123456789abcdef_bg.wasm",
            "fonts/be-vietnam-pro-400-855becb5ff0a.woff2",
            "extras.js",
            "vendor/leaflet/leaflet.css",
            "service-worker/page.js",
        ] {
            assert!(is_kept(path), "{path}");
        }
        for path in [
            "index.html",
            "extras.js.br",
            "fonts/OFL.txt",
            "service-worker/main.js",
            "embeds/element.js",
            "captcha-worker_bg.wasm",
            "vendor/protomaps-leaflet/protomaps-leaflet.js",
        ] {
            assert!(!is_kept(path), "{path}");
        }
    }
}
