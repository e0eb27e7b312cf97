//! `telit module`: the virtual module on a pseudo-terminal, until it is stopped.
//!
//! In: a path for a link, a PIN. Out: where it listens, on standard output.

use std::thread;

use at_spec::Secret;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use telit_module::runner::{HostPort, MemoryFile, Runner};
use telit_module::{Memory, Module as Machine, Quirks, Settings, Sim};

use super::{not_started, policy, print, remarks};
use crate::args::Module;
use crate::input;
use crate::show::tell;
use crate::trouble::{Exit, Trouble};

pub(super) fn run(arguments: Module) -> Result<(), Trouble> {
    let sim = match arguments.sim_pin {
        Some(pin) => {
            input::pin(&pin)?;
            Sim::Locked { pin: Secret(pin) }
        }
        None if arguments.no_sim => Sim::Absent,
        None => Sim::Ready,
    };
    let link = arguments.pty.flatten();
    let host = HostPort::terminal(link.as_deref()).map_err(not_started)?;
    let path = link.or_else(|| host.path().map(Into::into));
    let drawn = arguments.seed.map(Quirks::seeded).unwrap_or_default();
    let quirks = arguments.quirks.into_iter().fold(drawn, Quirks::with);
    for quirk in quirks.on() {
        tell(&format!("# {}: {}", quirk.name(), quirk.text()));
    }
    let (file, memory) = match &arguments.memory {
        Some(path) => MemoryFile::open(path)
            .map(|(file, memory)| (Some(file), memory))
            .map_err(|error| Trouble::new(Exit::File, error.to_string()))?,
        None => (None, Memory::new()),
    };
    let machine = Machine::new(
        Settings {
            sim,
            quirks,
            durable: file.is_some(),
            ..Settings::of(arguments.profile)
        },
        memory,
    );
    let runner = Runner::new(machine, host, policy(arguments.tls)).map_err(not_started)?;
    let runner = match file {
        Some(file) => runner.with_memory(file),
        None => runner,
    };
    let mut signals = Signals::new([SIGINT, SIGTERM])
        .map_err(|error| Trouble::new(Exit::Link, format!("Ctrl-C cannot be watched: {error}")))?;
    let stop = runner.stop();
    thread::spawn(move || {
        if signals.forever().next().is_some() {
            stop.stop();
        }
    });
    remarks(arguments.tls, &arguments.profile)
        .iter()
        .for_each(|remark| tell(&format!("# {remark}")));
    if let Some(path) = path {
        print(format!("{}\n", path.display()).as_bytes())?;
    }
    match runner.run().outcome {
        Ok(_) => Ok(()),
        Err(error) => Err(Trouble::new(Exit::Link, error.to_string())),
    }
}
