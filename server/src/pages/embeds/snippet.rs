//! The lines of HTML that another site pastes.

use conglang::components::article_card::{article_path, category_path};
use conglang_contract::slug::Slug;

use super::{
    SCRIPT_URL,
    kind::Kind,
    options::{self, Options},
};
use crate::{pages::head::escaped, site::settings::Settings};

/// What a frame may do: run its scripts, have the portal's own origin (cookies, the stream), and open windows that
/// leave the sandbox, for links.
const SANDBOX: &str = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";
/// What a part with forms needs beside.
const SANDBOX_OF_FORMS: &str = " allow-forms allow-downloads";

/// How a plain frame stands in a page.
pub struct Frame<'a> {
    /// The portal's address; empty in its own pages.
    pub host: &'a str,
    /// As the attribute has it.
    pub width: &'a str,
    /// CSS pixels.
    pub height: u32,
    /// Declarations for the attribute; empty where a policy takes none.
    pub style: &'a str,
    /// HTML that no browser shows, and that is left where frames are taken out.
    pub inside: &'a str,
}

/// What is to be shown, and how.
pub struct Choice<'a> {
    pub kind: Kind,
    pub article: Option<&'a Slug>,
    pub options: &'a Options,
    /// What readers see of it while it is not there, and screen readers hear of it.
    pub label: String,
}

impl Choice<'_> {
    /// The element in a page of the portal itself, whose script alone is there; `inside` is HTML.
    pub fn element(&self, settings: &Settings, inside: &str) -> String {
        self.tag(settings, None, inside)
    }

    /// The element, for the part of `portal` where it is named.
    fn tag(&self, settings: &Settings, portal: Option<&str>, inside: &str) -> String {
        let mut element = format!("<cong-lang show=\"{}\"", self.kind.name());
        let article = self.article.filter(|_| self.kind.needs_article());
        let article = article.map(|slug| ("article", slug.to_string()));
        let parameters = self.options.parameters(self.kind == Kind::Latest);
        let attributes = parameters
            .into_iter()
            .map(|(name, value)| (attribute(name), value));
        let portal = portal.map(|portal| ("portal", portal.to_owned()));
        for (name, value) in article.into_iter().chain(attributes).chain(portal) {
            element.push_str(&format!(" {name}=\"{}\"", escaped(&value)));
        }
        format!("{element}>{}{inside}</cong-lang>", self.link(settings))
    }

    /// The script and the element. It names its portal, since a page may show several towns.
    pub fn line(&self, settings: &Settings) -> String {
        format!(
            "<script async src=\"{}{SCRIPT_URL}\"></script>\n{}",
            escaped(&settings.host),
            self.tag(settings, Some(&settings.host), "")
        )
    }

    /// A plain frame; nothing while there is no article for it.
    pub fn frame(&self, frame: &Frame<'_>) -> Option<String> {
        let address = self.kind.address(self.article, self.options)?;
        let forms = if self.kind == Kind::Article {
            SANDBOX_OF_FORMS
        } else {
            ""
        };
        let style = match frame.style {
            "" => String::new(),
            style => format!(" style=\"{style}\""),
        };
        Some(format!(
            "<iframe src=\"{}\" title=\"{}\" width=\"{}\" height=\"{}\" loading=\"lazy\"{style} \
             sandbox=\"{SANDBOX}{forms}\">{}</iframe>",
            escaped(&format!("{}{address}", frame.host)),
            escaped(&self.label),
            frame.width,
            frame.height,
            frame.inside,
        ))
    }

    /// A plain frame as wide as its place, of the part at `host`; nothing while there is no article for it.
    pub fn full_frame(&self, host: &str, style: &str) -> Option<String> {
        self.frame(&Frame {
            host,
            width: "100%",
            height: self.kind.usual_height(self.options),
            style,
            inside: "",
        })
    }

    /// A link to where the same stands in the portal.
    pub fn link(&self, settings: &Settings) -> String {
        let path = match (self.kind, self.article) {
            (Kind::Latest, _) => match &self.options.category {
                Some(category) => category_path(category.as_str()),
                None => "/".to_owned(),
            },
            (Kind::Card | Kind::Article, Some(slug)) => article_path(slug.as_str()),
            (Kind::Card | Kind::Article, None) => "/".to_owned(),
            (Kind::Map, _) => "/ban-do".to_owned(),
            (Kind::Songs, _) => "/ca-khuc".to_owned(),
            (Kind::Visits, _) => "/thong-ke".to_owned(),
            (Kind::Alerts, _) => "/canh-bao".to_owned(),
        };
        format!(
            "<a href=\"{}{}\">{}</a>",
            escaped(&settings.host),
            escaped(&self.options.language.path(&path)),
            escaped(&self.label)
        )
    }
}

