//! `conglang serve`: one process, one site, until it is told to stop.

use std::{io::IsTerminal, net::SocketAddr, process::ExitCode, sync::Arc, time::Duration};

use anyhow::Context;
use axum::serve::ListenerExt;
use tokio::{net::TcpListener, task::JoinSet};
use tracing_subscriber::EnvFilter;

use super::SiteOptions;
use crate::{
    api::{alerts, comments},
    app::app,
    demo, push, search,
    site::SiteState,
    visits,
};

/// How long running answers may take once the process was told to stop.
const STOP_DEADLINE: Duration = Duration::from_secs(8);

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

pub async fn run(command: ServeCommand) -> anyhow::Result<ExitCode> {
    write_log();
    if command.demo && demo::fill(&command.site.data).await? {
        import_demo_apart(&command.site)?;
    }
    serve(command.site.open().await?, command.listen).await?;
    Ok(ExitCode::SUCCESS)
}

/// Imports the demo's articles in a process of its own: its photographs take much memory for a moment,
/// which a process that goes on to serve would keep.
fn import_demo_apart(site: &SiteOptions) -> anyhow::Result<()> {
    let mut import = std::process::Command::new(std::env::current_exe()?);
    import.arg("import-demo").arg("--data").arg(&site.data);
    if let Some(file) = &site.site {
        import.arg("--site").arg(file);
    }
    if import.status()?.success() {
        Ok(())
    } else {
        anyhow::bail!("chưa đưa được thị xã mẫu vào thư mục dữ liệu")
    }
}

/// The log goes to standard error: lines for a person at a terminal, JSON for a machine.
fn write_log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        log.init();
    } else {
        log.json().init();
    }
}

/// Serves `site` on `address`, and says where, until SIGTERM or Ctrl-C.
///
/// # Errors
/// When the address cannot be listened on, a task beside the answers has ended, or the last visits cannot be
/// written.
async fn serve(site: SiteState, address: SocketAddr) -> anyhow::Result<()> {
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("không mở được địa chỉ {address}"))?;
    let address = listener.local_addr()?;
    // Without this a page waits up to 40 ms for the other side's delayed acknowledgement.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps Nagle's algorithm");
        }
    });
    let mut background = background(&site);
    println!("{} đang phục vụ tại http://{address}", site.settings.name);
    let service = app(Arc::clone(&site)).into_make_service_with_connect_info::<SocketAddr>();
    let stopping = Arc::clone(&site);
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        tokio::select! {
            () = stop_requested() => {}
            // A task has ended.
            () = stopping.stopped() => {}
        }
        // Live streams never end by themselves.
        stopping.stop();
    });
    let served = async {
        let served = server.await;
        site.stop();
        served
    };
    let mut has_failed = false;
    // What is on its way to a push service comes to its end, so that it is not sent again at the next start.
    let watched = watch_over(
        &mut background,
        || site.is_stopping(),
        || {
            has_failed = true;
            site.stop();
        },
    );
    tokio::select! {
        (served, ()) = async { tokio::join!(served, watched) } => served?,
        () = deadline_after_stop(&site) => tracing::warn!("answers were cut off at the stop"),
    }

    background.shutdown().await;
    visits::flush(&site).await?;
    site.store.close().await;
    tracing::info!("stopped");
    // The service manager starts another process, in which everything runs.
    anyhow::ensure!(!has_failed, "một việc chạy nền đã dừng giữa chừng");
    Ok(())
}

/// What runs beside the answers until the site is stopped.
fn background(site: &SiteState) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    tasks.spawn(visits::flush_regularly(Arc::clone(site)));
    tasks.spawn(search::follow_changes(Arc::clone(site)));
    tasks.spawn(push::send_regularly(Arc::clone(site)));
    tasks.spawn(until_stop(site, comments::watch_changes(Arc::clone(site))));
    tasks.spawn(until_stop(site, alerts::watch_changes(Arc::clone(site))));
    tasks
}

/// `task`, which would run until it is dropped.
fn until_stop(
    site: &SiteState,
    task: impl Future<Output = ()> + Send + 'static,
) -> impl Future<Output = ()> + Send + 'static {
    let site = Arc::clone(site);
    async move {
        tokio::select! {
            () = task => {}
            () = site.stopped() => {}
        }
    }
}

/// Waits until all of `tasks` have ended. One that does so before the stop would leave the portal without
/// something that nobody misses at once, such as live alerts; so `fail` is called, which has to begin the stop.
async fn watch_over(
    tasks: &mut JoinSet<()>,
    is_stopping: impl Fn() -> bool,
    mut fail: impl FnMut(),
) {
    while let Some(ended) = tasks.join_next().await {
        let is_early = !is_stopping();
        match ended {
            Err(error) => tracing::error!(%error, "a task beside the answers has failed"),
            Ok(()) if is_early => tracing::error!("a task beside the answers has ended"),
            Ok(()) => {}
        }
        if is_early {
            fail();
        }
    }
}

async fn deadline_after_stop(site: &SiteState) {
    site.stopped().await;
    tokio::time::sleep(STOP_DEADLINE).await;
}

async fn stop_requested() {
    let interrupt = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "Ctrl-C cannot be waited for");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => {
                tracing::error!(%error, "SIGTERM cannot be waited for");
                std::future::pending::<()>().await;
            }
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::watch;

    use super::*;

    /// One task that runs until the stop, and `task`.
    async fn run(task: impl Future<Output = ()> + Send + 'static, is_stopped: bool) -> bool {
        let whole = watch::channel(is_stopped).0;
        let mut stop = whole.subscribe();
        let mut tasks = JoinSet::new();
        tasks.spawn(async move {
            let _ = stop.wait_for(|&stopping| stopping).await;
        });
        tasks.spawn(task);
        let mut has_failed = false;
        let fail = || {
            has_failed = true;
            whole.send_replace(true);
        };
        watch_over(&mut tasks, || *whole.borrow(), fail).await;
        assert!(tasks.is_empty());
        has_failed
    }

    #[tokio::test]
    async fn a_task_that_ends_before_the_stop_ends_the_whole() {
        assert!(run(async { panic!("of a test") }, false).await);
        assert!(run(async {}, false).await);
        assert!(!run(async {}, true).await);
    }
}
