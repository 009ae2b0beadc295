//! Addresses of the portal's own pages.

/// Whether `address` is a path of the portal itself, whatever stands behind it.
///
/// Browsers leave tabs and line ends out and take `\` for `/`, and what begins with two of those is the address
/// of another host (<https://url.spec.whatwg.org/#relative-slash-state>).
pub fn is_own_path(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains(|character: char| {
            character.is_whitespace() || character.is_control() || character == '\\'
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_the_portal_are_its_own() {
        for address in [
            "/",
            "/bai-viet/bai-mot",
            "/thong-ke?thang=2020-01",
            "/en/luu-tru#cuoi",
            "/portal/pages/2020-01-05/tin.aspx?x=//y",
            "/tu-khoa/an%20toàn",
        ] {
            assert!(is_own_path(address), "{address}");
        }
    }

    #[test]
    fn nothing_that_leads_to_another_host_is_its_own() {
        for address in [
            "",
            "bai-viet",
            "https://xau.example/",
            "javascript:alert(1)",
            "//xau.example",
            "/\\xau.example",
            "/\t/xau.example",
            "/\n/xau.example",
            "\t//xau.example",
            "/a b",
            "/a\u{7}",
        ] {
            assert!(!is_own_path(address), "{address:?}");
        }
    }
}
