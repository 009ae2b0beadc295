//! Residents' comments on an article, and the official answers to them.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering::Relaxed},
};

use conglang_contract::{
    comment::{Comment, CommentAuthor},
    draft::ReplyTarget,
    language::Language,
    page::Page,
    slug::Slug,
};
use leptos::{either::Either, ev::MouseEvent, prelude::*, task::spawn_local};
use leptos_router::hooks::use_location;

use crate::{
    api::{ApiError, ApiResult, comments::comments},
    components::{
        comment_form::comment_form,
        in_language::in_language,
        outcome::{Place, outcome_notice},
        part::{IntoPart, Part},
        states::error_view,
    },
    hooks::{focus::focus, live::LiveComments},
    i18n::{format, texts},
};

/// The query parameter with the page of comments, for those who read without JavaScript.
pub const PAGE_PARAMETER: &str = "trang-binh-luan";
const REPLY_PARAMETER: &str = "tra-loi";

/// The approved comments of the article called `slug`, and the form for another. `first` is the page that
/// came with the article.
pub fn comments_section(slug: &Slug, first: ApiResult<Page<Comment>>) -> Part {
    let slug = slug.clone();
    let text = &texts().comments;
    let first_page = first.as_ref().map_or(1, |page| page.page);
    let list = RwSignal::new(first);
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(false);
    // The page that is to be loaded next; 0 when none is.
    let wanted_page = Arc::new(AtomicU32::new(0));
    let wanted = use_location()
        .query
        .with_untracked(|query| query.get_str(REPLY_PARAMETER)?.parse().ok());
    let reply_to = RwSignal::new(wanted.and_then(|id| target(&list.read_untracked(), id)));

    let load = {
        let slug = slug.clone();
        move |page: u32| {
            wanted_page.store(page, Relaxed);
            if busy.get_untracked() {
                return;
            }
            busy.set(true);
            let (slug, wanted_page) = (slug.clone(), Arc::clone(&wanted_page));
            spawn_local(async move {
                while let page @ 1.. = wanted_page.swap(0, Relaxed) {
                    let result = comments(&slug, page).await;
                    failed.try_set(page > first_page && result.is_err());
                    let new = list.try_update(|list| {
                        let shown = std::mem::replace(list, Ok(nothing()));
                        let count = shown.as_ref().map_or(0, |page| page.items.len());
                        *list = merged(shown, result, first_page);
                        let new = list.as_ref().ok()?.items.get(count)?;
                        (page > first_page).then_some(new.id)
                    });
                    if let Some(id) = new.flatten() {
                        follow_more(id);
                    }
                }
                busy.try_set(false);
            });
        }
    };
    if let Some(LiveComments(change)) = use_context::<LiveComments>() {
        let (slug, load) = (slug.clone(), load.clone());
        Effect::new(move || {
            let is_here =
                change.with(|change| change.as_ref().is_some_and(|change| change.slug == slug));
            if is_here {
                load(first_page);
            }
        });
    }
    let total = move || list.with(|list| list.as_ref().map_or(0, |page| page.total));
    let load = StoredValue::new(load);
    let items = move || {
        list.with(|list| match list {
            Ok(page) if page.items.is_empty() => nothing_yet(),
            Ok(page) => shown(&page.items, reply_to),
            Err(error) => not_loaded(error, move || load.with_value(|load| load(1))),
        })
    };
    let more = move || {
        let page = list.with(|list| list.as_ref().ok().and_then(next_page))?;
        let go = move |event: MouseEvent| {
            event.prevent_default();
            load.with_value(|load| load(page));
        };
        Some(view! {
            <a
                class="button comments__more"
                href=format!("?{PAGE_PARAMETER}={page}#binh-luan")
                on:click=go
            >
                {text.more}
            </a>
        })
    };
    view! {
        <section class="comments" id="binh-luan" aria-labelledby="comments-title">
            <h2 class="comments__title" id="comments-title">
                {text.title}
                <span class="comments__count">{move || format!(" ({})", format::integer(total()))}</span>
            </h2>
            {outcome_notice(Place::Comments)}
            {items}
            {more}
            <p class="form-status" role="status">
                {move || {
                    let failed = failed.get().then_some(text.loading_failed);
                    if busy.get() { Some(text.loading) } else { failed }
                }}
            </p>
            {comment_form(&slug, reply_to)}
        </section>
    }
    .part()
}

