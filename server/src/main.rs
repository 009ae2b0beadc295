use std::process::ExitCode;

use mimalloc::MiMalloc;

// Pages are thousands of short-lived strings, which the system's allocator spends a fifth of the time on.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    conglang_server::cli::run()
}
