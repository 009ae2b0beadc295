//! How many tests passed and failed, as the runners print it.

use std::ops::AddAssign;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u32,
    pub failed: u32,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Counts {
    /// Adds up the summary lines of cargo test, cargo nextest and Playwright in `output`.
    pub fn read(output: &str) -> Self {
        let mut sum = Self::default();
        for line in output.lines().map(str::trim) {
            let is_summary = line.starts_with("test result:")
                || (line.starts_with("Summary [") && line.contains(" run: "))
                || is_playwright_summary(line);
            if is_summary {
                // What timed out, was interrupted or never ran has not passed.
                let failed = ["failed", "timed", "interrupted", "did"]
                    .map(|word| number_before(line, word))
                    .iter()
                    .sum();
                sum += Self {
                    // A flow that passes when tried again has passed.
                    passed: number_before(line, "passed") + number_before(line, "flaky"),
                    failed,
                };
            }
        }
        sum
    }
}

/// `12 passed (30.1s)`, `1 failed`, `2 did not run`: a line of its own for each outcome.
fn is_playwright_summary(line: &str) -> bool {
    let mut words = line.split(' ');
    words.next().is_some_and(|word| word.parse::<u32>().is_ok())
        && match words.next() {
            Some("passed") => words.next().is_none_or(|word| word.starts_with('(')),
            Some("failed" | "flaky" | "interrupted") => words.next().is_none(),
            Some("did") => words.collect::<Vec<_>>() == ["not", "run"],
            _ => false,
        }
}

/// The number before the first `word` of `line`, 0 when there is none.
fn number_before(line: &str, word: &str) -> u32 {
    let words: Vec<&str> = line
        .split([' ', ',', ';'])
        .filter(|word| !word.is_empty())
        .collect();
    words
        .windows(2)
        .find(|pair| pair[1] == word)
        .and_then(|pair| pair[0].parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_test_is_read() {
        let output = "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured\n\
                      test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured\n";
        assert_eq!(
            Counts::read(output),
            Counts {
                passed: 7,
                failed: 3
            }
        );
    }

    #[test]
    fn nextest_is_read() {
        let output = "     Summary [   1.204s] 14 tests run: 11 passed (1 slow), 2 failed, 1 timed out, 3 skipped";
        assert_eq!(
            Counts::read(output),
            Counts {
                passed: 11,
                failed: 3
            }
        );
    }

    #[test]
    fn playwright_is_read() {
        let output = "  1 failed\n    [phone] › reading.spec.mjs:3:1 › reads\n  1 flaky\n    [phone] › rating.spec.mjs:3:1 › rates\n  2 did not run\n  12 passed (30.1s)\n";
        assert_eq!(
            Counts::read(output),
            Counts {
                passed: 13,
                failed: 3
            }
        );
    }

    #[test]
    fn other_lines_are_left_alone() {
        let output = "4 passed the gate\n  3 failed attempts\nSummary of 2 passed, 1 failed";
        assert_eq!(Counts::read(output), Counts::default());
    }
}
