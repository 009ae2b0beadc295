//! Towns of any size to measure with.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::server::Server;
use crate::process::{command, output_folder, run};

/// The data folder of the demo town with `articles` more, the same each time.
///
/// # Errors
/// When `binary` cannot fill it.
pub fn of(binary: &Path, articles: u32) -> Result<PathBuf> {
    let folder = output_folder().join(format!("bench-town-{articles}"));
    // The server fills the folder with the demo town, and the command adds to it.
    Server::start(binary, &folder)?.stop()?;
    run(command(binary)
        .args(["bench-data", "--articles", &articles.to_string(), "--data"])
        .arg(&folder))?;
    Ok(folder)
}
