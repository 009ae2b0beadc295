//! An address that an article had before, on another portal or on this one.

use conglang_contract::text::clean_line;
use percent_encoding::percent_decode_str;

/// Longer ones are no addresses that anybody kept.
const LONGEST: usize = 1_000;
/// Where the portal answers itself, so that no article can be found there.
const TAKEN: [&str; 3] = ["/api/", "/media/", "/nhung/"];
/// What is added to the query of a link where it is shared or advertised, to see who follows it: by Facebook,
/// Instagram, Google, Zalo, Microsoft, TikTok, X and Yandex.
const TRACKERS: [&str; 25] = [
    "fbclid",
    "fb_action_ids",
    "fb_action_types",
    "fb_source",
    "mibextid",
    "sfnsn",
    "igsh",
    "igshid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "gad_source",
    "gad_campaignid",
    "srsltid",
    "_ga",
    "_gl",
    "zarsrc",
    "gidzl",
    "msclkid",
    "ttclid",
    "twclid",
    "yclid",
    "ysclid",
];
/// Those of campaigns, of which each has several: Google Analytics and Mailchimp.
const TRACKER_STARTS: [&str; 2] = ["utm_", "mc_"];

/// Path and query, as they are compared: without percent signs and in lower case, since the portals of that
/// time took every spelling and people wrote down all of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OldAddress(String);

impl OldAddress {
    /// Reads an address as an editor writes it.
    ///
    /// # Errors
    /// Why it is none, in Vietnamese.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = |reason: &str| Err(format!("“{text}” {reason}"));
        if !text.starts_with('/') || text.starts_with("//") {
            return wrong("phải bắt đầu bằng một dấu /, không có tên máy chủ");
        }
        if text.contains('#') {
            return wrong("không được có phần sau dấu #, vì trình duyệt không gửi phần đó");
        }
        if text.len() > LONGEST {
            return Err(format!("địa chỉ dài quá {LONGEST} byte"));
        }
        let address = Self::of(text);
        if address.0 == "/" || TAKEN.iter().any(|taken| address.0.starts_with(taken)) {
            return wrong("là địa chỉ mà cổng này đang dùng");
        }
        Ok(address)
    }

    /// The addresses that a request may ask for, the likeliest first: with its whole query, with what is left of it
    /// without trackers, and without any.
    pub fn asked(path: &str, query: Option<&str>) -> Vec<Self> {
        let left = query.and_then(without_trackers);
        let queries = query.into_iter().chain(left.as_deref());
        let with_query = queries.map(|query| Self::of(&format!("{path}?{query}")));
        with_query.chain([Self::of(path)]).collect()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn of(text: &str) -> Self {
        let plain = percent_decode_str(text).decode_utf8_lossy();
        Self(clean_line(&plain).to_lowercase())
    }
}

/// `query` without its trackers, wherever they stand in it; none where it has none, or nothing else.
fn without_trackers(query: &str) -> Option<String> {
    let left: Vec<&str> = query.split('&').filter(|pair| !is_tracker(pair)).collect();
    let left = left.join("&");
    (!left.is_empty() && left != query).then_some(left)
}

/// Whether `pair`, a name with or without a value, is a tracker.
fn is_tracker(pair: &str) -> bool {
    let (name, _) = pair.split_once('=').unwrap_or((pair, ""));
    let name = percent_decode_str(name).decode_utf8_lossy().to_lowercase();
    TRACKERS.contains(&name.as_str()) || TRACKER_STARTS.iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_one_address() {
        let address = OldAddress::parse("/portal/pages/Tin-tức.aspx?ItemID=5").expect("an address");
        for (path, query) in [
            ("/portal/pages/Tin-t%E1%BB%A9c.aspx", Some("ItemID=5")),
            ("/Portal/Pages/tin-t%e1%bb%a9c.aspx", Some("itemid=5")),
            ("/portal/pages/tin-tu\u{31b}\u{301}c.aspx", Some("ItemID=5")),
        ] {
            assert_eq!(OldAddress::asked(path, query)[0], address, "{path}");
        }
        let others = OldAddress::asked("/portal/pages/tin-t%E1%BB%A9c.aspx", None);
        assert!(!others.contains(&address));
        let asked = OldAddress::asked("/a.aspx", Some("fbclid=x"));
        assert_eq!(asked[1], OldAddress::parse("/A.aspx").expect("an address"));
    }

    #[test]
    fn trackers_are_left_out_wherever_they_stand() {
        let left = |query| OldAddress::asked("/xem.aspx", Some(query));
        let address = OldAddress::parse("/xem.aspx?ItemID=5&muc=tin").expect("an address");
        for query in [
            "ItemID=5&muc=tin&fbclid=x",
            "zarsrc=30&ItemID=5&muc=tin",
            "ItemID=5&utm_source=zalo&utm_medium=zalo&muc=tin&gidzl=x",
            "ItemID=5&MC_CID=1&muc=tin&gclid",
            "ItemID=5&muc=tin&%66bclid=x=y",
        ] {
            let asked = left(query);
            assert_eq!((asked.len(), &asked[1]), (3, &address), "{query}");
        }
        // Nothing is asked for twice, and of others nothing is left out.
        for query in ["fbclid=x", "ItemID=5", "mcid=1&utm=2", ""] {
            assert_eq!(left(query).len(), 2, "{query}");
        }
    }

    #[test]
    fn what_can_lead_to_no_article_is_refused() {
        let long = format!("/{}", "a".repeat(LONGEST));
        for wrong in [
            "",
            "/",
            "portal/pages/a.aspx",
            "https://cu.example/a.aspx",
            "//cu.example/a.aspx",
            "/a.aspx#b",
            "/api/v1/site",
            "/media/a.jpg",
            "/%6dedia/a.jpg",
            &long,
        ] {
            assert!(OldAddress::parse(wrong).is_err(), "{wrong}");
        }
    }
}
