//! The files that belong to an article.

use conglang_contract::{article::Attachment, language::Language};
use leptos::prelude::*;

use super::{
    in_language::in_language,
    part::{IntoPart, Part},
};
use crate::i18n::{format::file_size, texts};

/// The list of an article's files, each with its size; nothing when there are none.
pub fn attachments(files: &[Attachment]) -> Option<Part> {
    (!files.is_empty()).then(|| list(files))
}

fn list(files: &[Attachment]) -> Part {
    let items = files
        .iter()
        .map(|file| {
            view! {
                <li>
                    <a href=file.url.clone() download=file.file_name.clone()>
                        // Attachments come with the Vietnamese version.
                        {in_language(file.title.clone(), Some(Language::Vietnamese))}
                    </a>
                    <span class="attachments__size">
                        {format!(" ({})", file_size(file.size_bytes))}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="attachments" aria-labelledby="attachments-title">
            <h2 class="attachments__title" id="attachments-title">
                {texts().article.attachments}
            </h2>
            <ul class="attachments__list">{items}</ul>
        </section>
    }
    .part()
}
