//! The file of places.

use std::{collections::HashSet, path::Path};

use conglang_contract::{
    folding::{FoldedText, hyphenated},
    language::Language,
    map::Period,
    slug::Slug,
};
use geo::{BoundingRect, Rect};

use super::{
    MapFiles, TownArea, TownPlace,
    features::{self, FeatureReader},
    geometry,
};
use crate::site::check::Mistake;

/// How far from the areas a place may lie, in degrees: some five kilometres.
const MARGIN_DEGREES: f64 = 0.05;

/// The places that have no mistakes.
pub fn read(
    file: &Path,
    files: &MapFiles,
    areas: &[TownArea],
    periods: &[(Period, Vec<usize>)],
    mistakes: &mut Vec<Mistake>,
) -> Vec<TownPlace> {
    let town = Town {
        files,
        areas,
        bounds: areas
            .iter()
            .map(|area| area.geometry.bounding_rect())
            .map(|bounds| bounds.expect("an area that was read has points"))
            .collect(),
    };
    let mut ids = HashSet::new();
    features::read(file, "địa điểm", mistakes, |reader| {
        place(reader, &town, periods, &mut ids)
    })
}

struct Town<'a> {
    files: &'a MapFiles,
    areas: &'a [TownArea],
    /// Of each area.
    bounds: Vec<Rect>,
}

fn place(
    reader: &mut FeatureReader<'_>,
    town: &Town<'_>,
    periods: &[(Period, Vec<usize>)],
    ids: &mut HashSet<Slug>,
) -> Option<TownPlace> {
    let name = reader.required_text("name");
    let written_id = reader.text("id");
    reader.call(name.as_deref(), written_id.as_deref());
    let kind = reader.required_text("kind");
    let id = match &written_id {
        Some(_) => reader.slug("id"),
        None => name.as_deref().and_then(|name| {
            let id = hyphenated(name).parse().ok();
            if id.is_none() {
                reader.note("thiếu `id`, và từ tên không làm được địa chỉ");
            }
            id
        }),
    };
    if let Some(id) = &id
        && !ids.insert(id.clone())
    {
        let hint = if written_id.is_none() {
            "; hãy ghi `id` riêng cho nơi trùng tên"
        } else {
            ""
        };
        reader.note(format!("`id` “{id}” đã có ở trên{hint}"));
    }
    let address = reader.bilingual("address");
    let phone = reader.text("phone");
    let hours = reader.bilingual("hours");
    let note = reader.bilingual("note");
    let article = reader.slug("article");
    let named_area = reader.text("area").map(|area| {
        let found = town.named(&area);
        // Where the areas themselves are wrong, none can be found.
        if found.is_none() && !town.areas.is_empty() {
            reader.note(format!("không có vùng nào có mã hoặc `id` “{area}”"));
        }
        found
    });
    let point = geometry::point(reader.geometry)
        .map_err(|reason| reader.note(reason))
        .ok()?;
    if let Some(position) = point
        && !town.is_near(position)
    {
        let [x, y] = position;
        reader.note(format!("điểm [{x}, {y}] nằm ngoài các vùng của bản đồ"));
    }
    let named_area = match named_area {
        Some(found) => Some(found?),
        None if point.is_none() => {
            reader.note("không có tọa độ, cũng không có `area`");
            return None;
        }
        None => None,
    };
    let position = point.or_else(|| Some(town.areas[named_area?].label))?;
    let areas: Vec<Option<usize>> = periods
        .iter()
        .map(|(_, indices)| {
            let named = named_area.filter(|named| indices.contains(named));
            named.or_else(|| town.around(position, indices))
        })
        .collect();
    let (id, name, kind) = (id?, name?, kind?);
    let folded = |language| {
        let kind = town.files.kind(&kind, language);
        let address = address.of(language).unwrap_or_default();
        let folded = areas.iter().map(|area| {
            let area = area.map_or("", |area| town.areas[area].name.as_str());
            FoldedText::new(&[&name, kind, &address, area].join(" "))
        });
        folded.collect::<Vec<_>>()
    };
    let (folded, folded_in_english) = (folded(Language::Vietnamese), folded(Language::English));
    Some(TownPlace {
        id,
        name,
        kind,
        address,
        phone,
        hours,
        note,
        article,
        position,
        is_approximate: point.is_none(),
        areas,
        folded,
        folded_in_english,
    })
}

impl Town<'_> {
    /// The index of an area by its id or code; of two with one code the later one.
    fn named(&self, name: &str) -> Option<usize> {
        let with_id = self.areas.iter().position(|area| area.id.as_str() == name);
        with_id.or_else(|| {
            let with_code = (0..self.areas.len()).filter(|&index| self.areas[index].code == name);
            with_code.max_by_key(|&index| self.areas[index].valid_from)
        })
    }

    fn is_near(&self, [x, y]: [f64; 2]) -> bool {
        self.bounds.is_empty()
            || self.bounds.iter().any(|bounds| {
                (bounds.min().x - MARGIN_DEGREES..=bounds.max().x + MARGIN_DEGREES).contains(&x)
                    && (bounds.min().y - MARGIN_DEGREES..=bounds.max().y + MARGIN_DEGREES)
                        .contains(&y)
            })
    }

    fn around(&self, position: [f64; 2], indices: &[usize]) -> Option<usize> {
        let [x, y] = position;
        indices.iter().copied().find(|&index| {
            let bounds = &self.bounds[index];
            let is_near = (bounds.min().x..=bounds.max().x).contains(&x)
                && (bounds.min().y..=bounds.max().y).contains(&y);
            is_near && geometry::has(&self.areas[index].geometry, position)
        })
    }
}
