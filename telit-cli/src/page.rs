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

/// Most bytes and most lines of the head of a response: more than any server is known to send.
const HEAD: usize = 1 << 16;
const LINES: usize = 256;

/// The response, as far as it has come.
#[derive(Debug, Default)]
pub(crate) struct Response {
    bytes: Vec<u8>,
    head: Option<Result<Head, String>>,
}

#[derive(Clone, Copy, Debug)]
struct Head {
    status: u16,
    /// Where the body begins.
    end: usize,
    length: Option<usize>,
}

impl Response {
    /// Takes more of it; whether there is nothing more to wait for, by its own word or because it is no response.
    pub(crate) fn take(&mut self, bytes: &[u8]) -> bool {
        self.bytes.extend_from_slice(bytes);
        if self.head.is_none() {
            self.head = head(&self.bytes).transpose();
        }
        match &self.head {
            Some(Ok(Head { end, length, .. })) => {
                length.is_some_and(|length| self.bytes.len().saturating_sub(*end) >= length)
            }
            Some(Err(_)) => true,
            None => false,
        }
    }

    /// How many bytes of the body have come, and of how many.
    pub(crate) fn progress(&self) -> Option<(usize, Option<usize>)> {
        let Some(Ok(head)) = &self.head else {
            return None;
        };
        Some((self.bytes.len().saturating_sub(head.end), head.length))
    }

    /// Status and body.
    pub(crate) fn finish(self) -> Result<(u16, Vec<u8>), Trouble> {
        let trouble = |message| Err(Trouble::new(Exit::Peer, message));
        let head = match self.head {
            Some(Ok(head)) => head,
            Some(Err(reason)) => return trouble(format!("no page can be read: {reason}")),
            None => {
                let count = self.bytes.len();
                return trouble(format!(
                    "the server has sent {count} bytes, and they are no HTTP response"
                ));
            }
        };
        let body = self.bytes.get(head.end..).unwrap_or_default();
        match head.length.map(|length| (length, body.get(..length))) {
            None => Ok((head.status, body.to_vec())),
            Some((_, Some(body))) => Ok((head.status, body.to_vec())),
            Some((length, None)) => trouble(format!(
                "the connection ended behind {} of {length} bytes of the page",
                body.len()
            )),
        }
    }
}

/// The head of the final response, behind those that only say that it will come (RFC 9110 15.2). `None`: it has not come
/// whole.
fn head(bytes: &[u8]) -> Result<Option<Head>, String> {
    let mut begin = 0;
    loop {
        let rest = bytes.get(begin..).unwrap_or_default();
        let mut headers = [httparse::EMPTY_HEADER; LINES];
        let mut response = httparse::Response::new(&mut headers);
        let refuse = |error| format!("what the server has sent is no HTTP response ({error})");
        let end = match response.parse(rest).map_err(refuse)? {
            httparse::Status::Complete(end) => begin.saturating_add(end),
            httparse::Status::Partial if rest.len() > HEAD => {
                return Err(format!(
                    "the head of the response has more than {HEAD} bytes"
                ));
            }
            httparse::Status::Partial => return Ok(None),
        };
        let status = response.code.unwrap_or_default();
        if (100..200).contains(&status) {
            begin = end;
            continue;
        }
        let length = match status {
            // They have no body, whatever they say of its length (RFC 9110 15.3.5, 15.4.5).
            204 | 304 => Some(0),
            _ => length(response.headers)?,
        };
        return Ok(Some(Head {
            status,
            end,
            length,
        }));
    }
}

/// How long the body is, if it is said; several fields must agree (RFC 9112 6.3).
fn length(headers: &[httparse::Header<'_>]) -> Result<Option<usize>, String> {
    let mut length = None;
    for header in headers {
        let value = String::from_utf8_lossy(header.value);
        if header.name.eq_ignore_ascii_case("transfer-encoding") {
            return Err(format!(
                "the server has sent it with the transfer encoding {value}, which HTTP/1.0 does not have"
            ));
        }
        if !header.name.eq_ignore_ascii_case("content-length") {
            continue;
        }
        let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
        let said = is_number.then(|| value.parse().ok()).flatten();
        match (said, length) {
            (Some(said), None) => length = Some(said),
            (Some(said), Some(before)) if said == before => {}
            _ => return Err(format!("the server says that its length is `{value}`")),
        }
    }
    Ok(length)
}

#[cfg(test)]
mod tests {
    use super::Response;

    /// What the pieces of a response come to.
    fn read(pieces: &[&str]) -> Result<(u16, String), String> {
        let mut response = Response::default();
        for piece in pieces {
            response.take(piece.as_bytes());
        }
        let (status, body) = response.finish().map_err(|trouble| trouble.to_string())?;
        Ok((status, String::from_utf8_lossy(&body).into_owned()))
    }

    #[test]
    fn a_body_ends_where_its_length_says_or_with_the_connection() {
        let said = read(&["HTTP/1.1 200 OK\r\nContent-Le", "ngth: 2\r\n\r\nabc"]);
        assert_eq!(said, Ok((200, "ab".to_owned())));
        let unsaid = read(&["HTTP/1.0 404 No\r\n\r\n", "abc"]);
        assert_eq!(unsaid, Ok((404, "abc".to_owned())));
    }

    #[test]
    fn a_response_that_only_says_that_one_will_come_is_passed_over() {
        let said = read(&["HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nabc"]);
        assert_eq!(said, Ok((200, "abc".to_owned())));
    }

    #[test]
    fn some_responses_have_no_body_whatever_they_say() {
        for status in [204, 304] {
            let said = read(&[&format!(
                "HTTP/1.1 {status} x\r\nContent-Length: 50\r\n\r\n"
            )]);
            assert_eq!(said, Ok((status, String::new())));
        }
    }

    #[test]
    fn a_length_that_is_none_and_a_body_in_pieces_are_refused() {
        for (line, named) in [
            ("Content-Length: five", "`five`"),
            ("Content-Length: -5", "`-5`"),
            ("Content-Length: 99999999999999999999999", "`9999"),
            ("Content-Length: 5\r\nContent-Length: 3", "`3`"),
            ("Transfer-Encoding: chunked", "chunked"),
        ] {
            let told = read(&[&format!("HTTP/1.1 200 OK\r\n{line}\r\n\r\nabcde")]);
            let told = told.expect_err(line);
            assert!(told.contains(named), "{told}");
        }
    }

    #[test]
    fn a_length_beyond_all_that_can_come_is_a_page_that_was_cut_short() {
        let line = format!("Content-Length: {}", usize::MAX);
        let told = read(&[&format!("HTTP/1.1 200 OK\r\n{line}\r\n\r\nabc")]);
        assert!(told.expect_err("it ends").contains("behind 3 of"));
    }

    #[test]
    fn a_head_without_an_end_is_given_up() {
        let mut response = Response::default();
        response.take(b"HTTP/1.1 200 OK\r\nX: ");
        assert!(!response.take(b"y"));
        assert!(response.take(&[b'y'; super::HEAD]));
    }
}
