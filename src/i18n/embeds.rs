//! Texts of the parts that other sites show, and of the page where one picks them.

use conglang_contract::format::english_count;

pub struct EmbedTexts {
    pub kinds: KindNames,
    /// A part's heading and the category's name.
    pub news_of: fn(&str) -> String,
    pub all_news: &'static str,
    pub no_articles: &'static str,
    pub total: &'static str,
    pub today: &'static str,
    pub online: &'static str,
    pub all_alerts: &'static str,
    /// Leads from the drawing to the map that one can move.
    pub moving_map: &'static str,
    pub whole_map: &'static str,
    pub all_songs: &'static str,
    pub on_portal: &'static str,
    pub more_comments: fn(u64) -> String,
    pub new_tab: &'static str,
    /// Why a button cannot be pressed.
    pub unseen: &'static str,
    pub not_found: &'static str,
    pub no_such_category: &'static str,
    pub picker: PickerTexts,
}

/// What the kinds of parts are called.
pub struct KindNames {
    pub latest: &'static str,
    pub card: &'static str,
    pub article: &'static str,
    pub map: &'static str,
    pub songs: &'static str,
    pub visits: &'static str,
    pub alerts: &'static str,
}

/// The page where one picks a part and copies the line for it.
pub struct PickerTexts {
    pub title: &'static str,
    pub lead: &'static str,
    pub what: &'static str,
    pub options: &'static str,
    pub category: &'static str,
    pub all_categories: &'static str,
    pub count: &'static str,
    pub article: &'static str,
    /// Of an article that is not in the list.
    pub address: &'static str,
    pub address_help: &'static str,
    pub theme: &'static str,
    pub themes: [&'static str; 4],
    pub accent: &'static str,
    pub accent_help: &'static str,
    pub language: &'static str,
    pub text_size: &'static str,
    pub text_sizes: [&'static str; 4],
    pub show: &'static str,
    pub preview: &'static str,
    pub line: &'static str,
    pub line_help: &'static str,
    pub frame: &'static str,
    pub frame_help: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub allowed_everybody: &'static str,
    pub allowed_listed: &'static str,
    pub allowed_nobody: &'static str,
    pub needs_listing: &'static str,
    pub remarks: RemarkTexts,
}

/// What is left out of the options, and why.
pub struct RemarkTexts {
    pub title: &'static str,
    pub theme: &'static str,
    pub accent: fn(&str) -> String,
    pub accent_form: &'static str,
    pub language: &'static str,
    pub text_size: &'static str,
    pub count: &'static str,
    pub category: &'static str,
    pub article: &'static str,
    /// What was typed as an article's address leads to none.
    pub address: fn(&str) -> String,
}

pub const VIETNAMESE: EmbedTexts = EmbedTexts {
    kinds: KindNames {
        latest: "Tin mới",
        card: "Thẻ một bài viết",
        article: "Trọn một bài viết",
        map: "Bản đồ",
        songs: "Ca khúc",
        visits: "Lượt truy cập",
        alerts: "Cảnh báo",
    },
    news_of: |category| format!("Tin mới: {category}"),
    all_news: "Xem tất cả tin",
    no_articles: "Chưa có bài viết nào.",
    total: "Tổng số lượt",
    today: "Hôm nay",
    online: "Đang xem",
    all_alerts: "Xem trang cảnh báo",
    moving_map: "Phóng to, di chuyển bản đồ",
    whole_map: "Mở bản đồ đầy đủ",
    all_songs: "Xem tất cả ca khúc",
    on_portal: "Đọc, đánh giá và bình luận trên cổng",
    more_comments: |count| format!("Xem tất cả {count} bình luận trên cổng"),
    new_tab: "Các liên kết mở trong thẻ mới.",
    unseen: "Nút gửi dùng được khi nó hiện trọn trên màn hình và không bị phần khác của trang che.",
    not_found: "Không tìm thấy nội dung này. Có thể bài đã được gỡ hoặc đổi địa chỉ.",
    no_such_category: "Cổng không có chuyên mục này.",
    picker: PickerTexts {
        title: "Nhúng vào trang web của bạn",
        lead: "Đưa tin, bản đồ, cảnh báo của cổng vào trang web của cơ quan, trường học: chọn phần cần hiện, xem thử, rồi chép một dòng HTML.",
        what: "Phần cần hiện",
        options: "Cách hiện",
        category: "Chuyên mục",
        all_categories: "Tất cả chuyên mục",
        count: "Số tin (1 đến 20)",
        article: "Bài viết",
        address: "Hoặc địa chỉ của một bài cũ hơn",
        address_help: "Chép từ thanh địa chỉ của bài, ví dụ …/bai-viet/ten-bai, hoặc chỉ ghi ten-bai. Có địa chỉ ở đây thì không dùng bài chọn ở trên.",
        theme: "Nền",
        themes: [
            "Theo thiết bị của người xem",
            "Sáng",
            "Tối",
            "Tương phản cao",
        ],
        accent: "Màu liên kết",
        accent_help: "Dạng #rrggbb, ví dụ #0f4c4a. Để trống thì dùng màu của cổng.",
        language: "Ngôn ngữ",
        text_size: "Cỡ chữ",
        text_sizes: ["Vừa", "Nhỏ", "Lớn", "Rất lớn"],
        show: "Xem thử",
        preview: "Xem thử",
        line: "Dòng HTML để chép",
        line_help: "Dán vào chỗ muốn hiện. Khung tự cao vừa đủ; khi không tải được thì còn lại liên kết.",
        frame: "Nếu trang của bạn không nhận script",
        frame_help: "Dùng thẻ iframe; chiều cao bạn tự đặt.",
        copy: "Chép",
        copied: "Đã chép.",
        allowed_everybody: "Mọi trang web đều được hiện phần này.",
        allowed_listed: "Chỉ những trang web mà cổng cho phép mới hiện được phần này:",
        allowed_nobody: "Cổng chưa cho phép trang web nào hiện phần này. Người quản trị cổng ghi địa chỉ trang của bạn vào allowed_origins trong site.toml.",
        needs_listing: "Phần này có đánh giá và bình luận, nên cổng phải ghi tên từng trang web được phép.",
        remarks: RemarkTexts {
            title: "Có chỗ chưa dùng được",
            theme: "Nền phải là auto, light, dark hoặc contrast; đang dùng auto.",
            accent: |reason| format!("Không dùng màu này: {reason}."),
            accent_form: "Màu phải có dạng #rrggbb, ví dụ #0f4c4a; đang dùng màu của cổng.",
            language: "Ngôn ngữ phải là vi hoặc en, và cổng phải có ngôn ngữ đó; đang dùng tiếng Việt.",
            text_size: "Cỡ chữ phải là small, medium, large hoặc largest; đang dùng medium.",
            count: "Số tin phải từ 1 đến 20; đang dùng số gần nhất.",
            category: "Cổng không có chuyên mục này.",
            article: "Cổng không có bài viết này.",
            address: |typed| {
                format!(
                    "“{typed}” không dẫn đến bài viết nào của cổng. Hãy mở bài đó và chép địa chỉ trên thanh địa chỉ, ví dụ …/bai-viet/ten-bai."
                )
            },
        },
    },
};

pub const ENGLISH: EmbedTexts = EmbedTexts {
    kinds: KindNames {
        latest: "Latest news",
        card: "Card of an article",
        article: "A whole article",
        map: "Map",
        songs: "Songs",
        visits: "Visits",
        alerts: "Alerts",
    },
    news_of: |category| format!("Latest news: {category}"),
    all_news: "See all news",
    no_articles: "There are no articles yet.",
    total: "Visits in total",
    today: "Today",
    online: "Reading now",
    all_alerts: "See the page of alerts",
    moving_map: "Zoom and move the map",
    whole_map: "Open the whole map",
    all_songs: "See all songs",
    on_portal: "Read, rate and comment on the portal",
    more_comments: |count| {
        format!(
            "See all {} on the portal",
            english_count(count, "comment", "comments")
        )
    },
    new_tab: "Links open in a new tab.",
    unseen: "The button can be pressed when all of it is on the screen and nothing of the page covers it.",
    not_found: "This content could not be found. The article may have been taken out or moved.",
    no_such_category: "The portal has no such category.",
    picker: PickerTexts {
        title: "Show it on your website",
        lead: "News, map and alerts of the portal on the website of an office or a school: choose what to show, look at it, and copy one line of HTML.",
        what: "What to show",
        options: "How to show it",
        category: "Category",
        all_categories: "All categories",
        count: "Number of articles (1 to 20)",
        article: "Article",
        address: "Or the address of an older one",
        address_help: "Copied from the address bar, such as …/bai-viet/its-name, or its-name alone. It goes before what is chosen above.",
        theme: "Background",
        themes: ["As the reader's device", "Light", "Dark", "High contrast"],
        accent: "Colour of links",
        accent_help: "As #rrggbb, such as #0f4c4a. The portal's colour when it is left empty.",
        language: "Language",
        text_size: "Size of text",
        text_sizes: ["Medium", "Small", "Large", "Largest"],
        show: "Show",
        preview: "Preview",
        line: "The line of HTML to copy",
        line_help: "Paste it where it is to be shown. The frame is as high as its content; a link stays where it cannot be loaded.",
        frame: "If your website takes no scripts",
        frame_help: "Use an iframe; you set its height.",
        copy: "Copy",
        copied: "Copied.",
        allowed_everybody: "Every website may show this.",
        allowed_listed: "Only websites that the portal lists may show this:",
        allowed_nobody: "The portal lets no other website show this yet. Whoever looks after it adds your address to allowed_origins in site.toml.",
        needs_listing: "This has rating and comments, so the portal has to list each website that may show it.",
        remarks: RemarkTexts {
            title: "Something could not be used",
            theme: "The background has to be auto, light, dark or contrast; auto is used.",
            accent: |_| {
                "This colour is not used: text in it or on it would reach less than 4.5:1."
                    .to_owned()
            },
            accent_form: "A colour has the form #rrggbb, such as #0f4c4a; the portal's is used.",
            language: "The language has to be vi or en, and one of the portal's; Vietnamese is used.",
            text_size: "The size of text has to be small, medium, large or largest; medium is used.",
            count: "The number has to be from 1 to 20; the nearest one is used.",
            category: "The portal has no such category.",
            article: "The portal has no such article.",
            address: |typed| {
                format!(
                    "“{typed}” leads to no article of the portal. Open the article and copy what the address bar says, such as …/bai-viet/its-name."
                )
            },
        },
    },
};
