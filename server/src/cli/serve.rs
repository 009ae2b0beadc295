//! `conglang serve`.

use std::{net::SocketAddr, process::ExitCode};

use super::SiteOptions;

#[derive(clap::Args)]
pub struct ServeCommand {
    #[command(flatten)]
    pub site: SiteOptions,
    /// Địa chỉ và cổng để nghe
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Điền thị xã mẫu vào thư mục dữ liệu còn trống
    #[arg(long)]
    pub demo: bool,
}

pub async fn run(_command: ServeCommand) -> anyhow::Result<ExitCode> {
    anyhow::bail!("chưa có lệnh này")
}
