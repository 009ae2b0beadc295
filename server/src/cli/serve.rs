//! `conglang serve`: one process, one site, until it is told to stop.

use std::{io::IsTerminal, net::SocketAddr, process::ExitCode, sync::Arc, time::Duration};

use anyhow::Context;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
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
/// When the address cannot be listened on, or the last visits cannot be written.
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
    let background = [
        tokio::spawn(visits::flush_regularly(Arc::clone(&site))),
        tokio::spawn(comments::watch_changes(Arc::clone(&site))),
        tokio::spawn(alerts::watch_changes(Arc::clone(&site))),
        tokio::spawn(search::follow_changes(Arc::clone(&site))),
    ];

    let mut sending = tokio::spawn(push::send_regularly(Arc::clone(&site)));

    println!("{} đang phục vụ tại http://{address}", site.settings.name);
    let service = app(Arc::clone(&site)).into_make_service_with_connect_info::<SocketAddr>();
    let stopping = Arc::clone(&site);
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        stop_requested().await;
        // Live streams never end by themselves.
        stopping.stop();
    });
    let finished = async {
        server.await?;
        site.stop();
        // What is on its way to a push service comes to its end, so that it is not sent again at the next start.
        Ok::<_, std::io::Error>((&mut sending).await)
    };
    tokio::select! {
        result = finished => {
            if let Err(error) = result? {
                tracing::error!(%error, "the sending of messages has ended");
            }
        }
        () = deadline_after_stop(&site) => tracing::warn!("answers were cut off at the stop"),
    }

    sending.abort();
    for task in background {
        task.abort();
    }
    visits::flush(&site).await?;
    site.store.close().await;
    tracing::info!("stopped");
    Ok(())
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
