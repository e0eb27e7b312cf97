//! A peer that shares no code path with the module: the program `openssl s_server`.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use telit_module::peer::Dial;

use crate::authority::{AUTHORITY, MODULE, PEER};
use crate::bench::{Bench, dial, path};

struct Program {
    child: Child,
    output: BufReader<ChildStdout>,
    files: Vec<PathBuf>,
    port: u16,
}

impl Program {
    fn start(extra: &[&str]) -> Self {
        let files: Vec<PathBuf> = [
            ("cert", PEER.pem()),
            ("key", PEER.key_pem()),
            ("ca", AUTHORITY.pem()),
        ]
        .map(|(name, pem)| {
            let file = path(name);
            fs::write(&file, pem).unwrap();
            file
        })
        .into();
        let mut child = Command::new("openssl")
            .args([
                "s_server",
                "-accept",
                "127.0.0.1:0",
                "-tls1",
                "-cipher",
                "AES256-SHA:@SECLEVEL=0",
            ])
            .arg("-cert")
            .arg(&files[0])
            .arg("-key")
            .arg(&files[1])
            .arg("-CAfile")
            .arg(&files[2])
            .args(extra)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let accept = until(&mut output, |line| line.starts_with("ACCEPT"));
        let port = accept.rsplit(':').next().unwrap().parse().unwrap();
        Self {
            child,
            output,
            files,
            port,
        }
    }

    fn hear(&mut self, wanted: &str) -> String {
        until(&mut self.output, |line| line.contains(wanted))
    }

    fn say(&mut self, text: &str) {
        self.child
            .stdin
            .as_mut()
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
    }
}

fn until(output: &mut impl BufRead, wanted: impl Fn(&str) -> bool) -> String {
    let mut lines = output.lines().map(|line| line.expect("output is text"));
    lines
        .find(|line| wanted(line))
        .expect("the program says it before it ends")
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
    }
}

#[test]
fn the_program_is_reached_by_tls_1_0_with_a_verified_chain_and_may_cut_the_connection() {
    let mut program = Program::start(&[]);
    let mut bench = Bench::new(vec![dial(program.port)]);
    assert_eq!(bench.ask("open 0"), "connected Aes256Sha resumed=false");
    assert!(program.hear("CIPHER is").contains("AES256-SHA"));
    bench.order("send from the module\\n");
    assert_eq!(bench.hear(), "sent");
    program.hear("from the module");
    program.say("from the peer\n");
    assert_eq!(bench.hear(), "received from the peer");
    assert_eq!(bench.hear(), "");
    // So the program ends: without close_notify.
    program.say("Q\n");
    assert_eq!(
        bench.hear(),
        "closed cut: the stream ended without close_notify"
    );
}

#[test]
fn the_program_turns_lines_round_and_closes_in_good_order() {
    let program = Program::start(&["-rev"]);
    let mut bench = Bench::new(vec![dial(program.port)]);
    assert_eq!(bench.ask("open 0"), "connected Aes256Sha resumed=false");
    assert_eq!(bench.ask("send hello\\n"), "sent");
    assert_eq!([bench.hear(), bench.hear()], ["received olleh", ""]);
    assert_eq!(bench.ask("send CLOSE\\n"), "sent");
    assert_eq!(bench.hear(), "closed closed by the peer (close_notify)");
}

#[test]
fn the_program_takes_up_a_session_again() {
    let mut program = Program::start(&["-no_ticket"]);
    let mut bench = Bench::new(vec![Dial {
        resume: true,
        ..dial(program.port)
    }]);
    assert_eq!(bench.ask("open 0"), "connected Aes256Sha resumed=false");
    program.hear("CIPHER is");
    bench.order("close");
    assert_eq!(bench.ask("open 0"), "connected Aes256Sha resumed=true");
    program.hear("Reused session-id");
}

#[test]
fn the_program_demands_a_certificate_and_verifies_it() {
    let mut program = Program::start(&["-Verify", "2", "-verify_return_error"]);
    let with = Dial {
        identity: Some(MODULE.identity()),
        ..dial(program.port)
    };
    let mut bench = Bench::new(vec![dial(program.port), with]);
    let refused = bench.ask("open 0");
    assert!(
        refused.starts_with("refused Handshake(") && refused.contains("alert handshake failure"),
        "{refused}"
    );
    assert_eq!(bench.ask("open 1"), "connected Aes256Sha resumed=false");
    program.hear("CN = Module");
}
