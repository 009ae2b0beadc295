//! `conglang comments`: moderation, beside a serving portal or without one.

use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, Subcommand, ValueEnum};
use conglang_contract::{
    comment::{AUTHOR_NAME_LIMITS, BODY_LIMITS, CommentStatus},
    format,
    language::Language,
    receipt::Receipt,
    text::{clean, clean_line},
    timestamp::Timestamp,
};

use super::SiteOptions;
use crate::{
    site::{Site, settings::Settings},
    store::comments::moderation::{Decision, ModeratedComment, ReplyRefusal},
};

#[derive(Args)]
pub struct CommentsCommand {
    #[command(flatten)]
    site: SiteOptions,
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Liệt kê bình luận, cũ nhất trước
    List {
        /// Trạng thái
        #[arg(long, value_enum, default_value_t = Status::Pending)]
        status: Status,
    },
    /// Duyệt cho hiện dưới bài viết
    Approve {
        /// Số hoặc mã biên nhận của bình luận
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    /// Không duyệt
    Reject {
        /// Số hoặc mã biên nhận của bình luận
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
        /// Lý do, người viết đọc được ở trang biên nhận
        #[arg(long)]
        reason: Option<String>,
    },
    /// Trả lời chính thức một bình luận đã duyệt
    Reply {
        /// Số hoặc mã biên nhận của bình luận
        id: String,
        /// Tên cơ quan trả lời
        #[arg(long = "as", value_name = "OFFICE")]
        office: String,
        /// Lời trả lời
        text: String,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Status {
    Pending,
    Approved,
    Rejected,
}

impl From<Status> for CommentStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Pending => Self::Pending,
            Status::Approved => Self::Approved,
            Status::Rejected => Self::Rejected,
        }
    }
}

pub async fn run(command: CommentsCommand) -> anyhow::Result<ExitCode> {
    let site = command.site.open().await?;
    let result = act(&site, command.action).await;
    site.store.close().await;
    result
}

async fn act(site: &Site, action: Action) -> anyhow::Result<ExitCode> {
    match action {
        Action::List { status } => {
            for comment in site.store.comments_with_status(status.into()).await? {
                println!("{}\n", describe(&comment, &site.settings));
            }
            Ok(ExitCode::SUCCESS)
        }
        Action::Approve { ids } => decide(site, &ids, &Decision::Approve).await,
        Action::Reject { ids, reason } => decide(site, &ids, &Decision::Reject { reason }).await,
        Action::Reply { id, office, text } => reply(site, &id, &office, &text).await,
    }
}

/// Decides all that can be; the exit code says when one of them is not there.
async fn decide(site: &Site, names: &[String], decision: &Decision) -> anyhow::Result<ExitCode> {
    let mut outcome = ExitCode::SUCCESS;
    for name in names {
        let decided = match site.store.comment_id(name).await? {
            Some(id) => {
                site.store
                    .decide_comment(id, decision, site.clock.now())
                    .await?
            }
            None => None,
        };
        if decided.is_some() {
            println!("{name}: {}", said(decision));
        } else {
            eprintln!("{name}: không có bình luận này");
            outcome = ExitCode::FAILURE;
        }
    }
    Ok(outcome)
}

fn said(decision: &Decision) -> &'static str {
    match decision {
        Decision::Approve => "đã duyệt",
        Decision::Reject { .. } => "không duyệt",
    }
}

async fn reply(site: &Site, name: &str, office: &str, text: &str) -> anyhow::Result<ExitCode> {
    let office = clean_line(office);
    let text = clean(text);
    AUTHOR_NAME_LIMITS
        .check(Language::Vietnamese, "Tên cơ quan", office.chars().count())
        .and_then(|()| BODY_LIMITS.check(Language::Vietnamese, "Lời trả lời", text.chars().count()))
        .map_err(anyhow::Error::msg)?;
    let id = site
        .store
        .comment_id(name)
        .await?
        .with_context(|| format!("{name}: không có bình luận này"))?;
    match site
        .store
        .reply_officially(id, &office, &text, site.clock.now())
        .await?
    {
        Ok(_) => println!("{name}: đã trả lời"),
        Err(ReplyRefusal::NotFound) => bail!("{name}: không có bình luận này"),
        Err(ReplyRefusal::NotApproved) => bail!("{name}: hãy duyệt bình luận trước khi trả lời"),
    }
    Ok(ExitCode::SUCCESS)
}

fn describe(comment: &ModeratedComment, settings: &Settings) -> String {
    let time = Timestamp::from_unix_seconds(comment.created_at, settings.utc_offset)
        .map(|time| format::date_time(Language::Vietnamese, time))
        .unwrap_or_default();
    let receipt = comment
        .receipt
        .as_deref()
        .and_then(|receipt| receipt.parse::<Receipt>().ok())
        .map(|receipt| format!(" · {receipt}"))
        .unwrap_or_default();
    let reason = comment
        .reason
        .as_deref()
        .map(|reason| format!("\n  Lý do không duyệt: {reason}"))
        .unwrap_or_default();
    format!(
        "{}{receipt} · {time} · {}\n  {} (/bai-viet/{})\n  {}{reason}",
        comment.id,
        comment.author_name,
        comment.article_title,
        comment.article_slug,
        comment.body.replace('\n', "\n  "),
    )
}
