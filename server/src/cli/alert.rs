//! `conglang alert`: notices on every page, beside a serving portal or without one.

mod area;
mod fields;
mod moment;

use std::process::ExitCode;

use anyhow::bail;
use clap::{Args, Subcommand, ValueEnum};
use conglang::i18n::{texts, with_language};
use conglang_contract::{
    alert::{AlertLevel, AlertText},
    format,
    language::Language,
    timestamp::Timestamp,
};

use super::SiteOptions;
use crate::{
    site::{Site, settings::Settings},
    store::alerts::{AlertRefusal, StoredAlert},
};

#[derive(Args)]
pub struct AlertCommand {
    #[command(flatten)]
    site: SiteOptions,
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Đặt cảnh báo mới, hoặc sửa cảnh báo đã có (--id)
    Set(Box<fields::Fields>),
    /// Liệt kê cảnh báo đang và sắp có hiệu lực
    List {
        /// Cả những cảnh báo đã hết
        #[arg(long)]
        all: bool,
    },
    /// Chấm dứt cảnh báo ngay bây giờ
    End {
        /// Số của cảnh báo, như `alert list` ghi
        #[arg(required = true, value_name = "SỐ")]
        ids: Vec<i64>,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Level {
    /// Cần chuẩn bị
    CanhBao,
    /// Cần hành động ngay
    KhanCap,
}

impl From<Level> for AlertLevel {
    fn from(level: Level) -> Self {
        match level {
            Level::CanhBao => Self::CanhBao,
            Level::KhanCap => Self::KhanCap,
        }
    }
}

pub async fn run(command: AlertCommand) -> anyhow::Result<ExitCode> {
    let site = command.site.open().await?;
    let result = act(&site, command.action).await;
    site.store.close().await;
    result
}

async fn act(site: &Site, action: Action) -> anyhow::Result<ExitCode> {
    match action {
        Action::Set(fields) => set(site, *fields).await,
        Action::List { all } => list(site, all).await,
        Action::End { ids } => end(site, &ids).await,
    }
}

async fn set(site: &Site, fields: fields::Fields) -> anyhow::Result<ExitCode> {
    let now = site.clock.now();
    let id = fields.id;
    let fields = match fields.read(site, now) {
        Ok(fields) => fields,
        Err(mistakes) => return refuse(&mistakes),
    };
    let put = site
        .store
        .put_alert(id, |before| fields.apply(before, now), now)
        .await?;
    let alert = match put {
        Ok(alert) => alert,
        Err(AlertRefusal::Wrong(mistakes)) => return refuse(&mistakes),
        Err(AlertRefusal::NotFound) => bail!(
            "không có cảnh báo số {}; `alert list --all` liệt kê tất cả",
            id.unwrap_or_default()
        ),
        Err(AlertRefusal::SameAs(other)) => bail!(
            "cảnh báo số {other} đang ghi y như vậy; muốn sửa thời gian hay khu vực thì thêm `--id {other}`"
        ),
    };
    let done = if id.is_some() {
        "Đã sửa"
    } else {
        "Đã đặt"
    };
    println!("{done} cảnh báo số {}.", alert.id);
    println!("{}", describe(&alert, &site.settings, now));
    Ok(ExitCode::SUCCESS)
}

/// Tells all mistakes at once.
fn refuse(mistakes: &[String]) -> anyhow::Result<ExitCode> {
    for mistake in mistakes {
        eprintln!("lỗi: {mistake}");
    }
    eprintln!("Chưa có gì được đăng.");
    Ok(ExitCode::FAILURE)
}

async fn list(site: &Site, all: bool) -> anyhow::Result<ExitCode> {
    let now = site.clock.now();
    let since = if all { i64::MIN } else { now };
    let alerts = site.store.alerts_ending_after(since).await?;
    if alerts.is_empty() {
        let hint = if all {
            ""
        } else {
            " đang hay sắp có hiệu lực"
        };
        println!("Không có cảnh báo nào{hint}.");
    }
    for alert in alerts {
        println!("{}\n", describe(&alert, &site.settings, now));
    }
    Ok(ExitCode::SUCCESS)
}

/// Ends all that can be; the exit code says when one of them is not there.
async fn end(site: &Site, ids: &[i64]) -> anyhow::Result<ExitCode> {
    let now = site.clock.now();
    let mut outcome = ExitCode::SUCCESS;
    for id in ids {
        match site.store.end_alert(*id, now).await? {
            None => {
                eprintln!("{id}: không có cảnh báo này");
                outcome = ExitCode::FAILURE;
            }
            Some(before) if before.alert.ends_at <= now => println!(
                "{id}: đã hết từ {}",
                time(before.alert.ends_at, &site.settings)
            ),
            Some(before) => println!("{id}: đã chấm dứt “{}”", before.alert.title),
        }
    }
    Ok(outcome)
}

fn describe(stored: &StoredAlert, settings: &Settings, now: i64) -> String {
    let alert = &stored.alert;
    let level = with_language(Language::Vietnamese, || texts().alerts.level(alert.level));
    let level = match alert.level {
        AlertLevel::CanhBao => level.to_owned(),
        AlertLevel::KhanCap => level.to_uppercase(),
    };
    let state = if alert.ends_at <= now {
        "đã hết"
    } else if alert.starts_at > now {
        "chưa bắt đầu"
    } else {
        "đang có hiệu lực"
    };
    let areas: Vec<_> = alert
        .areas
        .iter()
        .map(|area| format!("{} {}", area.kind, area.name))
        .collect();
    let areas = if areas.is_empty() {
        "toàn địa bàn".to_owned()
    } else {
        areas.join(", ")
    };
    let text = |text: &AlertText| {
        let body = text.body.replace('\n', "\n  ");
        format!("\n  {}\n  {body}", text.title)
    };
    let own = AlertText {
        title: alert.title.clone(),
        body: alert.body.clone(),
    };
    let english = alert.english.as_ref().map(text).unwrap_or_default();
    format!(
        "{} · {level} · {state}\n  Từ {} đến {}\n  Khu vực: {areas}{}{english}",
        stored.id,
        time(alert.starts_at, settings),
        time(alert.ends_at, settings),
        text(&own)
    )
}

fn time(seconds: i64, settings: &Settings) -> String {
    Timestamp::from_unix_seconds(seconds, settings.utc_offset)
        .map(|time| format::date_time(Language::Vietnamese, time))
        .unwrap_or_default()
}
