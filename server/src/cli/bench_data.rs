//! `conglang bench-data`: a town of any size to measure with. The same articles each time.

use std::{fmt::Write as _, process::ExitCode};

use conglang_contract::slug::Slug;

use super::SiteOptions;
use crate::store::articles::NewArticle;

const WORDS: &str = include_str!("bench_data/words.txt");
/// So many are written in one transaction.
const AT_ONCE: u32 = 1_000;
/// The newest is of this time (1 November 2026), in seconds since 1970.
const NEWEST: i64 = 1_793_466_000;
/// From one article to the one before it, in seconds.
const STEP: i64 = 2_400;
const SENTENCES: u64 = 14;

#[derive(clap::Args)]
pub struct BenchDataCommand {
    #[command(flatten)]
    site: SiteOptions,
    /// Số bài viết
    #[arg(long, value_name = "N")]
    articles: u32,
}

pub async fn run(command: BenchDataCommand) -> anyhow::Result<ExitCode> {
    let site = command.site.open().await?;
    let categories: Vec<Slug> = site
        .settings
        .categories
        .iter()
        .map(|category| category.slug.clone())
        .collect();
    anyhow::ensure!(!categories.is_empty(), "site.toml chưa có chuyên mục nào");
    let mut number = 0;
    while number < command.articles {
        let end = command.articles.min(number + AT_ONCE);
        let articles = (number..end)
            .map(|number| article(number, &categories))
            .collect::<anyhow::Result<Vec<_>>>()?;
        site.store.seed_articles(&articles, NEWEST).await?;
        number = end;
    }
    site.store.close().await;
    println!("đã ghi {number} bài viết");
    Ok(ExitCode::SUCCESS)
}

/// The article of this number, the newest of which is 0.
fn article(number: u32, categories: &[Slug]) -> anyhow::Result<NewArticle> {
    let words: Vec<&str> = WORDS.lines().collect();
    let mut text = Text {
        words: &words,
        // Any odd number that is another one for each article.
        state: (u64::from(number) << 1 | 1).wrapping_mul(0x9e37_79b9_7f4a_7c15),
    };
    let title = text.sentence(4);
    let lead = text.sentence(9) + ".";
    let mut body_html = String::new();
    let mut body_text = String::new();
    for _ in 0..SENTENCES {
        let length = 5 + text.below(8);
        let sentence = text.sentence(length);
        writeln!(body_html, "<p>{sentence}.</p>")?;
        write!(body_text, "{sentence}. ")?;
    }
    let category = categories[number as usize % categories.len()].clone();
    let tags = (0..2).map(|_| text.word().to_owned()).collect();
    Ok(NewArticle {
        slug: format!("bai-do-luong-{number}").parse()?,
        title,
        lead,
        category,
        body_html,
        english_page_html: None,
        body_text,
        author: None,
        source: None,
        tags,
        published_at: NEWEST - STEP * i64::from(number),
        cover: None,
        attachments: Vec::new(),
        audio: None,
        content_hash: format!("bench-{number}"),
        english: None,
        old_addresses: Vec::new(),
    })
}

/// Words one after the other, as frequent as words of a language are: few often, many seldom (Zipf).
struct Text<'a> {
    words: &'a [&'a str],
    state: u64,
}

impl<'a> Text<'a> {
    fn below(&mut self, limit: u64) -> u64 {
        // Xorshift (Marsaglia 2003); the upper bits are the better ones.
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 33) % limit.max(1)
    }

    fn word(&mut self) -> &'a str {
        let count = self.words.len() as u64;
        let limit = 1 + self.below(count);
        self.words[self.below(limit) as usize]
    }

    /// A sentence of `length` words and a number, without its full stop.
    fn sentence(&mut self, length: u64) -> String {
        let mut sentence = String::new();
        for _ in 0..length {
            if !sentence.is_empty() {
                sentence.push(' ');
            }
            sentence.push_str(self.word());
        }
        // Numbers make words that are in few articles.
        let number = self.below(100_000);
        let mut letters = sentence.chars();
        let first = letters
            .next()
            .map(|letter| letter.to_uppercase().to_string());
        format!("{}{} {number}", first.unwrap_or_default(), letters.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_the_same_each_time_and_differ_from_each_other() {
        let categories = ["tin".parse().unwrap(), "su-kien".parse().unwrap()];
        let made = |number| article(number, &categories).unwrap();
        assert_eq!(made(7).body_html, made(7).body_html);
        assert_ne!(made(7).title, made(8).title);
        assert!(made(7).published_at > made(8).published_at);
        assert_ne!(made(7).category, made(8).category);
        assert!(made(0).body_text.split_whitespace().count() > 150);
    }
}
