//! The command line.

mod alert;
mod bench_data;
mod check;
mod comments;
mod import;
mod serve;
mod songs;

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use clap::{Args, Parser, Subcommand};

use crate::{
    clock::SystemClock,
    entropy::SystemEntropy,
    push::WebPushService,
    site::{
        Site, SiteState, Surroundings,
        check::Mistake,
        settings::{self, Settings},
    },
};

/// Cổng Làng: cổng thông tin của phường, xã.
#[derive(Parser)]
#[command(name = "conglang", version)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Chạy cổng thông tin
    Serve(serve::ServeCommand),
    /// Đưa bài viết và ca khúc từ các thư mục vào cổng
    Import(import::ImportCommand),
    /// Đưa bài viết của thị xã mẫu vào cổng; `serve --demo` gọi lệnh này
    #[command(hide = true)]
    ImportDemo(SiteOptions),
    /// Kiểm tra site.toml và các tệp mà nó nhắc đến
    Check(check::CheckCommand),
    /// Duyệt và trả lời bình luận
    Comments(comments::CommentsCommand),
    /// Đặt, sửa và chấm dứt cảnh báo ở đầu mọi trang
    Alert(alert::AlertCommand),
    /// Liệt kê và gỡ ca khúc
    Songs(songs::SongsCommand),
    /// Ghi bài viết giả để đo tốc độ; chỉ dùng với thư mục dữ liệu để thử
    #[command(hide = true)]
    BenchData(bench_data::BenchDataCommand),
}

/// Which site a command works on.
#[derive(Args, Clone, Debug)]
pub struct SiteOptions {
    /// Tệp cấu hình của cổng [mặc định: site.toml trong thư mục dữ liệu]
    #[arg(long, value_name = "FILE")]
    pub site: Option<PathBuf>,
    /// Thư mục dữ liệu
    #[arg(long, value_name = "DIR", default_value = "data")]
    pub data: PathBuf,
}

/// Runs the command that the process was started with: 0 when all went well, 1 when something
/// failed or a file has mistakes, 2 when the command line itself is wrong.
pub fn run() -> ExitCode {
    let command_line = CommandLine::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.into()),
    };
    let result = runtime.block_on(async {
        match command_line.command {
            Command::Serve(command) => serve::run(command).await,
            Command::Import(command) => import::run(command).await,
            Command::ImportDemo(site) => import::run_demo(&site).await,
            Command::Check(command) => Ok(check::run(&command)),
            Command::Comments(command) => comments::run(command).await,
            Command::Alert(command) => alert::run(command).await,
            Command::Songs(command) => songs::run(command).await,
            Command::BenchData(command) => bench_data::run(command).await,
        }
    });
    result.unwrap_or_else(|error| failed(&error))
}

impl SiteOptions {
    pub fn site_file(&self) -> PathBuf {
        self.site
            .clone()
            .unwrap_or_else(|| self.data.join("site.toml"))
    }

    /// The checked settings; their mistakes are told on standard error.
    ///
    /// # Errors
    /// When there are mistakes.
    pub fn load_settings(&self) -> anyhow::Result<Settings> {
        settings::load(&self.site_file()).map_err(|mistakes| {
            print_mistakes(&mistakes);
            anyhow::anyhow!("site.toml có {} lỗi", mistakes.len())
        })
    }

    /// The site with the machine's clock and random numbers.
    ///
    /// # Errors
    /// When the settings have mistakes or the data folder cannot be used.
    pub async fn open(&self) -> anyhow::Result<SiteState> {
        let surroundings = Surroundings {
            clock: Arc::new(SystemClock),
            entropy: Arc::new(SystemEntropy),
            push_service: Arc::new(WebPushService::default()),
        };
        Site::open(self.load_settings()?, self.data.clone(), surroundings).await
    }
}

fn print_mistakes(mistakes: &[Mistake]) {
    for mistake in mistakes {
        eprintln!("{mistake}");
    }
}

fn failed(error: &anyhow::Error) -> ExitCode {
    eprintln!("lỗi: {error:#}");
    ExitCode::FAILURE
}
