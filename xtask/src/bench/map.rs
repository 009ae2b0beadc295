//! How smooth a large map is in a slow browser.

use anyhow::Result;

use crate::{
    build::{self, Profile},
    process::{command, root, run},
    steps::Steps,
};

/// # Errors
/// When something cannot be built, or the browser does not start.
pub fn map() -> Result<()> {
    let binary = build::all(&mut Steps::new(build::STEPS), Profile::Release)?;
    run(command("node")
        .arg(root().join("tests/bench/map.mjs"))
        .env("CONGLANG_SERVER", binary))
}
