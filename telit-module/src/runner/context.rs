//! From a dial to an OpenSSL context: versions, suites, authority, identity.
//!
//! In: a [`Dial`] and a [`Policy`]. Out: a context, or the refusal that the host will be told. Not here: sockets. As on
//! the module, the peer's chain is checked and its name is not, and no name is sent (no SNI; protocol notes 0).

use openssl::error::ErrorStack;
use openssl::pkey::PKey;
use openssl::ssl::{
    SslContext, SslContextBuilder, SslMethod, SslMode, SslSessionCacheMode, SslVerifyMode,
};
use openssl::x509::X509;

use super::policy::{Policy, Versions};
use super::provider;
use super::suites::{available, cipher_list, list};
use crate::peer::{Dial, Identity, Refusal, Suite};

pub(crate) fn context(dial: &Dial, policy: &Policy) -> Result<SslContext, Refusal> {
    let mut builder = plain(policy.versions).map_err(handshake)?;
    builder
        .set_cipher_list(&cipher_list(&offered(&dial.suites)?))
        .map_err(handshake)?;
    match &dial.authority {
        Some(pem) => trust(&mut builder, pem)?,
        None => builder.set_verify(SslVerifyMode::NONE),
    }
    if let Some(identity) = &dial.identity {
        present(&mut builder, identity)?;
    }
    Ok(builder.build())
}

fn plain(versions: Versions) -> Result<SslContextBuilder, ErrorStack> {
    provider::load();
    let mut builder = SslContext::builder(SslMethod::tls_client())?;
    builder.set_min_proto_version(Some(versions.oldest().number()))?;
    builder.set_max_proto_version(Some(versions.newest().number()))?;
    // A write that would block is repeated later, from wherever the backlog then lies.
    builder.set_mode(SslMode::ENABLE_PARTIAL_WRITE | SslMode::ACCEPT_MOVING_WRITE_BUFFER);
    builder.set_session_cache_mode(SslSessionCacheMode::CLIENT | SslSessionCacheMode::NO_INTERNAL);
    Ok(builder)
}

/// The suites that can be offered, or the refusal that names those that cannot, when nothing is left.
fn offered(suites: &[Suite]) -> Result<Vec<Suite>, Refusal> {
    let (here, lacking): (Vec<_>, Vec<_>) = suites.iter().partition(|suite| available(**suite));
    if here.is_empty() {
        return Err(Refusal::Handshake(match lacking.as_slice() {
            [] => "no cipher suite to offer".into(),
            lacking => format!(
                "the linked OpenSSL lacks the cipher suites asked for: {}",
                list(lacking)
            ),
        }));
    }
    Ok(here)
}

fn trust(builder: &mut SslContextBuilder, pem: &[u8]) -> Result<(), Refusal> {
    let authority = certificate("the CA certificate", pem)?;
    builder
        .cert_store_mut()
        .add_cert(authority)
        .map_err(|error| unusable("the CA certificate", &error))?;
    builder.set_verify(SslVerifyMode::PEER);
    Ok(())
}

fn present(builder: &mut SslContextBuilder, identity: &Identity) -> Result<(), Refusal> {
    let own = certificate("the module's certificate", &identity.certificate)?;
    builder
        .set_certificate(&own)
        .map_err(|error| unusable("the module's certificate", &error))?;
    in_clear("the private key", &identity.key)?;
    PKey::private_key_from_pem(&identity.key)
        .and_then(|key| builder.set_private_key(&key))
        .map_err(|error| unusable("the private key", &error))?;
    builder
        .check_private_key()
        .map_err(|error| unusable("the private key", &error))
}

fn certificate(what: &str, pem: &[u8]) -> Result<X509, Refusal> {
    in_clear(what, pem)?;
    X509::from_pem(pem).map_err(|error| unusable(what, &error))
}

/// OpenSSL asks whoever sits at the terminal for the passphrase of an encrypted PEM, certificates included: no host may
/// bring that about.
fn in_clear(what: &str, pem: &[u8]) -> Result<(), Refusal> {
    if pem.windows(9).any(|window| window == b"ENCRYPTED") {
        return Err(Refusal::SecurityData(format!(
            "{what} is encrypted, and a module has no passphrase for it"
        )));
    }
    Ok(())
}

fn unusable(what: &str, error: &ErrorStack) -> Refusal {
    Refusal::SecurityData(format!("{what} cannot be used: {}", reasons(error)))
}

fn handshake(error: ErrorStack) -> Refusal {
    Refusal::Handshake(reasons(&error))
}

/// OpenSSL's reasons, without the places in its source.
pub(crate) fn reasons(stack: &ErrorStack) -> String {
    let reasons: Vec<&str> = stack
        .errors()
        .iter()
        .filter_map(openssl::error::Error::reason)
        .collect();
    if reasons.is_empty() {
        "OpenSSL gives no reason".into()
    } else {
        reasons.join("; ")
    }
}
