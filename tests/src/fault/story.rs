//! The dialogues of the guide, and the provisioning of a module, as steps of an application.
//!
//! In: nothing. Out: [`STORIES`]. Not here: what the module answers; the virtual module does.
//! Read first: guide 3.3, 4.5.2 to 4.5.5.

/// A dialogue.
#[derive(Clone, Copy, Debug)]
pub struct Story {
    /// Its name, for people.
    pub name: &'static str,
    /// What is done, in order.
    pub steps: &'static [Step],
}

/// What the application or the peer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The application attaches.
    Attach,
    /// It asks this, the body of a command line.
    Ask(&'static str),
    /// The same, and this payload follows the prompt.
    Send(&'static str, &'static [u8]),
    /// It gives payload in online mode.
    Supply(&'static [u8]),
    /// The peer sends this in online mode, and the application listens until so much has come.
    Hear(&'static [u8]),
    /// It listens until online mode ends.
    ListenToEnd,
    /// It leaves online mode.
    Suspend,
    /// The peer sends, and nobody listens yet.
    PeerSends(&'static [u8]),
    /// The peer closes the connection.
    PeerCloses,
}

use Step::{Ask, Attach, Hear, ListenToEnd, PeerCloses, PeerSends, Send, Supply, Suspend};

/// All of them.
pub const STORIES: &[Story] = &[
    Story {
        name: "guide 4.5.2: command mode, and the peer closes",
        steps: &[
            Attach,
            Ask("+CGDCONT=1,\"IP\",\"internet\""),
            Ask("#SGACT=1,1"),
            Ask("#SSLEN=1,1"),
            Ask("#SSLCFG=1,1,300,90,100,50,1"),
            Ask("#SSLD=1,443,\"123.124.125.126\",0,1"),
            Send("#SSLSEND=1", b"Send data in command mode!"),
            PeerSends(b"Response of the server!"),
            Ask("#SSLRCV=1,100"),
            Ask("#SSLRCV=1,100,10"),
            PeerCloses,
            Ask("#SSLRCV=1,100"),
            Ask("#SSLH=1"),
        ],
    },
    Story {
        name: "guide 4.5.3: between command and online mode",
        steps: &[
            Attach,
            Ask("+CGDCONT=1,\"IP\",\"internet\""),
            Ask("#SGACT=1,1"),
            Ask("#SSLEN=1,1"),
            Ask("#SSLD=1,443,\"123.124.125.126\",0,0"),
            Supply(b"Send data in online mode!"),
            Hear(b"Response in online mode"),
            Suspend,
            Ask("#SSLS=1"),
            Send("#SSLSEND=1", b"Send data in command mode!"),
            PeerSends(b"Response in command mode"),
            Ask("#SSLRCV=1,100"),
            Ask("#SSLO=1"),
            Hear(b"\r\nOK\r\n"),
            Suspend,
            Ask("#SSLH=1"),
        ],
    },
    Story {
        name: "guide 4.5.4: closed, and restored later",
        steps: &[
            Attach,
            Ask("+CGDCONT=1,\"IP\",\"internet\""),
            Ask("#SGACT=1,1"),
            Ask("#SSLEN=1,1"),
            Ask("#SSLD=1,443,\"123.124.125.126\",1,0"),
            Supply(b"hello"),
            Hear(b"world"),
            Suspend,
            Ask("#SSLH=1"),
            Ask("#SSLFASTD=1,0"),
            Supply(b"again"),
            Hear(b"world"),
            Suspend,
            Ask("#SSLH=1,0"),
        ],
    },
    Story {
        name: "guide 4.5.5: an HTTPS server",
        steps: &[
            Attach,
            Ask("+CGDCONT=1,\"IP\",\"internet\""),
            Ask("#SGACT=1,1"),
            Ask("#SSLEN=1,1"),
            Ask("#SSLSECCFG=1,0,1"),
            Send("#SSLSECDATA=1,1,1", CERTIFICATE),
            Ask("#SSLD=1,443,\"www.example.com\",0,0"),
            Supply(b"GET / HTTP/1.0\r\n\r\n"),
            PeerSends(PAGE),
            PeerCloses,
            ListenToEnd,
            Ask("#SSLH=1"),
        ],
    },
    Story {
        name: "provisioning",
        steps: &[
            Attach,
            Ask("+CMEE=1"),
            Ask("#SELINT=2"),
            Ask("#SSLEN?"),
            Ask("#SSLEN=1,1"),
            Ask("#SSLSECDATA?"),
            Ask("#SSLSECDATA=1,0,1"),
            Send("#SSLSECDATA=1,1,1", CERTIFICATE),
            Send("#SSLSECDATA=1,1,0", CERTIFICATE),
            Send("#SSLSECDATA=1,1,2", KEY),
            Ask("#SSLSECDATA=1,2,1"),
            Ask("#SSLSECCFG=1,0,2"),
            Ask("#SSLSECCFG?"),
            Ask("#SSLCFG=1,1,300,90,100,50"),
            Ask("#SSLCFG?"),
            // An error, as it comes.
            Ask("#SSLEN=1,1"),
        ],
    },
    Story {
        name: "a page by receives, with what ends an answer in it",
        steps: &[
            Attach,
            Ask("+CGDCONT=1,\"IP\",\"internet\""),
            Ask("#SGACT=1,1"),
            Ask("#SSLEN=1,1"),
            Ask("#SSLD=1,443,\"www.example.com\",0,1"),
            // 26 bytes, the last two of them a line end.
            PeerSends(b"Response in command mode\r\n"),
            Ask("#SSLRCV=1,1000"),
            PeerSends(PAGE),
            Ask("#SSLRCV=1,49"),
            Ask("#SSLRCV=1,1000"),
            Ask("#SSLH=1"),
        ],
    },
];

const CERTIFICATE: &[u8] =
    b"-----BEGIN CERTIFICATE-----\nMIIBAAAA\n+/==\n-----END CERTIFICATE-----\n";
const KEY: &[u8] = b"-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n";
const PAGE: &[u8] =
    b"HTTP/1.0 404 Not Found\r\ncontent-type: text/html\r\n\r\n<html>\r\nOK\r\n</html>\r\n";
