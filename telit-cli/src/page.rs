//! The page: an HTTP request, and the response to it.
//!
//! In: an address; bytes of the peer. Out: a request; a body, and whether it is complete. HTTP/1.0, so that the
//! body is not cut into pieces and the peer closes when it is done (RFC 1945).

use crate::input::Address;
use crate::trouble::{Exit, Trouble};

/// The request for a page.
pub(crate) fn request(address: &Address) -> Vec<u8> {
    let Address { host, port, path } = address;
    let host = if port.get() == 443 {
        host.clone()
    } else {
        format!("{host}:{port}")
    };
    let agent = concat!("telit/", env!("CARGO_PKG_VERSION"));
    format!(
        "GET {path} HTTP/1.0\r\nHost: {host}\r\nUser-Agent: {agent}\r\nConnection: close\r\n\r\n"
    )
    .into_bytes()
}

/// The response, as far as it has come.
#[derive(Debug, Default)]
pub(crate) struct Response {
    bytes: Vec<u8>,
    head: Option<Head>,
}

#[derive(Clone, Debug)]
struct Head {
    status: u16,
    /// Where the body begins.
    end: usize,
    length: Option<usize>,
}

impl Response {
    /// Takes more of it; whether it is complete by its own word.
    pub(crate) fn take(&mut self, bytes: &[u8]) -> bool {
        self.bytes.extend_from_slice(bytes);
        if self.head.is_none() {
            self.head = head(&self.bytes);
        }
        self.head.as_ref().is_some_and(|head| {
            head.length
                .is_some_and(|length| self.bytes.len() >= head.end + length)
        })
    }

    /// How many bytes of the body have come, and of how many.
    pub(crate) fn progress(&self) -> Option<(usize, Option<usize>)> {
        let head = self.head.as_ref()?;
        Some((self.bytes.len().saturating_sub(head.end), head.length))
    }

    /// Status and body.
    pub(crate) fn finish(self) -> Result<(u16, Vec<u8>), Trouble> {
        let Some(head) = self.head else {
            let count = self.bytes.len();
            return Err(Trouble::new(
                Exit::Peer,
                format!("the server has sent {count} bytes, and they are no HTTP response"),
            ));
        };
        let body = self.bytes.get(head.end..).unwrap_or_default();
        match head.length {
            Some(length) if body.len() < length => Err(Trouble::new(
                Exit::Peer,
                format!(
                    "the connection ended behind {} of {length} bytes of the page",
                    body.len()
                ),
            )),
            Some(length) => Ok((head.status, body.get(..length).unwrap_or_default().to_vec())),
            None => Ok((head.status, body.to_vec())),
        }
    }
}

fn head(bytes: &[u8]) -> Option<Head> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut response = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(end) = response.parse(bytes).ok()? else {
        return None;
    };
    let status = response.code?;
    let length = response
        .headers
        .iter()
        .find(|header| header.name.eq_ignore_ascii_case("content-length"));
    let length =
        length.and_then(|header| std::str::from_utf8(header.value).ok()?.trim().parse().ok());
    Some(Head {
        status,
        end,
        length,
    })
}
