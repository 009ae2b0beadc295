//! How long the sitemaps of a large town take.

use std::time::Instant;

use anyhow::{Result, bail};

use super::{load::text, server::Server, town};
use crate::{
    build::{self, Profile},
    steps::Steps,
};

const ARTICLES: u32 = 100_000;
/// For all files together, in seconds: search engines fetch them one after the other, and give up on what is slow.
const LONGEST_S: f64 = 2.0;

/// # Errors
/// When something cannot be built or started, the files take too long, or an article is in none.
pub fn sitemap() -> Result<()> {
    let binary = build::all(&mut Steps::new(build::STEPS), Profile::Release)?;
    let folder = town::of(&binary, ARTICLES)?;
    let mut server = Server::start(&binary, &folder)?;
    let (mut articles, mut whole_s) = (0, 0.0);
    let mut ask = |path: &str| -> Result<String> {
        let start = Instant::now();
        let body = text(server.port, path)?;
        let seconds = start.elapsed().as_secs_f64();
        whole_s += seconds;
        let addresses = count(&body, "<loc>");
        println!(
            "{path}: {seconds:.3} s, {addresses} addresses, {} bytes",
            body.len()
        );
        articles += count(&body, "/bai-viet/");
        Ok(body)
    };
    let index = ask("/sitemap.xml")?;
    for path in paths(&index) {
        ask(path)?;
    }
    server.stop()?;
    println!("all files: {whole_s:.3} s");
    if whole_s > LONGEST_S {
        bail!("they take more than {LONGEST_S} s");
    }
    if articles < ARTICLES as usize {
        bail!("only {articles} of {ARTICLES} articles are in them");
    }
    Ok(())
}

fn count(text: &str, part: &str) -> usize {
    text.matches(part).count()
}

/// The paths that an index names.
fn paths(index: &str) -> impl Iterator<Item = &str> {
    index.split("<loc>").skip(1).filter_map(|rest| {
        let (address, _) = rest.split_once("</loc>")?;
        let (_, authority_and_path) = address.split_once("://")?;
        authority_and_path
            .find('/')
            .map(|slash| &authority_and_path[slash..])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_names_paths() {
        let index = "<sitemap><loc>https://a.example/sitemap-trang.xml</loc></sitemap>\
                     <sitemap><loc>https://a.example/sitemap-bai-viet.xml?so=0</loc></sitemap>";
        let expected = ["/sitemap-trang.xml", "/sitemap-bai-viet.xml?so=0"];
        assert_eq!(paths(index).collect::<Vec<_>>(), expected);
    }
}
