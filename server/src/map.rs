//! The map of a town: its areas and places, read from GeoJSON files, checked, and told by period.

mod areas;
mod basemap;
mod features;
mod geometry;
mod outline;
mod periods;
mod places;
mod simplify;

use std::{
    collections::{BTreeSet, HashMap},
    path::{Path, PathBuf},
    sync::OnceLock,
};

use axum::body::Bytes;
use conglang_contract::{
    collation::SortKey,
    day::Day,
    folding::FoldedText,
    language::Language,
    map::{FormerArea, MapOutline, Period},
    slug::Slug,
};
use geo::MultiPolygon;

use crate::site::check::Mistake;

pub use outline::Drawing;

/// What `site.toml` says of the map.
#[derive(Clone, Debug, Default)]
pub struct MapFiles {
    /// GeoJSON of the areas.
    pub areas: PathBuf,
    /// GeoJSON of the places.
    pub places: Option<PathBuf>,
    /// A PMTiles file.
    pub basemap: Option<PathBuf>,
    /// What a reader has to know before relying on the map.
    pub notice: Bilingual,
    /// Whose map it is.
    pub attribution: Bilingual,
    /// The English of kinds, by what the files call them.
    pub kinds_in_english: HashMap<String, String>,
    /// Whether the portal is there in English.
    pub has_english: bool,
}

/// A text that may be there, and in English.
#[derive(Clone, Debug, Default)]
pub struct Bilingual {
    pub own: Option<String>,
    pub english: Option<String>,
}

impl Bilingual {
    /// The text in `language`; in the town's own where there is no English.
    pub fn of(&self, language: Language) -> Option<String> {
        let english = self
            .english
            .as_ref()
            .filter(|_| language == Language::English);
        english.or(self.own.as_ref()).cloned()
    }

    /// Whether [`Self::of`] gives it in the town's own language, though another one is asked for.
    pub fn is_untranslated(&self, language: Language) -> bool {
        language == Language::English && self.english.is_none() && self.own.is_some()
    }
}

impl MapFiles {
    /// What a kind of areas or places is called in `language`.
    pub fn kind<'a>(&'a self, kind: &'a str, language: Language) -> &'a str {
        let english = self.kinds_in_english.get(kind);
        let english = english.filter(|_| language == Language::English);
        english.map_or(kind, String::as_str)
    }

    /// Notes of a portal in English the `kinds` that have none.
    fn check_kinds<'a>(
        &self,
        file: &Path,
        kinds: impl Iterator<Item = &'a str>,
        mistakes: &mut Vec<Mistake>,
    ) {
        let missing: BTreeSet<&str> = kinds
            .filter(|kind| !kind.is_empty() && !self.kinds_in_english.contains_key(*kind))
            .collect();
        if self.has_english {
            mistakes.extend(missing.into_iter().map(|kind| {
                let reason = format!(
                    "loại “{kind}” chưa có tên tiếng Anh; hãy ghi một bảng [[map_kinds]] với `name` và `name_en` trong site.toml"
                );
                Mistake::new(file, None, reason)
            }));
        }
    }
}

/// A checked map. Areas and places are in the order of their files.
#[derive(Debug)]
pub struct TownMap {
    pub files: MapFiles,
    pub areas: Vec<TownArea>,
    pub places: Vec<TownPlace>,
    /// The indices of all places, by name.
    pub places_by_name: Vec<usize>,
    /// Never empty.
    pub periods: Vec<TownPeriod>,
    drawing: Drawing,
}

/// An area, drawn.
#[derive(Clone, Debug)]
pub struct TownArea {
    pub id: Slug,
    pub code: String,
    pub name: String,
    pub kind: String,
    /// Longitude and latitude.
    pub label: [f64; 2],
    pub geometry: MultiPolygon,
    pub area_km2: Option<f64>,
    pub population: Option<u64>,
    pub population_year: Option<u16>,
    pub office: Bilingual,
    pub note: Bilingual,
    pub valid_from: Option<Day>,
    /// The last day.
    pub valid_to: Option<Day>,
    /// What it went up in, as indices of areas.
    pub successors: Vec<usize>,
    /// What went up in it and is not drawn.
    pub also_from: Vec<FormerArea>,
}

/// A place that has a position.
#[derive(Clone, Debug)]
pub struct TownPlace {
    pub id: Slug,
    pub name: String,
    pub kind: String,
    pub address: Bilingual,
    pub phone: Option<String>,
    pub hours: Bilingual,
    pub note: Bilingual,
    pub article: Option<Slug>,
    /// Longitude and latitude.
    pub position: [f64; 2],
    /// The index of the area whose label has the position, where the place has none of its own.
    pub middle_of: Option<usize>,
    /// For each period, the index of the area in which it lies.
    pub areas: Vec<Option<usize>>,
    /// What it is found by.
    pub folded: FoldedText,
    /// [`Self::folded`] of English pages.
    pub folded_in_english: FoldedText,
}

