//! The browser for the flows: the system's own.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use crate::process::{command, find_on_path, output, run};

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// # Errors
/// When there is none and it may not be installed; the message says what to install.
pub fn find_or_install() -> Result<PathBuf> {
    if let Some(file) = find() {
        return Ok(file);
    }
    let is_root = output(command("id").arg("-u")).is_ok_and(|user| user == "0");
    let is_debian = Path::new("/etc/debian_version").is_file();
    if is_root && is_debian {
        eprintln!("  installing the package chromium");
        run(command("apt-get").arg("update"))?;
        run(command("apt-get")
            .args(["install", "-y", "--no-install-recommends", "chromium"])
            .env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    let Some(file) = find() else {
        bail!(
            "Chromium is missing. Install it (Debian, Ubuntu: `sudo apt-get install chromium`; \
             Fedora: `sudo dnf install chromium`; macOS: `brew install --cask chromium`), \
             or name a Chrome in the variable CHROMIUM."
        );
    };
    Ok(file)
}

fn find() -> Option<PathBuf> {
    env::var_os("CHROMIUM")
        .map(PathBuf::from)
        .filter(|file| file.is_file())
        .or_else(|| NAMES.iter().find_map(|name| find_on_path(name)))
}
