//! The program `telit`: arguments in, an exit code out. Not here: anything else.

use std::process::ExitCode;

use telit_cli::args::Arguments;

fn main() -> ExitCode {
    match telit_cli::run::run(Arguments::read()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("telit: {trouble}");
            trouble.exit().into()
        }
    }
}
