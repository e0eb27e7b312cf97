//! Bytes in both directions, and the ways in which they end.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

use openssl::ssl::{ErrorCode, SslVersion};
use telit_module::runner::{Ended, Policy, Version, Versions};

use crate::bench::{Bench, dial};
use crate::peer::{context, serve};

#[test]
fn a_peer_with_a_verified_chain_is_reached_by_tls_1_0_and_echoes() {
    let (port, peer) = serve(context(), 1, |stream| {
        let mut stream = stream.unwrap();
        let mut room = [0; 5];
        stream.read_exact(&mut room).unwrap();
        stream.write_all(&room).unwrap();
        let _ = stream.shutdown();
        (
            stream.ssl().version_str(),
            stream.ssl().current_cipher().unwrap().name(),
            stream.ssl().servername_raw_is_none(),
        )
    });
    let mut bench = Bench::new(vec![dial(port)]);
    assert_eq!(bench.ask("open 0"), "connected Aes256Sha resumed=false");
    assert_eq!(bench.ask("send hello"), "sent");
    assert_eq!(bench.hear(), "received hello");
    assert_eq!(bench.hear(), "closed closed by the peer (close_notify)");
    assert_eq!(peer.join().unwrap(), [("TLSv1", "AES256-SHA", true)]);
    let finished = bench.finish();
    assert_eq!(finished.outcome.unwrap(), Ended::Stopped);
    assert_eq!(finished.machine.told, 4);
}

trait NoName {
    fn servername_raw_is_none(&self) -> bool;
}

impl NoName for openssl::ssl::SslRef {
    fn servername_raw_is_none(&self) -> bool {
        self.servername(openssl::ssl::NameType::HOST_NAME).is_none()
    }
}

#[test]
fn a_name_is_looked_up_and_not_compared_with_the_certificate() {
    let (port, peer) = serve(context(), 1, |stream| stream.is_ok());
    let mut named = dial(port);
    named.host = "localhost".into();
    let mut bench = Bench::new(vec![named]);
    assert_eq!(bench.ask("open 0"), "connected Aes256Sha resumed=false");
    assert_eq!(peer.join().unwrap(), [true]);
}

#[test]
fn a_cut_is_not_told_as_an_orderly_end() {
    let (port, _peer) = serve(context(), 1, |stream| {
        stream.unwrap().get_ref().shutdown(Shutdown::Both).unwrap();
    });
    let mut bench = Bench::new(vec![dial(port)]);
    bench.ask("open 0");
    assert_eq!(
        bench.hear(),
        "closed cut: the stream ended without close_notify"
    );
}

#[test]
fn what_was_handed_over_before_a_close_arrives_before_close_notify() {
    let (ready, begin) = channel();
    let (port, peer) = serve(context(), 1, move |stream| {
        let mut stream = stream.unwrap();
        begin.recv().unwrap();
        let (mut room, mut count) = ([0; 4096], 0);
        loop {
            match stream.ssl_read(&mut room) {
                Ok(more) => count += more,
                Err(error) => return (count, error.code()),
            }
        }
    });
    let mut bench = Bench::new(vec![dial(port)]);
    bench.ask("open 0");
    // In one piece: while the peer is behind, nothing more is taken from the host.
    bench.order("flood 8000000\nclose");
    // The peer begins to read when the machine has long closed.
    assert_eq!(bench.ask("say done"), "done");
    ready.send(()).unwrap();
    assert_eq!(peer.join().unwrap(), [(8_000_000, ErrorCode::ZERO_RETURN)]);
    assert_eq!(bench.finish().machine.told, 1);
}

#[test]
fn a_host_that_does_not_read_stops_the_peer_and_loses_nothing() {
    const TOTAL: usize = 64 * 1024 * 1024;
    let (stopped, wait) = channel();
    let (port, peer) = serve(context(), 1, move |stream| {
        let mut stream = stream.unwrap();
        stream
            .get_ref()
            .set_write_timeout(Some(Duration::from_millis(300)))
            .unwrap();
        let (bytes, mut count, mut stops) = (vec![b'y'; 16 * 1024], 0, 0);
        while count < TOTAL {
            match stream.ssl_write(&bytes) {
                Ok(more) => count += more,
                Err(error) => {
                    assert_eq!(
                        error.io_error().map(std::io::Error::kind),
                        Some(ErrorKind::WouldBlock)
                    );
                    stops += 1;
                    let _ = stopped.send(());
                }
            }
        }
        let _ = stream.shutdown();
        stops
    });
    let mut bench = Bench::new(vec![dial(port)]);
    bench.ask("open 0");
    wait.recv_timeout(Duration::from_secs(30)).unwrap();
    let mut count = 0;
    loop {
        let line = bench.hear();
        match line.strip_prefix("received ") {
            Some(bytes) => count += bytes.len(),
            None => break assert_eq!(line, "closed closed by the peer (close_notify)"),
        }
    }
    assert_eq!(count, TOTAL);
    assert!(peer.join().unwrap()[0] >= 1);
}

