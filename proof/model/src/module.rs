//! The module of the model: small, and as unkind as the notes say that modules are.
//!
//! In: bytes of the host, time, and the choices of the model (what it answers, and when). Out: what it says, and whether
//! bytes that are no payload have reached the peer. It is no part of the product and shares nothing with it.
//! Read first: protocol notes 1.1, 5.10 to 5.13, 6.2.

/// Whose bytes the host sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// The application's payload.
    Application,
    /// The engine's own: the escape sequence, settings, markers.
    Engine,
    /// The command line of a request.
    Request(u8),
}

/// What something that the module says is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// The answer of a request.
    Request(u8),
    /// The answer of a question of the engine, or the end of a connection.
    Engine,
    /// Nobody's.
    Nothing,
    /// Bytes of the peer.
    Peer,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Said {
    pub bytes: Vec<u8>,
    pub about: About,
}

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Plain,
    Receive,
    Send,
    Dial,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    Command,
    /// It works on the command of request `by`, and answers when it likes.
    Busy {
        kind: Kind,
        by: u8,
        told: bool,
        since: u64,
    },
    /// It takes payload; whether bytes of the engine are in it.
    Prompt {
        by: u8,
        own: bool,
    },
    /// When the last byte of the host came, and when the escape sequence did.
    Online {
        by: u8,
        last: Option<u64>,
        plus: Option<u64>,
    },
    /// It restarts.
    Off,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Module {
    pub mode: Mode,
    entry: Vec<u8>,
    echo: bool,
    /// Bytes of the engine, or payload where none was due, have reached the peer.
    pub leaked: bool,
}

pub const GUARD: u64 = 1_000;
/// Longest time that a dial can still succeed.
pub const DIAL: u64 = 14_000;
/// What a receive brings: it would end the answer where payload is read as lines.
pub const PAYLOAD: &[u8] = b"\r\nOK\r\n";

const CTRL_Z: u8 = 0x1A;
const ESCAPE: u8 = 0x1B;

impl Module {
    pub const fn new() -> Self {
        Self {
            mode: Mode::Command,
            entry: Vec::new(),
            echo: false,
            leaked: false,
        }
    }

    /// Takes what the host has sent in one piece.
    pub fn hear(&mut self, now: u64, bytes: &[u8], by: By) -> Vec<Said> {
        let mut said = Vec::new();
        match &mut self.mode {
            // What comes while it works is lost (LE910 V2 reference p. 26).
            Mode::Off | Mode::Busy { .. } => {}
            Mode::Online { last, plus, .. } => {
                let silent = last.is_none_or(|last| now - last >= GUARD);
                if plus.take().is_some() {
                    // It was no escape sequence: the peer has got it.
                    self.leaked = true;
                }
                if bytes == b"+++" && silent {
                    *plus = Some(now);
                } else {
                    self.leaked |= by != By::Application;
                }
                *last = Some(now);
            }
            Mode::Prompt { by: request, own } => {
                let request = *request;
                *own |= by != By::Application && !matches!(bytes, [CTRL_Z] | [ESCAPE, ..]);
                match bytes {
                    [.., CTRL_Z] => {
                        self.leaked |= *own;
                        self.mode = Mode::Busy {
                            kind: Kind::Plain,
                            by: request,
                            told: true,
                            since: now,
                        };
                    }
                    [ESCAPE, ..] => {
                        self.mode = Mode::Command;
                        said.push(Said {
                            bytes: b"\r\nOK\r\n".to_vec(),
                            about: About::Request(request),
                        });
                    }
                    _ => {}
                }
            }
            Mode::Command => {
                for byte in bytes {
                    self.command_byte(now, *byte, by, &mut said);
                }
            }
        }
        said
    }

