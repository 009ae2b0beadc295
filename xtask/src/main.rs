//! The one way to run, test, build and measure Cổng Làng: `cargo xtask`.

mod bench;
mod build;
mod conformance;
mod demo_songs;
mod fingerprint;
mod process;
mod run;
mod scripts;
mod steps;
mod style;
mod test;
mod tools;
mod vendor;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Runs, tests, builds and measures Cổng Làng.
#[derive(Parser)]
#[command(name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds what is missing and serves the demo town.
    Run(run::RunOptions),
    /// Runs every check and every test.
    Test,
    /// Leaves `target/release/conglang` with the app inside.
    Build,
    /// Measures.
    Bench {
        #[command(subcommand)]
        what: bench::Bench,
    },
    /// Checks that a server answers as the contract says.
    Conformance(conformance::ConformanceOptions),
    /// Puts the style sheets together and copies the libraries of others; Trunk calls it before each build.
    Assets,
    /// Shortens the scripts that wasm-bindgen has written; Trunk calls it after each build.
    #[command(hide = true)]
    Shorten,
    /// Computes the demo town's recordings anew; needs ffmpeg.
    DemoSongs,
    /// Prints the address as soon as the server answers.
    #[command(hide = true)]
    Announce { port: u16 },
}

fn main() -> ExitCode {
    match dispatch(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command) -> Result<ExitCode> {
    match command {
        Command::Run(options) => run::run(&options),
        Command::Test => test::test(),
        Command::Build => build::build().map(|()| ExitCode::SUCCESS),
        Command::Bench { what } => bench::bench(&what),
        Command::Conformance(options) => conformance::conformance(&options),
        Command::Assets => {
            style::write()?;
            vendor::copy()?;
            scripts::bundle()?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Shorten => scripts::shorten().map(|()| ExitCode::SUCCESS),
        Command::DemoSongs => demo_songs::write().map(|()| ExitCode::SUCCESS),
        Command::Announce { port } => {
            run::announce(port);
            Ok(ExitCode::SUCCESS)
        }
    }
}
