//! `articles` and `articles/{slug}`

use conglang_contract::{
    article::{Article, ArticleQuery, ArticleSort, ArticleSummary, Photo},
    language::Language,
    month::Month,
    page::Page,
    problem::ProblemCode,
    search::MAX_QUERY_CHARS,
    site::Site,
};

use super::{Check, check, pages};
use crate::portal::{Answer, Portal, Verdict, none};

const MOST_PER_PAGE: u32 = 100;
const MOST_RELATED: usize = 4;

pub const CHECKS: &[Check] = &[
    check("articles come in pages", |portal| {
        pages::check(portal, "/articles", MOST_PER_PAGE)
    }),
    check("articles come newest first", newest_first),
    check("articles are listed by category", by_category),
    check("articles are listed by keyword", by_tag),
    check("articles are listed by time", by_time),
    check("articles are listed by words", by_words),
    check("articles are listed by how often they were read", by_views),
    check("an article agrees with its summary", article),
    check("an article is told in the language that it has", language),
    check("an unknown article is not found", unknown),
];

/// `articles` in the order of their publication.
pub fn require_newest_first(answer: &Answer, articles: &[ArticleSummary]) -> Verdict {
    let are_sorted = articles
        .iter()
        .rev()
        .map(|article| article.published_at)
        .is_sorted();
    answer.require(are_sorted, || "the newest do not come first".to_owned())
}

fn newest_first(portal: &Portal) -> Verdict {
    let answer = portal.get("/articles?per_page=100&sort=newest")?;
    let page: Page<ArticleSummary> = answer.json()?;
    require_newest_first(&answer, &page.items)?;
    for article in &page.items {
        require_photo(&answer, article.cover.as_ref())?;
        answer.require(article.reading_minutes > 0, || {
            format!("{} takes no minute to read", article.slug)
        })?;
    }
    Ok(())
}

fn by_category(portal: &Portal) -> Verdict {
    let site: Site = portal.get("/site")?.json()?;
    for category in &site.categories {
        let query = ArticleQuery {
            category: Some(category.slug.clone()),
            per_page: Some(MOST_PER_PAGE),
            ..ArticleQuery::default()
        };
        let (answer, page) = list(portal, &query)?;
        answer.require(
            page.items
                .iter()
                .all(|article| article.category.slug == category.slug),
            || "an article is of another category".to_owned(),
        )?;
    }
    let (answer, page) = list(
        portal,
        &ArticleQuery {
            category: "no-such-category".parse().ok(),
            ..ArticleQuery::default()
        },
    )?;
    answer.require(page.total == 0, || {
        "an unknown category has articles".to_owned()
    })
}

fn by_tag(portal: &Portal) -> Verdict {
    let articles = portal.articles()?;
    for summary in articles.items.iter().take(20) {
        let article: Article = portal.get(&format!("/articles/{}", summary.slug))?.json()?;
        let Some(tag) = article.tags.first() else {
            continue;
        };
        return require_listed(
            portal,
            &article,
            ArticleQuery {
                tag: Some(tag.clone()),
                ..ArticleQuery::default()
            },
        );
    }
    Err(none("keywords"))
}

fn by_time(portal: &Portal) -> Verdict {
    let article = portal.article()?;
    let time = article.published_at;
    let day = time.day();
    for query in [
        ArticleQuery {
            from: Some(time),
            ..ArticleQuery::default()
        },
        ArticleQuery {
            day,
            ..ArticleQuery::default()
        },
        ArticleQuery {
            month: day.map(Month::of),
            ..ArticleQuery::default()
        },
    ] {
        require_listed(portal, &article, query)?;
    }
    let query = ArticleQuery {
        to: Some(time),
        per_page: Some(MOST_PER_PAGE),
        ..ArticleQuery::default()
    };
    let (answer, page) = list(portal, &query)?;
    answer.require(
        page.items.iter().all(|listed| listed.published_at < time),
        || "`to` does not leave out what was published at that time".to_owned(),
    )?;
    for wrong in ["from=yesterday", "day=2026-02-30", "month=2026-13"] {
        portal
            .get(&format!("/articles?{wrong}"))?
            .refused(ProblemCode::BadRequest)?;
    }
    Ok(())
}

fn by_words(portal: &Portal) -> Verdict {
    let long = "a".repeat(MAX_QUERY_CHARS + 1);
    portal
        .get(&format!("/articles?q={long}"))?
        .refused(ProblemCode::BadRequest)?;
    let article = portal.article()?;
    let words: Vec<&str> = article.title.split_whitespace().take(3).collect();
    require_listed(
        portal,
        &article,
        ArticleQuery {
            q: Some(words.join(" ")),
            ..ArticleQuery::default()
        },
    )
}

