//! What the first load of a page transfers for the app.

use std::{fs, process::ExitCode};

use anyhow::Result;

use crate::{
    build::{self, Profile, brotli_compress},
    fingerprint,
    process::root,
    steps::Steps,
    tools,
};

/// Bytes, brotli.
const APP_LIMIT: usize = 260_000;
/// Loaded when a resident touches a form, or uses what the extras and the libraries of others have.
const LATER: [&str; 3] = ["captcha-worker", "extras", "vendor"];

/// # Errors
/// When the app cannot be built.
pub fn size() -> Result<ExitCode> {
    let mut steps = Steps::new(tools::STEPS + build::APP_STEPS);
    let tools = tools::prepare(&mut steps)?;
    build::app(&mut steps, &tools, Profile::Release)?;
    let dist = root().join("dist");
    let (mut app, mut later) = (0, 0);
    println!("{:>10} {:>10}  file", "bytes", "brotli");
    for file in fingerprint::files(&dist)? {
        if !file
            .extension()
            .is_some_and(|extension| extension == "js" || extension == "wasm")
        {
            continue;
        }
        let whole = fs::read(&file)?;
        let packed = brotli_compress(&whole)?.len();
        let name = file
            .strip_prefix(&dist)
            .unwrap_or(&file)
            .display()
            .to_string();
        println!("{:>10} {packed:>10}  {name}", whole.len());
        if LATER.iter().any(|part| name.starts_with(part)) {
            later += packed;
        } else {
            app += packed;
        }
    }
    println!("loaded on use: {later} bytes (brotli)");
    println!("app, on first load: {app} bytes (brotli), limit {APP_LIMIT}");
    Ok(if app <= APP_LIMIT {
        ExitCode::SUCCESS
    } else {
        eprintln!("error: the app is {} bytes too large", app - APP_LIMIT);
        ExitCode::FAILURE
    })
}
