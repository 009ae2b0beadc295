//! Copies the browser libraries of others, which npm has installed, to where Trunk takes them from.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::process;

/// Files below `node_modules`, and what they are called below `/vendor`. Licences go along.
const FILES: [(&str, &str); 15] = [
    ("leaflet/dist/leaflet.js", "leaflet/leaflet.js"),
    ("leaflet/dist/leaflet.css", "leaflet/leaflet.css"),
    (
        "leaflet/dist/images/layers.png",
        "leaflet/images/layers.png",
    ),
    (
        "leaflet/dist/images/layers-2x.png",
        "leaflet/images/layers-2x.png",
    ),
    (
        "leaflet/dist/images/marker-icon.png",
        "leaflet/images/marker-icon.png",
    ),
    (
        "leaflet/dist/images/marker-shadow.png",
        "leaflet/images/marker-shadow.png",
    ),
    ("leaflet/LICENSE", "leaflet/LICENSE.txt"),
    (
        "leaflet.markercluster/dist/leaflet.markercluster.js",
        "leaflet.markercluster/leaflet.markercluster.js",
    ),
    (
        "leaflet.markercluster/dist/MarkerCluster.css",
        "leaflet.markercluster/leaflet.markercluster.css",
    ),
    (
        "leaflet.markercluster/MIT-LICENCE.txt",
        "leaflet.markercluster/LICENSE.txt",
    ),
    (
        "protomaps-leaflet/dist/protomaps-leaflet.js",
        "protomaps-leaflet/protomaps-leaflet.js",
    ),
    ("protomaps-leaflet/LICENSE", "protomaps-leaflet/LICENSE.txt"),
    (
        "photoswipe/dist/umd/photoswipe.umd.min.js",
        "photoswipe/photoswipe.js",
    ),
    (
        "photoswipe/dist/photoswipe.css",
        "photoswipe/photoswipe.css",
    ),
    ("photoswipe/LICENSE", "photoswipe/LICENSE.txt"),
];

/// Writes `target/vendor/`. A file that has not changed is left alone, as by the style sheets.
///
/// # Errors
/// When npm has not installed a library, or the folder cannot be written.
pub fn copy() -> Result<()> {
    let from = process::root().join("node_modules");
    let to = process::output_folder().join("vendor");
    for (source, name) in FILES {
        let source = from.join(source);
        let bytes = fs::read(&source)
            .with_context(|| format!("cannot read {}; `npm ci` installs it", source.display()))?;
        write(&to.join(name), &bytes)?;
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
