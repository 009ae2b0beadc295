//! What the article page tells search engines and sites that show a preview of it.

use conglang_contract::{
    article::{Article, ArticleSummary},
    site::Site,
};
use leptos::prelude::*;
use leptos_meta::Meta;
use serde_json::{Value, json};

use crate::components::page_meta::PageMeta;

/// Pixels of the picture that search engines are shown.
const PREVIEW_WIDTH: u32 = 1200;

/// What [`PageMeta`] says of every page, and the article's own: its time and JSON-LD.
#[component]
pub fn ArticleHead(
    article: Article,
    /// The town.
    site: Site,
) -> impl IntoView {
    let data = json_ld(&article, &site);
    let summary = article.summary;
    let description = description(&summary);
    view! {
        <PageMeta
            title=summary.title
            description
            path=format!("/bai-viet/{}", summary.slug)
            kind="article"
            photo=summary.cover
            site
        />
        <Meta property="article:published_time" content=summary.published_at.to_rfc3339()/>
        // Search engines read it in the body too, where it is replaced together with the article.
        <script type="application/ld+json" inner_html=data></script>
    }
}

fn article_url(summary: &ArticleSummary, site: &Site) -> String {
    format!("{}/bai-viet/{}", site.base_url, summary.slug)
}

fn image_url(summary: &ArticleSummary, site: &Site) -> Option<String> {
    let url = &summary.cover.as_ref()?.fallback(PREVIEW_WIDTH)?.url;
    Some(absolute(url, site))
}

fn absolute(url: &str, site: &Site) -> String {
    if url.starts_with('/') {
        format!("{}{url}", site.base_url)
    } else {
        url.to_owned()
    }
}

/// The lead, or the title where there is none.
fn description(summary: &ArticleSummary) -> String {
    if summary.lead.is_empty() {
        summary.title.clone()
    } else {
        summary.lead.clone()
    }
}

/// schema.org's `NewsArticle` as a data script takes it.
fn json_ld(article: &Article, site: &Site) -> String {
    let summary = &article.summary;
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": summary.title,
        "description": description(summary),
        "articleSection": summary.category.name,
        "inLanguage": "vi",
        "datePublished": summary.published_at.to_rfc3339(),
        "dateModified": article.updated_at.to_rfc3339(),
        "mainEntityOfPage": article_url(summary, site),
        "publisher": {
            "@type": "GovernmentOrganization",
            "name": site.contact.organisation,
            "url": site.base_url,
            "logo": absolute(&site.logo_url, site),
        },
    });
    if let Some(author) = &article.author {
        data["author"] = json!({ "@type": "Person", "name": author });
    }
    if let Some(image) = image_url(summary, site) {
        data["image"] = json!([image]);
    }
    if !article.tags.is_empty() {
        data["keywords"] = json!(article.tags);
    }
    script_json(&data)
}

/// JSON that cannot end the `<script>` it stands in.
fn script_json(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_end_the_script() {
        let data = json!({ "headline": "</script><script>alert(1)</script>" });
        let text = script_json(&data);
        assert!(!text.contains('<'));
        assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), data);
    }
}
