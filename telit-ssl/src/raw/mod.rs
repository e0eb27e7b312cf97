//! Raw: the way out of the catalogue, for commands, answers and unsolicited result codes that nobody has declared.
//!
//! In: bytes at run time. Out: [`Raw`], a command like any other; [`RawLine`], any line of its answer. Not here:
//! what they mean. The guarantees are those of declared commands: what could end the line, or begin another one, is
//! refused before anything is sent.
//!
//! ```
//! use telit_ssl::{Action, Engine, Event, Instant, Profile, Raw};
//!
//! let mut engine = Engine::new(Profile::G2, [0; 160], [0; 160]);
//! let now = Instant::from_millis(0);
//! let ticket = engine.request(now, &Raw::new(b"#CCID")?)?;
//! let mut input: &[u8] = b"\r\n#CCID: 8939\r\n\r\nOK\r\n";
//! loop {
//!     match engine.poll(now, &mut input) {
//!         Action::Transmit => engine.transmitted(now, engine.outgoing().len()),
//!         Action::Event(event) => {
//!             if let Some(Ok(line)) = ticket.answer(&engine, event) {
//!                 assert_eq!(line.name(), Some(&b"#CCID"[..]));
//!                 assert_eq!(line.values().next(), Some(telit_ssl::Token::Number(8939)));
//!             }
//!         }
//!         Action::SetDtr(_) => {}
//!         Action::Wait => break,
//!     }
//! }
//! # Ok::<(), telit_ssl::RequestError>(())
//! ```

mod command;
mod line;

pub use command::Raw;
pub use line::RawLine;
