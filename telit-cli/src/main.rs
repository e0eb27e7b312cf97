//! The program `telit`: arguments in, an exit code out. Not here: anything else.

use std::io::Write;
use std::process::ExitCode;

use telit_cli::args::Arguments;

fn main() -> ExitCode {
    match telit_cli::run::run(Arguments::read()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            // Nobody may listen; the exit code says it all the same.
            let _ = writeln!(std::io::stderr(), "telit: {trouble}");
            trouble.exit().into()
        }
    }
}
