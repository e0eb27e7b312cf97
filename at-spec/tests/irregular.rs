//! Lines that firmware writes in more than one way: what is read of each, and the one way in which it is written.
//!
//! In: small declarations, made up for the purpose. Out: bytes and values. Not here: regular lines; `derive.rs` has
//! those.

use at_spec::{Fault, Information, ProfileId, Writer};
use declared::{Received, SocketId};

const PROFILE: ProfileId = ProfileId::new(0);

/// Lines of the module.
#[at_spec::family]
pub mod declared {
    use at_spec::{Argument, ByteCount, Information};

    /// A socket.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    #[at(range = 1..=6)]
    pub struct SocketId(u8);

    /// So many bytes follow, behind the socket or without it.
    ///
    /// Source: protocol notes 5.13.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#RECEIVED")]
    pub struct Received {
        /// Socket, where it is said.
        #[at(leading)]
        pub socket: Option<SocketId>,
        /// Their number.
        #[at(count)]
        pub count: ByteCount,
    }
}

fn written<I: Information>(value: &I::Of<'_>) -> String {
    let mut room = [0; 100];
    let mut writer = Writer::new(&mut room, PROFILE);
    I::write_line(value, &mut writer).unwrap();
    writer.written().escape_ascii().to_string()
}

fn received(line: &str) -> (Option<u8>, u32, String) {
    let received = Received::read_line(line.as_bytes(), PROFILE).unwrap();
    (
        received.socket.map(SocketId::value),
        Received::count(&received).unwrap(),
        written::<Received>(&received),
    )
}

#[test]
fn a_leading_value_is_there_if_both_can_be_read() {
    let both = (Some(1), 24, "#RECEIVED: 1,24".to_owned());
    for line in [
        "#RECEIVED: 1,24",
        "#RECEIVED:1 , 24",
        "#RECEIVED: 1,24,soon",
    ] {
        assert_eq!(received(line), both, "{line}");
    }
}

#[test]
fn a_leading_value_that_is_left_out_leaves_no_comma() {
    assert_eq!(
        received("#RECEIVED: 24"),
        (None, 24, "#RECEIVED: 24".to_owned())
    );
}

#[test]
fn what_cannot_be_both_is_the_value_that_must_be_there() {
    // Behind it stands no number.
    for line in ["#RECEIVED: 5,", "#RECEIVED: 5,soon", "#RECEIVED: 5,,7"] {
        assert_eq!(
            received(line),
            (None, 5, "#RECEIVED: 5".to_owned()),
            "{line}"
        );
    }
    // There is no socket 24.
    assert_eq!(
        received("#RECEIVED: 24,7"),
        (None, 24, "#RECEIVED: 24".to_owned())
    );
    let nothing = Received::read_line(b"#RECEIVED: ,24", PROFILE).unwrap_err();
    assert_eq!(nothing.fault, Fault::Missing);
}
