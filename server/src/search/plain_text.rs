//! The text of sanitised HTML.

use conglang_contract::article::PHOTO_OFFER_CLASS;

/// Elements that break a line of text.
const BREAKS: [&str; 14] = [
    "p",
    "h2",
    "h3",
    "h4",
    "li",
    "ul",
    "ol",
    "td",
    "th",
    "tr",
    "br",
    "blockquote",
    "figure",
    "figcaption",
];

/// What one reads of `html`, which the import has sanitised: no markup, words of different paragraphs apart.
pub fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        push_decoded(&mut text, before);
        let Some((tag, after)) = after.split_once('>') else {
            return text;
        };
        rest = after;
        let name = tag
            .trim_start_matches('/')
            .split([' ', '/'])
            .next()
            .unwrap_or_default();
        if BREAKS.contains(&name) {
            push_space(&mut text);
        }
        // An offer to load a photograph belongs to the page, not to the text.
        if name == "a" && tag.contains(PHOTO_OFFER_CLASS) {
            rest = rest.split_once("</a>").map_or("", |(_, after)| after);
        }
    }
    push_decoded(&mut text, rest);
    text.truncate(text.trim_end().len());
    text
}

/// The sanitiser writes no other references.
fn push_decoded(text: &mut String, html: &str) {
    let decoded = html
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
    for character in decoded.chars() {
        if character.is_whitespace() {
            push_space(text);
        } else {
            text.push(character);
        }
    }
}

fn push_space(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_cells_stand_apart_and_words_stay_whole() {
        for (html, text) in [
            ("<p>Một <strong>ha</strong>i.</p>\n<p>Ba</p>", "Một hai. Ba"),
            ("<table><tr><td>1</td><td>2</td></tr></table>", "1 2"),
            ("a<br>b", "a b"),
            ("A &amp; B &lt;c&gt; &amp;lt;", "A & B <c> &lt;"),
            ("", ""),
            ("<p></p>", ""),
            ("<p>ab<", "ab"),
        ] {
            assert_eq!(plain_text(html), text);
        }
    }

    #[test]
    fn an_offer_of_a_photograph_is_no_text() {
        let html = "<figure><a class=\"photo-offer\" href=\"/media/a\">Tải ảnh (3 KB)</a>\
                    <a class=\"photo-link\" href=\"/b\"><picture><img alt=\"x\"></picture></a>\
                    <figcaption>Hồ</figcaption></figure>";
        assert_eq!(plain_text(html), "Hồ");
    }
}
