//! The arguments of the program.
//!
//! In: what a person has typed. Out: plain values. Not here: whether they can be sent; `input` checks that.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use telit_module::Quirk;
use telit_ssl::Profile;
use telit_ssl::profile::UnknownProfile;

use crate::trouble::EXIT_CODES;

/// TLS through Telit cellular modules.
#[derive(Debug, Parser)]
#[command(name = "telit", version, about, after_help = EXIT_CODES)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Arguments {
    /// Reads the arguments of this process; where they cannot be, or help is asked for, the process ends.
    #[must_use]
    pub fn read() -> Self {
        let with_codes = |command: clap::Command| command.after_help(EXIT_CODES);
        let command = Self::command().mut_subcommands(with_codes);
        Self::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit())
    }
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Fetches a page over HTTPS; without arguments, through a virtual module from a server of its own.
    Get(Get),
    /// Stores, lists and deletes certificates and keys in a module; neither a SIM nor a network is needed.
    Provision(Provision),
    /// Runs a virtual module until it is stopped.
    Module(Module),
    /// Sends command lines that were written by hand, and shows what the module answers.
    ///
    /// The information text of the answers goes to standard output, line by line; result codes are in the transcript
    /// and in the exit code. Behind the first command line that fails no other is sent. Without `--pty` and `--port` a
    /// virtual module answers, made anew for this run.
    ///
    /// Before the first command line the module is brought to command mode (`+++` in case it is online, ESC in case it
    /// waits for payload) and to `E0Q0V1`. Nothing else is set: a connection stays open, DTR stays on, and errors are
    /// reported as `+CMEE` and `#SELINT` stand. PINs in commands that this program knows are masked in transcript and
    /// record; other people on this machine may see arguments all the same.
    At(At),
    /// Shows what is declared: all commands as a list, or what is known of some.
    Spec(Spec),
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
    /// How long nothing may come from the server before the connection is given up.
    #[arg(long, value_name = "SECONDS", default_value_t = 90, value_parser = clap::value_parser!(u16).range(1..))]
    pub silence: u16,
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
    /// Its generation: 2G, 3G, LTE-A, LTE-M, or `auto` to ask the module what it is.
    #[arg(long, value_name = "NAME", default_value = Profile::G2.name)]
    pub profile: ProfileChoice,
}

/// Which generation a module is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileChoice {
    /// What it says of itself decides.
    Auto,
    /// This one.
    Named(Profile),
}

impl ProfileChoice {
    /// The profile to begin with: where the module is asked, the one that asks least of it.
    #[must_use]
    pub const fn first(self) -> Profile {
        match self {
            Self::Auto => Profile::G2,
            Self::Named(profile) => profile,
        }
    }
}

impl FromStr for ProfileChoice {
    type Err = UnknownProfile;

    fn from_str(name: &str) -> Result<Self, UnknownProfile> {
        if name.eq_ignore_ascii_case("auto") {
            return Ok(Self::Auto);
        }
        name.parse().map(Self::Named)
    }
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

/// Arguments of `telit at`.
#[derive(Args, Debug)]
pub struct At {
    /// Command lines, in their order: 'AT+CSQ'
    #[arg(required = true, value_name = "LINE")]
    pub lines: Vec<String>,
    /// The module.
    #[command(flatten)]
    pub module: ModulePort,
    /// What the command that prompts is given, byte for byte; `-`: standard input.
    #[arg(long, value_name = "FILE")]
    pub payload: Option<PathBuf>,
    /// How long the module may be silent within an answer; left out: as declared, or 60 where nothing is.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..=86_400))]
    pub timeout: Option<u32>,
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
    /// Keep settings, certificates and keys in this file, and begin with what is in it; left out: they end with the module.
    #[arg(long, value_name = "FILE")]
    pub memory: Option<PathBuf>,
    /// An irregularity of firmware that it has; may be given several times.
    #[arg(long = "quirk", value_name = "NAME", value_parser = quirk())]
    pub quirks: Vec<&'static Quirk>,
    /// Draw irregularities by this number: the same number, the same ones.
    #[arg(long, value_name = "NUMBER")]
    pub seed: Option<u64>,
    /// TLS version that it offers.
    #[arg(long, value_enum, default_value_t = Tls::Tls10)]
    pub tls: Tls,
    /// Its generation: 2G, 3G, LTE-A or LTE-M.
    #[arg(long, value_name = "NAME", default_value = Profile::G2.name)]
    pub profile: Profile,
    /// The SIM needs this PIN; after three wrong ones it needs the PUK 12345678 and a new PIN.
    #[arg(long)]
    pub sim_pin: Option<String>,
    /// There is no SIM.
    #[arg(long, conflicts_with = "sim_pin")]
    pub no_sim: bool,
}

/// Arguments of `telit spec`.
#[derive(Args, Debug)]
pub struct Spec {
    /// Commands, unsolicited result codes or families: `#SSLD`, `SSLSRING`, `session`; left out: a list of all.
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// As pages in Markdown.
    #[arg(long, conflicts_with = "json")]
    pub md: bool,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
    /// Only what this generation of modules has, as it spells it: 2G, 3G, LTE-A or LTE-M.
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// Write the pages into this folder, one file for each family.
    #[arg(long, value_name = "FOLDER", requires = "md", conflicts_with = "json")]
    pub output: Option<PathBuf>,
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
    #[arg(long, value_name = "NAME")]
    pub profile: Option<Profile>,
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

/// A quirk by its name; the help lists them all.
fn quirk() -> impl TypedValueParser<Value = &'static Quirk> {
    let value = |quirk: &'static Quirk| PossibleValue::new(quirk.name()).help(quirk.text());
    PossibleValuesParser::new(Quirk::ALL.iter().map(value))
        .try_map(|name| Quirk::named(&name).ok_or("no quirk has this name"))
}
