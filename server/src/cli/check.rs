//! `conglang check`.

use std::process::ExitCode;

use super::{SiteOptions, print_mistakes};
use crate::site::settings::{self, Settings};

#[derive(clap::Args)]
pub struct CheckCommand {
    #[command(flatten)]
    site: SiteOptions,
}

/// Tells every mistake as `file:line: reason`.
pub fn run(command: &CheckCommand) -> ExitCode {
    let file = command.site.site_file();
    match settings::load(&file) {
        Ok(settings) => {
            println!(
                "{}: không có lỗi; {} chuyên mục, {} mục thực đơn",
                file.display(),
                settings.categories.len(),
                settings.menu.len()
            );
            for kind in kinds_without_places(&settings) {
                println!(
                    "lưu ý: [alerts] nhắc loại “{kind}” mà chưa có địa điểm nào thuộc loại này"
                );
            }
            ExitCode::SUCCESS
        }
        Err(mistakes) => {
            print_mistakes(&mistakes);
            eprintln!("{}: {} lỗi", file.display(), mistakes.len());
            ExitCode::FAILURE
        }
    }
}

/// Kinds that the page of alerts looks for in vain. That is no mistake while no road is closed; it may be a
/// misspelling.
fn kinds_without_places(settings: &Settings) -> Vec<&str> {
    let alerts = &settings.alerts;
    let has_places = |kind: &str| {
        let map = settings.map.as_deref();
        map.is_some_and(|map| map.places.iter().any(|place| place.kind == kind))
    };
    let kinds = alerts.shelter_kinds.iter().chain(&alerts.closed_road_kinds);
    kinds
        .map(String::as_str)
        .filter(|kind| !has_places(kind))
        .collect()
}
