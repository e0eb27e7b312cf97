//! The arguments of the program.
//!
//! In: what a person has typed. Out: plain values. Not here: whether they can be sent; `input` checks that.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
  8 a file could not be read or written
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
    /// Shows what is declared: all commands as a list, or what is known of some.
    Spec(Spec),
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
    /// Only what this generation of modules has, as it spells it: G2, G3, LTE-A or LTE-M.
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// Write the pages into this folder, one file for each family.
    #[arg(long, value_name = "FOLDER", requires = "md", conflicts_with = "json")]
    pub output: Option<PathBuf>,
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