/// A time in which the areas stayed the same.
#[derive(Debug)]
pub struct TownPeriod {
    pub period: Period,
    /// Indices of areas.
    pub areas: Vec<usize>,
    pub outline: MapOutline,
    /// The answers to `GET map`, by the step of [`simplify::STEPS`], once they were asked for.
    collections: [OnceLock<Bytes>; simplify::STEPS.len() + 1],
}

/// Reads the files of a map.
///
/// # Errors
/// All mistakes in all files.
pub fn load(files: MapFiles) -> Result<TownMap, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let areas = areas::read(&files.areas, &mut mistakes);
    let periods = periods::periods(&areas);
    let former = areas.iter().flat_map(|area| &area.also_from);
    let kinds = areas.iter().map(|area| area.kind.as_str());
    let kinds = kinds.chain(former.map(|former| former.kind.as_str()));
    files.check_kinds(&files.areas, kinds, &mut mistakes);
    let places = match &files.places {
        Some(path) => {
            let places = places::read(path, &files, &areas, &periods, &mut mistakes);
            let kinds = places.iter().map(|place| place.kind.as_str());
            files.check_kinds(path, kinds, &mut mistakes);
            places
        }
        None => Vec::new(),
    };
    if let Some(path) = &files.basemap {
        mistakes.extend(basemap::check(path, &areas));
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let drawing = Drawing::new(&areas);
    let periods = periods
        .into_iter()
        .map(|(period, indices)| TownPeriod {
            outline: outline::outline(&drawing, &areas, &indices),
            period,
            areas: indices,
            collections: Default::default(),
        })
        .collect();
    let mut places_by_name: Vec<usize> = (0..places.len()).collect();
    places_by_name.sort_by_cached_key(|&index| SortKey::new(&places[index].name));
    Ok(TownMap {
        files,
        areas,
        places,
        places_by_name,
        periods,
        drawing,
    }
    .with_period_names())
}

impl TownMap {
    /// The index of the period of `day`; of the nearest where there was no area.
    pub fn period_of(&self, day: Day) -> usize {
        let begun = |period: &TownPeriod| period.period.from.is_none_or(|from| from <= day);
        self.periods.iter().rposition(begun).unwrap_or(0)
    }

    /// The areas of a period as GeoJSON, without what cannot be seen at `zoom`.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn collection(&self, period: usize, zoom: Option<u8>) -> Result<Bytes, serde_json::Error> {
        let step = simplify::step(zoom);
        let kept = &self.periods[period].collections[step];
        if let Some(known) = kept.get() {
            return Ok(known.clone());
        }
        let TownPeriod { areas, outline, .. } = &self.periods[period];
        let colors: Vec<u8> = outline.areas.iter().map(|area| area.color).collect();
        let collection = simplify::collection(&self.areas, areas, &colors, step);
        let written = Bytes::from(serde_json::to_vec(&collection)?);
        Ok(kept.get_or_init(|| written).clone())
    }

    /// Where a place stands in the outlines, in their units.
    pub fn in_outline(&self, place: &TownPlace) -> (u32, u32) {
        self.drawing.whole_position(place.position)
    }

    /// The index of the area called `id`.
    pub fn area(&self, id: &str) -> Option<usize> {
        self.areas.iter().position(|area| area.id.as_str() == id)
    }

    /// The place called `id`.
    pub fn place(&self, id: &str) -> Option<&TownPlace> {
        self.places.iter().find(|place| place.id.as_str() == id)
    }

    /// The last period in which the area is there.
    pub fn last_period_with(&self, area: usize) -> usize {
        let has_it = |period: &TownPeriod| period.areas.contains(&area);
        self.periods.iter().rposition(has_it).unwrap_or(0)
    }

    /// The names under which articles tell of an area: its own, and those of what went up in it.
    pub fn article_tags(&self, area: usize) -> Vec<String> {
        let former = self
            .areas
            .iter()
            .filter(|other| other.successors.contains(&area));
        let mut tags = vec![self.areas[area].name.clone()];
        tags.extend(former.map(|former| former.name.clone()));
        tags.extend(
            self.areas[area]
                .also_from
                .iter()
                .map(|former| former.name.clone()),
        );
        tags
    }

    /// Whether the map's periods differ.
    pub fn has_periods(&self) -> bool {
        self.periods.len() > 1
    }

    /// The drawing of a period, with what is to be known of it.
    pub fn outline(&self, period: usize, language: Language) -> MapOutline {
        let mut outline = self.periods[period].outline.clone();
        outline.notice = self.files.notice.of(language);
        for area in &mut outline.areas {
            area.kind = self.files.kind(&area.kind, language).to_owned();
        }
        outline
    }

    fn with_period_names(mut self) -> Self {
        let has_periods = self.has_periods();
        for period in &mut self.periods {
            period.outline.period = has_periods.then(|| period.period.clone());
        }
        self
    }
}
