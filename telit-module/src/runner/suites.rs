//! Which of the module's cipher suites the OpenSSL at hand has.
//!
//! In: suites by the guide's names. Out: OpenSSL's names, and the suites that must be refused by name. Not here: which
//! suites a module's settings allow; the machine says it in its dial.

use openssl::ssl::{SslContext, SslMethod};

use super::provider;
use crate::peer::Suite;

/// Whether the linked OpenSSL has the suite. Most builds have left out RC4 altogether.
#[must_use]
pub fn available(suite: Suite) -> bool {
    provider::load();
    SslContext::builder(SslMethod::tls_client())
        .and_then(|mut builder| builder.set_cipher_list(&cipher_list(&[suite])))
        .is_ok()
}

/// Those of the suites that the linked OpenSSL lacks, in the order given.
#[must_use]
pub fn lacking(suites: &[Suite]) -> Vec<Suite> {
    suites
        .iter()
        .copied()
        .filter(|suite| !available(*suite))
        .collect()
}

/// The suites as one of OpenSSL's cipher lists, for a context that refuses nothing because it is old: the module's
/// settings say what is refused. Above level 0 a TLS 1.0 host silently presents no certificate when asked for one.
pub(crate) fn cipher_list(suites: &[Suite]) -> String {
    let names: Vec<&str> = suites.iter().map(|suite| cipher(*suite)).collect();
    names.join(":") + ":@SECLEVEL=0"
}

/// The suite that goes by this name in OpenSSL.
pub(crate) fn named(cipher_name: &str) -> Option<Suite> {
    [Suite::Rc4Md5, Suite::Rc4Sha, Suite::Aes256Sha]
        .into_iter()
        .find(|suite| cipher(*suite) == cipher_name)
}

/// The names of the suites, for people.
pub(crate) fn list(suites: &[Suite]) -> String {
    let names: Vec<&str> = suites.iter().map(|suite| suite.name()).collect();
    names.join(", ")
}

const fn cipher(suite: Suite) -> &'static str {
    match suite {
        Suite::Rc4Md5 => "RC4-MD5",
        Suite::Rc4Sha => "RC4-SHA",
        Suite::Aes256Sha => "AES256-SHA",
    }
}
