//! What the article page tells search engines and sites that show a preview of it.

use conglang_contract::{
    article::{Article, ArticleSummary},
    site::Site,
};
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use serde_json::{Value, json};

/// Pixels of the picture in a preview, as social networks ask for.
const PREVIEW_WIDTH: u32 = 1200;

/// Title, description, canonical address, Open Graph and JSON-LD of `article`.
#[component]
pub fn ArticleHead(
    article: Article,
    /// Without it the addresses stay out, since they have to be absolute.
    site: Option<Site>,
) -> impl IntoView {
    let data = site.as_ref().map(|site| json_ld(&article, site));
    let summary = article.summary;
    let description = description(&summary);
    let with_site = site.map(|site| {
        let url = article_url(&summary, &site);
        let image = image_url(&summary, &site);
        view! {
            <Link rel="canonical" href=url.clone()/>
            <Meta property="og:url" content=url/>
            <Meta property="og:site_name" content=site.name/>
            {image.map(|image| view! { <Meta property="og:image" content=image/> })}
        }
    });
    view! {
        <Title text=summary.title.clone()/>
        <Meta name="description" content=description.clone()/>
        <Meta property="og:type" content="article"/>
        <Meta property="og:locale" content="vi_VN"/>
        <Meta property="og:title" content=summary.title/>
        <Meta property="og:description" content=description/>
        <Meta property="article:published_time" content=summary.published_at.to_rfc3339()/>
        {with_site}
        // Search engines read it in the body too, where it is replaced together with the article.
        {data.map(|data| view! { <script type="application/ld+json" inner_html=data></script> })}
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
