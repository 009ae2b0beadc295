//! Residents' ratings of an article: one a visitor and article, changeable.

use serde::{Deserialize, Serialize};

use crate::captcha::CaptchaAnswer;

/// How residents rated one article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rating {
    pub count: u64,
    /// Between 1 and 5; null while `count` is 0.
    pub average: Option<f64>,
    /// What this visitor gave; null when nothing.
    pub mine: Option<Stars>,
}

/// One to five stars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u8, minimum = 1, maximum = 5))]
pub struct Stars(u8);

/// The number is not between 1 and 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stars are 1 to 5")]
pub struct StarsError;

/// The body of `PUT articles/{slug}/rating`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PutRating {
    pub stars: Stars,
    pub captcha: CaptchaAnswer,
}

impl Stars {
    /// All five, fewest first.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// 1 to 5.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Stars {
    type Error = StarsError;

    fn try_from(number: u8) -> Result<Self, StarsError> {
        (1..=5)
            .contains(&number)
            .then_some(Self(number))
            .ok_or(StarsError)
    }
}

impl From<Stars> for u8 {
    fn from(stars: Stars) -> Self {
        stars.0
    }
}
