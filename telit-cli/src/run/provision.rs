//! `telit provision`: what is stored in a module, and changes to it.
//!
//! In: files to store, places to delete. Out: what is there, on standard output.
#![expect(clippy::print_stdout, reason = "the list is what was asked for")]

use telit_ssl::procedure::{Attach, BringUp, Item, Network, Provision as Script, SetUp, Sockets};
use telit_ssl::value::{DataType, Switch};

use super::{Pem, port, stop_flag};
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
    line.show.finish().map_err(|error| {
        Trouble::new(Exit::File, format!("the record cannot be written: {error}"))
    })?;
    done
}

fn provision(line: &mut Line, profile: ProfileChoice, items: &[Item<'_>]) -> Result<(), Trouble> {
    line.play(Attach)?;
    if profile == ProfileChoice::Auto {
        line.identify()?;
    }
    line.play(BringUp::new(Network::default()))?;
    line.play(SetUp::new(Sockets::default()))?;
    line.play(Script::new(items))?;
    // Asked again, so that what is told is the module's word.
    let stored = line.play(Script::new(&[]))?;
    let word = |switch| {
        if switch == Switch::On {
            "stored"
        } else {
            "not stored"
        }
    };
    println!("CA certificate: {}", word(stored.authority));
    println!("certificate:    {}", word(stored.certificate));
    println!("private key:    {}", word(stored.key));
    Ok(())
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
