//! `conglang check`.

use std::process::ExitCode;

use super::{SiteOptions, print_mistakes};
use crate::site::settings;

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
            ExitCode::SUCCESS
        }
        Err(mistakes) => {
            print_mistakes(&mistakes);
            eprintln!("{}: {} lỗi", file.display(), mistakes.len());
            ExitCode::FAILURE
        }
    }
}
