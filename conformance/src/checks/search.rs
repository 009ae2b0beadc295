//! `search` and `search/suggest`

use conglang_contract::{
    article::Article,
    day::Day,
    folding::{self, Word},
    problem::ProblemCode,
    search::{SearchHit, SearchKind, SearchQuery, SearchResults, Suggestion, TextPiece},
};

use super::{Check, check};
use crate::portal::{Answer, Portal, Verdict};

const MOST_SUGGESTIONS: usize = 8;
/// As combining characters.
const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';

pub const CHECKS: &[Check] = &[
    check("an article is found by its title", by_title),
    check("words without marks find those with marks", folded),
    check("another tone is another word", other_tone),
    check("results are counted by kind and filtered by it", kinds),
    check(
        "results are counted by category and filtered by it",
        categories,
    ),
    check("results are filtered by the day of publication", days),
    check("nothing is found for nothing", nothing),
    check("a wrong search is refused", wrong),
    check("titles are suggested while one types", suggestions),
];

fn by_title(portal: &Portal) -> Verdict {
    let article = portal.article()?;
    let path = path(&article);
    let phrase = format!("\"{}\"", article.title);
    for typed in [article.title.clone(), article.title.to_lowercase(), phrase] {
        let (answer, found) = results(
            portal,
            SearchQuery {
                q: typed,
                ..SearchQuery::default()
            },
        )?;
        let hit = found.hits.items.iter().find(|hit| hit.path == path);
        let Some(hit) = hit else {
            return Err(answer.broken(format!("{path} is not found")));
        };
        let title = whole(&hit.title);
        answer.require(title == article.title, || {
            format!("its title is “{title}”, not “{}”", article.title)
        })?;
        answer.require(hit.title.iter().any(|piece| piece.is_match), || {
            "nothing is marked in its title".to_owned()
        })?;
    }
    Ok(())
}

fn folded(portal: &Portal) -> Verdict {
    let article = portal.article()?;
    let words = folding::words(&article.title);
    let plain: Vec<String> = words.into_iter().map(|word| word.plain).collect();
    let query = SearchQuery {
        q: plain.join(" "),
        ..SearchQuery::default()
    };
    let (answer, found) = results(portal, query)?;
    answer.require(has(&found, &path(&article)), || {
        format!("{} is not found", path(&article))
    })
}

/// Unless the portal says that it has left the marks aside.
fn other_tone(portal: &Portal) -> Verdict {
    let article = portal.article()?;
    let words = folding::words(&article.title);
    if words.iter().all(|word| word.tone.is_none()) {
        return Ok(());
    }
    let other: Vec<String> = words.iter().map(in_other_tone).collect();
    let query = SearchQuery {
        q: format!("\"{}\"", other.join(" ")),
        ..SearchQuery::default()
    };
    let (answer, found) = results(portal, query)?;
    let is_found = has(&found, &path(&article));
    answer.require(found.without_marks || !is_found, || {
        format!("{} is found by other words", path(&article))
    })
}

/// A word that has a tone in another one.
fn in_other_tone(word: &Word) -> String {
    let tone = match word.tone {
        None => return word.letters.clone(),
        Some(GRAVE) => ACUTE,
        Some(_) => GRAVE,
    };
    let mut letters: Vec<char> = word.letters.chars().collect();
    let vowel = letters
        .iter()
        .position(|letter| "aeiouy".contains(*letter))
        .unwrap_or_default();
    let marks = letters.iter().skip(vowel + 1);
    let marks = marks
        .take_while(|letter| folding::is_mark(**letter))
        .count();
    letters.insert(letters.len().min(vowel + 1 + marks), tone);
    letters.into_iter().collect()
}

fn categories(portal: &Portal) -> Verdict {
    let article = portal.article()?;
    let q = article.title.clone();
    let (answer, all) = results(
        portal,
        SearchQuery {
            q: q.clone(),
            ..SearchQuery::default()
        },
    )?;
    let own = &article.category.slug;
    answer.require(
        all.categories
            .iter()
            .any(|listed| listed.category.slug == *own),
        || format!("the category {own} is not counted"),
    )?;
    for listed in &all.categories {
        let slug = &listed.category.slug;
        let query = SearchQuery {
            q: q.clone(),
            category: Some(slug.clone()),
            ..SearchQuery::default()
        };
        let (answer, found) = results(portal, query)?;
        require_narrowed(&answer, &found, listed.count, |hit| {
            hit.category.as_ref() == Some(&listed.category)
        })?;
        require_counts(&answer, found.categories == all.categories)?;
    }
    Ok(())
}

