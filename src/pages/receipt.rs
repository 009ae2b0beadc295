//! `/bien-nhan/{receipt}`: what has become of a comment, for its writer.

use conglang_contract::{comment::FollowedComment, receipt::Receipt, slug::Slug};
use leptos::{
    ev::{MouseEvent, SubmitEvent},
    html::Dialog,
    prelude::*,
    task::spawn_local,
};
use leptos_router::hooks::use_params_map;

use crate::{
    api::{
        ApiError,
        comments::{delete_comment, use_followed_comment},
    },
    components::{
        article_card::article_path,
        comments::thread,
        in_language::in_language,
        part::{IntoPart, Part},
        states::{error_text, error_view, loading},
        when_loaded::when_loaded,
    },
    hooks::{
        draft::forget_sent,
        navigation::focus_heading,
        page_head::{PageHead, use_page_head},
    },
    i18n::{format, href, texts},
};

#[derive(Clone, Debug, PartialEq, Eq)]
enum Deletion {
    NotYet,
    UnderWay,
    Done,
    Failed(String),
}

#[component]
pub fn ReceiptPage() -> impl IntoView {
    let text = &texts().receipt;
    let params = use_params_map();
    let comment = use_followed_comment(move || params.read().get("receipt")?.parse().ok());
    tell(200);
    view! {
        <section class="receipt">
            <h1 class="receipt__title" tabindex="-1">
                {text.title}
            </h1>
            {when_loaded(
                || Some(loading(4)),
                move || {
                    Some(match comment.get()? {
                        Ok(comment) => followed(comment),
                        Err(error) if error.is_not_found() => not_found(),
                        Err(error) => failed(&error, move || comment.refetch()),
                    })
                },
            )}
        </section>
    }
}

/// The address is known to the writer alone, so the page is not listed.
fn tell(status: u16) {
    use_page_head(PageHead::unlisted(texts().receipt.title, status));
}

/// The comment with its status, and the way to delete it.
pub fn followed(comment: FollowedComment) -> Part {
    let text = &texts().receipt;
    let deletion = RwSignal::new(Deletion::NotYet);
    let FollowedComment {
        receipt,
        status,
        article_slug,
        article_title,
        article_language,
        author_name,
        body,
        created_at,
        reason,
        replies,
    } = comment;
    let article_href = href(&article_path(article_slug.as_str()));
    let is_there = move || deletion.with(|deletion| *deletion != Deletion::Done);
    view! {
        <div hidden=move || !is_there()>
            <dl class="receipt__facts">
                <dt>{text.code_label}</dt>
                <dd class="receipt__code">{receipt.to_string()}</dd>
                <dt>{text.status_label}</dt>
                <dd>
                    <strong>{(text.status)(status)}</strong>
                </dd>
                {reason
                    .map(|reason| {
                        view! {
                            <dt>{text.reason_label}</dt>
                            <dd>{reason}</dd>
                        }
                    })}
                <dt>{text.article_label}</dt>
                <dd>
                    <a href=article_href>{in_language(article_title, article_language)}</a>
                </dd>
                <dt>{text.sent_label}</dt>
                <dd>
                    <time datetime=created_at.to_rfc3339()>{format::date_time(created_at)}</time>
                </dd>
            </dl>
            <h2 class="receipt__heading">{text.text_title}</h2>
            <div class="comment">
                <p class="comment__header">
                    <strong class="comment__author">{author_name}</strong>
                </p>
                <p class="comment__body">{body}</p>
            </div>
            {(!replies.is_empty())
                .then(|| {
                    view! {
                        <h2 class="receipt__heading">{text.replies_title}</h2>
                        <ol class="comment__replies">
                            {replies
                                .into_iter()
                                .map(|reply| view! { <li>{thread(&reply, None)}</li> })
                                .collect_view()}
                        </ol>
                    }
                })}
            {delete_form(receipt, article_slug, deletion)}
        </div>
        <p class="form-status" role="status">
            {move || {
                deletion
                    .with(|deletion| match deletion {
                        Deletion::UnderWay => text.deleting,
                        Deletion::Done => text.deleted,
                        Deletion::NotYet | Deletion::Failed(_) => "",
                    })
            }}
        </p>
        {move || {
            deletion
                .with(|deletion| match deletion {
                    Deletion::Failed(why) => {
                        Some(
                            view! {
                                <p class="form-error" role="alert">
                                    {why.clone()}
                                </p>
                            },
                        )
                    }
                    _ => None,
                })
        }}
    }
    .part()
}

/// Asks before it deletes; without JavaScript the server asks. The page of the article `article_slug` may
/// still remember the comment.
fn delete_form(
    receipt: Receipt,
    article_slug: Slug,
    deletion: RwSignal<Deletion>,
) -> impl IntoView {
    let text = &texts().receipt;
    let dialog = NodeRef::<Dialog>::new();
    let action = href(&format!("/bien-nhan/{receipt}/xoa"));
    let ask = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(dialog) = dialog.get_untracked() {
            // It fails only when the dialog is open already.
            let _ = dialog.show_modal();
        }
    };
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let delete = move |_: MouseEvent| {
        close();
        if deletion.get_untracked() == Deletion::UnderWay {
            return;
        }
        deletion.set(Deletion::UnderWay);
        let (receipt, article_slug) = (receipt.clone(), article_slug.clone());
        spawn_local(async move {
            let result = delete_comment(&receipt).await;
            let is_deleted = result.is_ok();
            let is_gone = deletion.try_set(match result {
                Ok(()) => {
                    forget_sent(&article_slug, &receipt);
                    Deletion::Done
                }
                Err(error) => Deletion::Failed(error_text(&error)),
            });
            // The button goes with the comment.
            if is_deleted && is_gone.is_none() {
                focus_heading();
            }
        });
    };
    view! {
        <form class="receipt__delete" method="post" action=action on:submit=ask>
            <button type="submit" class="button button--danger">
                {text.delete}
            </button>
        </form>
        <dialog class="receipt__dialog" node_ref=dialog aria-labelledby="confirm-title">
            <h2 class="receipt__heading" id="confirm-title">
                {text.confirm_title}
            </h2>
            <p>{text.confirm_text}</p>
            <div class="receipt__choices">
                <button type="button" class="button" on:click=move |_| close()>
                    {text.cancel}
                </button>
                <button type="button" class="button button--danger" on:click=delete>
                    {text.confirm}
                </button>
            </div>
        </dialog>
    }
}

fn not_found() -> Part {
    tell(404);
    let text = &texts().receipt;
    view! {
        <h2 class="receipt__heading">{text.not_found_title}</h2>
        <p>{text.not_found_help}</p>
    }
    .part()
}

fn failed(error: &ApiError, retry: impl Fn() + Send + Sync + 'static) -> Part {
    tell(503);
    view! {
        <h2 class="receipt__heading">{texts().receipt.failed_title}</h2>
        {error_view(error, retry)}
    }
    .part()
}