fn nothing_yet() -> Part {
    view! { <p class="comments__empty">{texts().comments.none_yet}</p> }.part()
}

fn shown(comments: &[Comment], reply_to: RwSignal<Option<ReplyTarget>>) -> Part {
    let threads = comments
        .iter()
        .map(|comment| view! { <li>{thread(comment, Some(reply_to))}</li> })
        .collect_view();
    view! { <ol class="comments__list">{threads}</ol> }.part()
}

fn not_loaded(error: &ApiError, retry: impl Fn() + Send + Sync + 'static) -> Part {
    view! {
        <p>{texts().comments.loading_failed}</p>
        {error_view(error, retry)}
    }
    .part()
}

/// A comment with the replies under it; with `reply_to` it can be answered.
pub fn thread(comment: &Comment, reply_to: Option<RwSignal<Option<ReplyTarget>>>) -> Part {
    let text = &texts().comments;
    let (name, class) = match &comment.author {
        CommentAuthor::Resident { name } => (Some(name), "comment"),
        CommentAuthor::Office { name } => (Some(name), "comment comment--official"),
        CommentAuthor::Removed => (None, "comment comment--removed"),
    };
    let said = match name {
        Some(name) => Either::Left(said(comment, name)),
        None => Either::Right(view! { <p class="comment__removed">{text.removed}</p> }),
    };
    let reply_link = name
        .zip(reply_to)
        .map(|(name, reply_to)| reply_link(comment.id, name.clone(), reply_to));
    let replies = (!comment.replies.is_empty()).then(|| {
        let replies = comment
            .replies
            .iter()
            .map(|reply| view! { <li>{thread(reply, None)}</li> })
            .collect_view();
        view! { <ol class="comment__replies">{replies}</ol> }
    });
    view! {
        <article class=class id=format!("binh-luan-{}", comment.id)>
            {said}
            {reply_link}
            {replies}
        </article>
    }
    .part()
}

fn said(comment: &Comment, name: &str) -> impl IntoView + use<> {
    let is_official = matches!(comment.author, CommentAuthor::Office { .. });
    view! {
        <header class="comment__header">
            {is_official
                .then(|| view! { <span class="comment__mark">{texts().comments.official_answer}</span> })}
            <strong class="comment__author">{name.to_owned()}</strong>
            <time class="comment__time" datetime=comment.created_at.to_rfc3339()>
                {format::date_time(comment.created_at)}
            </time>
        </header>
        // Residents write in whatever language they like, which mostly is the town's.
        <p class="comment__body">{in_language(comment.body.clone(), Some(Language::Vietnamese))}</p>
    }
}

fn reply_link(id: i64, name: String, reply_to: RwSignal<Option<ReplyTarget>>) -> impl IntoView {
    let text = &texts().comments;
    let label = (text.reply)(&name);
    let answer = move |event: MouseEvent| {
        event.prevent_default();
        reply_to.set(Some(ReplyTarget {
            id,
            name: name.clone(),
        }));
        focus(document().get_element_by_id("comment-body"));
    };
    view! {
        <a
            class="comment__reply"
            href=format!("?{REPLY_PARAMETER}={id}#viet-binh-luan")
            aria-label=label
            on:click=answer
        >
            {text.reply_short}
        </a>
    }
}

fn target(list: &ApiResult<Page<Comment>>, id: i64) -> Option<ReplyTarget> {
    let comment = list
        .as_ref()
        .ok()?
        .items
        .iter()
        .find(|item| item.id == id)?;
    match &comment.author {
        CommentAuthor::Resident { name } | CommentAuthor::Office { name } => Some(ReplyTarget {
            id,
            name: name.clone(),
        }),
        CommentAuthor::Removed => None,
    }
}

/// Takes whoever asked for more to the comment `id`, which is the first one of it: the link goes with the last page.
fn follow_more(id: i64) {
    if matches!(
        document().query_selector(".comments__more:focus"),
        Ok(Some(_))
    ) {
        // It is in the page only after this turn.
        request_animation_frame(move || {
            let comment = document().get_element_by_id(&format!("binh-luan-{id}"));
            if let Some(comment) = &comment {
                // A valid name; it does not fail.
                let _ = comment.set_attribute("tabindex", "-1");
            }
            focus(comment);
        });
    }
}

