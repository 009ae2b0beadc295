//! Texts of the links page.

pub struct LinksTexts {
    pub title: &'static str,
    pub introduction: &'static str,
    pub empty: &'static str,
}

pub const VIETNAMESE: LinksTexts = LinksTexts {
    title: "Liên kết website",
    introduction: "Các trang của cơ quan khác. Cổng không chịu trách nhiệm về nội dung của những trang này.",
    empty: "Cổng chưa có liên kết nào.",
};

pub const ENGLISH: LinksTexts = LinksTexts {
    title: "Links",
    introduction: "Websites of other agencies. The portal is not responsible for their content.",
    empty: "There are no links on the portal yet.",
};
