//! The file of areas.

use std::{collections::HashSet, path::Path};

use conglang_contract::{folding::hyphenated, map::FormerArea, slug::Slug};
use geo::{BoundingRect, InteriorPoint};

use super::{
    TownArea,
    features::{self, FeatureReader},
    geometry,
};
use crate::site::check::Mistake;

const NOUN: &str = "vùng";
/// How far one area may lie from all others: a wrong digit moves it by a hundred kilometres.
const MOST_METRES_APART: f64 = 50_000.0;
/// Some of these lie farther out in the sea.
const KINDS_OF_ISLANDS: [&str; 2] = ["đặc khu", "huyện đảo"];

/// An area, and what of it can only be understood when all are read.
struct Written {
    area: TownArea,
    /// Codes or ids.
    successors: Vec<String>,
    line: usize,
    /// What mistakes call it.
    title: String,
}

/// The areas that have no mistakes.
pub fn read(file: &Path, mistakes: &mut Vec<Mistake>) -> Vec<TownArea> {
    let mut known: Vec<(TownArea, usize)> = Vec::new();
    let mut ids = HashSet::new();
    let mut index = 0;
    let written = features::read(file, NOUN, mistakes, |reader| {
        index += 1;
        let mut written = area(reader, &mut ids)?;
        let same = |(other, _): &&(TownArea, usize)| {
            other.code == written.area.code && overlap(other, &written.area)
        };
        if let Some((other, number)) = known.iter().find(same) {
            let other = format!("vùng thứ {number} “{}”", other.name);
            reader.note(format!(
                "mã {} đã dùng cho {other} trong cùng thời gian",
                written.area.code
            ));
            return None;
        }
        let mut without_shape = written.area.clone();
        without_shape.geometry = geo::MultiPolygon::new(Vec::new());
        known.push((without_shape, index));
        if !written.successors.is_empty() && written.area.valid_to.is_none() {
            reader.note("có `successors` thì cần `valid_to`, ngày cuối cùng còn hiệu lực");
            written.successors.clear();
        }
        Some(written)
    });
    note_far(file, &written, mistakes);
    link(file, written, mistakes)
}

/// Notes the areas that lie far from every other one: the whole map would shrink to show them.
fn note_far(file: &Path, written: &[Written], mistakes: &mut Vec<Mistake>) {
    let may_be_far = |written: &&Written| {
        let kind = written.area.kind.to_lowercase();
        KINDS_OF_ISLANDS.contains(&kind.as_str())
    };
    let bounded: Vec<_> = written
        .iter()
        .filter(|written| !may_be_far(written))
        .filter_map(|written| Some((written, written.area.geometry.bounding_rect()?)))
        .collect();
    if bounded.len() < 2 {
        return;
    }
    for (index, (Written { line, title, .. }, bounds)) in bounded.iter().enumerate() {
        let is_near = |(other, (_, beside)): (usize, &(&Written, _))| {
            other != index && geometry::metres_between(bounds, beside) <= MOST_METRES_APART
        };
        if !bounded.iter().enumerate().any(is_near) {
            let kilometres = MOST_METRES_APART / 1000.0;
            mistakes.push(Mistake::new(
                file,
                Some(*line),
                format!(
                    "{title}: cách mọi vùng khác hơn {kilometres} km; có lẽ tọa độ bị gõ nhầm một chữ số"
                ),
            ));
        }
    }
}

