//! Every text of the UI, in one typed catalogue.

pub mod article;
pub mod captcha;
pub mod comments;
pub mod rating;
pub mod receipt;

/// The texts of one language, by feature.
pub struct Texts {
    pub article: article::ArticleTexts,
    pub captcha: captcha::CaptchaTexts,
    pub comments: comments::CommentTexts,
    pub rating: rating::RatingTexts,
    pub receipt: receipt::ReceiptTexts,
}

static VIETNAMESE: Texts = Texts {
    article: article::VIETNAMESE,
    captcha: captcha::VIETNAMESE,
    comments: comments::VIETNAMESE,
    rating: rating::VIETNAMESE,
    receipt: receipt::VIETNAMESE,
};

/// The texts of the language that is shown.
pub fn texts() -> &'static Texts {
    &VIETNAMESE
}
