//! The host's ports, and the run behind them.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;

use telit_module::action::Action;
use telit_module::peer::PeerEvent;
use telit_module::runner::{Ended, HostPort, Machine, Policy, Runner, Running};
use telit_ssl::Instant;

use crate::bench::{Echo, path};

fn run(port: HostPort) -> Running<Echo> {
    Runner::new(Echo::default(), port, Policy::default())
        .unwrap()
        .spawn()
        .unwrap()
}

fn open(path: &Path) -> File {
    OpenOptions::new()
        .read(true)
        .write(true)
        .open(path)
        .unwrap()
}

fn echoed(mut host: impl Read + Write, bytes: &[u8]) {
    host.write_all(bytes).unwrap();
    let mut room = vec![0; bytes.len()];
    host.read_exact(&mut room).unwrap();
    assert_eq!(room, bytes);
}

#[test]
fn a_terminal_gives_every_byte_back_unchanged_to_one_host_after_the_other() {
    let port = HostPort::terminal(None).unwrap();
    let name = port.path().unwrap().to_owned();
    let running = run(port);
    let every: Vec<u8> = (0..=255).collect();
    echoed(open(&name), &every);
    echoed(open(&name), b"AT\r\x03\x04\x1a");
    assert_eq!(running.finish().unwrap().outcome.unwrap(), Ended::Stopped);
}

#[test]
fn a_terminal_carries_more_than_its_buffers_hold() {
    let port = HostPort::terminal(None).unwrap();
    let host = open(port.path().unwrap());
    let _running = run(port);
    let bytes: Vec<u8> = (0..1_000_000_u32)
        .flat_map(u32::to_be_bytes)
        .take(300_000)
        .collect();
    let (mut writer, sent) = (host.try_clone().unwrap(), bytes.clone());
    let writing = std::thread::spawn(move || writer.write_all(&sent).unwrap());
    let mut room = vec![0; bytes.len()];
    (&host).read_exact(&mut room).unwrap();
    writing.join().unwrap();
    assert!(room == bytes);
}

#[test]
fn a_socket_serves_one_host_after_the_other_and_is_removed() {
    let place = path("socket");
    let running = run(HostPort::socket(&place).unwrap());
    echoed(UnixStream::connect(&place).unwrap(), b"first");
    echoed(UnixStream::connect(&place).unwrap(), b"second");
    assert_eq!(running.finish().unwrap().outcome.unwrap(), Ended::Stopped);
    assert!(!place.exists());
}

#[test]
fn a_run_over_a_pipe_ends_when_the_host_is_gone() {
    let (port, host) = HostPort::pipe().unwrap();
    let running = run(port);
    echoed(&host, b"AT\r");
    drop(host);
    assert_eq!(running.join().unwrap().outcome.unwrap(), Ended::HostGone);
}

#[test]
fn a_run_on_the_callers_thread_ends_when_another_thread_says_so() {
    let (port, _host) = HostPort::pipe().unwrap();
    let runner = Runner::new(Echo::default(), port, Policy::default()).unwrap();
    let stop = runner.stop();
    let other = std::thread::spawn(move || stop.stop());
    assert_eq!(runner.run().outcome.unwrap(), Ended::Stopped);
    other.join().unwrap();
}

/// A machine that speaks by itself, every five milliseconds, three times.
struct Ticking {
    next: Option<Instant>,
    said: u64,
    due: bool,
}

impl Machine for Ticking {
    fn host_bytes(&mut self, _: Instant, _: &[u8]) {}

    fn peer(&mut self, _: Instant, _: PeerEvent) {}

    fn poll(&mut self, now: Instant) -> Option<Action> {
        self.due = self.next.is_some_and(|next| next <= now);
        if !self.due {
            return None;
        }
        self.said += 1;
        self.next = (self.said < 3).then_some(now + telit_ssl::Span::from_millis(5));
        Some(Action::ToHost(b"!".into()))
    }

    fn deadline(&self) -> Option<Instant> {
        self.next
    }
}

#[test]
fn a_machine_is_asked_again_at_its_deadline_although_nothing_happens() {
    let (port, mut host) = HostPort::pipe().unwrap();
    let machine = Ticking {
        next: Some(Instant::from_millis(5)),
        said: 0,
        due: false,
    };
    let running = Runner::new(machine, port, Policy::default())
        .unwrap()
        .spawn()
        .unwrap();
    let mut room = [0; 3];
    host.read_exact(&mut room).unwrap();
    assert_eq!(&room, b"!!!");
    assert_eq!(running.finish().unwrap().machine.said, 3);
}
