//! Texts of the page on which one asks to be told; what it answers has its own (`extras/src/texts/push.rs`).

pub struct PushTexts {
    pub title: &'static str,
    pub introduction: &'static str,
    pub topics: &'static str,
    pub urgent: &'static str,
    pub urgent_about: &'static str,
    pub warning: &'static str,
    pub warning_about: &'static str,
    pub articles: &'static str,
    pub quiet_hours: &'static str,
    pub quiet_hours_about: &'static str,
    pub needs_scripts: &'static str,
    pub about: &'static str,
    pub facts: [&'static str; 4],
}

pub const VIETNAMESE: PushTexts = PushTexts {
    title: "Nhận thông báo",
    introduction: "Cổng thông tin có thể báo ngay lên máy của bạn khi có việc khẩn cấp hay tin mới, cả khi bạn không mở trang.",
    topics: "Báo cho tôi",
    urgent: "Khẩn cấp",
    urgent_about: "Bão, lũ và những việc phải làm ngay. Gửi bất cứ giờ nào.",
    warning: "Cảnh báo",
    warning_about: "Những việc cần chuẩn bị trước.",
    articles: "Tin mới theo chuyên mục",
    quiet_hours: "Ban đêm chỉ báo việc khẩn cấp",
    quiet_hours_about: "Từ 21 giờ đến 6 giờ. Những tin khác sẽ báo sau 6 giờ sáng.",
    needs_scripts: "Bật thông báo cần JavaScript, mà trình duyệt này không chạy hoặc chưa tải xong. Bạn vẫn đọc được mọi tin và cảnh báo trên trang.",
    about: "Gửi gì, tắt thế nào",
    facts: [
        "Mỗi thông báo chỉ có tiêu đề và vài dòng đầu; bấm vào thì mở bài. Một tin chỉ báo một lần, bài được sửa lại không báo nữa.",
        "Tắt bằng một lần bấm ngay tại trang này, hoặc trong phần cài đặt của trình duyệt.",
        "Cổng thông tin chỉ giữ địa chỉ nhận của trình duyệt và những mục bạn chọn, không biết bạn là ai. Tắt thông báo là xóa.",
        "Nội dung được mã hóa đến tận máy của bạn; hãng làm trình duyệt chuyển hộ nhưng không đọc được.",
    ],
};

pub const ENGLISH: PushTexts = PushTexts {
    title: "Get notifications",
    introduction: "The portal can tell your device of emergencies and news at once, even while you have no page open.",
    topics: "Tell me about",
    urgent: "Emergencies",
    urgent_about: "Storms, floods and whatever needs action at once. Sent at any hour.",
    warning: "Warnings",
    warning_about: "What to prepare for.",
    articles: "News by category",
    quiet_hours: "Only emergencies by night",
    quiet_hours_about: "From 9 p.m. to 6 a.m. Everything else comes after six in the morning.",
    needs_scripts: "Switching notifications on needs JavaScript, which this browser does not run or has not loaded yet. You can still read all news and alerts on the pages.",
    about: "What is sent, and how to stop it",
    facts: [
        "A notification has a title and the first lines; pressing it opens the article. Everything is told once, and an article that is corrected is not told again.",
        "Switch them off with one press on this page, or in the settings of your browser.",
        "The portal keeps the address of your browser and what you chose, and does not know who you are. Switching off deletes both.",
        "Messages are encrypted all the way to your device; the maker of your browser carries them and cannot read them.",
    ],
};
