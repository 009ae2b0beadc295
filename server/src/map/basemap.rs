//! Whether a file is a basemap that browsers can draw. All numbers are little-endian, as the PMTiles
//! specification, version 3, has them.

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::Path,
};

use flate2::read::GzDecoder;
use geo::{BoundingRect, Coord, Intersects, Rect};
use serde::Deserialize;

use super::TownArea;
use crate::site::check::Mistake;

const HEADER_BYTES: usize = 127;
const SIGNATURE: &[u8] = b"PMTiles\x03";
/// Where the header says where the root directory, the metadata, the leaf directories and the tiles begin;
/// the length of each stands behind it.
const SECTIONS: [usize; 4] = [8, 24, 40, 56];
const METADATA: usize = 24;
const DIRECTORY_COMPRESSION: usize = 97;
const TILE_COMPRESSION: usize = 98;
const TILE_TYPE: usize = 99;
const VECTOR_TILES: u8 = 1;
const UNCOMPRESSED: u8 = 1;
const GZIP: u8 = 2;
/// West, south, east and north in ten-millionths of a degree.
const BOUNDS: usize = 102;
/// Metadata that are larger are not looked into.
const MAX_METADATA_BYTES: u64 = 1024 * 1024;
/// Layers of the Protomaps layout, one of which every file of it has.
const LAYERS: [&str; 2] = ["earth", "roads"];

#[derive(Deserialize)]
struct Metadata {
    #[serde(default)]
    vector_layers: Vec<VectorLayer>,
}

#[derive(Deserialize)]
struct VectorLayer {
    id: String,
}

/// What keeps the file at `path` from being drawn behind `areas`.
pub fn check(path: &Path, areas: &[TownArea]) -> Option<Mistake> {
    let reason = match File::open(path) {
        Ok(mut file) => reason(&mut file, areas)?,
        Err(error) => format!("không đọc được tệp: {error}"),
    };
    Some(Mistake::new(path, None, reason))
}

fn reason(file: &mut File, areas: &[TownArea]) -> Option<String> {
    let mut header = [0; HEADER_BYTES];
    if file.read_exact(&mut header).is_err() || !header.starts_with(SIGNATURE) {
        return Some("không phải là tệp PMTiles phiên bản 3".to_owned());
    }
    if header[TILE_TYPE] != VECTOR_TILES {
        return Some("phải chứa ô bản đồ dạng véc-tơ (MVT), tệp này chứa ảnh".to_owned());
    }
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let end = SECTIONS
        .iter()
        .map(|&at| number(&header, at).saturating_add(number(&header, at + 8)))
        .max()
        .unwrap_or_default();
    if end > size {
        return Some(format!(
            "tệp bị cắt cụt: phải có {end} byte nhưng chỉ còn {size}; hãy chép lại tệp"
        ));
    }
    let is_readable = |at: usize| [UNCOMPRESSED, GZIP].contains(&header[at]);
    if !is_readable(DIRECTORY_COMPRESSION) || !is_readable(TILE_COMPRESSION) {
        return Some("được nén theo cách mà trình duyệt không đọc được; cần gzip".to_owned());
    }
    if !covers(&header, areas) {
        return Some("không phủ lên vùng nào của bản đồ".to_owned());
    }
    match layers(file, &header) {
        None => Some("phần mô tả (metadata) bị hỏng".to_owned()),
        Some(layers)
            if !LAYERS
                .iter()
                .any(|&layer| layers.iter().any(|own| own == layer)) =>
        {
            Some(format!(
                "không theo cách xếp lớp của Protomaps (cần lớp `earth`, `roads`…; tệp có: {})",
                if layers.is_empty() {
                    "không lớp nào".to_owned()
                } else {
                    layers.join(", ")
                }
            ))
        }
        Some(_) => None,
    }
}

fn number(header: &[u8; HEADER_BYTES], at: usize) -> u64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&header[at..at + 8]);
    u64::from_le_bytes(bytes)
}

fn covers(header: &[u8; HEADER_BYTES], areas: &[TownArea]) -> bool {
    let degrees = |index: usize| {
        let at = BOUNDS + 4 * index;
        let mut bytes = [0; 4];
        bytes.copy_from_slice(&header[at..at + 4]);
        f64::from(i32::from_le_bytes(bytes)) / 1e7
    };
    let corner = |x, y| Coord { x, y };
    let bounds = Rect::new(
        corner(degrees(0), degrees(1)),
        corner(degrees(2), degrees(3)),
    );
    // Where the areas themselves are wrong, nothing can be said.
    areas.is_empty()
        || areas
            .iter()
            .filter_map(|area| area.geometry.bounding_rect())
            .any(|area| area.intersects(&bounds))
}

/// The names of the layers; none when they cannot be read.
fn layers(file: &mut File, header: &[u8; HEADER_BYTES]) -> Option<Vec<String>> {
    file.seek(SeekFrom::Start(number(header, METADATA))).ok()?;
    let written = file.take(number(header, METADATA + 8));
    let mut text = String::new();
    if header[DIRECTORY_COMPRESSION] == GZIP {
        let unpacked = GzDecoder::new(written);
        unpacked
            .take(MAX_METADATA_BYTES)
            .read_to_string(&mut text)
            .ok()?;
    } else {
        written
            .take(MAX_METADATA_BYTES)
            .read_to_string(&mut text)
            .ok()?;
    }
    let metadata: Metadata = serde_json::from_str(&text).ok()?;
    Some(
        metadata
            .vector_layers
            .into_iter()
            .map(|layer| layer.id)
            .collect(),
    )
}
