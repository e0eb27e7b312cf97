//! The suites that only the feature `weak-tls` brings: RC4, as the hardware has it, against a peer of our own and against
//! the program `gnutls-serv`, which shares no TLS code with it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use telit_module::peer::{Dial, Suite};
use telit_module::runner::{available, lacking};

use crate::authority::PEER;
use crate::bench::{Bench, dial, path};
use crate::peer::{context, serve};

const ALL: [Suite; 3] = [Suite::Rc4Md5, Suite::Rc4Sha, Suite::Aes256Sha];

#[test]
fn no_suite_of_the_guide_is_lacking() {
    assert_eq!(lacking(&ALL), []);
}

#[test]
fn each_suite_of_the_guide_is_agreed_on_over_tls_1_0() {
    for suite in ALL {
        // Loads what the peer, which is of the same OpenSSL, needs as well.
        assert!(available(suite));
        let (port, peer) = serve(context(), 1, |stream| {
            let stream = stream.unwrap();
            let cipher = stream.ssl().current_cipher().unwrap().name().to_owned();
            format!("{} {cipher}", stream.ssl().version_str())
        });
        let dial = Dial {
            suites: vec![suite],
            ..dial(port)
        };
        let mut bench = Bench::new(vec![dial]);
        assert_eq!(
            bench.ask("open 0"),
            format!("connected {suite:?} resumed=false")
        );
        let cipher = match suite {
            Suite::Rc4Md5 => "RC4-MD5",
            Suite::Rc4Sha => "RC4-SHA",
            Suite::Aes256Sha => "AES256-SHA",
        };
        assert_eq!(peer.join().unwrap(), [format!("TLSv1 {cipher}")]);
    }
}

#[test]
fn each_suite_of_the_guide_carries_data_to_a_peer_that_is_not_openssl_and_back() {
    let program = GnuTls::start();
    for suite in ALL {
        let dial = Dial {
            suites: vec![suite],
            ..dial(program.port)
        };
        let mut bench = Bench::new(vec![dial]);
        assert_eq!(
            bench.ask("open 0"),
            format!("connected {suite:?} resumed=false")
        );
        assert_eq!(bench.ask("send from the module\\n"), "sent");
        assert_eq!(bench.hear(), "received from the module");
    }
}

/// `gnutls-serv` as an echo. It has no way to listen on loopback alone.
struct GnuTls {
    child: Child,
    files: [PathBuf; 2],
    port: u16,
}

impl GnuTls {
    fn start() -> Self {
        let files = [("cert", PEER.pem()), ("key", PEER.key_pem())].map(|(name, pem)| {
            let file = path(name);
            fs::write(&file, pem).unwrap();
            file
        });
        // Free a moment ago: the program cannot choose one itself and say which.
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .unwrap()
            .port();
        let mut child = Command::new("gnutls-serv")
            .args([
                "--echo",
                "--disable-client-cert",
                "--port",
                &port.to_string(),
            ])
            .args([
                "--priority",
                "NORMAL:-VERS-ALL:+VERS-TLS1.0:+RSA:+ARCFOUR-128:+MD5:+SHA1",
            ])
            .arg("--x509certfile")
            .arg(&files[0])
            .arg("--x509keyfile")
            .arg(&files[1])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("gnutls-serv is there (Debian: gnutls-bin)");
        let mut remarks = BufReader::new(child.stderr.take().unwrap()).lines();
        let listens = remarks.any(|line| line.is_ok_and(|line| line.contains("listening on IPv4")));
        assert!(listens, "the program says that it listens");
        // What it goes on saying is read, or it would stop.
        std::thread::spawn(move || remarks.count());
        Self { child, files, port }
    }
}

impl Drop for GnuTls {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
    }
}
