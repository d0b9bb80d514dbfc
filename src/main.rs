//! The vleugel program.

use std::process::ExitCode;

fn main() -> ExitCode {
    vleugel::cli::main()
}
