//! What the field for an article's address says. It stands here since every resident loads what is in the app's
//! catalogue, and this page is the server's alone.

use conglang_contract::language::Language;

pub(super) struct AddressTexts {
    pub label: &'static str,
    pub help: &'static str,
    /// That what was typed leads to no article.
    pub wrong: fn(&str) -> String,
}

const VIETNAMESE: AddressTexts = AddressTexts {
    label: "Hoặc địa chỉ của một bài cũ hơn",
    help: "Chép từ thanh địa chỉ của bài, ví dụ …/bai-viet/ten-bai, hoặc chỉ ghi ten-bai. Có địa chỉ ở đây thì không dùng bài chọn ở trên.",
    wrong: |typed| {
        format!(
            "“{typed}” không dẫn đến bài viết nào của cổng. Hãy mở bài đó và chép địa chỉ trên thanh địa chỉ, ví dụ …/bai-viet/ten-bai."
        )
    },
};

const ENGLISH: AddressTexts = AddressTexts {
    label: "Or the address of an older one",
    help: "Copied from the address bar, such as …/bai-viet/its-name, or its-name alone. It goes before what is chosen above.",
    wrong: |typed| {
        format!(
            "“{typed}” leads to no article of the portal. Open the article and copy what the address bar says, such as …/bai-viet/its-name."
        )
    },
};

pub(super) fn address_texts(language: Language) -> &'static AddressTexts {
    match language {
        Language::Vietnamese => &VIETNAMESE,
        Language::English => &ENGLISH,
    }
}
