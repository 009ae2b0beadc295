//! Measures what the first visit transfers, and how fast the server is.

mod load;
mod map;
mod server;
mod size;

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;

#[derive(Subcommand)]
pub enum Bench {
    /// The bytes of wasm and JavaScript that a first visit transfers.
    Size,
    /// Frames a second while a map of 200 areas and 5,000 places is panned, four times slowed down.
    Map,
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
        Bench::Server {
            seconds,
            connections,
        } => server::server(seconds, connections).map(|()| ExitCode::SUCCESS),
    }
}
