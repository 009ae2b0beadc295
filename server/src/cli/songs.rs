//! `conglang songs`: what is there, and what is to go, beside a serving portal or without one.

use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use conglang_contract::{format, song::SongSummary};

use super::SiteOptions;
use crate::{
    media_lock::MediaLock,
    removal::{delete_files, remove_song},
    site::Site,
};

#[derive(Args)]
pub struct SongsCommand {
    #[command(flatten)]
    site: SiteOptions,
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Liệt kê các ca khúc có bản thu, theo thứ tự trên trang
    List,
    /// Gỡ ca khúc khỏi cổng, cùng bản thu và ảnh bìa
    Remove {
        /// Slug của ca khúc: phần cuối của địa chỉ /ca-khuc/…
        #[arg(required = true, value_name = "SLUG")]
        slugs: Vec<String>,
    },
}

pub async fn run(command: SongsCommand) -> anyhow::Result<ExitCode> {
    let site = command.site.open().await?;
    let result = act(&site, command.action).await;
    site.store.close().await;
    result
}

async fn act(site: &Site, action: Action) -> anyhow::Result<ExitCode> {
    match action {
        Action::List => {
            for song in site.store.songs().await? {
                println!("{}", describe(&song));
            }
            Ok(ExitCode::SUCCESS)
        }
        Action::Remove { slugs } => remove(site, &slugs).await,
    }
}

/// Removes all that can be; the exit code says when one of them is not there.
async fn remove(site: &Site, slugs: &[String]) -> anyhow::Result<ExitCode> {
    let mut outcome = ExitCode::SUCCESS;
    for slug in slugs {
        if let Some(title) = remove_song(site, slug).await? {
            println!("{slug}: đã gỡ “{title}”");
        } else {
            eprintln!("{slug}: không có ca khúc này");
            outcome = ExitCode::FAILURE;
        }
    }
    let lock = lock(site)
        .await
        .context("không khóa được thư mục dữ liệu")?;
    delete_files(site, &lock).await?;
    Ok(outcome)
}

async fn lock(site: &Site) -> anyhow::Result<MediaLock> {
    if let Some(lock) = MediaLock::alone_at_once(&site.data_folder)? {
        return Ok(lock);
    }
    eprintln!("Đang có lệnh import chạy; chờ lệnh đó xong rồi mới xóa tệp. Ca khúc thì đã gỡ rồi.");
    let folder = site.data_folder.clone();
    Ok(tokio::task::spawn_blocking(move || MediaLock::alone(&folder)).await??)
}

fn describe(song: &SongSummary) -> String {
    let slug = song.slug.as_ref().map(ToString::to_string);
    let length = song.duration_s.map(format::duration);
    let parts = [
        slug,
        Some(song.title.clone()),
        song.composer.clone(),
        length,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
