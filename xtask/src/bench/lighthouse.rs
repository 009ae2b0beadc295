//! What Lighthouse says of the release build, as on a phone.

use anyhow::Result;

use crate::{
    build::{self, Profile},
    fingerprint,
    process::{command, root, run},
    steps::Steps,
};

const FOLDER: &str = "tests/lighthouse";

/// # Errors
/// When something cannot be built or installed, or a page is below the limits.
pub fn lighthouse() -> Result<()> {
    let mut steps = Steps::new(build::STEPS + 1);
    let binary = build::all(&mut steps, Profile::Release)?;
    steps.step("Installing Lighthouse (npm ci)", install)?;
    run(command("node")
        .arg(root().join(FOLDER).join("run.mjs"))
        .env("CONGLANG_SERVER", binary))
}

/// It is large, and nothing else needs it.
fn install() -> Result<()> {
    let folder = root().join(FOLDER);
    let fingerprint = fingerprint::of(&folder, &["package.json", "package-lock.json"])?;
    let stamp = folder.join("node_modules/.conglang-stamp");
    if fingerprint::is_current(&stamp, &fingerprint) {
        return Ok(());
    }
    run(command("npm")
        .current_dir(&folder)
        .args(["ci", "--no-audit", "--no-fund"]))?;
    fingerprint::write(&stamp, &fingerprint)
}
