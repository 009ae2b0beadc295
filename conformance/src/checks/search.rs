//! `search` and `search/suggest`

use conglang_contract::{
    problem::ProblemCode,
    search::{SearchKind, SearchQuery, SearchResults, Suggestion, TextPiece},
};

use super::{Check, check};
use crate::portal::{Answer, Portal, Verdict};

const MOST_SUGGESTIONS: usize = 8;

pub const CHECKS: &[Check] = &[
    check("an article is found by its title", by_title),
    check("results are counted by kind and filtered by it", kinds),
    check("nothing is found for nothing", nothing),
    check("a wrong search is refused", wrong),
    check("titles are suggested while one types", suggestions),
];

fn by_title(portal: &Portal) -> Verdict {
    let article = portal.article()?;
    let path = format!("/bai-viet/{}", article.slug);
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
        answer.require(of_kind.hits.total == count, || {
            format!(
                "there are {}, not {count} as it says of all",
                of_kind.hits.total
            )
        })?;
        answer.require(
            of_kind.hits.items.iter().all(|hit| hit.kind == kind),
            || "a result is of another kind".to_owned(),
        )?;
        answer.require(of_kind.kinds == all.kinds, || {
            "the counts change with the filter".to_owned()
        })?;
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

fn results(portal: &Portal, query: SearchQuery) -> Verdict<(Answer, SearchResults)> {
    let answer = portal.get(&format!("/search?{query}"))?;
    let results = answer.json()?;
    Ok((answer, results))
}

fn whole(pieces: &[TextPiece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}
