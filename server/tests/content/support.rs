//! The reading calls of a site in a temporary folder, and pictures for its articles.

#[path = "../support/site.rs"]
mod site;

use axum::{
    Router,
    body::Body,
    http::{Request, Response},
};
use conglang_server::api;
use http_body_util::BodyExt;
use tower::ServiceExt;

pub use site::{NOW, SITE_TOML, TestSite, article};

impl TestSite {
    pub async fn get(&self, path: &str) -> Response<Body> {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    pub async fn send(&self, request: Request<Body>) -> Response<Body> {
        let router = api::site::router()
            .merge(api::articles::router())
            .merge(api::links::router())
            .merge(api::songs::router())
            .merge(api::map::router());
        let router: Router = router.with_state(self.site.clone()).into();
        router.oneshot(request).await.unwrap()
    }

    pub async fn json(&self, path: &str) -> serde_json::Value {
        let body = self.get(path).await.into_body();
        serde_json::from_slice(&body.collect().await.unwrap().to_bytes()).unwrap()
    }
}

/// A JPEG of `width` × `height` pixels.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let image = image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x % 256) as u8, (y % 256) as u8, 90])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    image
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}
