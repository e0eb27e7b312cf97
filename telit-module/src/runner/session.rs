//! The session kept for `#SSLFASTD`, in memory only, and the one `unsafe` block of the workspace.
//!
//! In: a connection after its handshake. Out: a new connection that offers the same session. Not here: whether a dial
//! asks for it. The context is kept with the session, and the terms on which both were made: a session stands for a
//! peer whose chain was checked, so it may not be offered to another peer, nor save a check that was not made then.

use openssl::error::ErrorStack;
use openssl::ssl::{Ssl, SslContext, SslRef, SslSession};

use crate::peer::Dial;

pub(crate) struct Kept {
    context: SslContext,
    session: SslSession,
    terms: Dial,
}

impl Kept {
    /// Keeps the session of a connection that was dialled so; `None` if it has none.
    pub(crate) fn of(connection: &SslRef, dial: &Dial) -> Option<Self> {
        Some(Self {
            context: connection.ssl_context().to_owned(),
            session: connection.session()?.to_owned(),
            terms: terms(dial),
        })
    }

    /// Whether the session was made on the terms of this dial.
    pub(crate) fn suits(&self, dial: &Dial) -> bool {
        self.terms == terms(dial)
    }

    /// A connection that will offer the session; the peer may decline it for a full handshake.
    pub(crate) fn offer(&self) -> Result<Ssl, ErrorStack> {
        let mut connection = Ssl::new(&self.context)?;
        set_session(&mut connection, self)?;
        Ok(connection)
    }
}

#[expect(
    unsafe_code,
    reason = "the crate has no safe way to offer a session, and redialling is a feature of the module"
)]
fn set_session(connection: &mut Ssl, kept: &Kept) -> Result<(), ErrorStack> {
    // SAFETY: the session must be associated with the context of the connection. `Kept::of`, the only maker, takes both
    // from one connection, neither changes afterwards, and `offer`, the only caller, has just made the connection from
    // that context.
    unsafe { connection.set_session(&kept.session) }
}

/// The part of a dial that a session depends on.
fn terms(dial: &Dial) -> Dial {
    Dial {
        resume: false,
        silence: 0,
        ..dial.clone()
    }
}
