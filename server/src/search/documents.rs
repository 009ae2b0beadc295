//! What can be found of the site's settings, map and store, as documents of the index.

use conglang::{
    i18n::{texts, with_language},
    pages::{archive::ARCHIVE_PATH, most_read::MOST_READ_PATH},
};
use conglang_contract::{language::Language, search::SearchKind, song::Song};
use sha2::{Digest, Sha256};

use super::{
    plain_text::plain_text,
    schema::{Card, Document},
};
use crate::{
    pages::embeds::PICKER_PATH,
    site::{Site, settings::Settings},
    store::search::{ArticleText, IndexedArticle},
};

/// The key of an article's documents.
pub fn article_key(id: i64) -> String {
    format!("article-{id}")
}

/// An article in the languages that it has. The Vietnamese one is found in English too when there is no other.
pub fn article(article: IndexedArticle) -> Vec<Document> {
    let IndexedArticle {
        id,
        slug,
        category,
        published_at,
        tags,
        author,
        attachments,
        vietnamese,
        english,
    } = article;
    // A decision's number often stands in the title of its attachment alone.
    let titles: Vec<&str> = attachments
        .iter()
        .map(|attachment| attachment.title.as_str())
        .collect();
    let file_names = attachments.iter().map(|attachment| &attachment.file_name);
    let tail: Vec<String> = author.iter().chain(file_names).cloned().collect();
    let document = |text: ArticleText, language: Language, portals: Vec<Language>| Document {
        key: article_key(id),
        portals,
        head: std::iter::once(text.lead)
            .chain(tags.iter().cloned())
            .collect(),
        tail: tail.clone(),
        card: Card {
            kind: SearchKind::Article,
            path: format!("/bai-viet/{slug}"),
            title: text.title,
            text: with_titles(plain_text(&text.body_html), &titles),
            category: Some(category.clone()),
            published_at: Some(published_at),
            language,
        },
    };
    let both = [Language::Vietnamese, Language::English];
    match english {
        Some(english) => vec![
            document(vietnamese, Language::Vietnamese, vec![Language::Vietnamese]),
            document(english, Language::English, vec![Language::English]),
        ],
        None => vec![document(vietnamese, Language::Vietnamese, both.to_vec())],
    }
}

/// `text` with what its attachments are called, each as a sentence.
fn with_titles(text: String, titles: &[&str]) -> String {
    let texts: Vec<&str> = std::iter::once(text.as_str())
        .chain(titles.iter().copied())
        .collect();
    sentences(&texts)
}

/// A song with what its makers are called, in both portals.
pub fn song(song: &Song) -> Document {
    let makers = [&song.composer, &song.lyricist, &song.singer];
    let lyrics = song.lyrics.iter().flat_map(|lyrics| &lyrics.lines);
    let lines: Vec<&str> = song
        .note
        .iter()
        .map(String::as_str)
        .chain(lyrics.map(|line| line.text.as_str()))
        .filter(|line| !line.is_empty())
        .collect();
    Document {
        key: format!("song-{}", song.slug),
        portals: vec![Language::Vietnamese, Language::English],
        head: makers.into_iter().flatten().cloned().collect(),
        tail: Vec::new(),
        card: Card {
            kind: SearchKind::Song,
            path: format!("/ca-khuc/{}", song.slug),
            title: song.title.clone(),
            text: lines.join(" "),
            category: None,
            published_at: None,
            language: Language::Vietnamese,
        },
    }
}

/// What the settings and the map have, in each language of the portal: places, areas and the portal's own pages.
pub fn of_settings(site: &Site) -> Vec<Document> {
    let languages = site.settings.languages();
    languages
        .into_iter()
        .flat_map(|language| {
            let settings = site.settings.in_language(language);
            let mut documents = pages(settings, language);
            documents.extend(places(site, language));
            documents
        })
        .collect()
}

/// Changes when something of [`of_settings`] does.
pub fn fingerprint(documents: &[Document]) -> String {
    let mut digest = Sha256::new();
    for document in documents {
        digest.update(format!("{document:?}"));
    }
    hex::encode(&digest.finalize()[..8])
}

