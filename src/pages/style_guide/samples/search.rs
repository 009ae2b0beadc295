//! What the search is shown with.

use conglang_contract::{
    page::Page,
    search::{CategoryCount, KindCount, SearchHit, SearchKind, SearchResults, TextPiece},
    site::{Category, CategoryLink},
};

use super::{category, slug, time};

pub fn categories() -> Vec<Category> {
    let category = |id: &str, name: &str| Category {
        slug: slug(id),
        name: name.to_owned(),
        description: String::new(),
    };
    vec![
        category("tin-hoat-dong", "Tin hoạt động"),
        category("doi-song", "Đời sống"),
    ]
}

/// An article and a place, with a misspelling that was asked about.
pub fn search_results() -> SearchResults {
    let article = SearchHit {
        kind: SearchKind::Article,
        path: "/bai-viet/bai-mau".to_owned(),
        title: pieces(&["Phường đặt thêm ", "ghế đá", " ở công viên trung tâm"]),
        snippet: pieces(&[
            "… hai mươi ",
            "ghế đá",
            " được đặt dọc lối đi quanh hồ trước Tết; ai muốn đổi chỗ thì nói với tổ dân phố …",
        ]),
        category: Some(category()),
        published_at: Some(time()),
        language: None,
    };
    let place = SearchHit {
        kind: SearchKind::Place,
        path: "/ban-do/xuong-da".to_owned(),
        title: pieces(&["Xưởng đá Ẩn Ễnh, làm ", "ghế đá", ""]),
        snippet: Vec::new(),
        category: None,
        published_at: None,
        language: None,
    };
    let counts = [(SearchKind::Article, 1_204), (SearchKind::Place, 1)];
    let second = CategoryLink {
        slug: slug("doi-song"),
        name: "Đời sống".to_owned(),
    };
    let counted = |(category, count)| CategoryCount { category, count };
    SearchResults {
        hits: page(vec![article, place], 1_205),
        kinds: counts
            .map(|(kind, count)| KindCount { kind, count })
            .to_vec(),
        categories: [(category(), 1_200), (second, 4)].map(counted).to_vec(),
        suggestion: Some("ghế đá".to_owned()),
        without_marks: true,
    }
}

pub fn no_results() -> SearchResults {
    SearchResults {
        hits: page(Vec::new(), 0),
        kinds: Vec::new(),
        categories: Vec::new(),
        suggestion: None,
        without_marks: false,
    }
}

/// The first of many pages.
fn page(items: Vec<SearchHit>, total: u64) -> Page<SearchHit> {
    Page {
        items,
        total,
        page: 1,
        per_page: 20,
    }
}

/// Every second text is what was searched for.
fn pieces(texts: &[&str]) -> Vec<TextPiece> {
    texts
        .iter()
        .enumerate()
        .map(|(index, text)| TextPiece {
            text: (*text).to_owned(),
            is_match: index % 2 == 1,
        })
        .collect()
}
