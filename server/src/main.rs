use std::process::ExitCode;

fn main() -> ExitCode {
    conglang_server::cli::run()
}
