//! How soon an article that was read before shows its text without network.

use anyhow::Result;

use crate::{
    build::{self, Profile},
    process::{command, root, run},
    steps::Steps,
};

/// # Errors
/// When something cannot be built, the browser does not start, or the text comes too late.
pub fn offline() -> Result<()> {
    let binary = build::all(&mut Steps::new(build::STEPS), Profile::Release)?;
    run(command("node")
        .arg(root().join("tests/bench/offline.mjs"))
        .env("CONGLANG_SERVER", binary))
}
