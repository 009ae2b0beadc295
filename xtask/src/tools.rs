//! The programs that building needs beside Rust and Node: found in the very version that is wanted,
//! or installed.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{
    fingerprint,
    process::{cargo, command, find_on_path, output, output_folder, root, run},
    steps::Steps,
};

const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// 0.22 needs a newer compiler than the workspace's `rust-version`.
const TRUNK_VERSION: &str = "0.21.14";
const OLDEST_NODE: u32 = 20;

/// How many steps [`prepare`] takes.
pub const STEPS: usize = 2;

/// The search path under which children find the wanted versions first.
pub struct Tools {
    path: OsString,
}

impl Tools {
    /// A command that finds the tools, at the top of the repository.
    pub fn command(&self, program: &str) -> Command {
        let mut command = command(program);
        command.env("PATH", &self.path);
        command
    }
}

struct Tool {
    /// The program.
    name: &'static str,
    /// The crate that has it.
    package: &'static str,
    version: String,
}

/// Sees to the wasm target, Trunk, wasm-bindgen, and the packages of Node.
///
/// # Errors
/// When something is missing and cannot be installed.
pub fn prepare(steps: &mut Steps) -> Result<Tools> {
    let shelf = output_folder().join("tools/bin");
    steps.step(
        "Looking for the wasm target, Trunk and wasm-bindgen",
        || {
            add_wasm_target()?;
            let lock = fs::read_to_string(root().join("Cargo.lock"))?;
            let wasm_bindgen_version = locked_version(&lock, "wasm-bindgen")
                .context("wasm-bindgen is not in Cargo.lock")?
                .to_owned();
            for tool in [
                Tool {
                    name: "trunk",
                    package: "trunk",
                    version: TRUNK_VERSION.to_owned(),
                },
                Tool {
                    name: "wasm-bindgen",
                    package: "wasm-bindgen-cli",
                    version: wasm_bindgen_version,
                },
            ] {
                shelve(&tool, &shelf)?;
            }
            Ok(())
        },
    )?;
    steps.step(
        "Installing the packages of Node (npm ci)",
        install_node_packages,
    )?;
    let old_path = env::var_os("PATH").unwrap_or_default();
    let folders = [shelf, root().join("node_modules/.bin")]
        .into_iter()
        .chain(env::split_paths(&old_path));
    Ok(Tools {
        path: env::join_paths(folders)?,
    })
}

/// The version of `package` in the text of a Cargo.lock.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.next()?;
    lines
        .next()?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

fn add_wasm_target() -> Result<()> {
    let libraries =
        output(command("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]))?;
    if Path::new(&libraries).is_dir() {
        return Ok(());
    }
    eprintln!("  adding the target {WASM_TARGET}");
    run(command("rustup").args(["target", "add", WASM_TARGET]))
        .with_context(|| format!("Rust's standard library for {WASM_TARGET} is missing"))
}

/// Puts a link to the wanted version on the shelf, which stands first on the search path: two
/// folders on it may each hold the right version of one tool and a wrong one of the other.
fn shelve(tool: &Tool, shelf: &Path) -> Result<()> {
    let place = shelf.join(file_name(tool.name));
    if version(&place).as_deref() == Some(&tool.version) {
        return Ok(());
    }
    let cargo_home = cargo_home().map(|home| home.join("bin").join(file_name(tool.name)));
    let candidates: Vec<PathBuf> = find_on_path(tool.name)
        .into_iter()
        .chain(cargo_home)
        .collect();
    if let Some(found) = right_version(&candidates, tool) {
        return link(&found, &place);
    }
    // Somebody may need the other version that is there, so it is left alone.
    let another_is_there = candidates.iter().any(|file| file.is_file());
    install(tool, another_is_there.then(|| shelf.parent()).flatten())?;
    if version(&place).as_deref() == Some(&tool.version) {
        return Ok(());
    }
    let found = right_version(&candidates, tool).with_context(|| {
        format!(
            "{} {} was installed but is not found; is Cargo's bin folder known?",
            tool.name, tool.version
        )
    })?;
    link(&found, &place)
}

fn install(tool: &Tool, folder: Option<&Path>) -> Result<()> {
    let package = format!("{}@{}", tool.package, tool.version);
    eprintln!("  installing {package}");
    let with_folder = |command: &mut Command| {
        if let Some(folder) = folder {
            command.arg("--root").arg(folder);
        }
    };
    if find_on_path("cargo-binstall").is_some() {
        let mut binstall = cargo();
        binstall.args([
            "binstall",
            "--no-confirm",
            "--disable-strategies",
            "compile",
        ]);
        with_folder(&mut binstall);
        if run(binstall.arg(&package)).is_ok() {
            return Ok(());
        }
        eprintln!("  no ready-made {package}; building it");
    }
    eprintln!("  building {package} from source takes 5 to 10 minutes on two cores");
    let install = |locked: bool| {
        let mut install = cargo();
        install.args(["install", "--force", &package]);
        if locked {
            install.arg("--locked");
        }
        with_folder(&mut install);
        run(&mut install)
    };
    install(true).or_else(|error| {
        // A version in the package's own lock file may have gone from the registry.
        eprintln!("  {error:#}; again without its lock file");
        install(false)
    })
}

fn right_version(candidates: &[PathBuf], tool: &Tool) -> Option<PathBuf> {
    candidates
        .iter()
        .find(|file| version(file).as_deref() == Some(&tool.version))
        .cloned()
}

/// What `--version` ends with, as `trunk 0.21.14` does.
fn version(file: &Path) -> Option<String> {
    if !file.is_file() {
        return None;
    }
    let text = output(command(file).arg("--version")).ok()?;
    text.split_whitespace().nth(1).map(str::to_owned)
}

fn link(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    if to.symlink_metadata().is_ok() {
        fs::remove_file(to)?;
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(from, to)?;
    #[cfg(not(unix))]
    fs::copy(from, to)?;
    Ok(())
}

fn file_name(program: &str) -> String {
    format!("{program}{}", env::consts::EXE_SUFFIX)
}

fn cargo_home() -> Option<PathBuf> {
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
}

fn install_node_packages() -> Result<()> {
    let node = output(command("node").arg("--version"))
        .with_context(|| format!("Node {OLDEST_NODE} or newer is needed (https://nodejs.org)"))?;
    if major_version(&node).is_none_or(|major| major < OLDEST_NODE) {
        bail!("Node {OLDEST_NODE} or newer is needed; this is {node}");
    }
    let fingerprint = fingerprint::of(&root(), &["package.json", "package-lock.json"])?;
    let stamp = root().join("node_modules/.conglang-stamp");
    if fingerprint::is_current(&stamp, &fingerprint) {
        return Ok(());
    }
    run(command("npm")
        .args(["ci", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    fingerprint::write(&stamp, &fingerprint)
}

fn major_version(text: &str) -> Option<u32> {
    text.trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "trunk"), None);
    }

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(major_version("v20.20.2"), Some(20));
        assert_eq!(major_version("unknown"), None);
    }
}
