//! From a name to a TCP connection, on a thread of its own: neither can be had without blocking.
//!
//! In: a name, a port, a time. Out: one answer, and a ring of the bell. Not here: TLS. A thread whose answer nobody
//! waits for any more ends by itself, at the latest when its time is over.

use std::io;
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::time::{Duration, Instant};

use telit_ssl::Span;

use super::wake::Waker;
use crate::peer::Refusal;

/// A call that is under way.
pub(crate) struct Call {
    answer: Receiver<Result<TcpStream, Refusal>>,
}

impl Call {
    pub(crate) fn place(
        host: String,
        port: u16,
        within: Span,
        waker: Waker,
    ) -> Result<Self, Refusal> {
        let (tell, answer) = sync_channel(1);
        let work = move || {
            // An answer that nobody takes belongs to a dial that the machine has given up.
            let _ = tell.send(connect(&host, port, within));
            waker.wake();
        };
        match std::thread::Builder::new()
            .name("telit-dial".into())
            .spawn(work)
        {
            Ok(_) => Ok(Self { answer }),
            Err(error) => Err(Refusal::Socket(format!("no thread to dial on: {error}"))),
        }
    }

    /// The answer, once it is there.
    pub(crate) fn answer(&self) -> Option<Result<TcpStream, Refusal>> {
        match self.answer.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(Refusal::Socket(
                "the dialling thread ended early".into(),
            ))),
        }
    }
}

fn connect(host: &str, port: u16, within: Span) -> Result<TcpStream, Refusal> {
    let until = Instant::now().checked_add(Duration::from_millis(within.millis()));
    let mut last = None;
    for address in resolve(host, port)? {
        match attempt(&address, until) {
            Ok(stream) => return Ok(stream),
            Err(error) => last = Some((address, error)),
        }
    }
    Err(match last {
        Some((address, error)) => Refusal::Socket(format!("{address}: {error}")),
        None => Refusal::Name(format!("{host:?} has no address")),
    })
}

fn resolve(host: &str, port: u16) -> Result<Vec<SocketAddr>, Refusal> {
    let found = (host, port)
        .to_socket_addrs()
        .map_err(|error| Refusal::Name(format!("{host:?}: {error}")))?;
    let mut addresses: Vec<SocketAddr> = found.collect();
    // The modules know IPv4 only; a peer that has nothing else is still better reached than not.
    addresses.sort_by_key(SocketAddr::is_ipv6);
    Ok(addresses)
}

fn attempt(address: &SocketAddr, until: Option<Instant>) -> io::Result<TcpStream> {
    let stream = match until {
        None => TcpStream::connect(address)?,
        Some(until) => match until.saturating_duration_since(Instant::now()) {
            Duration::ZERO => return Err(io::ErrorKind::TimedOut.into()),
            left => TcpStream::connect_timeout(address, left)?,
        },
    };
    stream.set_nodelay(true)?;
    stream.set_nonblocking(true)?;
    Ok(stream)
}
