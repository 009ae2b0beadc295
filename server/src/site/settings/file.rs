//! The shape of `site.toml`.

use std::{collections::HashSet, fs, path::Path, sync::Arc};

use conglang_contract::{
    link::{Link, LinkGroup},
    site::{Category, Colors, Contact, Features, MenuItem},
    song::Song,
};
use time::UtcOffset;

use super::{
    Limits, Settings,
    reader::{self, TableReader},
    syntax, values,
};
use crate::{
    map::{self, MapFiles},
    site::check::{self, Mistake, line_at},
};

const DEFAULT_UTC_OFFSET_HOURS: i8 = 7;
const DEFAULT_WRITES_PER_MINUTE: u32 = 120;
const DEFAULT_CODE_CAPTCHA_FROM_PER_MINUTE: u32 = 60;

/// What menu items are checked against.
struct Categories {
    /// Those without a mistake.
    categories: Vec<Category>,
    /// What a menu item may name; `None` when there is no list of categories to look into.
    names: Option<HashSet<String>>,
}

pub(super) fn load(path: &Path) -> Result<Settings, Vec<Mistake>> {
    let mistake = |line, reason: String| vec![Mistake::new(path, line, reason)];
    let bytes = fs::read(path).map_err(|error| mistake(None, values::cannot_read(&error)))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = line_at(error.as_bytes(), error.utf8_error().valid_up_to());
        mistake(Some(line), "tệp không phải là văn bản UTF-8".to_owned())
    })?;
    let mended = syntax::mend(&text);
    let ((mut settings, map_files), mut mistakes) =
        reader::read_document(path, &mended, |table| settings(path, table));
    if let Some(files) = map_files {
        match map::load(files) {
            Ok(map) => settings.map = Some(Arc::new(map)),
            Err(found) => mistakes.extend(found),
        }
    }
    if mistakes.is_empty() {
        Ok(settings)
    } else {
        Err(mistakes)
    }
}

/// What `table` says, with something in place of what is wrong, and the files of the map, which are
/// still to be read.
fn settings(path: &Path, table: &mut TableReader<'_, '_>) -> (Settings, Option<MapFiles>) {
    let folder = path.parent().unwrap_or(Path::new(""));
    // The keys are listed to people in the order in which they are asked for here.
    let name = table.filled_string("name");
    let short_name = table.filled_string("short_name");
    let tagline = table.string("tagline");
    let description = table.string("description");
    let host = table.checked_string("host", check::host);
    let language = table.filled_string("language");
    let utc_offset = table
        .optional_parsed_string("utc_offset", values::parse_utc_offset)
        .unwrap_or_else(|| {
            UtcOffset::from_hms(DEFAULT_UTC_OFFSET_HOURS, 0, 0).expect("seven hours are an offset")
        });
    let logo = table
        .parsed_string("logo", |logo| values::existing_file(folder.join(logo)))
        .unwrap_or_default();
    let map_files = map_files(folder, table);
    let map_title = table.string("map_title");
    let songs_title = table.string("songs_title");
    let colors = table.table("colors", |table| Colors {
        primary: table.checked_string("primary", check::color),
        accent: table.checked_string("accent", check::color),
    });
    let contact = table.table("contact", contact);
    let counter_baseline = table.optional_table("counter", |table| {
        table.whole_number("baseline", Ok).unwrap_or_default()
    });
    let features = table.optional_table("features", features);
    let limits = table.optional_table("limits", limits);
    let Categories { categories, names } = categories(table);
    let menu = table.optional_tables("menu", |table| MenuItem {
        label: table.filled_string("label"),
        href: table.checked_string("href", |href| {
            values::menu_address(href, |category| {
                names.as_ref().is_none_or(|names| names.contains(category))
            })
        }),
    });
    let link_groups = table.optional_tables("link_groups", link_group);
    let songs = table.optional_tables("songs", |table| Song {
        title: table.string("title"),
        composer: table.optional_string("composer"),
        lyricist: table.optional_string("lyricist"),
    });
    let settings = Settings {
        path: path.to_owned(),
        name,
        short_name,
        tagline,
        description,
        host,
        language,
        utc_offset,
        logo,
        map: None,
        map_title,
        songs_title,
        colors,
        contact,
        counter_baseline,
        features,
        limits,
        categories,
        menu,
        link_groups,
        songs,
    };
    (settings, map_files)
}

fn map_files(folder: &Path, table: &mut TableReader<'_, '_>) -> Option<MapFiles> {
    let mut file =
        |key| table.optional_parsed_string(key, |name| values::existing_file(folder.join(name)));
    let (areas, places, basemap) = (file("map"), file("places"), file("basemap"));
    let notice = table.optional_string("map_notice");
    let attribution = table.optional_string("map_attribution");
    Some(MapFiles {
        areas: areas?,
        places,
        basemap,
        notice,
        attribution,
    })
}

fn contact(table: &mut TableReader<'_, '_>) -> Contact {
    Contact {
        organisation: table.string("organisation"),
        address: table.optional_string("address"),
        phone: table.optional_string("phone"),
        fax: table.optional_string("fax"),
        email: table.optional_string("email"),
    }
}

fn features(table: &mut TableReader<'_, '_>) -> Features {
    let default = Features::default();
    Features {
        rating: table.boolean("rating", default.rating),
        comments: table.boolean("comments", default.comments),
        map: table.boolean("map", default.map),
        songs: table.boolean("songs", default.songs),
        visits: table.boolean("visits", default.visits),
    }
}

fn limits(table: &mut TableReader<'_, '_>) -> Limits {
    Limits {
        writes_per_minute: table
            .whole_number("writes_per_minute", values::limit)
            .unwrap_or(DEFAULT_WRITES_PER_MINUTE),
        code_captcha_from_per_minute: table
            .whole_number("code_captcha_from_per_minute", values::limit)
            .unwrap_or(DEFAULT_CODE_CAPTCHA_FROM_PER_MINUTE),
        trusted_proxies: table.parsed_strings("trusted_proxies", values::network),
    }
}

fn categories(table: &mut TableReader<'_, '_>) -> Categories {
    let mut names = HashSet::new();
    let categories = table.tables("categories", |table| {
        let slug = table.parsed_string("slug", |slug| {
            let slug = check::slug(slug)?;
            if names.contains(slug.as_str()) {
                return Err(format!("chuyên mục “{slug}” đã có ở trên"));
            }
            Ok(slug)
        });
        match &slug {
            Some(slug) => {
                names.insert(slug.to_string());
            }
            // A menu item that names what seems to be meant as the slug is no further mistake.
            None => names.extend(table.written_strings().map(str::to_owned)),
        }
        let name = table.filled_string("name");
        let description = table.optional_string("description").unwrap_or_default();
        Some(Category {
            slug: slug?,
            name,
            description,
        })
    });
    Categories {
        names: categories.is_some().then_some(names),
        categories: categories.into_iter().flatten().flatten().collect(),
    }
}

fn link_group(table: &mut TableReader<'_, '_>) -> LinkGroup {
    LinkGroup {
        title: table.string("title"),
        links: table.optional_tables("links", |table| Link {
            name: table.string("name"),
            url: table.checked_string("url", check::web_address),
        }),
    }
}
