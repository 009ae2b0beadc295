//! An address that an article had before, on another portal or on this one.

use conglang_contract::text::clean_line;
use percent_encoding::percent_decode_str;

/// Longer ones are no addresses that anybody kept.
const LONGEST: usize = 1_000;
/// Where the portal answers itself, so that no article can be found there.
const TAKEN: [&str; 3] = ["/api/", "/media/", "/nhung/"];

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

    /// The address that a request asks for, and the same without its query if it has one.
    pub fn asked(path: &str, query: Option<&str>) -> Vec<Self> {
        let whole = query.map(|query| Self::of(&format!("{path}?{query}")));
        whole.into_iter().chain([Self::of(path)]).collect()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn of(text: &str) -> Self {
        let plain = percent_decode_str(text).decode_utf8_lossy();
        Self(clean_line(&plain).to_lowercase())
    }
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
