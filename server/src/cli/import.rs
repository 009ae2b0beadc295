//! `conglang import PATH…`.

use std::{
    io::{IsTerminal, stderr},
    path::PathBuf,
    process::ExitCode,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{SiteOptions, print_mistakes};
use crate::{
    demo,
    import::{self, ImportReport},
    site::Site,
};

#[derive(clap::Args)]
pub struct ImportCommand {
    #[command(flatten)]
    site: SiteOptions,
    /// Thư mục bài viết (có index.md), thư mục ca khúc (có song.yaml), thư mục chứa các thư mục đó, hoặc tệp .md, .yaml
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// Imports beside a serving portal, which reads the same store.
pub async fn run(command: ImportCommand) -> anyhow::Result<ExitCode> {
    let site = command.site.open().await?;
    let progress = progress_bar();
    let report = import::run(&site, &command.paths, &progress).await;
    finish(&site, &progress, report).await
}

/// Imports the demo town.
pub async fn run_demo(site: &SiteOptions) -> anyhow::Result<ExitCode> {
    let site = site.open().await?;
    let progress = progress_bar();
    let report = demo::import_demo(&site, &progress).await;
    finish(&site, &progress, report).await
}

/// Tells what was imported, and every mistake with file and line.
async fn finish(
    site: &Site,
    progress: &ProgressBar,
    report: anyhow::Result<ImportReport>,
) -> anyhow::Result<ExitCode> {
    progress.finish_and_clear();
    site.store.close().await;
    let report = report?;
    print_mistakes(&report.mistakes);
    println!(
        "Thêm {}, cập nhật {}, giữ nguyên {}, lỗi {}.",
        report.created, report.updated, report.unchanged, report.failed
    );
    Ok(if report.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Shown at a terminal only.
fn progress_bar() -> ProgressBar {
    if !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} mục, còn {eta}")
        .expect("the template is well formed");
    let progress = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    progress.set_style(style);
    progress
}
