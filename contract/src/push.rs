//! Web push: notices on a phone whose browser is closed, for those who ask for them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{language::Language, slug::Slug, timestamp::Timestamp};

/// What somebody can be told of: `khan-cap`, `canh-bao`, or `chuyen-muc/{category}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PushTopic {
    /// Alerts to act on at once, at any hour.
    KhanCap,
    /// Alerts to be ready for.
    CanhBao,
    /// New articles of a category.
    Category(Slug),
}

/// The text is none of the topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a topic is khan-cap, canh-bao or chuyen-muc/ with a category")]
pub struct PushTopicError;

/// The answer to `GET push`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Push {
    /// The portal's key (RFC 8292): an uncompressed point of P-256 as base64url without padding.
    pub public_key: String,
    /// What there is to choose from.
    pub topics: Vec<OfferedTopic>,
    pub quiet_hours: QuietHours,
}

/// A topic with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferedTopic {
    pub topic: PushTopic,
    pub name: String,
}

/// Between these hours of the town's clock only `khan-cap` is sent to those who wish so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuietHours {
    pub from: u8,
    pub to: u8,
}

/// The body of `PUT push/subscription`; `endpoint` and `keys` as browsers give them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PutSubscription {
    pub endpoint: String,
    pub keys: SubscriptionKeys,
    /// Left out when a browser only has a new endpoint: then choice and language are those of `replaces`.
    #[serde(default)]
    pub choice: Option<SubscriptionChoice>,
    /// The endpoint that this one takes the place of. Topics of `choice` that are no longer offered are left out
    /// then.
    #[serde(default)]
    pub replaces: Option<String>,
}

/// What messages are encrypted for (RFC 8291), as base64url.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubscriptionKeys {
    pub p256dh: String,
    pub auth: String,
}

/// What somebody wants to be told, and when; also the answer to `PUT` and `POST push/subscription`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubscriptionChoice {
    pub topics: Vec<PushTopic>,
    pub quiet_hours: bool,
}

/// The body of `POST` and `DELETE push/subscription`. An endpoint is a secret of its browser, so it stands in
/// no address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubscriptionName {
    pub endpoint: String,
}

/// What a push message holds, for the service worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushMessage {
    /// The same when a message comes twice.
    pub id: String,
    /// The same for everything about one thing, of which only the newest is shown.
    pub tag: String,
    pub title: String,
    pub body: String,
    /// Of title and body.
    pub lang: Language,
    /// Where a press leads.
    pub path: String,
    /// Stays until somebody has seen it.
    pub urgent: bool,
    /// Of an alert: when it ends. The body says so too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

impl QuietHours {
    /// Nine in the evening to six in the morning.
    pub const NIGHT: Self = Self { from: 21, to: 6 };

    /// Whether `hour` (0 to 23) is quiet.
    pub fn contain(self, hour: u8) -> bool {
        hour >= self.from || hour < self.to
    }
}

const CATEGORY: &str = "chuyen-muc/";

impl fmt::Display for PushTopic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KhanCap => formatter.write_str("khan-cap"),
            Self::CanhBao => formatter.write_str("canh-bao"),
            Self::Category(slug) => write!(formatter, "{CATEGORY}{slug}"),
        }
    }
}

impl FromStr for PushTopic {
    type Err = PushTopicError;

    fn from_str(text: &str) -> Result<Self, PushTopicError> {
        match text {
            "khan-cap" => Ok(Self::KhanCap),
            "canh-bao" => Ok(Self::CanhBao),
            _ => {
                let slug = text.strip_prefix(CATEGORY).ok_or(PushTopicError)?;
                slug.parse().map(Self::Category).map_err(|_| PushTopicError)
            }
        }
    }
}

impl TryFrom<String> for PushTopic {
    type Error = PushTopicError;

    fn try_from(text: String) -> Result<Self, PushTopicError> {
        text.parse()
    }
}

impl From<PushTopic> for String {
    fn from(topic: PushTopic) -> Self {
        topic.to_string()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for PushTopic {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        String::schema()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for PushTopic {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_read_as_they_are_written() {
        let category = PushTopic::Category("khan-cap".parse().unwrap());
        for topic in [PushTopic::KhanCap, PushTopic::CanhBao, category] {
            assert_eq!(topic.to_string().parse(), Ok(topic));
        }
        for wrong in ["", "tin", "chuyen-muc/", "chuyen-muc/A", "KHAN-CAP"] {
            assert_eq!(wrong.parse::<PushTopic>(), Err(PushTopicError), "{wrong}");
        }
    }

    #[test]
    fn the_night_is_quiet() {
        let quiet: Vec<u8> = (0..24)
            .filter(|&hour| QuietHours::NIGHT.contain(hour))
            .collect();
        assert_eq!(quiet, [0, 1, 2, 3, 4, 5, 21, 22, 23]);
    }
}
