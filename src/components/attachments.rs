//! The files that belong to an article.

use conglang_contract::{article::Attachment, format::file_size};
use leptos::prelude::*;

use crate::i18n::texts;

/// The list of an article's files, each with its size; nothing when there are none.
#[component]
pub fn Attachments(attachments: Vec<Attachment>) -> impl IntoView {
    (!attachments.is_empty()).then(|| {
        view! {
            <section class="attachments" aria-labelledby="attachments-title">
                <h2 class="attachments__title" id="attachments-title">
                    {texts().article.attachments}
                </h2>
                <ul class="attachments__list">
                    {attachments
                        .into_iter()
                        .map(|file| {
                            view! {
                                <li>
                                    <a href=file.url download=file.file_name>
                                        {file.title}
                                    </a>
                                    <span class="attachments__size">
                                        {format!(" ({})", file_size(file.size_bytes))}
                                    </span>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </section>
        }
    })
}
