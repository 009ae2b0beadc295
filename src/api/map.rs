use conglang_contract::map::MapOutline;

use super::ApiResource;

/// `GET map/outline`
pub fn use_map_outline() -> ApiResource<MapOutline> {
    ApiResource::new(|| Some("map/outline".to_owned()))
}
