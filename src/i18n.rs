//! Every text of the interface, in one typed catalogue: a language is one more value of [`Texts`].

pub mod category;
pub mod home;
pub mod layout;
pub mod links;
pub mod not_found;
pub mod side_column;
pub mod states;
pub mod statistics;

/// The texts of one language, by feature.
pub struct Texts {
    pub category: category::CategoryTexts,
    pub home: home::HomeTexts,
    pub layout: layout::LayoutTexts,
    pub links: links::LinksTexts,
    pub not_found: not_found::NotFoundTexts,
    pub side_column: side_column::SideColumnTexts,
    pub states: states::StatesTexts,
    pub statistics: statistics::StatisticsTexts,
}

static VIETNAMESE: Texts = Texts {
    category: category::VIETNAMESE,
    home: home::VIETNAMESE,
    layout: layout::VIETNAMESE,
    links: links::VIETNAMESE,
    not_found: not_found::VIETNAMESE,
    side_column: side_column::VIETNAMESE,
    states: states::VIETNAMESE,
    statistics: statistics::VIETNAMESE,
};

/// The texts of the language that the reader sees.
pub fn texts() -> &'static Texts {
    &VIETNAMESE
}
