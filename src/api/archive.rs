use conglang_contract::{
    archive::{ArchiveDay, ArchiveMonth},
    month::Month,
};

use super::ApiResource;

/// `GET archive`
pub fn use_archive() -> ApiResource<Vec<ArchiveMonth>> {
    ApiResource::new(|| Some("archive".to_owned()))
}

/// `GET archive/{month}`; not found without a month.
pub fn use_archive_days(
    month: impl Fn() -> Option<Month> + Send + Sync + 'static,
) -> ApiResource<Vec<ArchiveDay>> {
    ApiResource::new(move || Some(format!("archive/{}", month()?)))
}
