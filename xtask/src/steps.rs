//! Long steps that say what they do, how far it is and how long they took.

use std::time::{Duration, Instant};

use anyhow::Result;

/// The steps of one command.
pub struct Steps {
    done: usize,
    total: usize,
}

impl Steps {
    pub fn new(total: usize) -> Self {
        Self { done: 0, total }
    }

    /// Runs one step between a line that names it and a line with its time.
    ///
    /// # Errors
    /// Those of `work`.
    pub fn step<T>(&mut self, title: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.done += 1;
        let place = format!("[{}/{}]", self.done, self.total);
        eprintln!("{place} {title}…");
        let start = Instant::now();
        let result = work();
        let word = if result.is_ok() { "done" } else { "FAILED" };
        eprintln!("{place} {title}: {word}, {}", duration(start.elapsed()));
        result
    }
}

/// As people say it: `0.4 s`, `83 s`.
pub fn duration(time: Duration) -> String {
    if time < Duration::from_secs(10) {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} s", time.as_secs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_hands_its_error_on() {
        let mut steps = Steps::new(1);
        let result: Result<()> = steps.step("Failing", || anyhow::bail!("broken"));
        assert_eq!(result.unwrap_err().to_string(), "broken");
    }

    #[test]
    fn short_times_have_a_decimal() {
        assert_eq!(duration(Duration::from_millis(440)), "0.4 s");
        assert_eq!(duration(Duration::from_secs(83)), "83 s");
    }
}
