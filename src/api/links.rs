use conglang_contract::link::LinkGroup;

use super::ApiResource;

/// `GET links`
pub fn use_links() -> ApiResource<Vec<LinkGroup>> {
    ApiResource::new(|| Some("links".to_owned()))
}
