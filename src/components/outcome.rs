//! What became of a plain form, told on the page to which the server leads back.

use conglang_contract::receipt::Receipt;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::part::{IntoPart, Part};
use crate::i18n::{href, texts};

/// The query parameter with what was done.
pub const OUTCOME_PARAMETER: &str = "ket-qua";
/// The query parameter with the receipt of a comment that was sent.
pub const RECEIPT_PARAMETER: &str = "bien-nhan";

/// What was done through a form without JavaScript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Rated,
    /// The receipt is missing when the address does not hold a well-formed one.
    Commented(Option<Receipt>),
    Deleted,
}

/// The part of the page in which an outcome is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Rating,
    Comments,
}

impl Outcome {
    /// Reads the two query parameters. Nothing of them is kept but a receipt that is well formed, since
    /// anybody can write an address.
    pub fn read(outcome: Option<&str>, receipt: Option<&str>) -> Option<Self> {
        match outcome? {
            "da-danh-gia" => Some(Self::Rated),
            "cho-duyet" => Some(Self::Commented(
                receipt.and_then(|receipt| receipt.parse().ok()),
            )),
            "da-xoa" => Some(Self::Deleted),
            _ => None,
        }
    }

    pub const fn place(&self) -> Place {
        match self {
            Self::Rated => Place::Rating,
            Self::Commented(_) | Self::Deleted => Place::Comments,
        }
    }

    fn text(&self) -> &'static str {
        let text = &texts().confirm;
        match self {
            Self::Rated => text.outcome_rated,
            Self::Commented(_) => text.outcome_commented,
            Self::Deleted => text.outcome_deleted,
        }
    }
}

/// The outcome that the address tells, when it belongs to `place`.
pub fn outcome_notice(place: Place) -> Option<Part> {
    // Read once: the notice stays while the reader turns the pages of the comments. From article to article the
    // router lets the route keep the query map of the first one.
    let outcome = use_location().query.with_untracked(|query| {
        Outcome::read(
            query.get_str(OUTCOME_PARAMETER),
            query.get_str(RECEIPT_PARAMETER),
        )
    });
    outcome
        .filter(|outcome| outcome.place() == place)
        .map(notice)
}

/// What was done, and the receipt if there is one.
pub fn notice(outcome: Outcome) -> Part {
    let what = outcome.text();
    let receipt = match outcome {
        Outcome::Commented(receipt) => receipt.map(receipt_line),
        Outcome::Rated | Outcome::Deleted => None,
    };
    view! {
        <div class="notice notice--done" role="status">
            <p>
                <strong>{what}</strong>
            </p>
            {receipt}
        </div>
    }
    .part()
}

fn receipt_line(receipt: Receipt) -> impl IntoView {
    let code = receipt.to_string();
    view! {
        <p>
            {texts().confirm.outcome_receipt} " "
            <a class="receipt__code" href=href(&format!("/bien-nhan/{code}"))>
                {code.clone()}
            </a>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_outcome_has_its_place() {
        let place = |text| Outcome::read(Some(text), None).map(|outcome| outcome.place());
        assert_eq!(place("da-danh-gia"), Some(Place::Rating));
        assert_eq!(place("cho-duyet"), Some(Place::Comments));
        assert_eq!(place("da-xoa"), Some(Place::Comments));
    }

    #[test]
    fn an_unknown_or_missing_outcome_tells_nothing() {
        assert_eq!(Outcome::read(None, Some("ABCD-EFGH-JKMN")), None);
        assert_eq!(Outcome::read(Some("<b>"), None), None);
        assert_eq!(Outcome::read(Some(""), None), None);
    }

    #[test]
    fn a_receipt_is_kept_only_when_it_is_one() {
        let receipt = "ABCD-EFGH-JKMN".parse().ok();
        assert!(receipt.is_some());
        assert_eq!(
            Outcome::read(Some("cho-duyet"), Some("abcdefghjkmn")),
            Some(Outcome::Commented(receipt))
        );
        for forged in ["", "Gọi ngay 0900", "ABCD-EFGH-JKM<", "ABCD-EFGH-JKMN-PQ"] {
            assert_eq!(
                Outcome::read(Some("cho-duyet"), Some(forged)),
                Some(Outcome::Commented(None)),
                "{forged}"
            );
        }
    }

    #[test]
    fn a_receipt_beside_another_outcome_is_ignored() {
        assert_eq!(
            Outcome::read(Some("da-danh-gia"), Some("ABCD-EFGH-JKMN")),
            Some(Outcome::Rated)
        );
    }
}
