//! Every check and every test, with one summary line at the end.

mod chromium;
mod counts;
mod failures;

use std::{
    fs,
    process::{Command, ExitCode},
};

use anyhow::{Result, bail};

use crate::{
    build::{self, Profile},
    process::{cargo, cargo_target, describe, find_on_path, root, run, run_and_read},
    steps::Steps,
    tools::{self, Tools},
};
use counts::Counts;
use failures::failures;

const CHECKS: [(&str, &[&str]); 6] = [
    ("Checking the format", &["fmt", "--all", "--check"]),
    (
        "Linting the contract, the server and the tasks",
        &[
            "clippy",
            "--workspace",
            "--exclude",
            "captcha-worker",
            "--exclude",
            "conglang",
            "--exclude",
            "conglang-extras",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
    ),
    (
        "Linting the app as the server has it",
        &[
            "clippy",
            "-p",
            "conglang",
            "--features",
            "ssr",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
    ),
    (
        "Linting the app as the browser has it",
        &[
            "clippy",
            "-p",
            "conglang",
            "--bin",
            "conglang",
            "--features",
            "csr,hydrate",
            "--target",
            "wasm32-unknown-unknown",
            "--",
            "-D",
            "warnings",
        ],
    ),
    (
        "Linting the extras",
        &[
            "clippy",
            "-p",
            "conglang-extras",
            "--target",
            "wasm32-unknown-unknown",
            "--",
            "-D",
            "warnings",
        ],
    ),
    (
        "Linting the captcha worker",
        &[
            "clippy",
            "-p",
            "captcha-worker",
            "--target",
            "wasm32-unknown-unknown",
            "--",
            "-D",
            "warnings",
        ],
    ),
];
/// The wasm packages are tested apart: with the workspace, features that only one side may have
/// would reach the other.
const TESTS: [(&str, &[&str]); 4] = [
    (
        "Testing the contract, the server and the tasks",
        &[
            "--workspace",
            "--exclude",
            "captcha-worker",
            "--exclude",
            "conglang",
            "--exclude",
            "conglang-extras",
        ],
    ),
    ("Testing the app", &["-p", "conglang", "--features", "ssr"]),
    ("Testing the extras", &["-p", "conglang-extras"]),
    ("Testing the captcha worker", &["-p", "captcha-worker"]),
];
const BROWSER_STEPS: usize = 3;

/// `cargo xtask test`.
///
/// # Errors
/// None: what fails is counted.
pub fn test() -> Result<ExitCode> {
    let mut suite = Suite {
        steps: Steps::new(
            tools::STEPS + build::APP_STEPS + CHECKS.len() + TESTS.len() + BROWSER_STEPS,
        ),
        counts: Counts::default(),
        failures: Vec::new(),
    };
    suite.everything();
    for failure in &suite.failures {
        eprintln!("{failure}");
    }
    let Counts { passed, failed } = suite.counts;
    println!("{passed} passed, {failed} failed");
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

struct Suite {
    steps: Steps,
    counts: Counts,
    /// What to say again at the end: by then it has scrolled away.
    failures: Vec<String>,
}

impl Suite {
    fn everything(&mut self) {
        // The server embeds the folder, so even linting it needs one to be there.
        let made_folder = fs::create_dir_all(root().join("dist")).map_err(Into::into);
        self.note(made_folder);
        let prepared = tools::prepare(&mut self.steps);
        let app_is_built = match &prepared {
            Ok(tools) => {
                let built = build::app(&mut self.steps, tools, Profile::Release);
                self.count(built)
            }
            Err(_) => false,
        };
        let tools = self.note(prepared);
        for (title, arguments) in CHECKS {
            let result = self.steps.step(title, || run(cargo().args(arguments)));
            self.count(result);
        }
        for (title, packages) in TESTS {
            self.counted_step(title, || run_tests(packages));
        }
        if let Some(tools) = tools.filter(|_| app_is_built) {
            self.browser(&tools);
        }
    }

    /// The flows in a real browser, against a server whose captchas can be read.
    fn browser(&mut self, tools: &Tools) {
        let chromium = self
            .steps
            .step("Looking for Chromium", chromium::find_or_install);
        let Some(chromium) = self.note(chromium) else {
            return;
        };
        let server = self
            .steps
            .step("Building the server for the browser flows", || {
                run(cargo().args([
                    "build",
                    "-p",
                    "conglang-server",
                    "--bin",
                    "conglang",
                    "--features",
                    "test-captcha",
                ]))
            });
        if !self.count(server) {
            return;
        }
        let mut playwright = tools.command("npx");
        playwright
            .args(["--no-install", "playwright", "test", "--reporter=list"])
            .env("CHROMIUM", chromium)
            .env("CONGLANG_SERVER", cargo_target().join("debug/conglang"))
            .env("NO_COLOR", "1");
        self.counted_step("Running the browser flows", || {
            run_and_count(&mut playwright)
        });
    }

    /// A step that says itself how many tests passed and failed.
    fn counted_step(&mut self, title: &str, work: impl FnOnce() -> Result<Outcome>) {
        let mut outcome = None;
        let result = self.steps.step(title, || {
            let failed = outcome.insert(work()?).counts.failed;
            if failed > 0 {
                bail!("{failed} failed");
            }
            Ok(())
        });
        match outcome {
            Some(outcome) => {
                self.counts += outcome.counts;
                self.failures.extend(outcome.failures);
            }
            None => drop(self.note(result)),
        }
    }

    /// Counts a step that passes or fails as a whole; whether it passed.
    fn count(&mut self, result: Result<()>) -> bool {
        let passed = self.note(result).is_some();
        self.counts.passed += u32::from(passed);
        passed
    }

    /// Counts a failure and prints it.
    fn note<T>(&mut self, result: Result<T>) -> Option<T> {
        result
            .inspect_err(|error| {
                let failure = format!("error: {error:#}");
                eprintln!("{failure}");
                self.failures.push(failure);
                self.counts.failed += 1;
            })
            .ok()
    }
}

/// What a runner of tests said.
struct Outcome {
    counts: Counts,
    failures: Vec<String>,
}

fn run_tests(packages: &[&str]) -> Result<Outcome> {
    let mut command = cargo();
    if find_on_path("cargo-nextest").is_some() {
        command.args(["nextest", "run", "--no-fail-fast", "--no-tests=pass"]);
        command.args(["--status-level", "fail", "--final-status-level", "fail"]);
    } else {
        command.args(["test", "--no-fail-fast"]);
    }
    run_and_count(command.args(packages))
}

fn run_and_count(command: &mut Command) -> Result<Outcome> {
    let (output, ended_well) = run_and_read(command)?;
    let mut outcome = Outcome {
        counts: Counts::read(&output),
        failures: failures(&output).into_iter().map(str::to_owned).collect(),
    };
    if !ended_well && outcome.counts.failed == 0 {
        // It did not compile, or broke off.
        outcome.counts.failed = 1;
        let failure = format!("error: `{}` ended badly", describe(command));
        outcome.failures.push(failure);
    }
    Ok(outcome)
}
