//! `conglang bench-data`: a town of any size to measure with. The same articles each time.

use std::{fmt::Write as _, path::PathBuf, process::ExitCode};

use conglang_contract::slug::Slug;

use super::SiteOptions;
use crate::store::{Store, articles::NewArticle};

const WORDS: &str = include_str!("bench_data/words.txt");
/// What the articles of the demo town are called.
const DEMO_ARTICLES: &str = include_str!("bench_data/demo_articles.txt");
/// What the articles to measure with are called, before their numbers.
const OWN: &str = "bai-do-luong-";
/// So many are written in one transaction.
const AT_ONCE: u32 = 1_000;
/// The newest is of this time (1 November 2026), in seconds since 1970.
const NEWEST: i64 = 1_793_466_000;
/// From one article to the one before it, in seconds.
const STEP: i64 = 2_400;
const SENTENCES: u64 = 14;
/// One of so many words is a syllable of any, of which a town's articles have thousands.
const WORDS_FOR_A_SYLLABLE: u64 = 16;
/// A syllable is made of one of each.
const ONSETS: [&str; 24] = [
    "b", "c", "ch", "d", "đ", "g", "gi", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r",
    "s", "t", "th", "tr", "v", "x", "",
];
/// A vowel in its six tones.
const VOWELS: [&str; 11] = [
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "iìỉĩíị",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "uùủũúụ",
    "ưừửữứự",
];
const CODAS: [&str; 8] = ["", "c", "m", "n", "ng", "nh", "p", "t"];

#[derive(clap::Args)]
pub struct BenchDataCommand {
    /// Tệp cấu hình của cổng [mặc định: site.toml trong thư mục dữ liệu]
    #[arg(long, value_name = "FILE")]
    site: Option<PathBuf>,
    /// Thư mục dữ liệu để thử; phải ghi rõ, để không ai làm hỏng cổng thật
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Số bài viết
    #[arg(long, value_name = "N")]
    articles: u32,
}

pub async fn run(command: BenchDataCommand) -> anyhow::Result<ExitCode> {
    let options = SiteOptions {
        site: command.site,
        data: command.data,
    };
    let site = options.open().await?;
    let categories: Vec<Slug> = site
        .settings
        .categories
        .iter()
        .map(|category| category.slug.clone())
        .collect();
    anyhow::ensure!(!categories.is_empty(), "site.toml chưa có chuyên mục nào");
    if let Some(slug) = of_a_town(&site.store).await? {
        site.store.close().await;
        anyhow::bail!("cổng này có bài viết thật ({slug}); hãy dùng thư mục dữ liệu để thử");
    }
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

/// An article of the store that is neither the demo's nor one to measure with.
async fn of_a_town(store: &Store) -> anyhow::Result<Option<String>> {
    let mut last = 0;
    loop {
        let articles = store.indexed_articles_after(last, AT_ONCE).await?;
        let Some(article) = articles.last() else {
            return Ok(None);
        };
        last = article.id;
        let mut slugs = articles.into_iter().map(|article| article.slug);
        if let Some(slug) = slugs.find(|slug| !is_made_up(slug)) {
            return Ok(Some(slug));
        }
    }
}

fn is_made_up(slug: &str) -> bool {
    slug.starts_with(OWN) || DEMO_ARTICLES.lines().any(|demo| demo == slug)
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
    let tags = (0..2).map(|_| text.word()).collect();
    Ok(NewArticle {
        slug: format!("{OWN}{number}").parse()?,
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

impl Text<'_> {
    fn below(&mut self, limit: u64) -> u64 {
        // Xorshift (Marsaglia 2003); the upper bits are the better ones.
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 33) % limit.max(1)
    }

    fn word(&mut self) -> String {
        if self.below(WORDS_FOR_A_SYLLABLE) == 0 {
            return self.syllable();
        }
        let place = self.seldom_far(self.words.len());
        self.words[place].to_owned()
    }

    fn syllable(&mut self) -> String {
        let onset = ONSETS[self.seldom_far(ONSETS.len())];
        let vowel = VOWELS[self.seldom_far(VOWELS.len())].chars();
        let coda = CODAS[self.seldom_far(CODAS.len())];
        let tone = self.below(6) as usize;
        vowel
            .skip(tone)
            .take(1)
            .fold(onset.to_owned(), |mut syllable, vowel| {
                syllable.push(vowel);
                syllable + coda
            })
    }

    /// A place before `count`, the first more often than the last.
    fn seldom_far(&mut self, count: usize) -> usize {
        let limit = 1 + self.below(count as u64);
        self.below(limit) as usize
    }

    /// A sentence of `length` words and a number, without its full stop.
    fn sentence(&mut self, length: u64) -> String {
        let mut sentence = String::new();
        for _ in 0..length {
            if !sentence.is_empty() {
                sentence.push(' ');
            }
            sentence.push_str(&self.word());
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
    use std::collections::{HashMap, HashSet};

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

    #[test]
    fn a_town_has_thousands_of_words_of_which_few_are_common() {
        let categories = ["tin".parse().unwrap()];
        let mut counts: HashMap<String, u32> = HashMap::new();
        let articles = 1_000;
        for number in 0..articles {
            let text = article(number, &categories)
                .unwrap()
                .body_text
                .to_lowercase();
            let words: HashSet<&str> = text
                .split([' ', '.'])
                .filter(|word| word.contains(char::is_alphabetic))
                .collect();
            for word in words {
                *counts.entry(word.to_owned()).or_default() += 1;
            }
        }
        assert!(counts.len() > 2_000, "{}", counts.len());
        assert!(counts["thị"] > articles / 4, "{}", counts["thị"]);
        let rare = counts.values().filter(|&&count| count < articles / 50);
        assert!(rare.count() > counts.len() / 2);
    }

    #[test]
    fn the_demo_and_what_is_measured_with_are_made_up_and_nothing_else_is() {
        let demo = concat!(env!("CARGO_MANIFEST_DIR"), "/../demo/articles");
        let folders = std::fs::read_dir(demo).unwrap();
        let mut articles: Vec<String> = folders
            .map(|folder| folder.unwrap().path())
            .filter(|folder| folder.join("index.md").exists())
            .map(|folder| folder.file_name().unwrap().to_str().unwrap().to_owned())
            .collect();
        articles.sort();
        assert_eq!(DEMO_ARTICLES.lines().collect::<Vec<_>>(), articles);
        assert!(articles.iter().all(|slug| is_made_up(slug)));
        assert!(is_made_up("bai-do-luong-7") && !is_made_up("hop-dan"));
    }
}
