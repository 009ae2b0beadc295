//! How long searches take, and that a hundred times as many articles make them not much slower.

use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

use super::{
    load::{latencies, percentile_ms, text},
    server::Server,
    town,
};
use crate::{
    build::{self, Profile},
    steps::Steps,
};

const FEW: u32 = 1_000;
const MANY: u32 = 100_000;
const ROUNDS: usize = 20;
/// What 95 of 100 searches may take among many articles, as a multiple of what they take among few.
const MOST_TIMES_SLOWER: f64 = 3.0;
/// What any suggestion may take among many articles.
const LONGEST_SUGGESTION_MS: f64 = 100.0;
const LONGEST_INDEXING: Duration = Duration::from_secs(900);
/// As people type them: frequent words and rare ones, with marks and without, phrases, codes, misspellings, and what
/// nobody means.
const SEARCHES: [&str; 21] = [
    "thi xa",
    "hong linh",
    "phường Đức Thuận",
    "duong tranh",
    "lễ hội đền chùa",
    "chuyển đổi số",
    "\"làng nghề\"",
    "\"dịch vụ công\" trực tuyến",
    "bao lu sat lo",
    "lịch cắt điện",
    "tiêm chủng trẻ em",
    "nghị quyết 02-NQ/TU",
    "77777",
    "giấy phép xây nhà",
    "núi Hồng sông Lam",
    "hòa giải",
    "tuyen sinh hoc sinh",
    "rac thai",
    "thị xã phường người dân",
    "hồngg lĩnhh",
    "thịx xãã phườngx ngườii dânx nămm nayy côngg tácc xâyy dựngg tổx",
];
const BEGINNINGS: [&str; 13] = [
    "t",
    "th",
    "thị",
    "thi x",
    "hồng l",
    "duong",
    "đư",
    "chuyển đổi s",
    "le h",
    "n",
    "1",
    "02",
    "02-nq",
];

/// # Errors
/// When something cannot be built or started, or searches take too long.
pub fn search() -> Result<()> {
    let binary = build::all(&mut Steps::new(build::STEPS), Profile::Release)?;
    let few = measure(&binary, FEW)?;
    let many = measure(&binary, MANY)?;
    let times = many.search_p95_ms / few.search_p95_ms;
    println!("p95 of searches: {times:.2} times that of {FEW} articles");
    if times > MOST_TIMES_SLOWER {
        bail!("more than {MOST_TIMES_SLOWER} times");
    }
    if many.longest_suggestion_ms > LONGEST_SUGGESTION_MS {
        bail!("suggestions take more than {LONGEST_SUGGESTION_MS} ms");
    }
    Ok(())
}

struct Measured {
    search_p95_ms: f64,
    longest_suggestion_ms: f64,
}

fn measure(binary: &Path, articles: u32) -> Result<Measured> {
    let folder = town::of(binary, articles)?;
    let start = Instant::now();
    let mut server = Server::start(binary, &folder)?;
    wait_for_index(server.port, articles)?;
    let indexing = start.elapsed();
    let paths = |call: &str, typed: &[&str]| -> Vec<String> {
        let typed = typed.iter().map(|typed| encoded(typed));
        typed
            .map(|typed| format!("/api/v1/{call}?q={typed}"))
            .collect()
    };
    let searches = latencies(server.port, &paths("search", &SEARCHES), ROUNDS)?;
    let suggestions = latencies(server.port, &paths("search/suggest", &BEGINNINGS), ROUNDS)?;
    let measured = Measured {
        search_p95_ms: percentile_ms(&searches, 95),
        longest_suggestion_ms: percentile_ms(&suggestions, 100),
    };
    println!(
        "{articles} articles: found after {:.1} s; searches p50 {:.2} ms, p95 {:.2} ms; suggestions p95 {:.2} ms, \
         longest {:.2} ms; resident memory {}",
        indexing.as_secs_f64(),
        percentile_ms(&searches, 50),
        measured.search_p95_ms,
        percentile_ms(&suggestions, 95),
        measured.longest_suggestion_ms,
        server.resident_memory(),
    );
    server.stop()?;
    Ok(measured)
}

/// The index comes as a whole: of a word that is in every second article many are found then.
fn wait_for_index(port: u16, articles: u32) -> Result<()> {
    let start = Instant::now();
    while start.elapsed() < LONGEST_INDEXING {
        let answer = text(port, "/api/v1/search?q=thi+xa&kind=article&per_page=1")?;
        let total = answer
            .split_once("\"total\":")
            .and_then(|(_, rest)| rest.split([',', '}']).next()?.parse::<u32>().ok());
        if total.is_some_and(|total| total > articles / 4) {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(200));
    }
    bail!("{articles} articles are not indexed after {LONGEST_INDEXING:?}")
}

/// As it stands in an address.
fn encoded(typed: &str) -> String {
    typed.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_encoded() {
        assert_eq!(encoded("a đ"), "%61%20%C4%91");
    }
}
