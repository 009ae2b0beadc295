//! The shape of `site.toml`.

use std::{collections::HashSet, fs, path::Path, sync::Arc};

use conglang_contract::{
    language::Language,
    link::{Link, LinkGroup},
    site::{Category, Colors, Contact, Features, MenuItem},
    song::SongSummary,
};
use time::UtcOffset;

use super::{
    AlertSettings, Hotline, Limits, Offline, Settings, embed,
    reader::{self, TableReader},
    syntax, values,
};
use crate::{
    map::{self, MapFiles},
    site::{
        check::{self, Mistake, line_at},
        contrast::{self, SiteColor},
        icons::Icons,
        screenshots::{self, Screenshot},
    },
};

const DEFAULT_UTC_OFFSET_HOURS: i8 = 7;
const DEFAULT_WRITES_PER_MINUTE: u32 = 120;
const DEFAULT_CODE_CAPTCHA_FROM_PER_MINUTE: u32 = 60;
const DEFAULT_PICTURE_MEGABYTES: u32 = 60;

/// What menu items are checked against.
struct Categories {
    /// Those without a mistake.
    categories: Vec<Category>,
    categories_en: Vec<Category>,
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
    // A logo that is not there is a mistake of the settings, and told.
    if !settings.logo.as_os_str().is_empty() {
        match Icons::load(&settings.logo, &settings.colors.primary) {
            Ok(icons) => settings.set_icons(Arc::new(icons)),
            Err(found) => mistakes.extend(found),
        }
    }
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
    let texts = Bilingual::of(table);
    let [name, name_en] = texts.filled(table, ["name", "name_en"]);
    let [short_name, short_name_en] = texts.name(table, ["short_name", "short_name_en"]);
    let [tagline, tagline_en] = texts.text(table, ["tagline", "tagline_en"]);
    let [description, description_en] = texts.text(table, ["description", "description_en"]);
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
    let map_files = map_files(folder, texts, table);
    let [map_title, map_title_en] = texts.text(table, ["map_title", "map_title_en"]);
    let [songs_title, songs_title_en] = texts.text(table, ["songs_title", "songs_title_en"]);
    let colors = table.table("colors", |table| Colors {
        primary: table.checked_string("primary", |color| {
            contrast::check(SiteColor::Primary, color)
        }),
        accent: table.checked_string("accent", |color| contrast::check(SiteColor::Accent, color)),
    });
    let [contact, contact_en] = table.table("contact", |table| contact(texts, table));
    let counter_baseline = table.optional_table("counter", |table| {
        table.whole_number("baseline", Ok).unwrap_or_default()
    });
    let features = table.optional_table("features", features);
    let limits = table.optional_table("limits", limits);
    let embed = table.optional_table("embed", embed::read);
    let offline = table.optional_table("offline", offline);
    let screenshots =
        table.optional_tables("screenshots", |table| screenshot(folder, texts, table));
    let (screenshots, screenshots_en) = unzip(screenshots.into_iter().flatten().collect());
    let Categories {
        categories,
        categories_en,
        names,
    } = categories(texts, table);
    let menu = table.optional_tables("menu", |table| {
        let labels = texts.filled(table, ["label", "label_en"]);
        let href = table.checked_string("href", |href| {
            values::menu_address(href, |category| {
                names.as_ref().is_none_or(|names| names.contains(category))
            })
        });
        labels.map(|label| MenuItem {
            label,
            href: href.clone(),
        })
    });
    let (menu, menu_en) = unzip(menu);
    let link_groups = table.optional_tables("link_groups", |table| link_group(texts, table));
    let (link_groups, link_groups_en) = unzip(link_groups);
    let [alerts, alerts_en] = table.optional_table("alerts", alerts);
    let songs = table.optional_tables("songs", |table| {
        let title = table.string("title");
        let composer = table.optional_string("composer");
        SongSummary::named(title, composer, table.optional_string("lyricist"))
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
        icons: None,
        map: None,
        map_title,
        songs_title,
        colors,
        contact,
        counter_baseline,
        features,
        limits,
        embed,
        offline,
        screenshots,
        categories,
        menu,
        link_groups,
        alerts,
        songs,
        text_language: Language::Vietnamese,
        english: None,
    };
    let english = texts.english.then(|| {
        Box::new(Settings {
            name: name_en,
            short_name: short_name_en,
            tagline: tagline_en,
            description: description_en,
            // It has no texts of the settings, and may be large.
            map: None,
            map_title: map_title_en,
            songs_title: songs_title_en,
            contact: contact_en,
            screenshots: screenshots_en,
            categories: categories_en,
            menu: menu_en,
            link_groups: link_groups_en,
            alerts: alerts_en,
            text_language: Language::English,
            ..settings.clone()
        })
    });
    let settings = Settings {
        english,
        ..settings
    };
    (settings, map_files)
}

fn map_files(folder: &Path, texts: Bilingual, table: &mut TableReader<'_, '_>) -> Option<MapFiles> {
    let mut file =
        |key| table.optional_parsed_string(key, |name| values::existing_file(folder.join(name)));
    let (areas, places, basemap) = (file("map"), file("places"), file("basemap"));
    let mut text = |key, key_en| map::Bilingual {
        own: table.optional_string(key),
        english: table.optional_string(key_en),
    };
    let notice = text("map_notice", "map_notice_en");
    let attribution = text("map_attribution", "map_attribution_en");
    let kinds = table.optional_tables("map_kinds", |table| {
        let [name, name_en] = texts.filled(table, ["name", "name_en"]);
        (name, name_en)
    });
    Some(MapFiles {
        areas: areas?,
        places,
        basemap,
        notice,
        attribution,
        kinds_in_english: kinds.into_iter().collect(),
        has_english: texts.english,
    })
}

/// Nothing when there is no such picture, or not one that can be shown.
fn screenshot(
    folder: &Path,
    texts: Bilingual,
    table: &mut TableReader<'_, '_>,
) -> Option<[Screenshot; 2]> {
    let screenshot = table.parsed_string("file", |file| screenshots::read(&folder.join(file)));
    let labels = texts.filled(table, ["label", "label_en"]);
    let screenshot = screenshot?;
    Some(labels.map(|label| Screenshot {
        label,
        ..screenshot.clone()
    }))
}

/// Reads texts with their English beside them, such as `name` and `name_en`. The English may be written
/// before it is switched on; from then on it has to be there.
#[derive(Clone, Copy)]
struct Bilingual {
    /// Whether the portal is there in English.
    english: bool,
}

impl Bilingual {
    fn of(table: &TableReader<'_, '_>) -> Self {
        Self {
            english: table.is_on("features", "english"),
        }
    }

