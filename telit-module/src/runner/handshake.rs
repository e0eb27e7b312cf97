//! A TLS connection whose handshake is not done.
//!
//! In: a connected socket, time. Out: the suite agreed on, or a refusal in words that tell a person what to look at. Not
//! here: data. The whole may take any time; what is limited is the silence between two packets (protocol notes 5.6).

use std::os::fd::{AsFd, BorrowedFd};

use openssl::ssl::{Error, SslRef, SslStream, SslVerifyMode};
use openssl::x509::X509VerifyResult;
use rustix::event::PollFlags;
use telit_ssl::{Instant, Span};

use super::socket::Socket;
use super::suites::named;
use super::tls::{Connection, ending, wish};
use crate::peer::{Refusal, Suite};

/// A handshake under way.
pub(crate) struct Handshake {
    stream: SslStream<Socket>,
    silence: Span,
    until: Instant,
    wish: PollFlags,
}

impl Handshake {
    pub(crate) fn new(stream: SslStream<Socket>, silence: Span, now: Instant) -> Self {
        Self {
            stream,
            silence,
            until: now + silence,
            wish: PollFlags::OUT,
        }
    }

    /// Goes on as far as the packets that have come allow: `None` while some are missing.
    pub(crate) fn advance(&mut self, now: Instant) -> Option<Result<(Suite, bool), Refusal>> {
        let result = self.stream.connect();
        if self.stream.get_mut().take_heard() {
            self.until = now + self.silence;
        }
        match result {
            Ok(()) => Some(self.agreed()),
            Err(error) => match wish(&error) {
                Some(_) if now >= self.until => Some(Err(self.silent())),
                Some(wish) => {
                    self.wish = wish;
                    None
                }
                None => Some(Err(self.failed(&error))),
            },
        }
    }

    fn agreed(&self) -> Result<(Suite, bool), Refusal> {
        let cipher = self
            .stream
            .ssl()
            .current_cipher()
            .map_or("none", |cipher| cipher.name());
        match named(cipher) {
            Some(suite) => Ok((suite, self.stream.ssl().session_reused())),
            None => Err(Refusal::Handshake(format!(
                "the cipher suite agreed on is not the module's: {cipher}"
            ))),
        }
    }

    fn silent(&self) -> Refusal {
        Refusal::Handshake(format!(
            "the peer was silent for {} ms in the handshake",
            self.silence.millis()
        ))
    }

    fn failed(&self, error: &Error) -> Refusal {
        let mut text = ending(error, self.stream.get_ref());
        if let Some(verdict) = verdict(self.stream.ssl()) {
            text = format!("{text} ({verdict})");
        }
        Refusal::Handshake(text)
    }

    /// When the peer will have been silent for too long.
    pub(crate) fn deadline(&self) -> Instant {
        self.until
    }

    pub(crate) fn interest(&self) -> (BorrowedFd<'_>, PollFlags) {
        (self.stream.get_ref().as_fd(), self.wish)
    }

    pub(crate) fn ssl(&self) -> &SslRef {
        self.stream.ssl()
    }

    pub(crate) fn connection(self) -> Connection {
        Connection::over(self.stream)
    }
}

/// What was found wrong with the peer's chain, where it had to be right.
fn verdict(connection: &SslRef) -> Option<&'static str> {
    let result = connection.verify_result();
    let checked = connection
        .ssl_context()
        .verify_mode()
        .contains(SslVerifyMode::PEER);
    (checked && result != X509VerifyResult::OK).then(|| result.error_string())
}
