//! `telit provision`: what is stored in a module, and changes to it.
//!
//! In: files to store, places to delete. Out: what is there, on standard output. Not here: SIM and network, which
//! certificates do not need; a PIN is neither asked for nor sent.

use serde_json::json;
use telit_ssl::Found;
use telit_ssl::command::store::SecurityDataStored;
use telit_ssl::procedure::{Agree, Enable, Item, Provision as Script, Vacate};
use telit_ssl::value::{DataType, Switch};

use super::{Pem, finish, port, print, stop_flag};
use crate::args::{Place, ProfileChoice, Provision};
use crate::line::Line;
use crate::show::Show;
use crate::trouble::{Exit, Trouble};

pub(super) fn run(arguments: &Provision) -> Result<(), Trouble> {
    let profile = arguments.module.profile.first();
    let show = Show::new(&profile, &arguments.show)?;
    let pem = Pem::read(&arguments.pem, &profile, &show)?;
    let stop = stop_flag()?;
    let Some(port) = port(&arguments.module)? else {
        return Err(Trouble::new(
            Exit::Usage,
            "say which module, with --pty or --port",
        ));
    };
    let mut items: Vec<Item<'_>> = arguments
        .delete
        .iter()
        .flat_map(|place| deletions(*place))
        .collect();
    items.extend(pem.items());
    let mut line = Line::new(profile, port, show, stop);
    let done = provision(&mut line, arguments.module.profile, &items);
    let stored = finish(
        &mut line,
        done,
        |stored| json!({"ca": is_on(stored.authority), "cert": is_on(stored.certificate), "key": is_on(stored.key)}),
    )?;
    let word = |switch| {
        if is_on(switch) {
            "stored"
        } else {
            "not stored"
        }
    };
    let text = format!(
        "CA certificate: {}\ncertificate:    {}\nprivate key:    {}\n",
        word(stored.authority),
        word(stored.certificate),
        word(stored.key)
    );
    print(text.as_bytes())
}

fn provision(
    line: &mut Line,
    profile: ProfileChoice,
    items: &[Item<'_>],
) -> Result<SecurityDataStored, Trouble> {
    line.show.say("attach");
    if line.attach()? == Found::Online {
        line.show
            .say("the module was left in online mode; the escape sequence has ended that");
    }
    if profile == ProfileChoice::Auto {
        line.show.say("what the module is");
        line.identify()?;
    }
    line.show.say("error reports");
    line.play(Agree::new())?;
    line.show.say("the SSL socket");
    let found = line.play(Enable::new(Switch::On))?;
    let stored = store(line, items);
    // The setting survives a restart, and enabling what is enabled is an error: firmware that enables the socket
    // without looking must find it as it left it.
    if found == Switch::Off && line.can_leave() {
        line.leave(
            "the SSL socket was not enabled before, and is disabled again",
            Enable::new(Switch::Off),
        );
    }
    stored
}

fn store(line: &mut Line, items: &[Item<'_>]) -> Result<SecurityDataStored, Trouble> {
    line.show.say("certificates");
    // To see what is stored, nobody's connection need end.
    if !items.is_empty() {
        line.play(Vacate::new())?;
        line.play(Script::new(items))?;
    }
    // Asked behind all changes, so that what is told is the module's word.
    line.play(Script::new(&[]))
}

const fn is_on(switch: Switch) -> bool {
    matches!(switch, Switch::On)
}

fn deletions(place: Place) -> Vec<Item<'static>> {
    let places: &[DataType] = match place {
        Place::Ca => &[DataType::Authority],
        Place::Cert => &[DataType::Certificate],
        Place::Key => &[DataType::PrivateKey],
        Place::All => &[
            DataType::Authority,
            DataType::Certificate,
            DataType::PrivateKey,
        ],
    };
    places.iter().map(|data| Item::Delete(*data)).collect()
}
