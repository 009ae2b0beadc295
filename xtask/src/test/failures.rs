//! What failed, as the runners print it: said again at the end, where it is found.

/// Lines after a panic's first that still belong to its message.
const MESSAGE_LINES: usize = 3;

/// The failed tests of a run of cargo nextest, cargo test or Playwright, and what they panicked with; and the flows that
/// Playwright calls flaky, as they passed only when tried again.
pub fn failures(output: &str) -> Vec<&str> {
    let lines: Vec<&str> = output.lines().map(str::trim).collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if names_a_failed_test(line) && !found.contains(line) {
            found.push(line);
        } else if line.contains("panicked at ") {
            let message = lines[index..].iter().take(1 + MESSAGE_LINES);
            found.extend(message.filter(|line| !line.is_empty()).copied());
        } else if line.ends_with(" flaky") {
            let flows = lines[index + 1..].iter();
            found.push(line);
            found.extend(flows.take_while(|line| line.starts_with('[')).copied());
        }
    }
    found
}

fn names_a_failed_test(line: &str) -> bool {
    // Playwright numbers each failure where it tells of it: `1) [phone] › reading.spec.mjs:3:1 › reads`.
    let numbered = line
        .split_once(") [")
        .is_some_and(|(number, name)| number.parse::<u32>().is_ok() && name.contains(" › "));
    let of_nextest = ["FAIL [", "TIMEOUT [", "SIGABRT [", "SIGSEGV ["]
        .iter()
        .any(|start| line.starts_with(start));
    numbered || of_nextest || (line.starts_with("test ") && line.ends_with("... FAILED"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextest_tells_the_test_and_its_panic_once() {
        let output = "        FAIL [   0.412s] conglang-server::portal search::finds\n\
                      \x20   thread 'search::finds' panicked at server/tests/portal/search.rs:12:5:\n\
                      \x20   assertion `left == right` failed\n\
                      \x20     left: 1\n\
                      \x20    right: 2\n\
                      \x20   note: run with `RUST_BACKTRACE=1`\n\
                      \x20       FAIL [   0.412s] conglang-server::portal search::finds\n";
        assert_eq!(
            failures(output),
            [
                "FAIL [   0.412s] conglang-server::portal search::finds",
                "thread 'search::finds' panicked at server/tests/portal/search.rs:12:5:",
                "assertion `left == right` failed",
                "left: 1",
                "right: 2",
            ]
        );
    }

    #[test]
    fn playwright_tells_the_flow() {
        let output = "  ✘  3 [phone] › reading.spec.mjs:3:1 › reads (1.2s)\n\
                      \x20 1) [phone] › reading.spec.mjs:3:1 › reads ─────\n\
                      \x20 1 failed\n  12 passed (30.1s)\n";
        assert_eq!(
            failures(output),
            ["1) [phone] › reading.spec.mjs:3:1 › reads ─────"]
        );
    }

    #[test]
    fn a_flow_that_passed_when_tried_again_is_told_as_flaky() {
        let output = "  ✘  3 [phone] › reading.spec.mjs:3:1 › reads (1.2s)\n\
                      \x20 ✓  4 [phone] › reading.spec.mjs:3:1 › reads (retry #1) (1.1s)\n\
                      \x20 1) [phone] › reading.spec.mjs:3:1 › reads ─────\n\
                      \x20 1 flaky\n\
                      \x20   [phone] › reading.spec.mjs:3:1 › reads ─────\n\
                      \x20 12 passed (30.1s)\n";
        assert_eq!(
            failures(output),
            [
                "1) [phone] › reading.spec.mjs:3:1 › reads ─────",
                "1 flaky",
                "[phone] › reading.spec.mjs:3:1 › reads ─────",
            ]
        );
    }

    #[test]
    fn cargo_test_tells_the_test() {
        let output = "test reads ... ok\ntest writes ... FAILED\n";
        assert_eq!(failures(output), ["test writes ... FAILED"]);
    }
}
