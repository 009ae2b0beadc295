//! Texts of the rating.

use conglang_contract::{
    format::{decimal, english_count, integer},
    language::Language,
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
    stars: |stars| format!("{} sao", stars.get()),
    mine: |stars| {
        format!(
            "Bạn đã đánh giá {} sao. Bạn có thể chọn lại và gửi để thay đổi.",
            stars.get()
        )
    },
    summary: vietnamese_summary,
};

pub const ENGLISH: RatingTexts = RatingTexts {
    legend: "Rating",
    submit: "Send rating",
    sending: "Sending your rating…",
    saved: "Your rating has been recorded. Thank you!",
    choose_first: "Please choose a number of stars before you send.",
    stars: english_stars,
    mine: |stars| {
        format!(
            "You gave {}. You may choose again and send to change it.",
            english_stars(stars)
        )
    },
    summary: english_summary,
};

fn english_stars(stars: Stars) -> String {
    english_count(stars.get().into(), "star", "stars")
}

fn vietnamese_summary(rating: &Rating) -> String {
    let language = Language::Vietnamese;
    match rating.average {
        Some(average) if rating.count > 0 => format!(
            "lượt đánh giá: {}, trung bình: {}",
            integer(language, rating.count),
            decimal(language, average)
        ),
        _ => "Chưa có đánh giá".to_owned(),
    }
}

fn english_summary(rating: &Rating) -> String {
    match rating.average {
        Some(average) if rating.count > 0 => format!(
            "{}, average {}",
            english_count(rating.count, "rating", "ratings"),
            decimal(Language::English, average)
        ),
        _ => "No ratings yet".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rating(count: u64) -> Rating {
        Rating {
            count,
            average: Some(4.46),
            mine: None,
        }
    }

    #[test]
    fn the_summary_has_the_numbers_of_its_language() {
        assert_eq!(
            vietnamese_summary(&rating(1200)),
            "lượt đánh giá: 1.200, trung bình: 4,5"
        );
        assert_eq!(english_summary(&rating(1200)), "1,200 ratings, average 4.5");
        assert_eq!(english_summary(&rating(1)), "1 rating, average 4.5");
    }

    #[test]
    fn without_ratings_there_is_no_average() {
        let none = Rating::default();
        assert_eq!(vietnamese_summary(&none), "Chưa có đánh giá");
        assert_eq!(english_summary(&none), "No ratings yet");
    }

    #[test]
    fn one_star_is_no_stars() {
        let stars = Stars::ALL.map(english_stars);
        assert_eq!(stars[0], "1 star");
        assert_eq!(stars[4], "5 stars");
    }
}
