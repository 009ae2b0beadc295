//! Puts `style/` together into the one sheet that the page links, and minifies it (esbuild): the first paint waits
//! for all of it.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{fingerprint, process};

/// The layers in their order; the components follow.
const LAYERS: [&str; 3] = ["tokens.css", "base.css", "layout.css"];

/// Writes `target/style/conglang.css`. An unchanged sheet is left alone, so that `trunk serve`,
/// which watches the folder, does not build in a circle.
///
/// # Errors
/// When a sheet cannot be read, npm has not installed esbuild, or the result cannot be written.
pub fn write() -> Result<()> {
    let output = process::output_folder();
    let whole = output.join("whole.css");
    fingerprint::write(&whole, &together(&process::root().join("style"))?)?;
    let sheet = process::output(
        process::esbuild()
            .arg(&whole)
            .args(["--minify", "--log-level=warning"]),
    )?;
    let path = output.join("style/conglang.css");
    if fs::read_to_string(&path).is_ok_and(|old| old == sheet) {
        return Ok(());
    }
    fingerprint::write(&path, &sheet)
}

fn together(folder: &Path) -> Result<String> {
    let mut sheets: Vec<PathBuf> = LAYERS.iter().map(|layer| folder.join(layer)).collect();
    sheets.extend(
        fingerprint::files(&folder.join("components"))?
            .into_iter()
            .filter(|file| file.extension().is_some_and(|extension| extension == "css")),
    );
    let mut whole = String::new();
    for sheet in sheets {
        let text = fs::read_to_string(&sheet)
            .with_context(|| format!("cannot read {}", sheet.display()))?;
        let name = sheet.strip_prefix(folder).unwrap_or(&sheet).display();
        writeln!(whole, "/* {name} */\n{}\n", text.trim_end())?;
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_come_in_their_order_and_components_by_name() {
        let folder = process::cargo_target().join("xtask-style-test");
        for (name, text) in [
            ("layout.css", "l{}"),
            ("base.css", "b{}"),
            ("tokens.css", "t{}"),
            ("components/rating.css", "r{}"),
            ("components/article.css", "a{}"),
            ("components/notes.md", "no sheet"),
        ] {
            fingerprint::write(&folder.join(name), text).unwrap();
        }
        let rules: String = together(&folder)
            .unwrap()
            .lines()
            .filter(|line| !line.starts_with("/*"))
            .collect();
        assert_eq!(rules, "t{}b{}l{}a{}r{}");
    }
}