#[test]
fn what_the_peer_sent_before_it_went_is_received_although_writing_fails() {
    let (ready, begin) = channel();
    let (gone, wait) = channel();
    let (port, _peer) = serve(context(), 1, move |stream| {
        let mut stream = stream.unwrap();
        begin.recv().unwrap();
        stream.write_all(b"last words").unwrap();
        let _ = stream.shutdown();
        drop(stream);
        gone.send(()).unwrap();
    });
    let mut bench = Bench::new(vec![dial(port)]);
    bench.ask("open 0");
    ready.send(()).unwrap();
    wait.recv_timeout(Duration::from_secs(30)).unwrap();
    bench.order("flood 100000");
    let lines: Vec<String> = std::iter::repeat_with(|| bench.hear())
        .take_while(|line| !line.starts_with("closed"))
        .collect();
    assert!(
        lines.iter().any(|line| line == "received last words"),
        "{lines:?}"
    );
}

#[test]
fn a_newer_version_is_offered_only_when_the_policy_says_so() {
    let newer = || {
        let mut builder = context();
        builder
            .set_max_proto_version(Some(SslVersion::TLS1_2))
            .unwrap();
        builder
            .set_min_proto_version(Some(SslVersion::TLS1_2))
            .unwrap();
        builder
    };
    let (port, _) = serve(newer(), 1, |stream| stream.is_ok());
    let mut old = Bench::new(vec![dial(port)]);
    let refused = old.ask("open 0");
    assert!(
        refused.starts_with("refused Handshake(") && refused.contains("alert protocol version"),
        "{refused}"
    );

    let (port, peer) = serve(newer(), 1, |stream| stream.unwrap().ssl().version_str());
    let versions = Versions::between(Version::Tls12, Version::Tls10);
    let mut new = Bench::with(
        Policy {
            versions,
            ..Policy::default()
        },
        vec![dial(port)],
    );
    assert_eq!(new.ask("open 0"), "connected Aes256Sha resumed=false");
    assert_eq!(peer.join().unwrap(), ["TLSv1.2"]);
}

#[test]
fn a_peer_is_not_read_while_the_machine_has_no_room_for_it() {
    let (begin, begun) = channel();
    let (tell, told) = channel();
    let (port, _peer) = serve(context(), 1, move |stream| {
        let mut stream = stream.unwrap();
        begun.recv().unwrap();
        stream.write_all(b"hello").unwrap();
        let _ = stream.shutdown();
        tell.send(()).unwrap();
    });
    let mut bench = Bench::new(vec![dial(port)]);
    bench.ask("open 0");
    bench.order("deaf");
    assert_eq!(bench.ask("say deaf"), "deaf");
    begin.send(()).unwrap();
    told.recv().unwrap();
    // The bytes are there, and their end is; the host is served meanwhile.
    for _ in 0..10 {
        assert_eq!(bench.ask("say still deaf"), "still deaf");
    }
    bench.order("listen");
    assert_eq!(bench.hear(), "received hello");
    assert_eq!(bench.hear(), "closed closed by the peer (close_notify)");
}

#[test]
fn a_record_that_cannot_be_opened_is_neither_a_cut_nor_an_orderly_end() {
    let (port, _peer) = serve(context(), 1, |stream| {
        let mut stream = stream.unwrap();
        let garbled = [&b"\x17\x03\x01\x00\x20"[..], &[0; 32]].concat();
        stream.get_mut().write_all(&garbled).unwrap();
        let _ = stream.ssl_read(&mut [0; 16]);
    });
    let mut bench = Bench::new(vec![dial(port)]);
    bench.ask("open 0");
    let said = bench.hear();
    assert!(said.starts_with("garbled TLS failed: "), "{said}");
}

#[test]
fn an_alert_of_the_peer_is_a_cut() {
    let (port, _peer) = serve(context(), 1, |stream| {
        // What cannot be opened here makes this side send an alert.
        stream.unwrap().ssl_read(&mut [0; 16]).unwrap_err();
    });
    let (port, garble) = garbler(port);
    let mut bench = Bench::new(vec![dial(port)]);
    bench.ask("open 0");
    garble.store(true, Ordering::Release);
    assert_eq!(bench.ask("send hello"), "sent");
    let said = bench.hear();
    assert!(
        said.starts_with("closed TLS failed: ") && said.contains("alert bad record mac"),
        "{said}"
    );
}

/// A port that leads to another one; from some moment on, what goes there is spoilt on the way.
fn garbler(port: u16) -> (u16, Arc<AtomicBool>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let own = listener.local_addr().unwrap().port();
    let garble = Arc::new(AtomicBool::new(false));
    let wanted = Arc::clone(&garble);
    std::thread::spawn(move || {
        let (mut near, _) = listener.accept().unwrap();
        let mut far = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let (mut back, mut forth) = (near.try_clone().unwrap(), far.try_clone().unwrap());
        std::thread::spawn(move || {
            let _ = std::io::copy(&mut forth, &mut back);
            let _ = back.shutdown(Shutdown::Write);
        });
        let mut room = [0; 4096];
        while let Ok(count @ 1..) = near.read(&mut room) {
            if wanted.load(Ordering::Acquire) {
                room[count - 1] ^= 1;
            }
            far.write_all(&room[..count]).unwrap();
        }
    });
    (own, garble)
}
