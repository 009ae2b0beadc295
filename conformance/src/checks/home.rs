//! `home`

use conglang_contract::{home::Home, site::Site};

use super::{Check, articles::require_newest_first, check};
use crate::portal::{Portal, Verdict};

const MOST_LATEST: usize = 8;
const MOST_READ: usize = 6;
const MOST_OF_CATEGORY: usize = 4;

pub const CHECKS: &[Check] = &[check(
    "the home page has the newest, the most read and every category with articles",
    home,
)];

fn home(portal: &Portal) -> Verdict {
    let answer = portal.get("/home")?;
    let home: Home = answer.json()?;
    let newest = portal.articles()?.items;
    answer.require(
        home.latest.first().map(|article| &article.slug)
            == newest.first().map(|article| &article.slug),
        || "the first of `latest` is not the newest article".to_owned(),
    )?;
    require_newest_first(&answer, &home.latest)?;
    answer.require(home.latest.len() <= MOST_LATEST, || {
        format!("`latest` has more than {MOST_LATEST}")
    })?;
    answer.require(home.most_read.len() <= MOST_READ, || {
        format!("`most_read` has more than {MOST_READ}")
    })?;
    let site: Site = portal.get("/site")?.json()?;
    let mut places = home.categories.iter().map(|listed| {
        site.categories
            .iter()
            .position(|category| category.slug == listed.category.slug)
    });
    let are_in_order = places.clone().is_sorted() && places.all(|place| place.is_some());
    answer.require(are_in_order, || {
        "the categories are not in the site's order".to_owned()
    })?;
    for listed in &home.categories {
        let slug = &listed.category.slug;
        answer.require(
            (1..=MOST_OF_CATEGORY).contains(&listed.articles.len()),
            || format!("{slug} has {} articles", listed.articles.len()),
        )?;
        answer.require(
            listed
                .articles
                .iter()
                .all(|article| article.category.slug == *slug),
            || format!("{slug} has an article of another category"),
        )?;
        require_newest_first(&answer, &listed.articles)?;
    }
    Ok(())
}
