//! The article that somebody means by what they typed or pasted.

use conglang_contract::article::ArticleLink;

use crate::{old_address::OldAddress, site::Site, store::StoreResult};

/// The article at the address `text`, that it has or had before, or called `text`. Whole addresses, of whatever
/// host the portal is reached under, and those of its parts, `/nhung/bai-viet/{slug}/the`, are as good as paths.
///
/// # Errors
/// When the database fails.
pub(super) async fn at(site: &Site, text: &str) -> StoreResult<Option<ArticleLink>> {
    let text = text.trim();
    if let Some(slug) = slug(text)
        && let Some(article) = called(site, slug).await?
    {
        return Ok(Some(article));
    }
    let Some((path, query)) = path(text) else {
        return Ok(None);
    };
    for address in OldAddress::asked(path, query) {
        if let Some(slug) = site.store.article_at_old_address(&address).await? {
            return called(site, slug.as_str()).await;
        }
    }
    Ok(None)
}

/// The article called `slug`.
///
/// # Errors
/// When the database fails.
pub(super) async fn called(site: &Site, slug: &str) -> StoreResult<Option<ArticleLink>> {
    let Ok(slug) = slug.parse() else {
        return Ok(None);
    };
    let found = site.store.article_id(&slug).await?;
    Ok(found.map(|(_, article)| article))
}

/// What may be an article's name in `text`: all of it, or what stands behind `bai-viet/`.
fn slug(text: &str) -> Option<&str> {
    let path = text.split(['?', '#']).next()?;
    if !path.contains('/') {
        return Some(path);
    }
    let mut parts = path.split('/').skip_while(|part| *part != "bai-viet");
    parts.nth(1)
}

/// Path and query of an address, whether it has a host or not.
fn path(text: &str) -> Option<(&str, Option<&str>)> {
    let (text, _) = text.split_once('#').unwrap_or((text, ""));
    let (_, address) = text.split_once("://").unwrap_or(("", text));
    let address = &address[address.find('/')?..];
    Some(match address.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (address, None),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_named_by_its_address_or_its_slug() {
        for text in [
            "bai-mot",
            "bai-mot?fbclid=x",
            "/bai-viet/bai-mot",
            "/en/bai-viet/bai-mot#binh-luan",
            "thu.example/bai-viet/bai-mot",
            "https://thu.example/bai-viet/bai-mot/?utm_source=zalo#danh-gia",
            "https://thu.example/nhung/bai-viet/bai-mot/the?theme=dark",
        ] {
            assert_eq!(slug(text), Some("bai-mot"), "{text}");
        }
        for text in ["https://thu.example/", "/tin/bai-mot", "/bai-viet"] {
            assert_eq!(slug(text), None, "{text}");
        }
    }

    #[test]
    fn an_address_of_before_is_read_with_its_host_or_without() {
        let expected = Some(("/tin/xem.aspx", Some("id=5")));
        for text in [
            "/tin/xem.aspx?id=5",
            "cu.example/tin/xem.aspx?id=5",
            "http://cu.example:81/tin/xem.aspx?id=5#tren",
        ] {
            assert_eq!(path(text), expected, "{text}");
        }
        assert_eq!(path("https://cu.example/a.aspx"), Some(("/a.aspx", None)));
        for text in ["", "bai-mot", "https://cu.example"] {
            assert_eq!(path(text), None, "{text}");
        }
    }
}
