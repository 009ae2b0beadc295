//! What the types take, refuse and write, over arbitrary input.

use conglang_contract::{
    article::{ArticleQuery, ArticleSort, ReadingPeriod},
    captcha::Captcha,
    comment::{CommentText, PostComment},
    format,
    language::Language,
    problem::{Problem, ProblemCode},
    rating::Stars,
    receipt::Receipt,
    slug::Slug,
    timestamp::Timestamp,
};
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_slug_that_parses_is_written_as_it_came(text in "\\PC{0,130}") {
        if let Ok(slug) = text.parse::<Slug>() {
            prop_assert_eq!(slug.as_str(), &text);
        }
    }

    #[test]
    fn hyphenated_words_are_slugs(text in "[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,8}") {
        prop_assert!(text.parse::<Slug>().is_ok());
    }

    #[test]
    fn a_receipt_survives_copying_by_hand(bytes: [u8; 12]) {
        let receipt = Receipt::from_random(bytes);
        let copied = receipt.to_string().to_lowercase().replace('-', " ");
        prop_assert_eq!(copied.parse::<Receipt>(), Ok(receipt));
    }

    #[test]
    fn arbitrary_text_never_panics_as_a_receipt(text in "\\PC{0,20}") {
        if let Ok(receipt) = text.parse::<Receipt>() {
            prop_assert_eq!(receipt.as_str().len(), Receipt::LENGTH);
        }
    }

    #[test]
    fn a_time_survives_json(seconds in 0_i64..4_102_444_800, hours in -12_i8..=14) {
        let offset = time::UtcOffset::from_hms(hours, 0, 0).expect("an offset");
        let time = Timestamp::from_unix_seconds(seconds, offset).expect("a time");
        let json = serde_json::to_string(&time).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Timestamp>(&json).expect("a time"), time);
        prop_assert_eq!(Timestamp::parse_rfc3339(&time.to_rfc3339()), Ok(time));
    }

    #[test]
    fn grouping_digits_loses_none(number: u64) {
        for (language, separator) in [(Language::Vietnamese, '.'), (Language::English, ',')] {
            let text = format::integer(language, number);
            prop_assert_eq!(text.replace(separator, ""), number.to_string());
            prop_assert!(text.split(separator).skip(1).all(|group| group.len() == 3));
        }
    }

    #[test]
    fn stars_are_one_to_five(number: u8) {
        prop_assert_eq!(Stars::try_from(number).is_ok(), (1..=5).contains(&number));
    }

    #[test]
    fn an_accepted_comment_stays_the_same_when_checked_again(name in "\\PC{0,100}", body in "(\\PC|\n){0,200}") {
        if let Ok(text) = CommentText::new(Language::Vietnamese, &name, &body) {
            prop_assert_eq!(CommentText::new(Language::Vietnamese, &text.author_name, &text.body), Ok(text));
        }
    }
}

#[test]
fn numbers_are_written_as_the_language_has_them() {
    for (language, integer, decimal) in [
        (Language::Vietnamese, "1.281.540", "4,5"),
        (Language::English, "1,281,540", "4.5"),
    ] {
        assert_eq!(format::integer(language, 1_281_540), integer);
        assert_eq!(format::integer(language, 999), "999");
        assert_eq!(format::decimal(language, 4.46), decimal);
    }
}

#[test]
fn sizes_are_written_as_the_language_has_them() {
    for (bytes, vietnamese, english) in [
        (1, "1 byte", "1 byte"),
        (812, "812 byte", "812 bytes"),
        (119_600, "120 KB", "120 KB"),
        (3_400_000, "3,4 MB", "3.4 MB"),
    ] {
        assert_eq!(format::file_size(Language::Vietnamese, bytes), vietnamese);
        assert_eq!(format::file_size(Language::English, bytes), english);
    }
}

#[test]
fn dates_are_written_as_the_language_has_them() {
    let time = Timestamp::parse_rfc3339("2022-05-05T17:30:00+07:00").expect("a time");
    let (vietnamese, english) = (Language::Vietnamese, Language::English);
    assert_eq!(
        format::date_time(vietnamese, time),
        "Thứ Năm, 05/05/2022 17:30"
    );
    assert_eq!(
        format::date_time(english, time),
        "Thursday, 5 May 2022, 17:30"
    );
    assert_eq!(format::date(english, time), "5 May 2022");
    let day = "2025-07-01".parse().unwrap();
    assert_eq!(format::day(vietnamese, day), "1/7/2025");
    assert_eq!(format::day(english, day), "1 July 2025");
    assert_eq!(format::day_and_month(vietnamese, "2026-11-03"), "03/11");
    assert_eq!(format::day_and_month(english, "2026-11-03"), "3 Nov");
    for language in Language::ALL {
        assert_eq!(format::day_and_month(language, "?"), "?");
    }
    assert_eq!(format::day_and_month(english, "2026-13-03"), "2026-13-03");
}

