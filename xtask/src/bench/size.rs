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
/// What other sites load: bytes of brotli.
const ELEMENT: (&str, usize) = ("embeds/element.js", 4_096);
/// The script that stands in each part that they show: bytes as it is.
const FRAME: (&str, usize) = ("embeds/frame.js", 6_000);
/// Loaded when a resident touches a form, or uses what the extras and the libraries of others have.
/// The service worker comes after the page, of which its `page.js` is a part.
const LATER: [&str; 6] = [
    "captcha-worker",
    "embeds",
    "extras",
    "service-worker/main.js",
    "service-worker/off",
    "vendor",
];

/// # Errors
/// When the app cannot be built.
pub fn size() -> Result<ExitCode> {
    let mut steps = Steps::new(tools::STEPS + build::APP_STEPS);
    let tools = tools::prepare(&mut steps)?;
    build::app(&mut steps, &tools, Profile::Release)?;
    let dist = root().join("dist");
    let (mut app, mut later) = (0, 0);
    let mut too_large = Vec::new();
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
        for ((script, limit), size) in [(ELEMENT, packed), (FRAME, whole.len())] {
            if name == script && size > limit {
                too_large.push(format!("{name} is {} bytes too large", size - limit));
            }
        }
        if LATER.iter().any(|part| name.starts_with(part)) {
            later += packed;
        } else {
            app += packed;
        }
    }
    println!("loaded on use: {later} bytes (brotli)");
    println!("app, on first load: {app} bytes (brotli), limit {APP_LIMIT}");
    if app > APP_LIMIT {
        too_large.push(format!("the app is {} bytes too large", app - APP_LIMIT));
    }
    for told in &too_large {
        eprintln!("error: {told}");
    }
    Ok(if too_large.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
