//! Texts while something loads, and when it could not be loaded.

pub struct StatesTexts {
    pub loading: &'static str,
    pub error_title: &'static str,
    pub unreachable: &'static str,
    pub unreadable: &'static str,
    pub retry: &'static str,
}

pub const VIETNAMESE: StatesTexts = StatesTexts {
    loading: "Đang tải…",
    error_title: "Chưa tải được nội dung",
    unreachable: "Không kết nối được với máy chủ. Mời bạn kiểm tra mạng rồi thử lại.",
    unreadable: "Máy chủ trả lời không đúng. Mời bạn thử lại sau ít phút.",
    retry: "Thử lại",
};

pub const ENGLISH: StatesTexts = StatesTexts {
    loading: "Loading…",
    error_title: "The content could not be loaded",
    unreachable: "The server cannot be reached. Please check your connection and try again.",
    unreadable: "The server gave a wrong answer. Please try again in a few minutes.",
    retry: "Try again",
};
