//! The file of places.

use std::{
    collections::{BTreeSet, HashSet},
    path::Path,
};

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

/// How far from the areas a place may lie: borders are drawn more coarsely than places are surveyed, while a
/// wrong digit moves a place by a kilometre and more.
const MARGIN_METRES: f64 = 500.0;
/// No less than [`MARGIN_METRES`] anywhere in Vietnam, to leave alone areas that are far away.
const MARGIN_DEGREES: f64 = 0.005;

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
    // Of whatever period: residents go on using the names of former areas.
    let around = areas.iter().flatten().chain(&named_area);
    let around: BTreeSet<&str> = around.map(|&area| town.areas[area].name.as_str()).collect();
    let around = Vec::from_iter(around).join(" ");
    let folded = |language| {
        let kind = town.files.kind(&kind, language);
        let address = address.of(language).unwrap_or_default();
        FoldedText::new(&[&name, kind, &address, &around].join(" "))
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
        middle_of: named_area.filter(|_| point.is_none()),
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

    fn is_near(&self, position: [f64; 2]) -> bool {
        let beside = || {
            let bounded = self.areas.iter().zip(&self.bounds);
            bounded
                .filter(|(_, bounds)| is_in(bounds, position, MARGIN_DEGREES))
                .map(|(area, _)| &area.geometry)
        };
        self.areas.is_empty()
            || beside().any(|area| geometry::has(area, position))
            || beside().any(|area| geometry::metres_to_border(area, position) <= MARGIN_METRES)
    }

    fn around(&self, position: [f64; 2], indices: &[usize]) -> Option<usize> {
        indices.iter().copied().find(|&index| {
            is_in(&self.bounds[index], position, 0.0)
                && geometry::has(&self.areas[index].geometry, position)
        })
    }
}

/// Whether the position is in a rectangle that is `margin` degrees larger on each side.
fn is_in(bounds: &Rect, [x, y]: [f64; 2], margin: f64) -> bool {
    let (least, most) = (bounds.min(), bounds.max());
    (least.x - margin..=most.x + margin).contains(&x)
        && (least.y - margin..=most.y + margin).contains(&y)
}