fn area(reader: &mut FeatureReader<'_>, ids: &mut HashSet<Slug>) -> Option<Written> {
    let name = reader.required_text("name");
    let code = reader.required_text("code");
    reader.call(name.as_deref(), code.as_deref());
    let kind = reader.required_text("kind");
    let written_id = reader.slug("id");
    let label = reader.position("label");
    let area_km2 = reader.number("area_km2_official");
    let population = reader.whole_number("population", 100_000_000);
    let population_year = reader.whole_number("population_year", 9999);
    let valid_from = reader.day("valid_from");
    let valid_to = reader.day("valid_to");
    let office = reader.bilingual("office");
    let note = reader.bilingual("note");
    let successors = reader.texts("successors");
    let also_from = reader.texts("also_from");
    if let (Some(from), Some(to)) = (valid_from, valid_to)
        && to < from
    {
        reader.note(format!("`valid_to` {to} đứng trước `valid_from` {from}"));
    }
    let geometry = match geometry::area(reader.geometry) {
        Ok(geometry) => geometry,
        Err(reasons) => {
            reasons.iter().for_each(|reason| reader.note(reason));
            return None;
        }
    };
    if label.is_some_and(|label| !geometry::has(&geometry, label)) {
        reader.note("`label` nằm ngoài vùng");
    }
    let (name, code, kind) = (name?, code?, kind?);
    let id = match written_id {
        Some(id) if ids.contains(&id) => {
            reader.note(format!("`id` “{id}” đã có ở trên"));
            return None;
        }
        Some(id) => id,
        None => free_id(&name, valid_from.map(|day| day.to_string()), ids)?,
    };
    ids.insert(id.clone());
    let (line, title) = reader.position_in_file();
    let inside = label.or_else(|| {
        geometry
            .interior_point()
            .map(|point| [point.x(), point.y()])
    });
    Some(Written {
        area: TownArea {
            id,
            code,
            name,
            kind,
            label: inside?,
            geometry,
            area_km2,
            population,
            population_year: population_year.and_then(|year| u16::try_from(year).ok()),
            office,
            note,
            valid_from,
            valid_to,
            successors: Vec::new(),
            also_from: also_from.iter().map(|text| former(text)).collect(),
        },
        successors,
        line,
        title,
    })
}

/// The name as an address; areas of one name get the day from which they are there, or a number.
fn free_id(name: &str, since: Option<String>, taken: &HashSet<Slug>) -> Option<Slug> {
    let mut plain = hyphenated(name);
    plain.truncate(Slug::MAX_LENGTH - 12);
    let plain = if plain.is_empty() {
        NOUN.replace('ù', "u")
    } else {
        plain
    };
    let plain = plain.trim_end_matches('-');
    let dated = since.map(|since| format!("{plain}-{since}"));
    let numbered = (2..10_000).map(|number| format!("{plain}-{number}"));
    std::iter::once(plain.to_owned())
        .chain(dated)
        .chain(numbered)
        .filter_map(|id| id.parse().ok())
        .find(|id| !taken.contains(id))
}

/// "xã Xuân Lam" is the commune Xuân Lam.
fn former(text: &str) -> FormerArea {
    let kinds = ["phường ", "xã ", "thị trấn ", "đặc khu "];
    let (kind, name) = kinds
        .iter()
        .find_map(|kind| Some((kind.trim_end(), text.strip_prefix(kind)?)))
        .unwrap_or(("", text));
    FormerArea {
        id: None,
        name: name.to_owned(),
        kind: kind.to_owned(),
    }
}

fn overlap(one: &TownArea, other: &TownArea) -> bool {
    let begins_after = |one: &TownArea, other: &TownArea| matches!((one.valid_from, other.valid_to), (Some(from), Some(to)) if to < from);
    !begins_after(one, other) && !begins_after(other, one)
}

/// Finds the successors, each by its code or id.
fn link(file: &Path, written: Vec<Written>, mistakes: &mut Vec<Mistake>) -> Vec<TownArea> {
    let links: Vec<Vec<usize>> = written
        .iter()
        .map(|Written { area, successors, .. }| {
            let mut found = Vec::new();
            for successor in successors {
                let is_it = |other: &Written| {
                    let other = &other.area;
                    let follows = matches!((area.valid_to, other.valid_from), (Some(to), Some(from)) if to < from);
                    follows && (other.code == *successor || other.id.as_str() == successor)
                };
                match written.iter().position(is_it) {
                    Some(index) => found.push(index),
                    None => mistakes.push(Mistake::new(
                        file,
                        None,
                        format!(
                            "vùng “{}” ({}): `successors` nêu “{successor}”, nhưng sau đó không có vùng nào có mã hoặc `id` ấy",
                            area.name, area.code
                        ),
                    )),
                }
            }
            found
        })
        .collect();
    written
        .into_iter()
        .zip(links)
        .map(|(written, successors)| TownArea {
            successors,
            ..written.area
        })
        .collect()
}
