//! The streets behind the areas: a PMTiles file, drawn by Protomaps' library for Leaflet.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use super::{
    leaflet::{self, Layer, LeafletMap},
    theme,
};
use crate::{
    dom, library,
    texts::{language, texts},
};

const SCRIPT: &str = "/vendor/protomaps-leaflet/protomaps-leaflet.js";
/// The header of a PMTiles file, of version 3.
const HEADER_BYTES: usize = 127;
const SIGNATURE: &[u8] = b"PMTiles\x03";
/// Where the header tells the last zoom level that has tiles.
const LAST_ZOOM: usize = 101;
/// Where it tells west, south, east and north, in ten-millionths of a degree.
const BOUNDS: usize = 102;
const DEGREE: f64 = 1e7;

/// A basemap on the map.
#[derive(Clone)]
pub struct Basemap(Rc<Inner>);

struct Inner {
    map: LeafletMap,
    address: String,
    header: [u8; HEADER_BYTES],
    shown: RefCell<Option<(Layer, &'static str)>>,
}

impl Basemap {
    /// Puts the file at `address` below everything else on the map.
    ///
    /// # Errors
    /// When the file or the library that draws it does not come. The map is complete without them.
    pub async fn add(map: &LeafletMap, address: &str) -> Result<Self, JsValue> {
        // The file first: without it nothing is to be drawn.
        let header = header(address).await?;
        library::script(SCRIPT).await?;
        let basemap = Self(Rc::new(Inner {
            map: map.clone(),
            address: address.to_owned(),
            header,
            shown: RefCell::default(),
        }));
        basemap.show()?;
        Ok(basemap)
    }

    /// Takes the colours of the page as they are now.
    pub fn draw_anew(&self) {
        // Streets of the old colours are better than none.
        let _ = self.show();
    }

    fn show(&self) -> Result<(), JsValue> {
        let flavor = theme::pick("light", "dark", "white");
        let is_shown = matches!(&*self.0.shown.borrow(), Some((_, shown)) if *shown == flavor);
        if is_shown {
            return Ok(());
        }
        let layer = leaflet::basemap_layer(&self.options(flavor)?)?;
        layer.add_to(&self.0.map);
        if let Some((old, _)) = self.0.shown.replace(Some((layer, flavor))) {
            old.remove_from_map();
        }
        Ok(())
    }

    fn options(&self, flavor: &str) -> Result<JsValue, JsValue> {
        let header = &self.0.header;
        let degrees = |index: usize| {
            let mut bytes = [0; 4];
            bytes.copy_from_slice(&header[BOUNDS + 4 * index..BOUNDS + 4 * index + 4]);
            f64::from(i32::from_le_bytes(bytes)) / DEGREE
        };
        let bounds = Array::of2(
            &leaflet::position(degrees(1), degrees(0)),
            &leaflet::position(degrees(3), degrees(2)),
        );
        dom::object(&[
            ("url", self.0.address.as_str().into()),
            ("flavor", flavor.into()),
            ("lang", language().code().into()),
            // Nearer than its last level the file's tiles are enlarged.
            ("maxDataZoom", header[LAST_ZOOM].into()),
            ("bounds", bounds.into()),
            ("attribution", attribution().into()),
        ])
    }
}

/// As the licence of OpenStreetMap's data asks for it.
fn attribution() -> String {
    format!(
        "© <a href=\"https://www.openstreetmap.org/copyright\" rel=\"external\">{}</a>, \
         <a href=\"https://protomaps.com\" rel=\"external\">Protomaps</a>",
        texts().map.street_authors
    )
}

async fn header(address: &str) -> Result<[u8; HEADER_BYTES], JsValue> {
    let headers = Headers::new()?;
    headers.set("range", &format!("bytes=0-{}", HEADER_BYTES - 1))?;
    let options = RequestInit::new();
    options.set_headers(&headers);
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let request = window.fetch_with_str_and_init(address, &options);
    let response: Response = JsFuture::from(request).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from(response.status()));
    }
    let bytes = Uint8Array::new(&JsFuture::from(response.array_buffer()?).await?).to_vec();
    // A shorter one is none, and a server that gives no parts would send the whole file for every tile.
    let header: [u8; HEADER_BYTES] = bytes.try_into().map_err(|_| JsValue::NULL)?;
    if header.starts_with(SIGNATURE) {
        Ok(header)
    } else {
        Err(JsValue::NULL)
    }
}
