//! Whether a server, ours or another one, answers as the contract says.

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;

use crate::process::cargo;

#[derive(Args)]
pub struct ConformanceOptions {
    /// Where the server is: `http://127.0.0.1:8080`.
    #[arg(long, value_name = "URL")]
    base_url: String,
    /// Also rate an article, and send a comment and delete it. For a server that is there to be tried.
    #[arg(long)]
    writes: bool,
}

/// Each check and what came of it is printed.
///
/// # Errors
/// When Cargo cannot be started.
pub fn conformance(options: &ConformanceOptions) -> Result<ExitCode> {
    let mut checks = cargo();
    // A package of its own, so that no other task waits for its HTTP client to be built.
    checks
        .args(["run", "--quiet", "-p", "conglang-conformance", "--"])
        .args(["--base-url", &options.base_url])
        .args(options.writes.then_some("--writes"));
    let status = checks.status().context("cannot start Cargo")?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
