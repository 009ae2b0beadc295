//! The lines of HTML that another site pastes.

use conglang::components::article_card::{article_path, category_path};
use conglang_contract::slug::Slug;

use super::{
    SCRIPT_URL,
    kind::Kind,
    options::{self, Options},
};
use crate::{pages::head::escaped, site::settings::Settings};

/// What is to be shown, and how.
pub struct Choice<'a> {
    pub kind: Kind,
    pub article: Option<&'a Slug>,
    pub options: &'a Options,
    /// What readers see of it while it is not there, and screen readers hear of it.
    pub label: String,
}

impl Choice<'_> {
    /// The element, without the script.
    pub fn element(&self, settings: &Settings, inside: &str) -> String {
        let mut element = format!("<cong-lang show=\"{}\"", self.kind.name());
        let article = self.article.filter(|_| self.kind.needs_article());
        let article = article.map(|slug| ("article", slug.to_string()));
        let parameters = self.options.parameters(self.kind == Kind::Latest);
        let attributes = parameters
            .into_iter()
            .map(|(name, value)| (attribute(name), value));
        for (name, value) in article.into_iter().chain(attributes) {
            element.push_str(&format!(" {name}=\"{}\"", escaped(&value)));
        }
        format!("{element}>{}{inside}</cong-lang>", self.link(settings))
    }

    /// The script and the element.
    pub fn line(&self, settings: &Settings) -> String {
        format!(
            "<script async src=\"{}{SCRIPT_URL}\"></script>\n{}",
            escaped(&settings.host),
            self.element(settings, "")
        )
    }

    /// A plain frame, of the part at `host`; nothing while there is no article for it.
    pub fn frame(&self, host: &str) -> Option<String> {
        let address = self.kind.address(self.article, self.options)?;
        let forms = if self.kind == Kind::Article {
            " allow-forms allow-downloads"
        } else {
            ""
        };
        Some(format!(
            "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{}\" loading=\"lazy\" style=\"border:0\" \
             sandbox=\"allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox{forms}\"></iframe>",
            escaped(&format!("{host}{address}")),
            escaped(&self.label),
            self.kind.usual_height(self.options),
        ))
    }

    /// Where the same stands in the portal.
    fn link(&self, settings: &Settings) -> String {
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