    /// A text that both languages need.
    fn text(
        self,
        table: &mut TableReader<'_, '_>,
        [key, key_en]: [&'static str; 2],
    ) -> [String; 2] {
        let text = table.string(key);
        [text, self.english(table, key_en)]
    }

    /// [`Self::text`] that is more than white space.
    fn filled(
        self,
        table: &mut TableReader<'_, '_>,
        [key, key_en]: [&'static str; 2],
    ) -> [String; 2] {
        let text = table.filled_string(key);
        [text, self.english(table, key_en)]
    }

    /// A name that stays as it is where it has no English.
    fn name(
        self,
        table: &mut TableReader<'_, '_>,
        [key, key_en]: [&'static str; 2],
    ) -> [String; 2] {
        let name = table.filled_string(key);
        let english = table.optional_string(key_en);
        [name.clone(), english.unwrap_or(name)]
    }

    fn english(self, table: &mut TableReader<'_, '_>, key: &'static str) -> String {
        if self.english {
            table.filled_string(key)
        } else {
            table.optional_string(key).unwrap_or_default()
        }
    }
}

fn unzip<T>(pairs: Vec<[T; 2]>) -> (Vec<T>, Vec<T>) {
    pairs
        .into_iter()
        .map(|[own, english]| (own, english))
        .unzip()
}

fn contact(texts: Bilingual, table: &mut TableReader<'_, '_>) -> [Contact; 2] {
    let [organisation, organisation_en] = texts.text(table, ["organisation", "organisation_en"]);
    let address = table.optional_string("address");
    let address_en = table.optional_string("address_en").or(address.clone());
    let contact = Contact {
        organisation,
        address,
        phone: table.optional_string("phone"),
        fax: table.optional_string("fax"),
        email: table.optional_string("email"),
    };
    let english = Contact {
        organisation: organisation_en,
        address: address_en,
        ..contact.clone()
    };
    [contact, english]
}

fn features(table: &mut TableReader<'_, '_>) -> Features {
    let default = Features::default();
    Features {
        rating: table.boolean("rating", default.rating),
        comments: table.boolean("comments", default.comments),
        map: table.boolean("map", default.map),
        songs: table.boolean("songs", default.songs),
        visits: table.boolean("visits", default.visits),
        english: table.boolean("english", default.english),
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

fn offline(table: &mut TableReader<'_, '_>) -> Offline {
    Offline {
        enabled: table.boolean("enabled", true),
        picture_megabytes: table
            .whole_number("picture_megabytes", values::limit)
            .unwrap_or(DEFAULT_PICTURE_MEGABYTES),
    }
}

fn categories(texts: Bilingual, table: &mut TableReader<'_, '_>) -> Categories {
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
        let [name, name_en] = texts.filled(table, ["name", "name_en"]);
        let mut description = |key| table.optional_string(key).unwrap_or_default();
        let own = description("description");
        let english = description("description_en");
        let slug = slug?;
        Some(
            [(name, own), (name_en, english)].map(|(name, description)| Category {
                slug: slug.clone(),
                name,
                description,
            }),
        )
    });
    let names = categories.is_some().then_some(names);
    let (categories, categories_en) = unzip(categories.into_iter().flatten().flatten().collect());
    Categories {
        categories,
        categories_en,
        names,
    }
}

fn link_group(texts: Bilingual, table: &mut TableReader<'_, '_>) -> [LinkGroup; 2] {
    let [title, title_en] = texts.text(table, ["title", "title_en"]);
    let links = table.optional_tables("links", link);
    let (links, links_en) = unzip(links);
    [
        LinkGroup { title, links },
        LinkGroup {
            title: title_en,
            links: links_en,
        },
    ]
}

fn link(table: &mut TableReader<'_, '_>) -> [Link; 2] {
    let name = table.string("name");
    let name_en = table.optional_string("name_en");
    let url = table.checked_string("url", check::web_address);
    let english = Link {
        language: name_en.is_none().then_some(Language::Vietnamese),
        name: name_en.unwrap_or_else(|| name.clone()),
        url: url.clone(),
    };
    let link = Link {
        name,
        url,
        language: None,
    };
    [link, english]
}

fn alerts(table: &mut TableReader<'_, '_>) -> [AlertSettings; 2] {
    let kind = |kind: &str| match kind.trim() {
        "" => Err("loại địa điểm không được để trống".to_owned()),
        kind => Ok(kind.to_owned()),
    };
    let shelter_kinds = table.parsed_strings("shelter_kinds", kind);
    let closed_road_kinds = table.parsed_strings("closed_road_kinds", kind);
    let mut count = 0;
    let hotlines = table.optional_tables("hotlines", |table| {
        count += 1;
        let name = table.checked_string("name", values::hotline_name);
        let name_en = table.optional_parsed_string("name_en", |name| {
            values::hotline_name(name).map(|()| name.to_owned())
        });
        let phone = table.checked_string("phone", |phone| {
            if count > values::MOST_HOTLINES {
                return Err(format!(
                    "không được quá {} số điện thoại khẩn",
                    values::MOST_HOTLINES
                ));
            }
            values::phone(phone)
        });
        let english = Hotline {
            language: name_en.is_none().then_some(Language::Vietnamese),
            name: name_en.unwrap_or_else(|| name.clone()),
            phone: phone.clone(),
        };
        let language = None;
        [
            Hotline {
                name,
                language,
                phone,
            },
            english,
        ]
    });
    let (hotlines, hotlines_en) = unzip(hotlines);
    let alerts = |hotlines| AlertSettings {
        hotlines,
        shelter_kinds: shelter_kinds.clone(),
        closed_road_kinds: closed_road_kinds.clone(),
    };
    [alerts(hotlines), alerts(hotlines_en)]
}
