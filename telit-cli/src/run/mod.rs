//! The subcommands, one file each, and what they share: a module to talk to, and Ctrl-C.
//!
//! In: arguments. Out: what was asked for, or a [`Trouble`]. Not here: the dialogue; `line` plays it.

mod at;
mod get;
mod module;
mod provision;
mod spec;
mod trace;

use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde_json::{Value, json};
use signal_hook::consts::{SIGINT, SIGTERM};
use telit_module::peer::Suite;
use telit_module::runner::{HostPort, Policy, Runner, Running, Version, Versions, lacking};
use telit_module::{Memory, Module, Settings};
use telit_ssl::Profile;
use telit_ssl::procedure::Item;
use telit_ssl::value::DataType;

use crate::args::{Arguments, Command, ModulePort, PemFiles, Tls};
use crate::input;
use crate::line::Line;
use crate::port::Port;
use crate::show::Show;
use crate::trouble::{Exit, Trouble};

/// Does what the arguments ask for.
///
/// # Errors
/// [`Trouble`], with the exit code of the program.
pub fn run(arguments: Arguments) -> Result<(), Trouble> {
    match arguments.command {
        Command::Get(get) => get::run(&get),
        Command::Provision(provision) => provision::run(&provision),
        Command::Module(module) => module::run(module),
        Command::At(at) => at::run(&at),
        Command::Spec(spec) => spec::run(&spec),
        Command::Trace(trace) => trace::run(&trace),
    }
}

/// A flag that the first Ctrl-C sets; the second one ends the program at once.
fn stop_flag() -> Result<Arc<AtomicBool>, Trouble> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        let ends = i32::from(Exit::Interrupted as u8);
        signal_hook::flag::register_conditional_shutdown(signal, ends, Arc::clone(&stop))
            .and_then(|_| signal_hook::flag::register(signal, Arc::clone(&stop)))
            .map_err(|error| {
                Trouble::new(Exit::Link, format!("Ctrl-C cannot be watched: {error}"))
            })?;
    }
    Ok(stop)
}

/// The dialogue is over: the record is complete, and programs are told how it has ended.
/// Writes to standard output.
fn print(bytes: &[u8]) -> Result<(), Trouble> {
    let mut out = io::stdout().lock();
    let written = out.write_all(bytes).and_then(|()| out.flush());
    written.map_err(|error| Trouble::new(Exit::File, format!("standard output: {error}")))
}

fn finish<T>(
    line: &mut Line,
    done: Result<T, Trouble>,
    told: impl FnOnce(&T) -> Value,
) -> Result<T, Trouble> {
    line.show.finish().map_err(|error| {
        Trouble::new(Exit::File, format!("the record cannot be written: {error}"))
    })?;
    let (exit, members) = match &done {
        Ok(output) => (0, told(output)),
        Err(trouble) => (
            trouble.exit() as u8,
            json!({"message": trouble.to_string()}),
        ),
    };
    let mut result = json!({"kind": "result", "exit": exit});
    if let (Some(result), Value::Object(members)) = (result.as_object_mut(), members) {
        result.extend(members);
    }
    line.show.result(&result);
    done
}

/// The port that was asked for; `None`: none was.
fn port(arguments: &ModulePort) -> Result<Option<Port>, Trouble> {
    let refuse =
        |path: &str, error: io::Error| Trouble::new(Exit::Link, format!("{path}: {error}"));
    match (&arguments.pty, &arguments.port) {
        (Some(path), _) => Port::terminal(path)
            .map(Some)
            .map_err(|error| refuse(&path.display().to_string(), error)),
        (None, Some(path)) => Port::serial(path, arguments.baud)
            .map(Some)
            .map_err(|error| refuse(path, error)),
        (None, None) => Ok(None),
    }
}

/// A virtual module in this process.
fn virtual_module(tls: Tls, profile: Profile) -> Result<(UnixStream, Running<Module>), Trouble> {
    let (host, stream) = HostPort::pipe().map_err(not_started)?;
    let module = Module::new(Settings::of(profile), Memory::new());
    let runner = Runner::new(module, host, policy(tls)).map_err(not_started)?;
    Ok((stream, runner.spawn().map_err(not_started)?))
}

/// The port that was opened, or else a virtual module in this process, which ends when it is dropped.
fn or_virtual(
    opened: Option<Port>,
    tls: Tls,
    profile: Profile,
    show: &Show,
) -> Result<(Port, Option<Running<Module>>), Trouble> {
    if let Some(port) = opened {
        return Ok((port, None));
    }
    let (stream, running) = virtual_module(tls, profile)?;
    show.say("a virtual module answers, in this process");
    remarks(tls, &profile)
        .iter()
        .for_each(|remark| show.say(remark));
    Ok((Port::Pipe(stream), Some(running)))
}

fn not_started(error: impl std::fmt::Display) -> Trouble {
    Trouble::new(
        Exit::Link,
        format!("the virtual module cannot be started: {error}"),
    )
}

fn policy(tls: Tls) -> Policy {
    let version = match tls {
        Tls::Tls10 => Version::Tls10,
        Tls::Tls11 => Version::Tls11,
        Tls::Tls12 => Version::Tls12,
    };
    Policy {
        versions: Versions::only(version),
        ..Policy::default()
    }
}

/// What should be said of the virtual module before it is believed.
fn remarks(tls: Tls, profile: &Profile) -> Vec<String> {
    let mut remarks = Vec::new();
    if tls != Tls::Tls10 && profile.id == Profile::G2.id {
        remarks.push("this TLS version is unproven on the 2G hardware: nothing at hand shows more than TLS 1.0".into());
    }
    let lacking = lacking(&[Suite::Rc4Md5, Suite::Rc4Sha, Suite::Aes256Sha]);
    if !lacking.is_empty() {
        let names: Vec<_> = lacking.iter().map(|suite| suite.name()).collect();
        remarks.push(format!(
            "the OpenSSL of this machine lacks, and so the virtual module refuses: {}",
            names.join(", ")
        ));
    }
    remarks
}

/// Certificates and keys from files.
struct Pem {
    authority: Option<Vec<u8>>,
    certificate: Option<Vec<u8>>,
    key: Option<Vec<u8>>,
}

impl Pem {
    fn read(files: &PemFiles, profile: &Profile, show: &Show) -> Result<Self, Trouble> {
        let read = |path: &Option<std::path::PathBuf>, data| {
            let Some(path) = path else { return Ok(None) };
            let (pem, changed) = input::pem(path, data, profile)?;
            if changed {
                show.say(&format!(
                    "{}: line ends CR LF were made LF, as the module wants them",
                    path.display()
                ));
            }
            Ok(Some(pem))
        };
        Ok(Self {
            authority: read(&files.ca, DataType::Authority)?,
            certificate: read(&files.cert, DataType::Certificate)?,
            key: read(&files.key, DataType::PrivateKey)?,
        })
    }

    fn items(&self) -> Vec<Item<'_>> {
        let places = [
            (DataType::Authority, &self.authority),
            (DataType::Certificate, &self.certificate),
            (DataType::PrivateKey, &self.key),
        ];
        places
            .into_iter()
            .filter_map(|(data, pem)| Some(Item::Store(data, pem.as_deref()?)))
            .collect()
    }
}
