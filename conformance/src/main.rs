//! `conglang-conformance --base-url URL`

use std::process::ExitCode;

use clap::Parser;
use conglang_conformance::{Options, Outcome, Report, run};

/// Checks that a server answers as the contract says.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Where the server is: `http://127.0.0.1:8080`.
    #[arg(long, value_name = "URL")]
    base_url: String,
    /// Also rate an article, and send a comment and delete it. For a server that is there to be tried.
    #[arg(long)]
    writes: bool,
}

fn main() -> ExitCode {
    let Arguments { base_url, writes } = Arguments::parse();
    let reports = match run(&Options { base_url, writes }, tell) {
        Ok(reports) => reports,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    let count = |wanted: fn(&Outcome) -> bool| {
        reports
            .iter()
            .filter(|report| wanted(&report.outcome))
            .count()
    };
    let passed = count(|outcome| *outcome == Outcome::Passed);
    let broken = count(|outcome| matches!(outcome, Outcome::Broken(_)));
    let not_applicable = reports.len() - passed - broken;
    println!("{passed} passed, {broken} failed, {not_applicable} not applicable");
    if broken == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn tell(Report { name, outcome }: &Report) {
    match outcome {
        Outcome::Passed => println!("ok    {name}"),
        Outcome::NotApplicable(reason) => println!("n/a   {name}: {reason}"),
        Outcome::Broken(what) => println!("FAIL  {name}\n      {what}"),
    }
}
