//! Measures what the first visit transfers, and how fast the server is.

mod lighthouse;
mod load;
mod map;
mod offline;
mod search;
mod server;
mod sitemap;
mod size;
mod town;

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;

#[derive(Subcommand)]
pub enum Bench {
    /// The bytes of wasm and JavaScript that a first visit transfers.
    Size,
    /// Frames a second while a map of 200 areas and 5,000 places is panned, four times slowed down.
    Map,
    /// Lighthouse on the home page and an article, as on a phone: medians of five runs.
    Lighthouse,
    /// How soon an article that was read before shows its text without network, four times slowed down.
    Offline,
    /// How long searches and suggestions take in a town of 1,000 articles, and in one of 100,000.
    Search,
    /// How long the sitemaps of a town of 100,000 articles take.
    Sitemap,
    /// Requests a second, the slowest hundredth and the memory, for an article's page and its JSON.
    Server {
        /// How long each is measured.
        #[arg(long, default_value_t = 10)]
        seconds: u64,
        /// How many connections are kept open at once.
        #[arg(long, default_value_t = 16)]
        connections: usize,
    },
}

/// # Errors
/// When something cannot be built or started.
pub fn bench(what: &Bench) -> Result<ExitCode> {
    match *what {
        Bench::Size => size::size(),
        Bench::Map => map::map().map(|()| ExitCode::SUCCESS),
        Bench::Lighthouse => lighthouse::lighthouse().map(|()| ExitCode::SUCCESS),
        Bench::Offline => offline::offline().map(|()| ExitCode::SUCCESS),
        Bench::Search => search::search().map(|()| ExitCode::SUCCESS),
        Bench::Sitemap => sitemap::sitemap().map(|()| ExitCode::SUCCESS),
        Bench::Server {
            seconds,
            connections,
        } => server::server(seconds, connections).map(|()| ExitCode::SUCCESS),
    }
}
