//! A module on a table: its host types, its peer speaks, its clock is turned by hand.

use telit_module::peer::{Dial, PeerEvent, Refusal, Suite};
use telit_module::{Action, Machine, Module, Quirks, Settings};
use telit_ssl::Instant;

pub(crate) struct Bench {
    pub(crate) module: Module,
    now: u64,
    said: Vec<u8>,
    asked: Vec<Action>,
}

impl Bench {
    /// A module just switched on.
    pub(crate) fn new() -> Self {
        Self::of(Module::default())
    }

    pub(crate) fn with(settings: Settings) -> Self {
        Self::of(Module::new(settings, telit_module::Memory::new()))
    }

    pub(crate) fn quirky(quirks: Quirks) -> Self {
        Self::of(Module::default().with_quirks(quirks))
    }

    pub(crate) fn of(module: Module) -> Self {
        let mut bench = Self {
            module,
            // Any epoch will do.
            now: 1_000_000,
            said: Vec::new(),
            asked: Vec::new(),
        };
        bench.drain();
        bench
    }

    /// No echo, numbers for every error, the SSL socket enabled.
    pub(crate) fn enabled(mut self) -> Self {
        self.does("ATE0;+CMEE=1;#SELINT=2;#SSLEN=1,1");
        self
    }

    /// The same, with an active context.
    pub(crate) fn ready(self) -> Self {
        let mut bench = self.enabled();
        bench.does("AT+CGDCONT=1,\"IP\",\"internet\"");
        bench.does("AT#SGACT=1,1");
        bench
    }

    /// The same, with a connection open in command mode.
    pub(crate) fn connected(self) -> Self {
        let mut bench = self.ready();
        bench.types("AT#SSLD=1,443,\"host\",0,1\r");
        assert_eq!(bench.answers(), "\r\nOK\r\n");
        bench
    }

    /// The same, in online mode.
    pub(crate) fn online(self) -> Self {
        let mut bench = self.ready();
        bench.types("AT#SSLD=1,443,\"host\",0,0\r");
        assert_eq!(bench.answers(), "\r\nCONNECT\r\n");
        bench.asks();
        bench
    }

    /// The peer takes the dial; what the module says then.
    pub(crate) fn answers(&mut self) -> String {
        let suite = Suite::Aes256Sha;
        self.peer(PeerEvent::Connected {
            suite,
            resumed: false,
        })
    }

    /// The host sends bytes; what the module says then.
    pub(crate) fn types(&mut self, bytes: impl AsRef<[u8]>) -> String {
        let now = Instant::from_millis(self.now);
        self.module.host_bytes(now, bytes.as_ref());
        self.drain();
        self.says()
    }

    /// The host sends a command line that ends with `OK`.
    #[track_caller]
    pub(crate) fn does(&mut self, line: &str) {
        let said = self.types(format!("{line}\r"));
        assert!(said.ends_with("OK\r\n"), "{line:?}: {said:?}");
    }

    /// The peer does something; what the module says then.
    pub(crate) fn peer(&mut self, event: PeerEvent) -> String {
        let now = Instant::from_millis(self.now);
        self.module.peer(now, event);
        self.drain();
        self.says()
    }

    pub(crate) fn peer_sends(&mut self, bytes: impl AsRef<[u8]>) -> String {
        self.peer(PeerEvent::Received(bytes.as_ref().to_vec()))
    }

    /// The host sets DTR; what the module says then.
    pub(crate) fn sets_dtr(&mut self, is_on: bool) -> String {
        let now = Instant::from_millis(self.now);
        self.module.terminal_ready(now, is_on);
        self.drain();
        self.says()
    }

    /// The connection has taken everything.
    pub(crate) fn takes(&mut self) -> String {
        self.peer(PeerEvent::Sent)
    }

    /// The memory was written down, or could not be; what the module says then.
    pub(crate) fn remembers(&mut self, is_written: bool) -> String {
        let now = Instant::from_millis(self.now);
        self.module.remembered(now, is_written);
        self.drain();
        self.says()
    }

    /// Whether the module wants more from the peer.
    pub(crate) fn has_room(&self) -> bool {
        self.module.has_room()
    }

    /// The power goes off and on again.
    pub(crate) fn restarts(&mut self) -> String {
        self.module.restart();
        self.drain();
        self.says()
    }

    pub(crate) fn peer_closes(&mut self) -> String {
        let reason = String::from("close_notify");
        self.peer(PeerEvent::Closed { reason })
    }

    pub(crate) fn refuses(&mut self, refusal: Refusal) -> String {
        self.peer(PeerEvent::Refused(refusal))
    }

    /// Time passes, from deadline to deadline; what the module says then.
    pub(crate) fn waits(&mut self, millis: u64) -> String {
        let end = self.now + millis;
        while let Some(due) = self.module.deadline().map(Instant::millis)
            && due <= end
        {
            assert!(
                due >= self.now,
                "the deadline {due} lies before {}",
                self.now
            );
            self.now = due;
            self.drain();
            let next = self.module.deadline().map(Instant::millis);
            assert!(
                next.is_none_or(|next| next > due),
                "the deadline {due} stays"
            );
        }
        self.now = end;
        self.drain();
        self.says()
    }

    /// What the module has asked of its driver, bytes for the host left out.
    pub(crate) fn asks(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.asked)
    }

    /// The dial that the module has asked for.
    pub(crate) fn dials(&mut self) -> Dial {
        let mut dials = self.asks().into_iter().filter_map(|action| match action {
            Action::Open(dial) => Some(dial),
            _ => None,
        });
        dials.next_back().expect("a dial was asked for")
    }

    /// What the module has given to the peer.
    pub(crate) fn sends(&mut self) -> String {
        let sent = self.asks().into_iter().filter_map(|action| match action {
            Action::ToPeer(bytes) => Some(bytes),
            _ => None,
        });
        String::from_utf8_lossy(&sent.collect::<Vec<_>>().concat()).into_owned()
    }

    /// The host sends and the peer sends; the bytes that come out at the other ends.
    pub(crate) fn carries(&mut self, host: &[u8], peer: &[u8]) -> (Vec<u8>, Vec<u8>) {
        self.asks();
        let now = Instant::from_millis(self.now);
        self.module.host_bytes(now, host);
        self.module.peer(now, PeerEvent::Received(peer.to_vec()));
        self.drain();
        let sent = self.asks().into_iter().filter_map(|action| match action {
            Action::ToPeer(bytes) => Some(bytes),
            _ => None,
        });
        let sent = sent.collect::<Vec<_>>().concat();
        (sent, std::mem::take(&mut self.said))
    }

    fn says(&mut self) -> String {
        String::from_utf8_lossy(&std::mem::take(&mut self.said)).into_owned()
    }

    fn drain(&mut self) {
        let now = Instant::from_millis(self.now);
        while let Some(action) = self.module.poll(now) {
            match action {
                Action::ToHost(bytes) => self.said.extend(bytes),
                other => self.asked.push(other),
            }
        }
    }
}
