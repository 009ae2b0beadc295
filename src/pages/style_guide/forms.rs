//! Forms of residents in their states, and what they are told afterwards.

use conglang_contract::{
    comment::CommentStatus,
    draft::{ReplyTarget, SentComment},
    rating::Rating,
};
use leptos::prelude::*;

use super::{numbered_slug, recorded, samples};
use crate::{
    components::{
        comment_form::comment_form,
        comments::thread,
        form_end::{FormEnd, SendState, form_end},
        outcome::{Outcome, notice},
        part::{IntoPart, Part},
        rating::rating_form,
        sent_comments::{sent_comments, use_sent_comments},
    },
    hooks::captcha::{CodeTask, UseCaptchaReturn, use_captcha},
    i18n::texts,
    pages::receipt::followed,
};

/// "k7pt4", dark on light as the server draws codes: of lines, since letters look otherwise on each system.
const CODE_IMAGE: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='220' height='80'%3E\
    %3Crect width='220' height='80' fill='%23eee'/%3E%3Cpath fill='none' stroke='%23222' stroke-width='4' d='\
    M30 16V62M54 32L31 49L56 62M70 20H98L80 64M112 34V76M112 44C118 30 140 32 139 48S118 64 112 54\
    M156 20V52Q156 62 168 60M147 34H170M200 64V18L178 50H212M18 58C70 30 150 78 208 26'/%3E%3C/svg%3E";

pub fn ratings() -> Part {
    let forms = samples::ratings()
        .into_iter()
        .enumerate()
        .map(|(index, rating): (usize, Rating)| rating_form(&numbered_slug(index), rating))
        .collect_view();
    view! { <div class="guide__ratings">{forms}</div> {notice(Outcome::Rated)} }.part()
}

pub fn comments() -> Part {
    let threads = samples::comments()
        .iter()
        .map(|comment| view! { <li>{thread(comment, None)}</li> })
        .collect_view();
    let reply_to = RwSignal::new(Some(ReplyTarget {
        id: 1,
        name: "Nguyễn Văn Hữu".to_owned(),
    }));
    let sent = use_sent_comments(numbered_slug(0));
    let statuses = [CommentStatus::Pending, CommentStatus::Rejected];
    sent.comments
        .set(statuses.into_iter().zip(0..).map(sent_comment).collect());
    view! {
        <ol class="comments__list">{threads}</ol>
        {sent_comments(sent)}
        {comment_form(&numbered_slug(0), reply_to)}
        {recorded::states(&recorded::COMMENT_ERRORS)}
        {notice(Outcome::Commented(Some(samples::receipt(9))))}
        {notice(Outcome::Deleted)}
    }
    .part()
}

fn sent_comment((status, number): (CommentStatus, u8)) -> SentComment {
    SentComment {
        receipt: samples::receipt(number),
        author_name: "Đặng Ước".to_owned(),
        body: "Ghế nên có chỗ tựa lưng.".to_owned(),
        status,
    }
}

/// The end of a form: under way, asking for a code, with a wrong code, refused, done.
pub fn forms() -> Part {
    let text = &texts().comments;
    let failed = SendState::Failed {
        why: text.check_fields.to_owned(),
        fields: Vec::new(),
    };
    let asked = SendState::Asked(texts().captcha.please_type);
    view! {
        {end("mau-dang-gui", SendState::UnderWay, use_captcha())}
        {end("mau-hoi-ma", asked, with_code(false))}
        {end("mau-sai-ma", SendState::NotSent, with_code(true))}
        {end("mau-khong-nhan", failed, use_captcha())}
        {end("mau-da-nhan", SendState::Done(()), use_captcha())}
    }
    .part()
}

fn end(prefix: &'static str, state: SendState<()>, captcha: UseCaptchaReturn) -> Part {
    let text = &texts().comments;
    let end = form_end(FormEnd {
        state: RwSignal::new(state),
        captcha,
        prefix,
        submit: text.submit,
        sending: text.sending,
        done: |()| texts().rating.saved.part(),
    });
    view! { <div class="guide__form">{end}</div> }.part()
}

fn with_code(is_wrong: bool) -> UseCaptchaReturn {
    let captcha = use_captcha();
    captcha.code.set(Some(CodeTask {
        id: String::new(),
        image_url: CODE_IMAGE.to_owned(),
        audio_url: String::new(),
    }));
    captcha.wrong.set(is_wrong);
    captcha
}

pub fn receipt() -> Part {
    let receipts = samples::followed_comments().map(followed).collect_view();
    view! { <div class="receipt guide__pair">{receipts}</div> }.part()
}
