//! What a resident shares with the installed portal: an address of the portal is opened.

use axum::{
    extract::State,
    http::{HeaderMap, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use conglang_contract::language::Language;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::install::SHARED_URL;
use crate::site::SiteState;

/// What behind an address belongs to the sentence that it stands in.
const PUNCTUATION: &[char] = &[
    '.', ',', ';', ':', '!', '?', ')', ']', '}', '"', '\'', '”', '’', '»', '>', '…',
];
/// What addresses are written with and headers do not take.
const NOT_IN_HEADERS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'\\');

/// `GET /chia-se?title&text&url`: to the page of this portal that is named there. What names none leads to
/// the home page.
pub async fn open(State(site): State<SiteState>, uri: Uri, headers: HeaderMap) -> Response {
    let own_host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let hosts = [Some(authority(&site.settings.host)), own_host];
    let query: Vec<_> =
        form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).collect();
    // Most phones put an address into the text; some put it where it belongs.
    let page = ["url", "text", "title"].into_iter().find_map(|wanted| {
        let given = query.iter().filter(|(name, _)| name == wanted);
        given
            .map(|(_, text)| text)
            .find_map(|text| own_page(text, hosts))
    });
    let home = site.settings.page_language(uri.path()).path("/");
    Redirect::to(&page.unwrap_or(home)).into_response()
}

/// Path and query of the first address in `text` that is of one of `hosts`, and not the one that asks.
fn own_page(text: &str, hosts: [Option<&str>; 2]) -> Option<String> {
    text.split_whitespace().find_map(|word| {
        let begin = word.find("https://").or_else(|| word.find("http://"))?;
        let address = word.get(begin..)?.trim_end_matches(PUNCTUATION);
        let rest = authority(address);
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        let is_own = hosts
            .into_iter()
            .flatten()
            .any(|own| own.eq_ignore_ascii_case(host));
        is_own.then(|| page_at(path)).flatten()
    })
}

/// The path as it may stand in `Location`: two slashes, or a slash and a backslash, would name another host.
fn page_at(path: &str) -> Option<String> {
    let path = path.split('#').next().unwrap_or_default();
    let path = path.trim_start_matches(['/', '\\']);
    let path = format!("/{}", utf8_percent_encode(path, NOT_IN_HEADERS));
    let (plain, _) = path.split_once('?').unwrap_or((&path, ""));
    let (_, own) = Language::of_path(plain);
    (own != SHARED_URL).then_some(path)
}

/// An address without its scheme.
fn authority(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Option<String> {
        own_page(text, [Some("thu.example"), Some("127.0.0.1:8080")])
    }

    #[test]
    fn an_address_of_the_portal_is_found_in_what_is_shared() {
        for (text, path) in [
            ("https://thu.example/bai-viet/bai-mot", "/bai-viet/bai-mot"),
            (
                "Đọc nhé: https://thu.example/bai-viet/bai-mot.",
                "/bai-viet/bai-mot",
            ),
            (
                "(http://THU.example/en/lien-ket?a=b&c=đ#cuoi)",
                "/en/lien-ket?a=b&c=%C4%91",
            ),
            ("https://bao.example/x https://thu.example/", "/"),
            ("http://127.0.0.1:8080/ban-do", "/ban-do"),
            ("https://thu.example", "/"),
        ] {
            assert_eq!(page(text).as_deref(), Some(path), "{text}");
        }
    }

    #[test]
    fn nothing_leads_to_another_host_or_round_in_circles() {
        for text in [
            "",
            "thu.example/bai-viet/bai-mot",
            "https://thu.example.xau.example/bai",
            "https://thu.example@xau.example/bai",
            "https://xau.example/?https://thu.example/",
            "https://thu.example/chia-se?url=https://thu.example/chia-se",
            "https://thu.example/en/chia-se",
            "javascript:alert(1)//https:/thu.example",
        ] {
            assert_eq!(page(text), None, "{text}");
        }
        for (text, path) in [
            ("https://thu.example//xau.example", "/xau.example"),
            ("https://thu.example/\\xau.example", "/xau.example"),
            ("https://thu.example/a\u{7}b\\c", "/a%07b%5Cc"),
        ] {
            assert_eq!(page(text).as_deref(), Some(path), "{text}");
        }
    }
}
