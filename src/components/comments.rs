//! Residents' comments on an article, and the official answers to them.

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
    hooks::live::LiveComments,
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
    let list = RwSignal::new(first);
    let busy = RwSignal::new(false);
    let wanted = use_location()
        .query
        .with_untracked(|query| query.get_str(REPLY_PARAMETER)?.parse().ok());
    let reply_to = RwSignal::new(wanted.and_then(|id| target(&list.read_untracked(), id)));

    let load = {
        let slug = slug.clone();
        move |page: u32| {
            if busy.get_untracked() {
                return;
            }
            busy.set(true);
            let slug = slug.clone();
            spawn_local(async move {
                let result = comments(&slug, page).await;
                list.try_update(|list| {
                    *list = merged(std::mem::replace(list, Ok(nothing())), result);
                });
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
                load(1);
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
                {move || busy.get().then_some(text.loading)}
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
        if let Some(field) = document()
            .get_element_by_id("comment-body")
            .and_then(|field| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(field).ok())
        {
            // It scrolls there too.
            let _ = field.focus();
        }
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

/// `shown` with the page that was loaded: the first page starts anew, a later one is put after what is
/// shown. A failure leaves what is shown.
fn merged(
    shown: ApiResult<Page<Comment>>,
    loaded: ApiResult<Page<Comment>>,
) -> ApiResult<Page<Comment>> {
    match (shown, loaded) {
        (Ok(mut shown), Ok(loaded)) if loaded.page > 1 => {
            // A comment that slipped to the next page meanwhile is there already.
            let new = loaded
                .items
                .into_iter()
                .filter(|item| shown.items.iter().all(|known| known.id != item.id))
                .collect::<Vec<_>>();
            shown.items.extend(new);
            shown.page = loaded.page;
            shown.total = loaded.total;
            Ok(shown)
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
        let list = merged(Ok(page(1, &[5, 4])), Ok(page(2, &[4, 3])));
        assert_eq!(ids(&list), [5, 4, 3]);
        assert_eq!(next_page(list.as_ref().expect("a page")), Some(3));
    }

    #[test]
    fn a_failed_load_leaves_what_is_shown() {
        let list = merged(Ok(page(1, &[5, 4])), Err(ApiError::Unreachable));
        assert_eq!(ids(&list), [5, 4]);
        assert!(merged(Err(ApiError::Unreadable), Err(ApiError::Unreachable)).is_err());
    }
}
