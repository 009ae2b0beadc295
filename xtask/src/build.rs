//! Builds the app with Trunk and the server that carries it.

use std::{
    env, fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use anyhow::{Context, Result};

use crate::{
    fingerprint,
    process::{cargo, cargo_target, output_folder, root, run},
    steps::Steps,
    tools::{self, Tools},
};

/// What the app is made of, and what Trunk calls before and after it.
const APP_INPUTS: [&str; 16] = [
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "captcha-worker",
    "contract",
    "embeds",
    "extras",
    "index.html",
    "package-lock.json",
    "public",
    "service-worker",
    "src",
    "style",
    "xtask/src/scripts.rs",
    "xtask/src/style.rs",
    "xtask/src/vendor.rs",
];
/// What the server takes in as files.
const EMBEDDED: [&str; 2] = ["demo", "dist"];
/// Text and wasm shrink; pictures and fonts are packed already.
const COMPRESSIBLE: [&str; 9] = [
    "css",
    "html",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
];
const BROTLI_QUALITY: i32 = 11;
const BROTLI_WINDOW: i32 = 24;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Optimised app and server; the server holds the app.
    Release,
    /// Quick to build; the server reads the app from `dist/`.
    Development,
}

/// How many steps [`all`] takes.
pub const STEPS: usize = tools::STEPS + APP_STEPS + 1;
/// How many steps [`app`] takes.
pub const APP_STEPS: usize = 2;

/// `cargo xtask build`.
///
/// # Errors
/// When a step fails.
pub fn build() -> Result<()> {
    let binary = all(&mut Steps::new(STEPS), Profile::Release)?;
    let size = fs::metadata(&binary)?.len();
    eprintln!("{} ({:.1} MB)", binary.display(), megabytes(size));
    Ok(())
}

/// Tools, app and server. The server's binary.
///
/// # Errors
/// When a step fails.
pub fn all(steps: &mut Steps, profile: Profile) -> Result<PathBuf> {
    let tools = tools::prepare(steps)?;
    app(steps, &tools, profile)?;
    server(steps, profile)
}

/// The app in `dist/`, with compressed twins beside its files in a release.
///
/// # Errors
/// When Trunk fails, or `dist/` cannot be written.
pub fn app(steps: &mut Steps, tools: &Tools, profile: Profile) -> Result<()> {
    let fingerprint = format!("{profile:?} {}", fingerprint::of(&root(), &APP_INPUTS)?);
    let stamp = output_folder().join("stamps/app");
    let dist = root().join("dist");
    let current =
        fingerprint::is_current(&stamp, &fingerprint) && dist.join("index.html").is_file();
    let title = match profile {
        Profile::Release => "Building the app (release)",
        Profile::Development => "Building the app (development)",
    };
    steps.step(title, || {
        if current {
            eprintln!("  nothing changed");
            return Ok(());
        }
        // What a build that is broken off leaves in `dist/` shall not be taken for the one before it.
        forget(&stamp)?;
        // Trunk takes NO_COLOR for a flag of its own and refuses the value that everybody gives it.
        let mut trunk = tools.command("trunk");
        trunk
            .args(["build", "--dist", "dist"])
            .env_remove("NO_COLOR");
        if profile == Profile::Release {
            trunk.arg("--release");
        }
        run(&mut trunk)
    })?;
    steps.step("Compressing the app's files", || {
        if current {
            eprintln!("  nothing changed");
            return Ok(());
        }
        if profile == Profile::Release {
            compress_folder(&dist)?;
        }
        fingerprint::write(&stamp, &fingerprint)
    })
}

/// Removes `stamp`, which may not be there.
fn forget(stamp: &Path) -> Result<()> {
    match fs::remove_file(stamp) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", stamp.display()))
        }
        _ => Ok(()),
    }
}

