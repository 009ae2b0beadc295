use conglang_contract::site::Site;

use super::ApiResource;

/// `GET site`
pub fn use_site() -> ApiResource<Site> {
    ApiResource::new(|| Some("site".to_owned()))
}
