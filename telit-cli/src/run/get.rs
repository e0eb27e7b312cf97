//! `telit get`: the guide's 4.5.5, walked end to end.
//!
//! In: an address, or nothing. Out: the page on standard output, the dialogue on standard error.

use std::io::{self, IsTerminal};
use std::num::NonZeroU16;

use at_spec::{Host, Seconds, Secret};
use indicatif::ProgressBar;
use serde_json::json;
use telit_ssl::command::setup::Authentication;
use telit_ssl::procedure::{
    BringUp, Close, Network, Open, Provision, Receive, Send, SetUp, Sockets,
};
use telit_ssl::value::{Closure, Mode};
use telit_ssl::{Found, Span};

use super::{Pem, finish, or_virtual, port, print, stop_flag};
use crate::args::{Get, ProfileChoice};
use crate::input::{self, Address};
use crate::line::{Line, Wish};
use crate::loopback::{self, Loopback};
use crate::page::{self, Response};
use crate::show::Show;
use crate::trouble::{Exit, Trouble};

/// How long a peer that has sent all of its page may take to close.
const LAST_WORDS: Span = Span::from_secs(3);
/// A body of so many bytes is long enough for a progress bar.
const LONG: usize = 16 * 1024;

pub(super) fn run(arguments: &Get) -> Result<(), Trouble> {
    let profile = arguments.module.profile.first();
    // Everything that can be refused is refused before a port is opened.
    let mut address = arguments.url.as_deref().map(input::address).transpose()?;
    let apn = arguments.apn.as_deref().map(input::apn).transpose()?;
    let pin = arguments
        .pin
        .as_deref()
        .map(input::pin)
        .transpose()?
        .map(Secret);
    if address.is_some() && arguments.pem.ca.is_none() && !arguments.insecure {
        return Err(Trouble::new(
            Exit::Usage,
            "give the certificate of the server's root authority with --ca; without it anybody on the way can be \
             the server (--insecure takes that risk)",
        ));
    }
    let show = Show::new(&profile, &arguments.show)?;
    let mut pem = Pem::read(&arguments.pem, &profile, &show)?;
    let stop = stop_flag()?;
    let opened = port(&arguments.module)?;

    let server = if address.is_none() {
        Some(Loopback::start()?)
    } else {
        None
    };
    if let Some(server) = &server {
        show.say(&format!(
            "an HTTPS server listens on https://{}:{}/",
            loopback::HOST,
            server.port
        ));
        address = Some(Address {
            host: loopback::HOST.into(),
            port: server.port,
            path: "/".into(),
        });
        if !arguments.insecure {
            pem.authority
                .get_or_insert_with(|| server.authority.clone());
        }
    }
    let Some(address) = address else {
        return Err(Trouble::new(Exit::Usage, "there is no address"));
    };
    let (port, _module) = or_virtual(opened, arguments.tls, profile, &show)?;

    // The module itself ends the connection before that, if it is alive.
    let silence = Span::from_secs(arguments.silence.into());
    let margin = Span::from_millis((silence.millis() / 3).max(2_000));
    let mut line = Line::new(profile, port, show, stop).with_silence(silence + margin);
    let network = Network {
        apn,
        login: None,
        pin,
    };
    let bar = (arguments.show.quiet && io::stderr().is_terminal()).then(ProgressBar::hidden);
    let choice = arguments.module.profile;
    let inactivity = Seconds(arguments.silence);
    let fetched = fetch(&mut line, choice, network, &pem, inactivity, &address, bar);
    if fetched
        .as_ref()
        .is_err_and(|trouble| trouble.exit() != Exit::Link)
        && line.can_leave()
    {
        line.leave(
            "the socket is closed, and the module left in command mode",
            Close::new(None),
        );
    }
    let written = fetched.and_then(|(status, body)| {
        if server.is_some_and(|server| body != server.page) {
            return Err(Trouble::new(
                Exit::Protocol,
                "the page that has come is not the one that was served",
            ));
        }
        let bytes = body.len();
        line.show
            .say(&format!("HTTP status {status}, a page of {bytes} bytes"));
        write(arguments, &body)?;
        Ok((status, bytes))
    });
    let told = |(status, bytes): &(u16, usize)| json!({"status": status, "bytes": bytes});
    finish(&mut line, written, told).map(|_| ())
}

fn fetch(
    line: &mut Line,
    profile: ProfileChoice,
    network: Network<'_>,
    pem: &Pem,
    inactivity: Seconds,
    address: &Address,
    bar: Option<ProgressBar>,
) -> Result<(u16, Vec<u8>), Trouble> {
    let authentication = match (&pem.authority, &pem.certificate) {
        (_, Some(_)) => Authentication::Mutual,
        (Some(_), None) => Authentication::Peer,
        (None, None) => Authentication::None,
    };
    line.show.say("attach");
    if line.attach()? == Found::Online {
        line.show
            .say("the module was left in online mode; the escape sequence has ended that");
    }
    if profile == ProfileChoice::Auto {
        line.show.say("what the module is");
        line.identify()?;
    }
    line.show
        .say("error reports, SIM, registration, packet context");
    line.play(BringUp::new(network))?;
    line.show.say("the SSL socket");
    line.play(SetUp::new(Sockets {
        authentication,
        inactivity,
        ..Sockets::default()
    }))?;
    line.show.say("certificates");
    line.play(Provision::new(&pem.items()))?;
    line.show.say("dial");
    let host = Host::new(address.host.as_bytes())
        .map_err(|fault| Trouble::new(Exit::Usage, fault.to_string()))?;
    let port: NonZeroU16 = address.port;
    line.play(Open::new(host, port, Closure::Free, Mode::Online))?;
    line.show.say("request and response");
    let mut response = Response::default();
    let mut is_complete = false;
    let mut sink = |bytes: &[u8]| {
        let complete = response.take(bytes);
        is_complete = complete;
        if let (Some(bar), Some((come, length))) = (&bar, response.progress()) {
            progress(bar, come, length);
        }
        if complete {
            Wish::Enough(LAST_WORDS)
        } else {
            Wish::More
        }
    };
    let request = page::request(address);
    line.play_with(Send::new(&request), &mut sink)?;
    line.play_with(Receive::new(None), &mut sink)?;
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    line.show.say("close");
    let ended = match is_complete {
        true => Ok(()),
        false => line.check_carried(Span::from_secs(inactivity.0.into())),
    };
    line.play(Close::new(None))?;
    ended?;
    response.finish()
}

fn progress(bar: &ProgressBar, come: usize, length: Option<usize>) {
    if come.max(length.unwrap_or(0)) < LONG {
        return;
    }
    if bar.is_hidden() {
        bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
        bar.set_length(length.unwrap_or(0) as u64);
    }
    bar.set_position(come as u64);
}

fn write(arguments: &Get, body: &[u8]) -> Result<(), Trouble> {
    match &arguments.output {
        Some(path) => std::fs::write(path, body).map_err(|error| Trouble::file(path, &error)),
        None => print(body),
    }
}
