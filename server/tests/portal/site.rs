//! A site in a temporary folder.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Request, Response, request::Builder},
};
use conglang_server::{
    app::app,
    clock::ManualClock,
    entropy::SystemEntropy,
    import::{self, ImportReport},
    site::{Site, SiteState, Surroundings, settings},
};
use http_body_util::BodyExt;
use indicatif::ProgressBar;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::push::stand_in::StandIn;

/// 2026-11-23T07:00:00Z, two in the afternoon in the town.
pub const NOW: i64 = 1_795_417_200;
/// The address of a resident, outside every trusted proxy's network.
pub const RESIDENT: &str = "203.0.113.9:40000";

pub const SITE_TOML: &str = r##"name = "Cổng thử"
short_name = "Thử"
tagline = "Tin thử"
description = "Trang để thử."
host = "https://thu.example"
language = "vi"
logo = "logo.svg"
map_title = "Bản đồ"
songs_title = "Ca khúc"

[colors]
primary = "#0f4c4a"
accent = "#a8301f"

[contact]
organisation = "Văn phòng"

[[categories]]
slug = "tin"
name = "Tin tức"

[[categories]]
slug = "huong-dan"
name = "Hướng dẫn"
"##;

/// A round seal.
pub const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
<circle cx="50" cy="50" r="50" fill="#f5d993"/><circle cx="50" cy="50" r="40" fill="#0f4c4a"/></svg>"##;

const MAP_NOTICE: &str = "map_notice = \"Sơ đồ minh họa, không có giá trị pháp lý\"";

/// [`SITE_TOML`] with English.
pub const ENGLISH_TOML: &str = r##"name = "Cổng thử"
name_en = "Test portal"
short_name = "Thử"
tagline = "Tin thử"
tagline_en = "Test news"
description = "Trang để thử."
description_en = "A site for tests."
host = "https://thu.example"
language = "vi"
logo = "logo.svg"
map_title = "Bản đồ"
map_title_en = "Map"
songs_title = "Ca khúc"
songs_title_en = "Songs"

[features]
english = true

[colors]
primary = "#0f4c4a"
accent = "#a8301f"

[contact]
organisation = "Văn phòng"
organisation_en = "Office"

[[categories]]
slug = "tin"
name = "Tin tức"
name_en = "News"

[[map_kinds]]
name = "phường"
name_en = "ward"

[[link_groups]]
title = "Cơ quan"
title_en = "Agencies"

[[link_groups.links]]
name = "Báo"
url = "https://bao.example"

[[link_groups.links]]
name = "Cổng tỉnh"
name_en = "Province portal"
url = "https://tinh.example"
"##;

/// Two areas, for settings that name `map.geojson`.
const MAP: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"1","name":"Bắc Hồng Lĩnh","kind":"phường","label":[105.70,18.545]},
 "geometry":{"type":"Polygon","coordinates":[[[105.66,18.54],[105.72,18.53],[105.73,18.57],[105.66,18.54]]]}},
{"type":"Feature","properties":{"code":"2","name":"Nam Hồng Lĩnh","kind":"phường","label":[105.70,18.52]},
 "geometry":{"type":"MultiPolygon","coordinates":[[[[105.66,18.54],[105.72,18.53],[105.74,18.49],[105.66,18.54]]]]}}
]}"#;

pub struct TestSite {
    pub site: SiteState,
    /// Where articles are written; the data folder is beside it.
    pub content: PathBuf,
    pub clock: Arc<ManualClock>,
    pub push: Arc<StandIn>,
    pub router: Router,
    folder: TempDir,
}

impl TestSite {
    /// A site without articles.
    pub async fn new() -> Self {
        Self::with("").await
    }

    /// A site with `more` at the end of its `site.toml`.
    pub async fn with(more: &str) -> Self {
        Self::with_settings(&format!("{SITE_TOML}\n{more}")).await
    }

    /// A site with `settings` and a map.
    pub async fn with_settings(settings: &str) -> Self {
        Self::with_files(settings, &[]).await
    }

