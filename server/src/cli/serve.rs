//! `conglang serve`: one process, one site, until it is told to stop.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::Context;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;

use crate::{api::comments, app::app, site::SiteState, visits};

/// How long running answers may take once the process was told to stop.
const STOP_DEADLINE: Duration = Duration::from_secs(8);

/// Serves `site` on `address`, and says where, until SIGTERM or Ctrl-C.
///
/// # Errors
/// When the address cannot be listened on, or the last visits cannot be written.
pub async fn serve(site: SiteState, address: SocketAddr) -> anyhow::Result<()> {
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
    ];

    println!("{} đang phục vụ tại http://{address}", site.settings.name);
    let service = app(Arc::clone(&site)).into_make_service_with_connect_info::<SocketAddr>();
    let stopping = Arc::clone(&site);
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        stop_requested().await;
        // Live streams never end by themselves.
        stopping.stop();
    });
    let mut server = std::pin::pin!(server.into_future());
    tokio::select! {
        result = &mut server => result?,
        () = deadline_after_stop(&site) => tracing::warn!("answers were cut off at the stop"),
    }

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
