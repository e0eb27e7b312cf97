//! The arguments of the program.
//!
//! In: what a person has typed. Out: plain values. Not here: whether they can be sent; `input` checks that.

use std::path::PathBuf;

use at_spec::ProfileId;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::transcript::FAMILIES;

/// TLS through Telit cellular modules.
#[derive(Debug, Parser)]
#[command(name = "telit", version, about, after_help = EXIT_CODES)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes:
  0 done
  2 bad usage: an argument cannot be sent
  3 the module refused
  4 TLS was refused
  5 timed out
  6 port or link lost
  7 the protocol was broken
  8 a file could not be read or written, or a log has a line that cannot be understood
  130 interrupted; the socket was closed first";

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Fetches a page over HTTPS; without arguments, through a virtual module from a server of its own.
    Get(Get),
    /// Stores, lists and deletes certificates and keys in a module.
    Provision(Provision),
    /// Runs a virtual module until it is stopped.
    Module(Module),
    /// Says what recorded bytes mean: raw bytes of a module on standard input, or a log of both sides in a file.
    Trace(Trace),
}

/// Arguments of `telit get`.
#[derive(Args, Debug)]
pub struct Get {
    /// `https://host[:port]/path`; left out: a page of a server that is started for it.
    pub url: Option<String>,
    /// The module.
    #[command(flatten)]
    pub module: ModulePort,
    /// Certificates and keys.
    #[command(flatten)]
    pub pem: PemFiles,
    /// Do not check who the server is: anybody on the way can be it.
    #[arg(long, conflicts_with = "ca")]
    pub insecure: bool,
    /// Access point name; left out: the context stays as it is.
    #[arg(long)]
    pub apn: Option<String>,
    /// PIN of the SIM; it is sent once, and only if the SIM asks.
    #[arg(long)]
    pub pin: Option<String>,
    /// Write the page here instead of to standard output.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// What is shown.
    #[command(flatten)]
    pub show: Show,
    /// TLS version of the built-in virtual module.
    #[arg(long, value_enum, default_value_t = Tls::Tls10)]
    pub tls: Tls,
}

/// Which module.
#[derive(Args, Debug)]
pub struct ModulePort {
    /// A module on a pseudo-terminal.
    #[arg(long, value_name = "PATH", conflicts_with = "port")]
    pub pty: Option<PathBuf>,
    /// A module on a serial port.
    #[arg(long, value_name = "PATH")]
    pub port: Option<String>,
    /// Speed of the serial port.
    #[arg(long, default_value_t = 115_200, requires = "port")]
    pub baud: u32,
}

/// PEM files.
#[derive(Args, Debug)]
pub struct PemFiles {
    /// Certificate of the authority that the server's chain must lead to.
    #[arg(long, value_name = "FILE")]
    pub ca: Option<PathBuf>,
    /// Certificate of the module.
    #[arg(long, value_name = "FILE", requires = "key")]
    pub cert: Option<PathBuf>,
    /// Private key of the module.
    #[arg(long, value_name = "FILE", requires = "cert")]
    pub key: Option<PathBuf>,
}

/// What is shown and kept of the dialogue.
#[derive(Args, Debug)]
pub struct Show {
    /// Show no transcript.
    #[arg(long, short)]
    pub quiet: bool,
    /// Show the transcript as one JSON object a line.
    #[arg(long, conflicts_with = "quiet")]
    pub json: bool,
    /// Keep the bytes of both sides, with secrets masked.
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
}

/// Arguments of `telit provision`.
#[derive(Args, Debug)]
pub struct Provision {
    /// The module.
    #[command(flatten)]
    pub module: ModulePort,
    /// What to store.
    #[command(flatten)]
    pub pem: PemFiles,
    /// What to delete.
    #[arg(long, value_enum)]
    pub delete: Vec<Place>,
    /// What is shown.
    #[command(flatten)]
    pub show: Show,
}

/// The places in a module's memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Place {
    /// The certificate of the authority.
    Ca,
    /// The certificate of the module.
    Cert,
    /// The private key of the module.
    Key,
    /// All three.
    All,
}

/// Arguments of `telit module`.
#[derive(Args, Debug)]
pub struct Module {
    /// On a pseudo-terminal, with a link to it here if a path is given.
    #[arg(long, value_name = "LINK", required = true, num_args = 0..=1)]
    pub pty: Option<Option<PathBuf>>,
    /// TLS version that it offers.
    #[arg(long, value_enum, default_value_t = Tls::Tls10)]
    pub tls: Tls,
    /// The SIM needs this PIN.
    #[arg(long)]
    pub sim_pin: Option<String>,
}

/// Arguments of `telit trace`.
#[derive(Args, Debug)]
#[command(after_help = TRACE_HELP)]
pub struct Trace {
    /// A log of both sides, JSON lines or what `socat -x -v` writes; with `--batch` the requests, with `--lines` the
    /// terminal log. `-`: standard input. Left out: raw bytes of the module on standard input.
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// The command line that the bytes answer; one for each exchange, in order. `+++` stands for an escape.
    #[arg(long, value_name = "LINE")]
    pub command: Vec<String>,
    /// Read one request a line, and answer each with one JSON object.
    #[arg(long, conflicts_with = "command")]
    pub batch: bool,
    /// The bytes are a terminal log, in which a line end LF stands for CR LF.
    #[arg(long)]
    pub lines: bool,
    /// Accept the shapes of this module family alone; left out: those of any.
    #[arg(long, value_name = "NAME", value_parser = family)]
    pub profile: Option<ProfileId>,
    /// What is printed.
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// In JSON, print everything that is known, and not only what the format promises.
    #[arg(long)]
    pub details: bool,
    /// Show PINs, passwords and private keys.
    #[arg(long)]
    pub show_secrets: bool,
    /// In a log of socat: its first address was the module's, not the host's.
    #[arg(long)]
    pub module_first: bool,
}

const TRACE_HELP: &str = "Examples:
  telit trace < capture.bin
  telit trace --command 'AT#SSLS=1' --format json < capture.bin
  telit trace session.jsonl
  telit trace --lines terminal.txt
  telit trace --batch --format json < requests.jsonl

The format is described in docs/trace.md. Exit codes:
  0 the input was read, whatever it says
  2 bad usage
  8 the input cannot be read, or a line of it cannot be understood: the message names the line";

/// The forms of what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text for people: what went over the line, and below it what it is.
    Text,
    /// One JSON object a line.
    Json,
}

/// The module family with this name.
fn family(name: &str) -> Result<ProfileId, String> {
    let mut families = FAMILIES.iter();
    let found = families.find(|(family, _)| family.eq_ignore_ascii_case(name));
    found.map(|(_, profile)| *profile).ok_or_else(|| {
        let names: Vec<_> = FAMILIES.iter().map(|(family, _)| *family).collect();
        format!("the families are {}", names.join(", "))
    })
}

/// Versions of TLS. Nothing shows that the 2G modules have any but 1.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tls {
    /// TLS 1.0
    #[value(name = "1.0")]
    Tls10,
    /// TLS 1.1, unproven on that hardware
    #[value(name = "1.1")]
    Tls11,
    /// TLS 1.2, unproven on that hardware
    #[value(name = "1.2")]
    Tls12,
}
