//! Texts of the rating.

use conglang_contract::{
    format,
    rating::{Rating, Stars},
};

pub struct RatingTexts {
    pub legend: &'static str,
    pub submit: &'static str,
    pub sending: &'static str,
    pub saved: &'static str,
    pub choose_first: &'static str,
    pub stars: fn(Stars) -> String,
    pub mine: fn(Stars) -> String,
    pub summary: fn(&Rating) -> String,
}

pub const VIETNAMESE: RatingTexts = RatingTexts {
    legend: "Đánh giá",
    submit: "Gửi đánh giá",
    sending: "Đang gửi đánh giá…",
    saved: "Đã ghi nhận đánh giá của bạn. Xin cảm ơn!",
    choose_first: "Mời bạn chọn số sao trước khi gửi.",
    stars,
    mine,
    summary,
};

fn stars(stars: Stars) -> String {
    format!("{} sao", stars.get())
}

fn mine(stars: Stars) -> String {
    format!(
        "Bạn đã đánh giá {} sao. Bạn có thể chọn lại và gửi để thay đổi.",
        stars.get()
    )
}

fn summary(rating: &Rating) -> String {
    match rating.average {
        Some(average) if rating.count > 0 => format!(
            "lượt đánh giá: {}, trung bình: {}",
            format::integer(rating.count),
            format::decimal(average)
        ),
        _ => "Chưa có đánh giá".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_has_vietnamese_numbers() {
        let rating = Rating {
            count: 1200,
            average: Some(4.46),
            mine: None,
        };
        assert_eq!(summary(&rating), "lượt đánh giá: 1.200, trung bình: 4,5");
        assert_eq!(summary(&Rating::default()), "Chưa có đánh giá");
    }
}