fn server(steps: &mut Steps, profile: Profile) -> Result<PathBuf> {
    let binary_name = format!("conglang{}", env::consts::EXE_SUFFIX);
    let arguments = ["build", "-p", "conglang-server", "--bin", "conglang"];
    match profile {
        Profile::Development => {
            steps.step("Building the server (development)", || {
                run(cargo().args(arguments))
            })?;
            Ok(cargo_target().join("debug").join(binary_name))
        }
        Profile::Release => steps.step("Building the server (release)", || {
            let fingerprint = fingerprint::of(&root(), &EMBEDDED)?;
            let stamp = output_folder().join("stamps/embedded");
            if !fingerprint::is_current(&stamp, &fingerprint) {
                // Cargo does not know that files were added to the folders that the binary embeds.
                run(cargo().args([
                    "clean",
                    "--quiet",
                    "-p",
                    "conglang-server",
                    "--profile",
                    "server",
                ]))?;
            }
            run(cargo().args(arguments).args(["--profile", "server"]))?;
            let built = cargo_target().join("server").join(&binary_name);
            let place = output_folder().join("release").join(&binary_name);
            replace(&built, &place)?;
            fingerprint::write(&stamp, &fingerprint)?;
            Ok(place)
        }),
    }
}

/// Copies under another name and renames, since a binary that runs cannot be written over.
fn replace(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let temporary = to.with_extension("new");
    fs::copy(from, &temporary).with_context(|| format!("cannot copy {}", from.display()))?;
    fs::rename(&temporary, to).with_context(|| format!("cannot write {}", to.display()))
}

/// Leaves `x.br` and `x.gz` beside every file that shrinks.
fn compress_folder(folder: &Path) -> Result<()> {
    let mut queue: Vec<PathBuf> = fingerprint::files(folder)?
        .into_iter()
        .filter(|file| {
            file.extension()
                .is_some_and(|extension| COMPRESSIBLE.iter().any(|known| extension == *known))
        })
        .collect();
    queue.sort_by_key(|file| fs::metadata(file).map_or(0, |data| data.len()));
    let count = queue.len();
    let queue = Mutex::new(queue);
    let saved = AtomicU64::new(0);
    let work = || -> Result<()> {
        loop {
            // The lock is let go at once; the largest file is last in the queue and taken first.
            let next = queue.lock().map_or(None, |mut queue| queue.pop());
            let Some(file) = next else { return Ok(()) };
            saved.fetch_add(compress_file(&file)?, Ordering::Relaxed);
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        threads.into_iter().try_for_each(|thread| {
            thread
                .join()
                .unwrap_or_else(|_| anyhow::bail!("a compressing thread panicked"))
        })
    })?;
    let saved = megabytes(saved.load(Ordering::Relaxed));
    eprintln!("  {count} files, {saved:.1} MB less to send (brotli)");
    Ok(())
}

/// The bytes that brotli saves.
fn compress_file(file: &Path) -> Result<u64> {
    let whole = fs::read(file)?;
    let packed = brotli_compress(&whole)?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&whole)?;
    for (extension, bytes) in [("br", &packed), ("gz", &gzip.finish()?)] {
        let mut name = file.as_os_str().to_owned();
        name.push(".");
        name.push(extension);
        if bytes.len() < whole.len() {
            fs::write(name, bytes)?;
        }
    }
    Ok(u64::try_from(whole.len().saturating_sub(packed.len()))?)
}

/// As small as brotli gets it.
///
/// # Errors
/// None that memory does not cause.
pub fn brotli_compress(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: BROTLI_WINDOW,
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(packed)
}

#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_the_app_is_made_of_is_there() {
        // What is missing would count as empty, and its changes as none.
        for input in APP_INPUTS {
            assert!(root().join(input).exists(), "{input}");
        }
    }

    #[test]
    fn nothing_is_current_while_the_app_is_built() {
        let stamp = cargo_target().join("xtask-build-test/stamp");
        fingerprint::write(&stamp, "a").unwrap();
        forget(&stamp).unwrap();
        assert!(!fingerprint::is_current(&stamp, "a"));
        forget(&stamp).unwrap();
    }
}