fn days(portal: &Portal) -> Verdict {
    let article = portal.article()?;
    let Some(day) = article.published_at.day() else {
        return Ok(());
    };
    for (from, to, is_in_time) in [
        (Some(day), Some(day), true),
        (Some(day), None, true),
        (None, Some(day), true),
        (Some(day.next()), None, false),
        (None, Some(day.previous()), false),
    ] {
        let query = SearchQuery {
            q: article.title.clone(),
            from,
            to,
            ..SearchQuery::default()
        };
        let (answer, found) = results(portal, query)?;
        answer.require(has(&found, &path(&article)) == is_in_time, || {
            let not = if is_in_time { "not " } else { "" };
            format!("{} is {not}found", path(&article))
        })?;
        let is_between = |published: Option<Day>| {
            published.is_some_and(|day| {
                from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to)
            })
        };
        let mut hits = found.hits.items.iter();
        answer.require(
            hits.all(|hit| is_between(hit.published_at.and_then(|time| time.day()))),
            || "a result is of another time".to_owned(),
        )?;
    }
    Ok(())
}

fn kinds(portal: &Portal) -> Verdict {
    let q = portal.article()?.title;
    let (answer, all) = results(
        portal,
        SearchQuery {
            q: q.clone(),
            ..SearchQuery::default()
        },
    )?;
    let sum: u64 = all.kinds.iter().map(|listed| listed.count).sum();
    answer.require(sum == all.hits.total, || {
        format!("the kinds have {sum}, and there are {}", all.hits.total)
    })?;
    for kind in SearchKind::ALL {
        let query = SearchQuery {
            q: q.clone(),
            kind: Some(kind),
            ..SearchQuery::default()
        };
        let (answer, of_kind) = results(portal, query)?;
        let count = all
            .kinds
            .iter()
            .find(|listed| listed.kind == kind)
            .map_or(0, |listed| listed.count);
        require_narrowed(&answer, &of_kind, count, |hit| hit.kind == kind)?;
        require_counts(&answer, of_kind.kinds == all.kinds)?;
    }
    Ok(())
}

fn nothing(portal: &Portal) -> Verdict {
    for path in ["/search", "/search?q=", "/search?q=%20"] {
        let answer = portal.get(path)?;
        let found: SearchResults = answer.json()?;
        answer.require(found.hits.total == 0, || "something is found".to_owned())?;
    }
    Ok(())
}

fn wrong(portal: &Portal) -> Verdict {
    let long = format!("q={}", "a".repeat(1_000));
    for query in [
        "q=a&page=0",
        "q=a&per_page=0",
        "q=a&per_page=51",
        "q=a&kind=ghost",
        "q=a&from=soon",
        &long,
    ] {
        portal
            .get(&format!("/search?{query}"))?
            .refused(ProblemCode::BadRequest)?;
    }
    Ok(())
}

fn suggestions(portal: &Portal) -> Verdict {
    let title = portal.article()?.title;
    // Without the end of the last word, as it stands while somebody types.
    let letters = title.chars().count();
    let typed: String = title
        .chars()
        .take(letters.saturating_sub(1).max(1))
        .collect();
    let query = SearchQuery {
        q: typed,
        ..SearchQuery::default()
    };
    let answer = portal.get(&format!("/search/suggest?{query}"))?;
    let suggestions: Vec<Suggestion> = answer.json()?;
    answer.require(suggestions.len() <= MOST_SUGGESTIONS, || {
        format!("more than {MOST_SUGGESTIONS}")
    })?;
    answer.require(
        suggestions.iter().any(|one| whole(&one.title) == title),
        || format!("“{title}” is not suggested"),
    )?;
    answer.require(
        suggestions.iter().all(|one| one.path.starts_with('/')),
        || "a path is none".to_owned(),
    )
}

/// Results that a filter leaves are as many as were counted without it, and all of what it asks for.
fn require_narrowed(
    answer: &Answer,
    found: &SearchResults,
    count: u64,
    is_asked_for: impl Fn(&SearchHit) -> bool,
) -> Verdict {
    answer.require(found.hits.total == count, || {
        format!(
            "there are {}, not {count} as it says of all",
            found.hits.total
        )
    })?;
    answer.require(found.hits.items.iter().all(is_asked_for), || {
        "a result is of another kind or category".to_owned()
    })
}

fn require_counts(answer: &Answer, are_as_before: bool) -> Verdict {
    answer.require(are_as_before, || {
        "the counts change with the filter".to_owned()
    })
}

fn results(portal: &Portal, query: SearchQuery) -> Verdict<(Answer, SearchResults)> {
    let answer = portal.get(&format!("/search?{query}"))?;
    let results = answer.json()?;
    Ok((answer, results))
}

fn path(article: &Article) -> String {
    format!("/bai-viet/{}", article.slug)
}

fn has(found: &SearchResults, path: &str) -> bool {
    found.hits.items.iter().any(|hit| hit.path == path)
}

fn whole(pieces: &[TextPiece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}
