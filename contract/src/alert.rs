//! Alerts: dated notices on every page, of storm, flood or outage.

use serde::{Deserialize, Serialize};

use crate::{language::Language, map::AreaLink, timestamp::Timestamp};

/// The id of the element above every page that shows what is in force.
pub const ALERTS_ID: &str = "canh-bao-tren-dau";
/// On the root of the notices in one of its regions: another value for each other content.
pub const VERSION_ATTRIBUTE: &str = "data-version";
/// On [`ALERTS_ID`]: the server's time as RFC 3339, from which a phone's clock is corrected.
pub const SERVER_TIME_ATTRIBUTE: &str = "data-now";

/// A notice that holds for a while.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Alert {
    pub id: i64,
    pub level: AlertLevel,
    /// One line.
    pub title: String,
    /// Plain text; `\n` ends a line.
    pub body: String,
    /// Both in English, where somebody wrote it. One stream serves tabs in both languages, so that an
    /// alert has them together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<AlertText>,
    /// Where it holds; empty when everywhere.
    #[serde(default)]
    pub areas: Vec<AreaLink>,
    pub from: Timestamp,
    pub until: Timestamp,
    pub updated_at: Timestamp,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AlertLevel {
    /// To be ready for.
    CanhBao,
    /// To act on at once.
    KhanCap,
}

/// What an alert says in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertText {
    pub title: String,
    pub body: String,
}

/// The answer to `GET alerts`: what is in force, the most urgent first, of those the newest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertList {
    /// Another one for each other list; empty when there is no alert.
    pub version: String,
    pub alerts: Vec<Alert>,
}

/// The event `alert`: everything that is in force, so that a client replaces what it shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertNews {
    pub version: String,
    pub alerts: Vec<Alert>,
    /// The server's time, by which a client knows how wrong its own clock is.
    pub now: Timestamp,
    /// The notices as the portal's pages show them.
    pub notices: AlertNotices,
}

/// HTML made by the server, in each language that the portal has. Pages that are open put it in their
/// [`ALERTS_ID`], so that no phone has to fetch anything more in a storm.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertNotices {
    pub vi: NoticesByLevel,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<NoticesByLevel>,
}

/// By how they are announced: those that interrupt a screen reader, and those that wait for a pause.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticesByLevel(pub [String; 2]);

impl AlertLevel {
    /// The most urgent first, as they are shown and as [`NoticesByLevel`] has them.
    pub const BY_URGENCY: [Self; 2] = [Self::KhanCap, Self::CanhBao];

    /// As JSON and the store have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CanhBao => "canh_bao",
            Self::KhanCap => "khan_cap",
        }
    }

    /// The level of [`Self::as_str`].
    pub fn of(written: &str) -> Option<Self> {
        Self::BY_URGENCY
            .into_iter()
            .find(|level| level.as_str() == written)
    }
}

impl Alert {
    /// Title and body in `language` if they are written in it, and else in Vietnamese; and which of them it
    /// is.
    pub fn text(&self, language: Language) -> (&str, &str, Language) {
        match (&self.english, language) {
            (Some(english), Language::English) => {
                (&english.title, &english.body, Language::English)
            }
            _ => (&self.title, &self.body, Language::Vietnamese),
        }
    }
}

/// The first words of a text, at most `longest` characters, with … where more follow; on one line.
pub fn beginning(text: &str, longest: usize) -> String {
    let mut beginning = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let more = word.chars().count() + usize::from(length > 0);
        if length + more > longest {
            if beginning.is_empty() {
                beginning = word.chars().take(longest).collect();
            }
            beginning.push('…');
            break;
        }
        if length > 0 {
            beginning.push(' ');
        }
        beginning.push_str(word);
        length += more;
    }
    beginning
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_ends_after_a_word() {
        assert_eq!(beginning("Bão đổ bộ", 9), "Bão đổ bộ");
        assert_eq!(beginning("Bão\nđổ  bộ", 8), "Bão đổ…");
        assert_eq!(beginning("Bãobãobão", 4), "Bãob…");
        assert_eq!(beginning("  ", 4), "");
    }

    #[test]
    fn levels_are_read_as_they_are_written() {
        for level in AlertLevel::BY_URGENCY {
            assert_eq!(AlertLevel::of(level.as_str()), Some(level));
            assert_eq!(
                serde_json::to_string(&level).unwrap(),
                format!("\"{}\"", level.as_str())
            );
        }
        assert_eq!(AlertLevel::of("khan-cap"), None);
        assert!(AlertLevel::KhanCap > AlertLevel::CanhBao);
    }
}
