//! `conglang comments`.

use std::process::ExitCode;

#[derive(clap::Args)]
pub struct CommentsCommand {}

pub async fn run(_command: CommentsCommand) -> anyhow::Result<ExitCode> {
    anyhow::bail!("chưa có lệnh này")
}
