//! Stable paths: what is replaced, what is not, and what is left behind.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;

use telit_module::runner::{HostPort, PortError};

use crate::bench::path;

#[test]
fn a_link_leads_to_the_terminal_and_goes_with_it() {
    let link = path("link");
    let port = HostPort::terminal(Some(&link)).unwrap();
    assert_eq!(port.path().unwrap(), link);
    assert!(fs::read_link(&link).unwrap().exists());
    drop(port);
    assert!(link.symlink_metadata().is_err());
}

#[test]
fn a_link_left_behind_is_replaced_and_a_file_is_not() {
    let link = path("left-behind");
    symlink("/nowhere/at/all", &link).unwrap();
    let port = HostPort::terminal(Some(&link)).unwrap();
    assert!(link.exists());
    drop(port);

    fs::write(&link, "precious").unwrap();
    let refused = HostPort::terminal(Some(&link)).unwrap_err();
    assert!(
        matches!(&refused, PortError::Occupied(at) if *at == link),
        "{refused}"
    );
    assert_eq!(fs::read_to_string(&link).unwrap(), "precious");
    fs::remove_file(&link).unwrap();
}

#[test]
fn a_link_that_now_leads_elsewhere_is_left_alone() {
    let link = path("elsewhere");
    let older = HostPort::terminal(Some(&link)).unwrap();
    let newer = HostPort::terminal(Some(&link)).unwrap();
    drop(older);
    assert!(link.exists());
    drop(newer);
    assert!(link.symlink_metadata().is_err());
}

#[test]
fn a_socket_takes_the_place_of_a_dead_one_but_not_of_a_living_one_or_a_file() {
    let place = path("place");
    let living = UnixListener::bind(&place).unwrap();
    assert!(matches!(
        HostPort::socket(&place),
        Err(PortError::Occupied(_))
    ));
    drop(living);
    drop(HostPort::socket(&place).unwrap());
    fs::write(&place, "precious").unwrap();
    assert!(matches!(
        HostPort::socket(&place),
        Err(PortError::Occupied(_))
    ));
    assert_eq!(fs::read_to_string(&place).unwrap(), "precious");
    fs::remove_file(&place).unwrap();
}

#[test]
fn a_place_that_does_not_exist_is_named_in_the_error() {
    let error = HostPort::terminal(Some(&path("no").join("link"))).unwrap_err();
    assert!(error.to_string().contains("/link: "), "{error}");
}