/// What the element calls a parameter.
fn attribute(parameter: &str) -> &str {
    match parameter {
        options::CATEGORY => "category",
        options::COUNT => "count",
        same => same,
    }
}

#[cfg(test)]
mod tests {
    use conglang_contract::language::Language;

    use super::*;
    use crate::pages::embeds::options::{MOST, USUAL_COUNT};

    /// It makes of the attributes of the element what this module makes of a choice.
    const ELEMENT: &str = include_str!("../../../../embeds/src/element.js");

    /// What stands between `start` and the next `end`.
    fn between<'a>(start: &str, end: &str) -> &'a str {
        let (_, rest) = ELEMENT
            .split_once(start)
            .unwrap_or_else(|| panic!("{start}"));
        rest.split_once(end).unwrap_or_else(|| panic!("{end}")).0
    }

    #[test]
    fn the_element_knows_the_same_parts_at_the_same_addresses() {
        let mut known = Vec::new();
        for line in between("const KINDS = {", "};").lines() {
            let Some((name, rest)) = line.trim().split_once(": (") else {
                continue;
            };
            let name = name.trim_matches('"');
            let kind = Kind::named(name).unwrap_or_else(|| panic!("{name} is no part"));
            known.push(kind);
            let (_, address) = rest.split_once("=> [").expect("an address");
            let article: Slug = "bai-mot".parse().expect("a slug");
            let options = Options::usual(Language::Vietnamese);
            let own = kind.address(Some(&article), &options).expect("an address");
            let expected = match own.strip_prefix("/nhung/bai-viet/bai-mot") {
                Some(rest) => format!("article(get(\"article\"), \"{rest}\"), "),
                None => format!("\"{}\", ", own.trim_start_matches("/nhung/")),
            };
            assert!(address.starts_with(&expected), "{address}");
        }
        assert_eq!(known.len(), Kind::ALL.len());
        assert!(Kind::ALL.iter().all(|kind| known.contains(kind)));
        assert!(ELEMENT.contains("`bai-viet/${slug}${rest}`"));
        let counts = format!("|| {USUAL_COUNT}, 1), {MOST})");
        assert!(ELEMENT.contains(&counts), "{counts}");
    }

    #[test]
    fn the_element_calls_parameters_as_this_module_does() {
        let known = between("const PARAMETERS = {", "};");
        let mut known: Vec<(&str, &str)> = known
            .split(',')
            .map(|pair| pair.split_once(':').expect("a pair"))
            .map(|(attribute, parameter)| (attribute.trim(), parameter.trim()))
            .map(|(attribute, parameter)| {
                (attribute.trim_matches('"'), parameter.trim_matches('"'))
            })
            .collect();
        let asked = Options {
            category: Some("tin".parse().expect("a slug")),
            count: MOST,
            theme: options::THEMES[1],
            accent: Some("#123c7a".to_owned()),
            text_size: options::TEXT_SIZES[1],
            ..Options::usual(Language::English)
        };
        let parameters = asked.parameters(true);
        let mut own: Vec<(&str, &str)> = parameters
            .iter()
            .map(|(parameter, _)| (attribute(parameter), *parameter))
            .collect();
        known.sort_unstable();
        own.sort_unstable();
        assert_eq!(known, own);
    }

    #[test]
    fn frames_of_the_element_may_do_what_plain_ones_may() {
        assert_eq!(between("const SANDBOX = \"", "\""), SANDBOX);
        let forms = between("=== \"bai-viet\" ? \"", "\" : \"\"");
        assert_eq!(forms, SANDBOX_OF_FORMS);
        assert_eq!(Kind::Article.name(), "bai-viet");
    }
}
