//! The form for a comment.

use conglang_contract::{
    comment::{BODY_LIMITS, CommentReceipt, PostComment},
    draft::{Draft, ReplyTarget, SentComment},
    problem::FieldProblem,
    slug::Slug,
    text::clean,
};
use leptos::{
    ev::SubmitEvent,
    html::{Input, Textarea},
    prelude::*,
    task::spawn_local,
};
use web_sys::Element;

use crate::{
    api::comments::post_comment,
    components::{
        article_card::article_path,
        form_end::{FormEnd, SendState, form_end, is_posted},
        part::{IntoPart, Part},
        sent_comments::{sent_comments, use_sent_comments},
    },
    hooks::{
        captcha::use_captcha,
        draft::{load_draft, random_key, save_draft},
        extras::note_page,
        focus::focus,
    },
    i18n::{href, language, texts},
};

/// Name, text and consent; works as a plain form until the app has started.
///
/// The fields are not bound to any state: what was typed before the app started stays, and is read
/// from the page when it is needed.
///
/// `reply_to` is the comment that is being answered, if any.
pub fn comment_form(slug: &Slug, reply_to: RwSignal<Option<ReplyTarget>>) -> Part {
    let slug = slug.clone();
    let text = &texts().comments;
    let captcha = use_captcha();
    let author_field = NodeRef::<Input>::new();
    let body_field = NodeRef::<Textarea>::new();
    let consent_field = NodeRef::<Input>::new();
    let state = RwSignal::new(SendState::NotSent);
    let length = RwSignal::new(0_usize);
    let draft = StoredValue::new(Draft::default());
    let sent = use_sent_comments(slug.clone());

    let typed = move || {
        let author_name = author_field.get_untracked().map(|field| field.value());
        let body = body_field.get_untracked().map(|field| field.value());
        (author_name.unwrap_or_default(), body.unwrap_or_default())
    };
    let keep = {
        let slug = slug.clone();
        move || {
            let (author_name, body) = typed();
            length.set(clean(&body).chars().count());
            let reply_to = reply_to.get_untracked();
            draft.update_value(|draft| {
                draft.edit(author_name, body, reply_to);
                save_draft(&slug, draft);
            });
        }
    };
    {
        let (slug, keep) = (slug.clone(), keep.clone());
        Effect::new(move || {
            let (Some(author_field), Some(body_field)) = (author_field.get(), body_field.get())
            else {
                return;
            };
            let kept = load_draft(&slug);
            if author_field.value().is_empty() {
                author_field.set_value(&kept.author_name);
            }
            if body_field.value().is_empty() {
                body_field.set_value(&kept.body);
            }
            if reply_to.get_untracked().is_none() {
                reply_to.set(kept.reply_to.clone());
            }
            draft.set_value(kept);
            keep();
        });
    }

    let send_slug = slug.clone();
    let keep_typed = keep.clone();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if state.with_untracked(SendState::is_under_way) {
            return;
        }
        keep();
        let (author_name, body) = typed();
        let consent = consent_field
            .get_untracked()
            .is_some_and(|field| field.checked());
        let checked = match PostComment::check(language(), &author_name, &body, consent) {
            Ok(checked) => checked,
            Err(fields) => {
                focus_first(&fields);
                state.set(SendState::Failed {
                    why: text.check_fields.to_owned(),
                    fields,
                });
                return;
            }
        };
        let reply_id = reply_to.get_untracked().map(|target| target.id);
        let key = draft
            .try_update_value(|draft| {
                let key = draft.key(random_key);
                save_draft(&send_slug, draft);
                key
            })
            .unwrap_or_else(random_key);
        state.set(SendState::UnderWay);
        let form: Option<Element> = event
            .target()
            .and_then(|form| wasm_bindgen::JsCast::dyn_into(form).ok());
        if let Some(form) = &form {
            note_page(form);
        }
        let slug = send_slug.clone();
        spawn_local(async move {
            let (article, checked_text, key) = (&slug, &checked, &key);
            let result = captcha
                .guard(|captcha| async move {
                    let comment = PostComment {
                        author_name: checked_text.author_name.clone(),
                        body: checked_text.body.clone(),
                        reply_to: reply_id,
                        consent,
                        captcha,
                    };
                    post_comment(article, &comment, key.clone()).await
                })
                .await;
            let done = match result {
                Ok(receipt) => {
                    sent.add(SentComment {
                        receipt: receipt.receipt.clone(),
                        author_name: checked.author_name,
                        body: checked.body,
                        status: receipt.status,
                    });
                    SendState::Done(receipt)
                }
                Err(error) if is_posted(form, &error).await => SendState::NotSent,
                Err(error) => {
                    let failure = SendState::failed(error, text.kept);
                    if let SendState::Failed { fields, .. } = &failure {
                        focus_first(fields);
                    }
                    state.try_set(failure);
                    return;
                }
            };
            save_draft(&slug, &Draft::default());
            draft.try_set_value(Draft::default());
            if let Some(field) = body_field.try_get_untracked().flatten() {
                field.set_value("");
            }
            if let Some(field) = consent_field.try_get_untracked().flatten() {
                field.set_checked(false);
            }
            length.try_set(0);
            // Whom the writer answers now, they may have chosen since.
            if reply_to
                .try_get_untracked()
                .flatten()
                .map(|target| target.id)
                == reply_id
            {
                reply_to.try_set(None);
            }
            state.try_set(done);
        });
    };
    let is_under_way = move || state.with(SendState::is_under_way);
    let problem = move |field: &'static str| state.with(|state| state.problem(field));
    let invalid = move |field: &'static str| problem(field).map(|_| "true");
    let field_error = move |field: &'static str| {
        view! {
            <p class="form-error" id=format!("comment-{field}-error")>
                {move || problem(field)}
            </p>
        }
    };
    let replying = move || {
        reply_to.get().map(|target| {
            view! {
                <input type="hidden" name="reply_to" value=target.id.to_string()/>
                <p class="comment-form__reply">
                    {(text.replying_to)(&target.name)} " "
                    <button
                        type="button"
                        class="button button--quiet"
                        on:click=move |_| reply_to.set(None)
                    >
                        {text.stop_replying}
                    </button>
                </p>
            }
        })
    };
    let touched = move || {
        captcha.begin();
        keep_typed();
    };
    view! {
        {sent_comments(sent)}
        <form
            class="comment-form"
            id="viet-binh-luan"
            method="post"
            action=href(&format!("{}/binh-luan", article_path(slug.as_str())))
            // The server and this form tell the limits with the same words; the browser has others.
            novalidate=true
            on:focusin=move |_| captcha.begin()
            on:input=move |_| touched()
            on:submit=send
        >
            <h3 class="comment-form__title">{text.form_title}</h3>
            {replying}
            <div class="field">
                <label class="field__label" for="comment-author_name">
                    {text.author_name}
                </label>
                <input
                    class="field__input"
                    id="comment-author_name"
                    node_ref=author_field
                    type="text"
                    name="author_name"
                    autocomplete="name"
                    required=true
                    // What is on its way is not changed behind its back.
                    readonly=is_under_way
                    aria-describedby="comment-author_name-help comment-author_name-error"
                    aria-invalid=move || invalid("author_name")
                />
                <p class="field__help" id="comment-author_name-help">
                    {(text.author_name_help)()}
                </p>
                {field_error("author_name")}
            </div>
            <div class="field">
                <label class="field__label" for="comment-body">
                    {text.body}
                </label>
                <textarea
                    class="field__input"
                    id="comment-body"
                    node_ref=body_field
                    name="body"
                    rows="5"
                    required=true
                    readonly=is_under_way
                    aria-describedby="comment-body-help comment-body-error"
                    aria-invalid=move || invalid("body")
                ></textarea>
                <p class="field__help" id="comment-body-help">
                    {(text.body_help)(BODY_LIMITS)}
                </p>
                <p
                    class="field__counter"
                    class:field__counter--over=move || { length.get() > BODY_LIMITS.maximum }
                >
                    {move || (text.counter)(length.get(), BODY_LIMITS)}
                </p>
                {field_error("body")}
            </div>
            <div class="field field--check">
                <input
                    id="comment-consent"
                    node_ref=consent_field
                    type="checkbox"
                    name="consent"
                    value="true"
                    required=true
                    aria-describedby="comment-consent-help comment-consent-error"
                    aria-invalid=move || invalid("consent")
                />
                <label for="comment-consent">{text.consent}</label>
                <p class="field__help" id="comment-consent-help">
                    {text.consent_details}
                </p>
                {field_error("consent")}
            </div>
            {form_end(FormEnd {
                state,
                captcha,
                prefix: "comment",
                submit: text.submit,
                sending: text.sending,
                done: received,
            })}
        </form>
    }
    .part()
}

fn received(receipt: &CommentReceipt) -> Part {
    let text = &texts().comments;
    let code = receipt.receipt.to_string();
    view! {
        <p>
            {text.received} " " <strong>{(text.status)(receipt.status)}</strong> "."
        </p>
        <p>
            {text.receipt_label} ": "
            <a class="comment-form__receipt" href=href(&format!("/bien-nhan/{code}"))>
                {code.clone()}
            </a>
        </p>
        <p>{text.receipt_help}</p>
    }
    .part()
}

/// Takes a writer to the first field that needs a change.
fn focus_first(problems: &[FieldProblem]) {
    focus(
        problems.first().and_then(|problem| {
            document().get_element_by_id(&format!("comment-{}", problem.field))
        }),
    );
}
