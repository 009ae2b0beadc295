//! What was chosen: how it looks, the lines for it, and who may show it.

use conglang::{
    components::{
        part::{IntoPart, Part},
        sanitised_html::escaped_text,
    },
    i18n::{texts, with_language},
};
use leptos::prelude::*;

use super::Picked;
use crate::{
    pages::embeds::{kind::Kind, options::Remark, parts, snippet::Choice},
    site::{
        Site,
        settings::{Settings, embed::Reach},
    },
};

/// What stands beside the form, and is made anew with each change of it.
pub(super) fn result(picked: &Picked<'_>) -> Part {
    let all = &texts().embeds;
    let texts = &all.picker;
    let site = picked.site;
    // What is pasted is in the language of the part.
    let settings = site.settings.in_language(picked.options.language);
    let label =
        Owner::new().with(|| with_language(picked.options.language, || label(picked, settings)));
    let article = picked.article.as_ref();
    let choice = Choice {
        kind: picked.kind,
        article: article.map(|article| &article.slug),
        options: &picked.options,
        label,
    };
    // The policy of this page takes no style in attributes.
    let plain = choice.full_frame("", "").unwrap_or_default();
    let preview = choice.element(settings, &format!("<noscript>{plain}</noscript>"));
    let line = choice.line(settings);
    let frame = choice
        .full_frame(&settings.host, "border:0")
        .unwrap_or_default();
    view! {
        {remarks(picked)}
        <section aria-labelledby="xem-thu">
            <h2 id="xem-thu">{texts.preview}</h2>
            <div class="picker-preview" inner_html=preview></div>
        </section>
        {code("dong-html", texts.line, texts.line_help, &line, 5)}
        {code("khung", texts.frame, texts.frame_help, &frame, 5)}
        {allowed(site, picked.kind.reach())}
    }
    .part()
}

/// What screen readers hear of the part, and readers see while it is not there.
fn label(picked: &Picked<'_>, settings: &Settings) -> String {
    let names = &texts().embeds.kinds;
    let what = match (picked.kind, &picked.article) {
        (Kind::Card | Kind::Article, Some(article)) => article.title.clone(),
        (Kind::Latest, _) => {
            let wanted = picked.options.category.as_ref();
            let category = settings
                .categories
                .iter()
                .find(|category| Some(&category.slug) == wanted);
            parts::title(category)
        }
        (kind, _) => kind.title(names).to_owned(),
    };
    format!("{what} · {}", settings.name)
}

fn code(id: &'static str, title: &'static str, help: &'static str, text: &str, rows: u32) -> Part {
    let texts = &texts().embeds.picker;
    view! {
        <section class="picker-code">
            <label for=id>{title}</label>
            <p class="picker-help">{help}</p>
            <textarea id=id rows=rows.to_string() readonly spellcheck="false" inner_html=escaped_text(text)></textarea>
            <p>
                <button class="button" type="button" hidden data-copy=id>{texts.copy}</button>
                <span role="status" data-copied=texts.copied></span>
            </p>
        </section>
    }
    .part()
}

/// What was left out of the choice, and why.
fn remarks(picked: &Picked<'_>) -> Option<Part> {
    let texts = &texts().embeds.picker.remarks;
    let mut told: Vec<String> = picked
        .remarks
        .iter()
        .map(|remark| match remark {
            Remark::Language => texts.language.to_owned(),
            Remark::Theme => texts.theme.to_owned(),
            Remark::TextSize => texts.text_size.to_owned(),
            Remark::AccentForm => texts.accent_form.to_owned(),
            Remark::AccentContrast(reason) => (texts.accent)(reason),
            Remark::Category => texts.category.to_owned(),
            Remark::Count => texts.count.to_owned(),
        })
        .collect();
    if picked.lacks_article {
        told.push(texts.article.to_owned());
    }
    if let Some(typed) = &picked.wrong_address {
        told.push((texts.address)(typed));
    }
    (!told.is_empty()).then(|| {
        let told = told
            .into_iter()
            .map(|remark| view! { <li>{remark}</li> })
            .collect_view();
        view! {
            <div class="picker-remarks" role="status">
                <h2>{texts.title}</h2>
                <ul>{told}</ul>
            </div>
        }
        .part()
    })
}

/// Which sites may show what is chosen.
fn allowed(site: &Site, reach: Reach) -> Part {
    let texts = &texts().embeds.picker;
    let embed = &site.settings.embed;
    let everybody = embed.anyone_reads && reach == Reach::Read;
    let listed = (!everybody && !embed.origins.is_empty()).then(|| {
        let origins = embed.origins.iter();
        let origins = origins
            .map(|origin| view! { <li><code>{origin.to_string()}</code></li> })
            .collect_view();
        view! { <ul>{origins}</ul> }
    });
    let says = match (everybody, &listed) {
        (true, _) => texts.allowed_everybody,
        (false, Some(_)) => texts.allowed_listed,
        (false, None) => texts.allowed_nobody,
    };
    view! {
        <div class="picker-allowed">
            {(reach == Reach::Write).then(|| view! { <p>{texts.needs_listing}</p> })}
            <p>{says}</p>
            {listed}
        </div>
    }
    .part()
}
