//! Who is no resident, by the user agent that it gives.

/// Words by which programs and crawlers name themselves that the parser below takes for unknown.
const PROGRAMS: [&str; 14] = [
    "bot",
    "crawl",
    "curl",
    "fetch",
    "headlesschrome-lighthouse",
    "http-client",
    "httpclient",
    "monitor",
    "okhttp",
    "preview",
    "python",
    "scan",
    "spider",
    "wget",
];

/// Whether the user agent is missing, a crawler's or a program's.
pub fn is_bot(user_agent: &str) -> bool {
    if user_agent.trim().is_empty() {
        return true;
    }
    let lower = user_agent.to_ascii_lowercase();
    PROGRAMS.iter().any(|word| lower.contains(word))
        || woothee::parser::Parser::new()
            .parse(user_agent)
            .is_some_and(|agent| agent.category == "crawler")
}

#[cfg(test)]
mod tests {
    use super::is_bot;

    #[test]
    fn people_are_counted_and_programs_are_not() {
        let zalo = "Mozilla/5.0 (Linux; Android 11; SM-A107F) AppleWebKit/537.36 (KHTML, like Gecko) \
                    Version/4.0 Chrome/110.0.0.0 Mobile Safari/537.36 Zalo android/12080541";
        assert!(!is_bot(zalo));
        let googlebot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
        assert!(
            [
                googlebot,
                "curl/8.5.0",
                "facebookexternalhit/1.1",
                "",
                "Wget/1.21"
            ]
            .into_iter()
            .all(is_bot)
        );
    }
}
