use conglang_contract::home::Home;

use super::ApiResource;

/// `GET home`
pub fn use_home() -> ApiResource<Home> {
    ApiResource::new(|| Some("home".to_owned()))
}