/// `shown` with the page that was loaded: `first_page`, with which it begins, comes anew, and a later one is put
/// after it. A failure leaves what is shown.
fn merged(
    shown: ApiResult<Page<Comment>>,
    loaded: ApiResult<Page<Comment>>,
    first_page: u32,
) -> ApiResult<Page<Comment>> {
    match (shown, loaded) {
        // Where some were taken away, any that are shown may be gone.
        (Ok(shown), Ok(loaded)) if loaded.page > first_page || loaded.total >= shown.total => {
            let (page, total) = (shown.page.max(loaded.page), loaded.total);
            let (mut list, rest) = if loaded.page > first_page {
                (shown, loaded)
            } else {
                (loaded, shown)
            };
            // A comment that slipped to the next page meanwhile is there already.
            let new = rest
                .items
                .into_iter()
                .filter(|item| list.items.iter().all(|known| known.id != item.id))
                .collect::<Vec<_>>();
            list.items.extend(new);
            Ok(Page {
                page,
                total,
                ..list
            })
        }
        (Ok(shown), Err(_)) if !shown.items.is_empty() => Ok(shown),
        (_, loaded) => loaded,
    }
}

fn next_page(page: &Page<Comment>) -> Option<u32> {
    (page.page < page.last_page()).then(|| page.page + 1)
}

fn nothing() -> Page<Comment> {
    Page {
        items: Vec::new(),
        total: 0,
        page: 1,
        per_page: 1,
    }
}

#[cfg(test)]
mod tests {
    use conglang_contract::timestamp::Timestamp;

    use super::*;
    use crate::api::ApiError;

    fn page(number: u32, ids: &[i64]) -> Page<Comment> {
        let created_at = Timestamp::parse_rfc3339("2026-11-23T08:00:00+07:00").expect("a time");
        Page {
            items: ids
                .iter()
                .map(|&id| Comment {
                    id,
                    author: CommentAuthor::Resident {
                        name: "An".to_owned(),
                    },
                    body: "Hay quá".to_owned(),
                    created_at,
                    replies: Vec::new(),
                })
                .collect(),
            total: 5,
            page: number,
            per_page: 2,
        }
    }

    fn ids(list: &ApiResult<Page<Comment>>) -> Vec<i64> {
        let items = list.as_ref().map_or(&[][..], |page| &page.items);
        items.iter().map(|item| item.id).collect()
    }

    #[test]
    fn more_comments_come_after_those_shown_without_doubles() {
        let list = merged(Ok(page(1, &[5, 4])), Ok(page(2, &[4, 3])), 1);
        assert_eq!(ids(&list), [5, 4, 3]);
        assert_eq!(next_page(list.as_ref().expect("a page")), Some(3));
    }

    #[test]
    fn a_failed_load_leaves_what_is_shown() {
        let list = merged(Ok(page(1, &[5, 4])), Err(ApiError::Unreachable), 1);
        assert_eq!(ids(&list), [5, 4]);
        assert!(merged(Err(ApiError::Unreadable), Err(ApiError::Unreachable), 1).is_err());
    }

    #[test]
    fn a_new_comment_leaves_the_later_pages_where_they_are() {
        let more = merged(Ok(page(2, &[5, 4, 3, 2])), Ok(page(1, &[6, 5])), 1);
        assert_eq!(ids(&more), [6, 5, 4, 3, 2]);
        assert_eq!(next_page(more.as_ref().expect("a page")), Some(3));
        // Whoever began with the second page has it, and no other one.
        let later = merged(Ok(page(2, &[3, 2])), Ok(page(2, &[4, 3])), 2);
        assert_eq!(ids(&later), [4, 3, 2]);
    }

    #[test]
    fn a_comment_that_was_taken_away_goes() {
        let mut fewer = page(1, &[5, 3]);
        fewer.total -= 1;
        let list = merged(Ok(page(2, &[5, 4, 3, 2])), Ok(fewer), 1);
        assert_eq!(ids(&list), [5, 3]);
        assert_eq!(next_page(list.as_ref().expect("a page")), Some(2));
    }
}
