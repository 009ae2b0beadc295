//! The kinds of parts that other sites show.

use conglang::i18n::embeds::KindNames;
use conglang_contract::slug::Slug;

use super::options::Options;
use crate::site::{Site, settings::embed::Reach};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Latest,
    Card,
    Article,
    Map,
    Songs,
    Visits,
    Alerts,
}

impl Kind {
    /// In the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Latest,
        Self::Card,
        Self::Article,
        Self::Map,
        Self::Songs,
        Self::Visits,
        Self::Alerts,
    ];

    /// As the attribute `show` of the element has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Latest => "tin-moi",
            Self::Card => "the-bai-viet",
            Self::Article => "bai-viet",
            Self::Map => "ban-do",
            Self::Songs => "ca-khuc",
            Self::Visits => "luot-truy-cap",
            Self::Alerts => "canh-bao",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    pub fn title(self, names: &KindNames) -> &'static str {
        match self {
            Self::Latest => names.latest,
            Self::Card => names.card,
            Self::Article => names.article,
            Self::Map => names.map,
            Self::Songs => names.songs,
            Self::Visits => names.visits,
            Self::Alerts => names.alerts,
        }
    }

    pub fn reach(self) -> Reach {
        match self {
            Self::Article => Reach::Write,
            _ => Reach::Read,
        }
    }

    pub fn needs_article(self) -> bool {
        matches!(self, Self::Card | Self::Article)
    }

    /// Whether the town has such a part.
    pub fn is_offered(self, site: &Site) -> bool {
        match self {
            Self::Map => site.map().is_some(),
            Self::Songs => site.settings.features.songs,
            Self::Visits => site.settings.features.visits,
            Self::Latest | Self::Card | Self::Article | Self::Alerts => true,
        }
    }

    /// The address of the part, without the portal's; none of an article that is not named.
    pub fn address(self, article: Option<&Slug>, options: &Options) -> Option<String> {
        let path = match (self, article) {
            (Self::Card, Some(slug)) => format!("bai-viet/{slug}/the"),
            (Self::Article, Some(slug)) => format!("bai-viet/{slug}"),
            (Self::Card | Self::Article, None) => return None,
            _ => self.name().to_owned(),
        };
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(options.parameters(self == Self::Latest))
            .finish();
        let mark = if query.is_empty() { "" } else { "?" };
        Some(format!("/nhung/{path}{mark}{query}"))
    }

    /// The height that a plain frame is given, in pixels: enough at a width of 360, since it will not follow what is
    /// in it. The element keeps less free (`embeds/src/element.js`).
    pub fn usual_height(self, options: &Options) -> u32 {
        match self {
            Self::Latest => 130 + 96 * options.count,
            Self::Card => 480,
            Self::Article => 1200,
            Self::Map | Self::Songs => 560,
            Self::Visits => 200,
            Self::Alerts => 180,
        }
    }
}

/// The address of `place` below the one of a part, with the same options.
pub fn below(address: &str, place: &str) -> String {
    match address.split_once('?') {
        Some((path, query)) => format!("{path}/{place}?{query}"),
        None => format!("{address}/{place}"),
    }
}
