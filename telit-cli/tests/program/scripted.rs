//! A module that says what a test wants, on a pseudo-terminal of its own.
//!
//! In: what is to be answered to a command line, to payload before `^Z`, to `+++` and to ESC. Out: a path, and all that the program has
//! sent. It answers by itself what attach asks. Not here: anything a module would know; what is said is made up.

use std::fs::File;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

/// The module, from outside.
pub(crate) struct Scripted {
    /// Where it listens.
    pub(crate) path: PathBuf,
    heard: Arc<Heard>,
}

/// What the program has sent, and the news that it has sent more.
#[derive(Default)]
struct Heard {
    bytes: Mutex<Vec<u8>>,
    more: Condvar,
}

impl Scripted {
    /// A module that answers with what `answer` gives; nothing: it is silent.
    pub(crate) fn new(answer: impl FnMut(&str) -> &'static str + Send + 'static) -> Self {
        let controller = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&controller).unwrap();
        unlockpt(&controller).unwrap();
        let name = ptsname(&controller, Vec::new()).unwrap();
        let path = PathBuf::from(name.to_str().unwrap());
        // As long as somebody has the other end, a program can come and go.
        let other_end = File::options().read(true).write(true).open(&path).unwrap();
        let mut settings = rustix::termios::tcgetattr(&other_end).unwrap();
        settings.make_raw();
        let now = rustix::termios::OptionalActions::Now;
        rustix::termios::tcsetattr(&other_end, now, &settings).unwrap();
        let heard = Arc::new(Heard::default());
        let told = Arc::clone(&heard);
        std::thread::spawn(move || {
            play(File::from(controller), &told, answer);
            drop(other_end);
        });
        Self { path, heard }
    }

    /// All that the program has sent, in escapes.
    pub(crate) fn heard(&self) -> String {
        self.heard.bytes.lock().unwrap().escape_ascii().to_string()
    }

    /// Waits until the program has sent this, in escapes.
    pub(crate) fn wait_for(&self, text: &str) {
        let bytes = self.heard.bytes.lock().unwrap();
        let lacks = |bytes: &mut Vec<u8>| !bytes.escape_ascii().to_string().contains(text);
        let limit = Duration::from_secs(60);
        let waited = self.heard.more.wait_timeout_while(bytes, limit, lacks);
        let result = waited.unwrap().1;
        assert!(!result.timed_out(), "{text} did not come");
    }
}

fn play(mut port: File, told: &Heard, mut answer: impl FnMut(&str) -> &'static str) {
    let mut line = Vec::new();
    let mut buffer = [0; 256];
    while let Ok(count) = port.read(&mut buffer) {
        for &byte in &buffer[..count] {
            told.bytes.lock().unwrap().push(byte);
            told.more.notify_all();
            line.push(byte);
            let said = match line.as_slice() {
                b"+++" | b"\x1b" => answer(std::str::from_utf8(&line).unwrap()),
                [.., b'\r' | b'\x1a'] => {
                    let text = String::from_utf8_lossy(&line[..line.len() - 1]).into_owned();
                    match text.as_str() {
                        "" => "",
                        "ATE0Q0V1" => "\r\nOK\r\n",
                        // The proofs that it listens: no test attaches more than twice.
                        "AT+CMEE?" => "\r\n+CMEE: 1\r\n\r\nOK\r\n",
                        "AT#SELINT?" => "\r\n#SELINT: 2\r\n\r\nOK\r\n",
                        text => answer(text),
                    }
                }
                _ => continue,
            };
            line.clear();
            port.write_all(said.as_bytes()).unwrap();
        }
    }
}