    /// A site with `settings` and a map, and with `files` beside it.
    pub async fn with_files(settings: &str, files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = format!("map = \"map.geojson\"\n{MAP_NOTICE}\n{settings}");
        fs::write(folder.path().join("site.toml"), settings).unwrap();
        fs::write(folder.path().join("logo.svg"), LOGO).unwrap();
        fs::write(folder.path().join("map.geojson"), MAP).unwrap();
        for (name, content) in files {
            fs::write(folder.path().join(name), content).unwrap();
        }
        let content = folder.path().join("articles");
        fs::create_dir_all(&content).unwrap();
        let clock = Arc::new(ManualClock::new(NOW));
        Self::open(folder, content, clock, Arc::default()).await
    }

    /// The same data folder and clock, as a server that was stopped and started again.
    pub async fn reopen(self) -> Self {
        let Self {
            site,
            content,
            clock,
            push,
            router,
            folder,
        } = self;
        drop(router);
        site.store.close().await;
        drop(site);
        Self::open(folder, content, clock, push).await
    }

    async fn open(
        folder: TempDir,
        content: PathBuf,
        clock: Arc<ManualClock>,
        push: Arc<StandIn>,
    ) -> Self {
        let site = open(folder.path(), &clock, &push).await;
        Self {
            router: app(Arc::clone(&site)),
            site,
            content,
            clock,
            push,
            folder,
        }
    }

    /// The same data folder opened once more, as another process opens it.
    pub async fn beside(&self) -> SiteState {
        open(self.folder.path(), &self.clock, &self.push).await
    }

    /// Sends `request` from `peer`, the other end of its connection.
    pub async fn send_from(&self, peer: &str, mut request: Request<Body>) -> Response<Body> {
        let peer: SocketAddr = peer.parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub async fn send(&self, request: Request<Body>) -> Response<Body> {
        self.send_from(RESIDENT, request).await
    }

    /// `path` is under the API's prefix.
    pub async fn get(&self, path: &str) -> Response<Body> {
        self.send(call("GET", path).body(Body::empty()).unwrap())
            .await
    }

    pub async fn json(&self, path: &str) -> Value {
        read(self.get(path).await, 200).await
    }

    /// Writes `text` as the `index.md` of the article folder `name`.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let folder = self.content.join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.md"), text).unwrap();
        folder
    }

    /// Writes a whole article with `body`.
    pub fn write_article(&self, slug: &str, body: &str) -> PathBuf {
        self.write(slug, article(slug, body))
    }

    pub async fn import(&self) -> ImportReport {
        self.import_paths(std::slice::from_ref(&self.content)).await
    }

    pub async fn import_paths(&self, paths: &[PathBuf]) -> ImportReport {
        import::run(&self.site, paths, &ProgressBar::hidden())
            .await
            .unwrap()
    }
}

/// An article whose body begins on line 7.
pub fn article(slug: &str, body: &str) -> String {
    format!(
        "---\ntitle: \"Bài {slug}\"\nslug: {slug}\ncategory: tin\n\
         published_at: 2026-11-20T07:00:00+07:00\n---\n{body}\n"
    )
}

async fn open(folder: &Path, clock: &Arc<ManualClock>, push: &Arc<StandIn>) -> SiteState {
    let settings = settings::load(&folder.join("site.toml")).unwrap();
    let surroundings = Surroundings {
        clock: Arc::<ManualClock>::clone(clock),
        entropy: Arc::new(SystemEntropy),
        push_service: Arc::<StandIn>::clone(push),
    };
    Site::open(settings, folder.join("data"), surroundings)
        .await
        .unwrap()
}

/// A request to `path` under the API's prefix.
pub fn call(method: &str, path: &str) -> Builder {
    Request::builder()
        .method(method)
        .uri(format!("/api/v1{path}"))
}

/// The body of an answer that has to have `status`.
pub async fn read<T: DeserializeOwned>(response: Response<Body>, status: u16) -> T {
    let given = response.status();
    let bytes = bytes(response).await;
    assert_eq!(given, status, "{}", String::from_utf8_lossy(&bytes));
    serde_json::from_slice(&bytes).unwrap()
}

pub async fn bytes(response: Response<Body>) -> Vec<u8> {
    let body = response.into_body().collect().await.unwrap();
    body.to_bytes().to_vec()
}
