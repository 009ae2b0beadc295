//! The parts of Leaflet that the map uses, as its script leaves them in the global `L`.

use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use web_sys::Element;

use crate::dom::object;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    pub type LeafletMap;

    #[wasm_bindgen(js_namespace = L, js_name = map)]
    pub fn create_map(element: &Element, options: &JsValue) -> LeafletMap;
    #[wasm_bindgen(method)]
    pub fn remove(this: &LeafletMap);
    #[wasm_bindgen(method, getter, js_name = attributionControl)]
    pub fn attribution(this: &LeafletMap) -> Attribution;
    #[wasm_bindgen(method, js_name = getZoom)]
    pub fn zoom(this: &LeafletMap) -> f64;
    #[wasm_bindgen(method, js_name = setView)]
    pub fn set_view(this: &LeafletMap, center: &JsValue, zoom: f64);
    #[wasm_bindgen(method, js_name = setView)]
    pub fn jump_to(this: &LeafletMap, center: &JsValue, zoom: f64, options: &JsValue);
    #[wasm_bindgen(method, js_name = fitBounds)]
    pub fn fit_bounds(this: &LeafletMap, bounds: &JsValue);
    #[wasm_bindgen(method, js_name = getBounds)]
    pub fn bounds(this: &LeafletMap) -> Bounds;
    #[wasm_bindgen(method, js_name = closePopup)]
    pub fn close_popup(this: &LeafletMap);
    #[wasm_bindgen(method, js_name = getContainer)]
    pub fn container(this: &LeafletMap) -> Element;
    #[wasm_bindgen(method, js_name = latLngToLayerPoint)]
    pub fn to_pixels(this: &LeafletMap, position: &JsValue) -> Point;
    #[wasm_bindgen(method, js_name = latLngToContainerPoint)]
    pub fn to_container(this: &LeafletMap, position: &JsValue) -> Point;
    /// What lies at a point of the element.
    #[wasm_bindgen(method, js_name = containerPointToLatLng)]
    pub fn position_at(this: &LeafletMap, point: &JsValue) -> Position;
    #[wasm_bindgen(method)]
    pub fn on(this: &LeafletMap, event: &str, listener: &JsValue);

    pub type Attribution;
    #[wasm_bindgen(method, js_name = setPrefix)]
    pub fn set_prefix(this: &Attribution, prefix: &str);

    pub type Point;
    #[wasm_bindgen(method, getter)]
    pub fn x(this: &Point) -> f64;
    #[wasm_bindgen(method, getter)]
    pub fn y(this: &Point) -> f64;

    pub type Position;
    #[wasm_bindgen(method, getter, js_name = lat)]
    pub fn latitude(this: &Position) -> f64;
    #[wasm_bindgen(method, getter, js_name = lng)]
    pub fn longitude(this: &Position) -> f64;

    /// Anything that lies on a map: a control, a shape, a marker, a group of them.
    #[derive(Clone)]
    pub type Layer;
    #[wasm_bindgen(method, js_name = addTo)]
    pub fn add_to(this: &Layer, map: &LeafletMap) -> JsValue;
    #[wasm_bindgen(method, js_name = remove)]
    pub fn remove_from_map(this: &Layer);
    #[wasm_bindgen(method, js_name = on)]
    pub fn on_event(this: &Layer, event: &str, listener: &JsValue);
    #[wasm_bindgen(method, js_name = setStyle)]
    pub fn set_style(this: &Layer, style: &JsValue);
    #[wasm_bindgen(method, js_name = bringToFront)]
    pub fn bring_to_front(this: &Layer);
    #[wasm_bindgen(method, js_name = getBounds)]
    pub fn bounds(this: &Layer) -> Bounds;
    /// The corners of a shape, by polygon and ring.
    #[wasm_bindgen(method, js_name = getLatLngs)]
    pub fn points(this: &Layer) -> JsValue;
    #[wasm_bindgen(method, js_name = setLatLngs)]
    pub fn set_points(this: &Layer, points: &JsValue);
    #[wasm_bindgen(method, js_name = bindTooltip)]
    pub fn bind_tooltip(this: &Layer, content: &JsValue, options: &JsValue);
    #[wasm_bindgen(method, js_name = getTooltip)]
    pub fn tooltip(this: &Layer) -> Option<Tooltip>;
    #[wasm_bindgen(method, js_name = bindPopup)]
    pub fn bind_popup(this: &Layer, content: &JsValue, options: &JsValue);
    #[wasm_bindgen(method, js_name = openPopup)]
    pub fn open_popup(this: &Layer);
    #[wasm_bindgen(method, js_name = getElement)]
    pub fn element(this: &Layer) -> Option<Element>;
    #[wasm_bindgen(method, js_name = addLayers)]
    pub fn add_layers(this: &Layer, layers: &js_sys::Array);
    #[wasm_bindgen(method, js_name = clearLayers)]
    pub fn clear_layers(this: &Layer);
    /// The layer itself, or the heap that it is in.
    #[wasm_bindgen(method, js_name = getVisibleParent)]
    pub fn visible_parent(this: &Layer, layer: &Layer) -> Option<Layer>;
    #[wasm_bindgen(method)]
    pub fn spiderfy(this: &Layer);
    #[wasm_bindgen(method)]
    pub fn once(this: &Layer, event: &str, listener: &JsValue);
    #[wasm_bindgen(method, js_name = getChildCount)]
    pub fn child_count(this: &Layer) -> usize;

    #[wasm_bindgen(method, getter)]
    pub fn options(this: &Layer) -> JsValue;

    pub type Tooltip;
    #[wasm_bindgen(method, getter)]
    pub fn options(this: &Tooltip) -> JsValue;

    pub type Bounds;
    #[wasm_bindgen(method)]
    pub fn pad(this: &Bounds, ratio: f64) -> Bounds;
    #[wasm_bindgen(method)]
    pub fn intersects(this: &Bounds, other: &Bounds) -> bool;
    #[wasm_bindgen(method, js_name = getNorthEast)]
    pub fn north_east(this: &Bounds) -> JsValue;
    #[wasm_bindgen(method, js_name = getSouthWest)]
    pub fn south_west(this: &Bounds) -> JsValue;

    #[wasm_bindgen(js_namespace = ["L", "control"], js_name = zoom)]
    pub fn zoom_control(options: &JsValue) -> Layer;
    #[wasm_bindgen(js_namespace = ["L", "control"], js_name = scale)]
    pub fn scale_control(options: &JsValue) -> Layer;
    #[wasm_bindgen(js_namespace = L, js_name = geoJSON)]
    pub fn geo_json(data: &JsValue, options: &JsValue) -> Layer;
    /// A GeoJSON geometry as a layer.
    #[wasm_bindgen(js_namespace = ["L", "GeoJSON"], js_name = geometryToLayer)]
    pub fn shape(geometry: &JsValue) -> Option<Layer>;
    #[wasm_bindgen(js_namespace = L, js_name = marker)]
    pub fn marker(position: &JsValue, options: &JsValue) -> Layer;
    #[wasm_bindgen(js_namespace = L, js_name = circle)]
    pub fn circle(position: &JsValue, options: &JsValue) -> Layer;
    #[wasm_bindgen(js_namespace = L, js_name = divIcon)]
    pub fn div_icon(options: &JsValue) -> JsValue;
    #[wasm_bindgen(js_namespace = L, js_name = markerClusterGroup)]
    pub fn cluster_group(options: &JsValue) -> Layer;

    #[wasm_bindgen(catch, js_namespace = protomapsL, js_name = leafletLayer)]
    pub fn basemap_layer(options: &JsValue) -> Result<Layer, JsValue>;
}

