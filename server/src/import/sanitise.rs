//! The HTML that the store may hold.

use std::{collections::HashSet, sync::LazyLock};

use conglang_contract::article::{PHOTO_LINK_CLASS, PHOTO_OFFER_CLASS};

/// The class of the box around a table, in which a wide one scrolls.
pub const TABLE_BOX_CLASS: &str = "table-scroll";

static ALLOWED: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut allowed = ammonia::Builder::empty();
    allowed
        .add_tags([
            "p",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "strong",
            "em",
            "del",
            "a",
            "code",
            "pre",
            "blockquote",
            "hr",
            "br",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "figure",
            "figcaption",
            "picture",
            "source",
            "img",
            "div",
        ])
        .add_tag_attributes("a", ["href", "title"])
        .add_tag_attributes(
            "img",
            [
                "src", "srcset", "sizes", "width", "height", "alt", "loading", "decoding",
            ],
        )
        .add_tag_attributes("source", ["type", "srcset", "sizes"])
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("th", ["align"])
        .add_tag_attributes("td", ["align"])
        .add_tag_attributes("div", ["role", "aria-label", "tabindex"])
        .add_allowed_classes("div", [TABLE_BOX_CLASS])
        .add_allowed_classes("a", [PHOTO_LINK_CLASS, PHOTO_OFFER_CLASS])
        .clean_content_tags(HashSet::from(["script", "style"]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(Some("noopener"));
    allowed
});

/// `html` with nothing in it but what an article may hold.
pub fn sanitise(html: &str) -> String {
    ALLOWED.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_handlers_and_script_addresses_go() {
        for (dirty, clean) in [
            ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
            (
                "<img src=\"/media/a.jpg\" onerror=\"x()\" alt=\"\">",
                "<img src=\"/media/a.jpg\" alt=\"\">",
            ),
            (
                "<a href=\"javascript:x()\">a</a>",
                "<a rel=\"noopener\">a</a>",
            ),
            (
                "<a href=\"java\tscript:x()\">a</a>",
                "<a rel=\"noopener\">a</a>",
            ),
            (
                "<iframe src=\"https://a.b\"></iframe><p style=\"x\" class=\"y\">c</p>",
                "<p>c</p>",
            ),
            ("<svg><script>x</script></svg><style>p{}</style>", ""),
        ] {
            assert_eq!(sanitise(dirty), clean, "{dirty}");
        }
    }

    #[test]
    fn figures_pass() {
        let figure = "<figure><picture><source type=\"image/webp\" srcset=\"/media/a-480.webp 480w\" sizes=\"100vw\"><img src=\"/media/a-480.jpg\" srcset=\"/media/a-480.jpg 480w\" sizes=\"100vw\" width=\"480\" height=\"320\" alt=\"b\" loading=\"lazy\" decoding=\"async\"></picture><figcaption>b</figcaption></figure>";
        assert_eq!(sanitise(figure), figure);
    }
}
