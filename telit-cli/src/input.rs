//! What a person has given, checked before a byte is sent.
//!
//! In: texts and files. Out: values that can be sent. A refusal says which character at which place.

use std::num::NonZeroU16;
use std::path::Path;

use at_spec::{Digits, Host, Malformed, Printable};
use telit_ssl::Profile;
use telit_ssl::procedure::check_pem;
use telit_ssl::value::DataType;

use crate::trouble::{Exit, Trouble};

/// Where a page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) host: String,
    pub(crate) port: NonZeroU16,
    /// Path and query.
    pub(crate) path: String,
}

/// Port of HTTPS (RFC 9110 4.2.2).
const HTTPS: u16 = 443;

/// Reads an address of the form `https://host[:port]/path`.
pub(crate) fn address(url: &str) -> Result<Address, Trouble> {
    let refuse = |why: String| Trouble::new(Exit::Usage, format!("{url}: {why}"));
    let cannot = |c: char| c.is_control() || !c.is_ascii() || " \"<>\\^`{|}".contains(c);
    if let Some((at, character)) = url.char_indices().find(|(_, c)| cannot(*c)) {
        return Err(refuse(format!(
            "character {character:?} at place {at} cannot be in an address; escape it as %XX"
        )));
    }
    let uri: http::Uri = url
        .parse()
        .map_err(|error| refuse(format!("this is no address: {error}")))?;
    match uri.scheme_str() {
        Some("https") => {}
        Some("http") => return Err(refuse("this would go in plain text; use https".into())),
        _ => return Err(refuse("write it as https://host/path".into())),
    }
    if uri
        .authority()
        .is_some_and(|authority| authority.as_str().contains('@'))
    {
        return Err(refuse(
            "user and password cannot be given in the address".into(),
        ));
    }
    let host = uri
        .host()
        .unwrap_or_default()
        .trim_matches(['[', ']'])
        .to_owned();
    Host::new(host.as_bytes()).map_err(|fault| place("host", &host, fault))?;
    let port = uri.authority().and_then(http::uri::Authority::port);
    let behind = uri.authority().zip(uri.host());
    let behind = behind.and_then(|(authority, host)| authority.as_str().strip_prefix(host));
    if let (None, Some(behind @ [_, ..])) = (&port, behind.map(str::as_bytes)) {
        return Err(refuse(format!(
            "`{}` is no port; write a colon and a number from 1 to 65535",
            behind.escape_ascii()
        )));
    }
    let port = NonZeroU16::new(port.map_or(HTTPS, |port| port.as_u16()))
        .ok_or_else(|| refuse("port 0 cannot be dialled".into()))?;
    let path = uri
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    let path = if path.starts_with('/') {
        path
    } else {
        format!("/{path}")
    };
    Ok(Address { host, port, path })
}

/// An access point name.
pub(crate) fn apn(text: &str) -> Result<Printable<'_>, Trouble> {
    Printable::new(text.as_bytes()).map_err(|fault| place("APN", text, fault))
}

/// A PIN. It is not repeated in the message.
pub(crate) fn pin(text: &str) -> Result<Digits<'_>, Trouble> {
    Digits::new(text.as_bytes()).map_err(|Malformed { fault, at }| {
        Trouble::new(
            Exit::Usage,
            format!("PIN: {fault} (place {at}); a PIN has 4 to 8 digits"),
        )
    })
}

fn place(what: &str, text: &str, Malformed { fault, at }: Malformed) -> Trouble {
    let character = text.get(at..).and_then(|rest| rest.chars().next());
    let character = character.map_or_else(
        || "its end".to_owned(),
        |character| format!("{character:?}"),
    );
    Trouble::new(
        Exit::Usage,
        format!("{what} \"{text}\": {fault} ({character} at place {at})"),
    )
}

/// A PEM file as the module wants it: lines ended by LF alone (guide 3.3). Whether line ends were changed stands
/// beside it.
pub(crate) fn pem(
    path: &Path,
    data: DataType,
    profile: &Profile,
) -> Result<(Vec<u8>, bool), Trouble> {
    let refuse = |why: &str| Trouble::new(Exit::Usage, format!("{}: {why}", path.display()));
    let bytes = std::fs::read(path).map_err(|error| Trouble::file(path, &error))?;
    let mut pem = Vec::with_capacity(bytes.len());
    let mut rest = bytes.as_slice();
    while let Some((&byte, behind)) = rest.split_first() {
        if !(byte == b'\r' && behind.first() == Some(&b'\n')) {
            pem.push(byte);
        }
        rest = behind;
    }
    check_pem(&pem, profile).map_err(|fault| refuse(&fault.to_string()))?;
    check_label(&pem, data).map_err(|why| refuse(&why))?;
    let changed = pem.len() != bytes.len();
    Ok((pem, changed))
}

/// Whether the armour says that this is what is wanted, and that it can be used as it is.
fn check_label(pem: &[u8], data: DataType) -> Result<(), String> {
    let label = label(pem);
    let (wanted, labels): (_, &[&str]) = match data {
        DataType::Certificate | DataType::Authority => {
            ("a certificate", &["CERTIFICATE", "X509 CERTIFICATE"])
        }
        // What stands behind the second label may be another kind of key; the armour does not tell.
        DataType::PrivateKey => ("a private RSA key", &["RSA PRIVATE KEY", "PRIVATE KEY"]),
    };
    let is_locked =
        label == "ENCRYPTED PRIVATE KEY" || pem.windows(LOCKED.len()).any(|part| part == LOCKED);
    if data == DataType::PrivateKey && is_locked {
        return Err(
            "the key has a passphrase, which the module cannot ask for; take it off with \
             `openssl rsa -in KEY -out PLAIN`"
                .into(),
        );
    }
    if labels.contains(&label.as_str()) {
        Ok(())
    } else {
        Err(format!(
            "it says that it is a {label}, and {wanted} is wanted here"
        ))
    }
}

/// Stands in a key of the older form that has a passphrase (RFC 1421 4.6.1.1).
const LOCKED: &[u8] = b"Proc-Type: 4,ENCRYPTED";

/// What the armour calls its content.
fn label(pem: &[u8]) -> String {
    let first = pem.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let text = String::from_utf8_lossy(first.trim_ascii_end());
    text.trim_start_matches("-----BEGIN ")
        .trim_end_matches('-')
        .to_owned()
}