fn by_views(portal: &Portal) -> Verdict {
    let query = ArticleQuery {
        sort: Some(ArticleSort::MostRead),
        per_page: Some(MOST_PER_PAGE),
        ..ArticleQuery::default()
    };
    let (answer, page) = list(portal, &query)?;
    answer.require(
        page.items
            .iter()
            .rev()
            .map(|article| article.views)
            .is_sorted(),
        || "the most read do not come first".to_owned(),
    )?;
    for period in ["day", "week", "month"] {
        portal
            .get(&format!("/articles?sort=most_read&period={period}"))?
            .json::<Page<ArticleSummary>>()?;
    }
    for wrong in [
        "period=week",
        "sort=newest&period=week",
        "sort=most_read&period=year",
        "sort=best",
    ] {
        portal
            .get(&format!("/articles?{wrong}"))?
            .refused(ProblemCode::BadRequest)?;
    }
    Ok(())
}

fn article(portal: &Portal) -> Verdict {
    let articles = portal.articles()?.items;
    for (place, summary) in articles.iter().enumerate().take(5) {
        let answer = portal.get(&format!("/articles/{}", summary.slug))?;
        let article: Article = answer.json()?;
        let agrees = article.slug == summary.slug
            && article.title == summary.title
            && article.lead == summary.lead
            && article.category == summary.category
            && article.published_at == summary.published_at
            && article.cover == summary.cover
            && article.reading_minutes == summary.reading_minutes;
        answer.require(agrees, || {
            "it says other things than its summary".to_owned()
        })?;
        require_photo(&answer, article.cover.as_ref())?;
        answer.require(
            article.rating.average.is_some() == (article.rating.count > 0),
            || "the rating's `average` has to be null while `count` is 0, and only then".to_owned(),
        )?;
        answer.require(article.rating.mine.is_none(), || {
            "a stranger has rated it".to_owned()
        })?;
        let related = &article.related;
        let is_alone = related.iter().all(|other| other.slug != article.slug);
        answer.require(is_alone && related.len() <= MOST_RELATED, || {
            format!("`related` has the article itself, or more than {MOST_RELATED}")
        })?;
        let newer = place.checked_sub(1).map(|before| &articles[before].slug);
        answer.require(
            article.newer.as_ref().map(|link| &link.slug) == newer,
            || "`newer` is not the article before it in the list".to_owned(),
        )?;
    }
    Ok(())
}

fn language(portal: &Portal) -> Verdict {
    for summary in portal.articles()?.items.iter().take(20) {
        let answer = portal.get(&format!("/articles/{}?lang=en", summary.slug))?;
        let article: Article = answer.json()?;
        let (told, header) = if article.has_english {
            (None, Language::English)
        } else {
            (Some(Language::Vietnamese), Language::Vietnamese)
        };
        answer.require(article.language == told, || {
            format!("`language` is {:?}, not {told:?}", article.language)
        })?;
        answer.require_language(header)?;
    }
    Ok(())
}

fn unknown(portal: &Portal) -> Verdict {
    for slug in ["no-such-article", "NO-SLUG", "a--b", "%20", "%ff"] {
        portal
            .get(&format!("/articles/{slug}"))?
            .refused(ProblemCode::NotFound)?;
    }
    Ok(())
}

fn require_listed(portal: &Portal, article: &Article, query: ArticleQuery) -> Verdict {
    let query = ArticleQuery {
        per_page: Some(MOST_PER_PAGE),
        ..query
    };
    let (answer, page) = list(portal, &query)?;
    let is_listed = page.items.iter().any(|listed| listed.slug == article.slug);
    // It may stand on a later page.
    answer.require(is_listed || page.total > u64::from(MOST_PER_PAGE), || {
        format!("{} is not in it", article.slug)
    })
}

fn list(portal: &Portal, query: &ArticleQuery) -> Verdict<(Answer, Page<ArticleSummary>)> {
    let answer = portal.get(&format!("/articles?{query}"))?;
    let page = answer.json()?;
    Ok((answer, page))
}

fn require_photo(answer: &Answer, photo: Option<&Photo>) -> Verdict {
    let Some(photo) = photo else {
        return Ok(());
    };
    let order = photo
        .variants
        .iter()
        .map(|variant| (variant.format, variant.width));
    answer.require(order.is_sorted(), || {
        "the variants of a photograph are not in order".to_owned()
    })?;
    answer.require(photo.largest().is_some(), || {
        "a photograph has no JPEG".to_owned()
    })
}