    fn command_byte(&mut self, now: u64, byte: u8, by: By, said: &mut Vec<Said>) {
        match byte {
            b'\r' => {}
            b'A'.. | b'#' | b'+' | b'=' | b'?' | b'0'..=b'9' | b',' => {
                // What stands before a prefix is dropped.
                if !self.entry.is_empty() || byte == b'A' {
                    self.entry.push(byte);
                }
                return;
            }
            _ => return,
        }
        let line = std::mem::take(&mut self.entry);
        let mut echo = line.clone();
        echo.push(b'\r');
        if self.echo && !line.is_empty() {
            said.push(Said {
                bytes: echo,
                about: About::Nothing,
            });
        }
        let mut own = |text: &str| {
            said.push(Said {
                bytes: text.as_bytes().to_vec(),
                about: About::Engine,
            });
        };
        let kind = match line.as_slice() {
            b"" => return,
            b"ATE0Q0V1" => {
                self.echo = false;
                return own("\r\nOK\r\n");
            }
            // The answers of questions whose answers have a name (guide; 27.007).
            b"AT+CSQ" => return own("\r\n+CSQ: 9,0\r\n\r\nOK\r\n"),
            [b'A', b'T', name @ .., b'?'] => {
                let name = String::from_utf8_lossy(name);
                return own(&format!("\r\n{name}: 1\r\n\r\nOK\r\n"));
            }
            b"AT+P" => Kind::Plain,
            b"AT+R" => Kind::Receive,
            b"AT+S" => Kind::Send,
            b"AT+D" => Kind::Dial,
            _ => return own("\r\nERROR\r\n"),
        };
        let By::Request(by) = by else {
            return own("\r\nERROR\r\n");
        };
        self.mode = Mode::Busy {
            kind,
            by,
            told: false,
            since: now,
        };
    }

    /// What it can say next of the command that it works on, and what it does then.
    pub fn answers(&self, now: u64) -> Vec<(Vec<u8>, Mode)> {
        let Mode::Busy {
            kind,
            by,
            told,
            since,
        } = self.mode
        else {
            return Vec::new();
        };
        let working = Mode::Busy {
            kind,
            by,
            told: true,
            since,
        };
        let ok = (b"\r\nOK\r\n".to_vec(), Mode::Command);
        let error = (b"\r\nERROR\r\n".to_vec(), Mode::Command);
        match (kind, told) {
            (Kind::Plain, false) => vec![(b"\r\n+P: 1\r\n".to_vec(), working), ok, error],
            (Kind::Plain, true) => vec![ok, error],
            (Kind::Receive, false) => {
                let header = b"\r\n+R: 6\r\n".as_slice();
                let whole = [header, PAYLOAD, b"\r\n"].concat();
                vec![
                    (whole, working.clone()),
                    (b"\r\n+R: 0\r\n".to_vec(), working),
                    error,
                ]
            }
            (Kind::Receive, true) => vec![ok],
            (Kind::Send, _) => vec![(b"\r\n> ".to_vec(), Mode::Prompt { by, own: false }), error],
            (Kind::Dial, _) => {
                let mut answers = vec![error, (b"\r\nNO CARRIER\r\n".to_vec(), Mode::Command)];
                if now - since < DIAL {
                    let online = Mode::Online {
                        by,
                        last: None,
                        plus: None,
                    };
                    answers.push((b"\r\nCONNECT\r\n".to_vec(), online));
                }
                answers
            }
        }
    }

    /// When it goes on by itself: the silence behind an escape sequence is over.
    pub fn deadline(&self) -> Option<u64> {
        match self.mode {
            Mode::Online {
                plus: Some(plus), ..
            } => Some(plus + GUARD),
            Mode::Online { .. }
            | Mode::Command
            | Mode::Busy { .. }
            | Mode::Prompt { .. }
            | Mode::Off => None,
        }
    }

    /// Time has come.
    pub fn pass(&mut self, now: u64) -> Option<Said> {
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return None;
        }
        self.mode = Mode::Command;
        Some(Said {
            bytes: b"\r\nOK\r\n".to_vec(),
            about: About::Engine,
        })
    }

    /// The power goes, and with it every setting.
    pub fn reboot(&mut self) {
        let leaked = self.leaked;
        *self = Self {
            mode: Mode::Off,
            echo: true,
            leaked,
            ..Self::new()
        };
    }

    /// The same, with times seen from `now`, as far as they matter.
    pub fn seen_from(&self, now: u64) -> Self {
        let back = |then: u64, most: u64| (now - then).min(most);
        let mode = match self.mode.clone() {
            Mode::Online { by, last, plus } => Mode::Online {
                by,
                last: last.map(|last| back(last, GUARD)),
                plus: plus.map(|plus| back(plus, GUARD)),
            },
            Mode::Busy {
                kind,
                by,
                told,
                since,
            } => {
                let since = if kind == Kind::Dial {
                    back(since, DIAL)
                } else {
                    0
                };
                Mode::Busy {
                    kind,
                    by,
                    told,
                    since,
                }
            }
            mode => mode,
        };
        Self {
            mode,
            ..self.clone()
        }
    }
}
