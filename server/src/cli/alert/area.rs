//! Areas as a person names them.

use conglang_contract::{folding::hyphenated, map::AreaLink};

use crate::map::{TownArea, TownMap};

/// The area called `name`, by code, id or name, with or without "phường" before it and with marks or
/// without; of the areas of `period` first, since a former one may have had the same code.
///
/// # Errors
/// When there is none, or no map; the known ones are named.
pub fn find(map: Option<&TownMap>, period: usize, name: &str) -> Result<AreaLink, String> {
    let Some(map) = map else {
        return Err("cổng không có bản đồ nên không biết khu vực nào; hãy bỏ --areas".to_owned());
    };
    let current = map.periods[period]
        .areas
        .iter()
        .map(|&area| &map.areas[area]);
    let known: Vec<&TownArea> = current.collect();
    let found = one(known.iter().copied(), name).or_else(|| one(map.areas.iter(), name));
    found.map(link).ok_or_else(|| {
        let known: Vec<_> = known
            .iter()
            .map(|area| format!("{} ({}, {} {})", area.id, area.code, area.kind, area.name))
            .collect();
        format!(
            "không có khu vực nào tên “{name}”; bản đồ có: {}",
            known.join("; ")
        )
    })
}

fn one<'a>(areas: impl Iterator<Item = &'a TownArea> + Clone, name: &str) -> Option<&'a TownArea> {
    let plain = hyphenated(name);
    let ways: [&dyn Fn(&TownArea) -> bool; 3] = [
        &|area| area.id.as_str() == name || area.code == name,
        &|area| area.name == name || format!("{} {}", area.kind, area.name) == name,
        &|area| {
            let named = hyphenated(&area.name);
            !plain.is_empty()
                && (plain == named || plain == hyphenated(&format!("{} {}", area.kind, area.name)))
        },
    ];
    ways.into_iter()
        .find_map(|is_meant| areas.clone().find(|area| is_meant(area)))
}

fn link(area: &TownArea) -> AreaLink {
    AreaLink {
        id: area.id.clone(),
        name: area.name.clone(),
        kind: area.kind.clone(),
    }
}