fn pages(settings: &Settings, language: Language) -> Vec<Document> {
    let texts = with_language(language, texts);
    let features = settings.features;
    let links = settings
        .link_groups
        .iter()
        .flat_map(|group| group.links.iter().map(|link| link.name.as_str()));
    let contact = &settings.contact;
    let contacts = [&contact.address, &contact.phone, &contact.email];
    let contacts: Vec<&str> = contacts.into_iter().flatten().map(String::as_str).collect();
    let mut pages = vec![
        ("/", settings.name.clone(), sentences(&contacts)),
        ("/canh-bao", texts.layout.alerts.to_owned(), String::new()),
        ("/da-luu", texts.layout.shelf.to_owned(), String::new()),
        ("/thong-bao", texts.push.title.to_owned(), String::new()),
        (
            ARCHIVE_PATH,
            texts.archive.title.to_owned(),
            texts.archive.introduction.to_owned(),
        ),
        (
            PICKER_PATH,
            texts.embeds.picker.title.to_owned(),
            String::new(),
        ),
    ];
    if features.map {
        pages.push(("/ban-do", settings.map_title.clone(), String::new()));
    }
    if features.songs {
        let named: Vec<&str> = settings
            .songs
            .iter()
            .map(|song| song.title.as_str())
            .collect();
        pages.push(("/ca-khuc", settings.songs_title.clone(), sentences(&named)));
    }
    if !settings.link_groups.is_empty() {
        let links: Vec<&str> = links.collect();
        pages.push(("/lien-ket", texts.links.title.to_owned(), sentences(&links)));
    }
    if features.visits {
        pages.push((
            "/thong-ke",
            texts.statistics.title.to_owned(),
            String::new(),
        ));
        pages.push((
            MOST_READ_PATH,
            texts.home.most_read.to_owned(),
            texts.archive.most_read_introduction.to_owned(),
        ));
    }
    let categories = settings.categories.iter().map(|category| {
        (
            format!("/chuyen-muc/{}", category.slug),
            category.name.clone(),
            category.description.clone(),
        )
    });
    let own = pages
        .into_iter()
        .map(|(path, title, text)| (path.to_owned(), title, text));
    own.chain(categories)
        .map(|(path, title, text)| Document {
            key: format!("page-{}-{path}", language.code()),
            portals: vec![language],
            head: Vec::new(),
            tail: Vec::new(),
            card: Card {
                kind: SearchKind::Page,
                path,
                title,
                text,
                category: None,
                published_at: None,
                language,
            },
        })
        .collect()
}

/// The texts one after the other, a full stop between those that have none.
fn sentences(texts: &[impl AsRef<str>]) -> String {
    let mut all = String::new();
    for text in texts.iter().map(|text| text.as_ref().trim()) {
        if !all.is_empty() && !text.is_empty() {
            let has_ended = all.ends_with(['.', '!', '?', '…']);
            all.push_str(if has_ended { " " } else { ". " });
        }
        all.push_str(text);
    }
    all
}

fn places(site: &Site, language: Language) -> Vec<Document> {
    let Some(map) = site.map() else {
        return Vec::new();
    };
    let document = |path: String, title: &str, head: Vec<String>, text: Vec<String>| Document {
        key: format!("place-{}-{path}", language.code()),
        portals: vec![language],
        head,
        tail: Vec::new(),
        card: Card {
            kind: SearchKind::Place,
            path,
            title: title.to_owned(),
            text: sentences(&text),
            category: None,
            published_at: None,
            language,
        },
    };
    let kind = |kind: &str| map.files.kind(kind, language).to_owned();
    let places = map.places.iter().map(|place| {
        // In whichever period, so that an old name still finds it.
        let areas = place.areas.iter().flatten();
        let areas = areas.map(|&area| map.areas[area].name.clone());
        let head = std::iter::once(kind(&place.kind)).chain(areas).collect();
        let texts = [&place.address, &place.hours, &place.note];
        let texts = texts.into_iter().filter_map(|text| text.of(language));
        let text = texts.chain(place.phone.clone()).collect();
        document(format!("/ban-do/{}", place.id), &place.name, head, text)
    });
    let areas = map.areas.iter().map(|area| {
        let texts = [&area.office, &area.note];
        let text = texts.into_iter().filter_map(|text| text.of(language));
        document(
            format!("/ban-do/khu-vuc/{}", area.id),
            &area.name,
            vec![kind(&area.kind)],
            text.collect(),
        )
    });
    places.chain(areas).collect()
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn between_texts_there_is_one_full_stop() {
        let texts = [
            "Trước khi đến, gọi hỏi.",
            "",
            "0239.3.835.356",
            "Mở cửa từ 7 giờ",
        ];
        assert_eq!(
            sentences(&texts),
            "Trước khi đến, gọi hỏi. 0239.3.835.356. Mở cửa từ 7 giờ"
        );
        assert_eq!(sentences(&[""; 0]), "");
    }
}