/// Latitude first, as Leaflet has it.
pub fn position(latitude: f64, longitude: f64) -> JsValue {
    js_sys::Array::of2(&latitude.into(), &longitude.into()).into()
}

/// Options for a change that nothing has to be seen moving for.
pub fn at_once() -> JsValue {
    // A plain object takes every entry.
    object(&[("animate", false.into())]).unwrap_or_default()
}

/// A map that goes, with all that lies on it, when it is dropped.
pub struct OwnMap(pub LeafletMap);

impl Drop for OwnMap {
    /// Leaflet 1.9 does not take back all that it has put off. A zoom that is still moving would end on a map that is
    /// not there, and a drawing whose number it has lost would be made on a canvas that is gone.
    fn drop(&mut self) {
        // An object takes every entry.
        let _ = Reflect::set(&self.0, &"_animatingZoom".into(), &false.into());
        if let Ok(renderer) = Reflect::get(&self.0, &"_renderer".into())
            && renderer.is_object()
        {
            let nothing = Closure::<dyn Fn()>::new(|| ()).into_js_value();
            for step in ["_clear", "_draw"] {
                let _ = Reflect::set(&renderer, &step.into(), &nothing);
            }
        }
        self.0.remove();
    }
}

/// `act` on what `owner` has, as a listener that lives as long as what it listens to, and does nothing when
/// nobody has `owner` any more. Leaflet's objects keep their listeners; a listener that kept them in turn
/// would leave every map in memory.
pub fn listener<T: 'static>(owner: &Rc<T>, act: impl Fn(Rc<T>) + 'static) -> JsValue {
    let owner = Rc::downgrade(owner);
    let act = move || {
        if let Some(owner) = owner.upgrade() {
            act(owner);
        }
    };
    Closure::<dyn Fn()>::new(act).into_js_value()
}

/// A listener that is told which layer in a group the event comes from. `act` keeps nothing of the map, as
/// with [`listener`].
pub fn layer_listener(mut act: impl FnMut(Layer) + 'static) -> JsValue {
    let act = move |event: JsValue| {
        if let Ok(layer) = Reflect::get(&event, &"layer".into())
            && layer.is_object()
        {
            act(layer.unchecked_into());
        }
    };
    Closure::<dyn FnMut(JsValue)>::new(act).into_js_value()
}

/// `convert` as a function of one argument for Leaflet's options.
pub fn function(convert: impl Fn(JsValue) -> JsValue + 'static) -> JsValue {
    Closure::<dyn Fn(JsValue) -> JsValue>::new(convert)
        .into_js_value()
        .unchecked_into()
}
