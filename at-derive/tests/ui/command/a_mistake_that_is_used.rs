//! The uses of an item with a mistake say nothing more.

use at_spec::{Command, Declaration, Form, Information, Read, Writer};

#[at_spec::family]
pub mod declared {
    /// Switches a socket.
    #[derive(at_spec::Command, Clone, Debug, PartialEq)]
    #[at("#SSLEN", setting = Self, test)]
    pub struct Enable {
        /// Socket.
        pub socket: SocketId,
    }

    /// A socket.
    #[derive(at_spec::Argument, Clone, Debug, PartialEq)]
    #[at(range = 6..=1)]
    pub struct SocketId(u8);
}
use declared::{Declared, Enable, SocketId};

const FIRST: Option<SocketId> = SocketId::new(1);

fn main() {
    let mut room = [0; 10];
    let profile = at_spec::ProfileId::new(0);
    let mut writer = Writer::new(&mut room, profile);
    let enable = Enable {
        socket: FIRST.unwrap(),
    };
    let _ = enable.encode(&mut writer);
    let _ = Read::<Enable>::new().encode(&mut writer);
    let _ = at_spec::Test::<Enable>::new().encode(&mut writer);
    let _ = Enable::read_line(b"", profile);
    let _ = <Enable as Declaration>::SPEC.item;
    let _ = Declared::Enable(Form::Set(enable)).check(profile);
}
