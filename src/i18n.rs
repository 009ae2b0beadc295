//! Every text of the interface, in one typed catalogue: a language is one more value of [`Texts`].

pub mod article;
pub mod captcha;
pub mod category;
pub mod comments;
pub mod confirm;
pub mod display;
pub mod home;
pub mod layout;
pub mod links;
pub mod map;
pub mod not_found;
pub mod rating;
pub mod receipt;
pub mod side_column;
pub mod states;
pub mod statistics;

/// The texts of one language, by feature.
pub struct Texts {
    pub article: article::ArticleTexts,
    pub captcha: captcha::CaptchaTexts,
    pub category: category::CategoryTexts,
    pub comments: comments::CommentTexts,
    pub confirm: confirm::ConfirmTexts,
    pub display: display::DisplayTexts,
    pub home: home::HomeTexts,
    pub layout: layout::LayoutTexts,
    pub links: links::LinksTexts,
    pub map: map::MapTexts,
    pub not_found: not_found::NotFoundTexts,
    pub rating: rating::RatingTexts,
    pub receipt: receipt::ReceiptTexts,
    pub side_column: side_column::SideColumnTexts,
    pub states: states::StatesTexts,
    pub statistics: statistics::StatisticsTexts,
}

static VIETNAMESE: Texts = Texts {
    article: article::VIETNAMESE,
    captcha: captcha::VIETNAMESE,
    category: category::VIETNAMESE,
    comments: comments::VIETNAMESE,
    confirm: confirm::VIETNAMESE,
    display: display::VIETNAMESE,
    home: home::VIETNAMESE,
    layout: layout::VIETNAMESE,
    links: links::VIETNAMESE,
    map: map::VIETNAMESE,
    not_found: not_found::VIETNAMESE,
    rating: rating::VIETNAMESE,
    receipt: receipt::VIETNAMESE,
    side_column: side_column::VIETNAMESE,
    states: states::VIETNAMESE,
    statistics: statistics::VIETNAMESE,
};

/// The texts of the language that the reader sees.
pub fn texts() -> &'static Texts {
    &VIETNAMESE
}