#[test]
fn english_counts_one_and_many() {
    let comments = |number| format::english_count(number, "comment", "comments");
    assert_eq!(comments(0), "0 comments");
    assert_eq!(comments(1), "1 comment");
    assert_eq!(comments(2), "2 comments");
    assert_eq!(comments(1_001), "1,001 comments");
}

#[test]
fn what_is_wrong_with_a_comment_is_told_in_the_language() {
    let long = "a".repeat(2001);
    let told = |language, name, body: &str, consent| -> Vec<String> {
        let problems = PostComment::check(language, name, body, consent).expect_err("problems");
        problems
            .into_iter()
            .map(|problem| problem.message)
            .collect()
    };
    assert_eq!(
        told(Language::English, "A", &long, false),
        [
            "Your name needs at least 2 characters.",
            "Your comment is longer than 2,000 characters (1 too many).",
            "The portal may keep your comment only if you agree.",
        ]
    );
    assert_eq!(
        told(Language::English, "", "Thanks", true),
        ["Your name is empty."]
    );
}

#[test]
fn every_problem_is_told_in_both_languages() {
    let told = |language| Problem::told(language, ProblemCode::CaptchaWrong).title;
    assert_eq!(told(Language::Vietnamese), "Mã xác thực không đúng.");
    assert_eq!(told(Language::English), "The verification code is wrong.");
}

#[test]
fn limits_count_composed_characters() {
    let decomposed = "o\u{0302}\u{0300}".repeat(2000);
    assert!(CommentText::new(Language::Vietnamese, "Nguyễn Văn An", &decomposed).is_ok());
    let problems = CommentText::new(Language::Vietnamese, "A", &format!("{decomposed}ồ"))
        .expect_err("two problems");
    assert_eq!(problems[0].message, "Họ và tên cần ít nhất 2 ký tự.");
    assert_eq!(
        problems[1].message,
        "Nội dung dài quá 2.000 ký tự (1 ký tự thừa)."
    );
}

#[test]
fn a_comment_without_consent_is_refused_with_all_its_problems() {
    let problems =
        PostComment::check(Language::Vietnamese, " ", "Cảm ơn", false).expect_err("two problems");
    let fields: Vec<_> = problems
        .iter()
        .map(|problem| problem.field.as_str())
        .collect();
    assert_eq!(fields, ["author_name", "consent"]);
}

#[test]
fn a_code_of_a_later_version_is_read_as_unknown() {
    let json = r#"{"status":418,"code":"teapot","title":"?"}"#;
    let problem: Problem = serde_json::from_str(json).expect("a problem");
    assert_eq!(problem.code, ProblemCode::Unknown);
}

proptest! {
    #[test]
    fn a_query_is_read_as_it_was_written(
        words in proptest::option::of(".{0,40}"),
        tag in proptest::option::of(".{1,20}"),
        category in proptest::option::of("[a-z]{1,8}(-[a-z0-9]{1,8}){0,3}"),
        most_read in any::<bool>(),
        page in proptest::option::of(1_u32..1000),
    ) {
        let query = ArticleQuery {
            category: category.map(|slug| slug.parse().expect("a slug")),
            tag,
            q: words,
            from: Some(Timestamp::parse_rfc3339("2022-05-05T17:30:00+07:00").expect("a time")),
            day: Some("2022-05-05".parse().expect("a day")),
            month: Some("2022-05".parse().expect("a month")),
            sort: most_read.then_some(ArticleSort::MostRead),
            period: most_read.then_some(ReadingPeriod::Week),
            page,
            ..ArticleQuery::default()
        };
        let written = query.to_string();
        prop_assert!(written.is_ascii(), "{}", written);
        prop_assert_eq!(serde_urlencoded::from_str::<ArticleQuery>(&written), Ok(query));
    }
}

#[test]
fn a_captcha_has_what_its_kind_needs() {
    let pow = r#"{"id":"a","kind":"pow","expires_at":"2022-05-05T17:30:00+07:00","challenge":{"cost":5000}}"#;
    let captcha: Captcha = serde_json::from_str(pow).expect("a captcha");
    assert_eq!(serde_json::to_string(&captcha).expect("JSON"), pow);
    let without = pow.replace("challenge", "challenged");
    assert!(serde_json::from_str::<Captcha>(&without).is_err());
}
