//! Bundles the scripts that browsers load beside the app to where Trunk takes them from, and shortens those that
//! start wasm (esbuild).

use std::{env, ffi::OsStr, fs, path::PathBuf};

use anyhow::{Context, Result};

use crate::process::{esbuild, output_folder, root, run};

/// Scripts of one folder.
struct Bundle {
    /// Has them in `src`; what comes of them is in `target`, under the same name.
    folder: &'static str,
    entries: &'static [&'static str],
    /// The oldest language that reads them.
    target: &'static str,
}

const BUNDLES: [Bundle; 2] = [
    // With the parts of Workbox that it uses: the worker and its part in pages, and what replaces both when it is
    // switched off.
    Bundle {
        folder: "service-worker",
        entries: &["main.js", "page.js", "off.js", "off-page.js"],
        // Phones of five years ago.
        target: "es2020",
    },
    // What other sites load, what stands in each part that they show, and the page where one picks them.
    Bundle {
        folder: "embeds",
        entries: &["element.js", "frame.js", "picker.js"],
        // Private members are the newest that is used: Chrome 84, Firefox 90, Safari 15.
        target: "es2022",
    },
];

/// Writes `target/service-worker/` and `target/embeds/`.
///
/// # Errors
/// When npm has not installed esbuild, or a script has a mistake.
pub fn bundle() -> Result<()> {
    BUNDLES.iter().try_for_each(Bundle::write)
}

/// Takes what only people read out of the scripts that wasm-bindgen has written for a release, in the folder that
/// Trunk names: a fifth of what is sent of them.
///
/// # Errors
/// When Trunk did not call this, or a script cannot be read.
pub fn shorten() -> Result<()> {
    if env::var_os("TRUNK_PROFILE").is_none_or(|profile| profile != "release") {
        return Ok(());
    }
    let folder = env::var_os("TRUNK_STAGING_DIR").context("Trunk names no TRUNK_STAGING_DIR")?;
    for entry in fs::read_dir(PathBuf::from(folder))? {
        let path = entry?.path();
        if path.extension() == Some(OsStr::new("js")) {
            run(esbuild()
                .arg(&path)
                .args(["--minify", "--allow-overwrite", "--log-level=warning"])
                .arg(format!("--outfile={}", path.display())))?;
        }
    }
    Ok(())
}

impl Bundle {
    fn write(&self) -> Result<()> {
        let source = root().join(self.folder).join("src");
        let to = output_folder().join(self.folder);
        let mut esbuild = esbuild();
        esbuild
            .args(self.entries.iter().map(|entry| source.join(entry)))
            .args([
                "--bundle",
                "--minify",
                "--format=iife",
                "--log-level=warning",
                // Workbox leaves out what it says to developers.
                "--define:process.env.NODE_ENV=\"production\"",
            ])
            .arg(format!("--target={}", self.target))
            .arg(format!("--outdir={}", to.display()));
        run(&mut esbuild)
    }
}
