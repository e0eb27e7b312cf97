//! What a runner is told once, beside what the machine says with each dial.
//!
//! In: wishes of whoever starts a module. Out: the TLS versions offered, and the patience for TCP. Not here: suites,
//! certificates, the silence allowed in a handshake; those are settings of the module and come with the dial.

use openssl::ssl::SslVersion;
use telit_ssl::Span;

/// A version of TLS that a module may offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Version {
    /// TLS 1.0 (RFC 2246), the only one shown for the 2G modules.
    Tls10,
    /// TLS 1.1 (RFC 4346). Nothing at hand shows it on a 2G module.
    Tls11,
    /// TLS 1.2 (RFC 5246). Nothing at hand shows it on a 2G module.
    Tls12,
}

/// The versions offered: a range with both ends in it.
///
/// The default is TLS 1.0 alone. Anything newer is unproven on the 2G hardware: a connection that a virtual module
/// makes with it says nothing about the real one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Versions {
    oldest: Version,
    newest: Version,
}

impl Versions {
    /// This version and no other.
    #[must_use]
    pub const fn only(version: Version) -> Self {
        Self {
            oldest: version,
            newest: version,
        }
    }

    /// All versions from one to the other, whichever of them is named first.
    #[must_use]
    pub fn between(one: Version, other: Version) -> Self {
        Self {
            oldest: one.min(other),
            newest: one.max(other),
        }
    }

    /// The oldest version offered.
    #[must_use]
    pub const fn oldest(self) -> Version {
        self.oldest
    }

    /// The newest version offered.
    #[must_use]
    pub const fn newest(self) -> Version {
        self.newest
    }
}

impl Default for Versions {
    fn default() -> Self {
        Self::only(Version::Tls10)
    }
}

impl Version {
    pub(crate) const fn number(self) -> SslVersion {
        match self {
            Self::Tls10 => SslVersion::TLS1,
            Self::Tls11 => SslVersion::TLS1_1,
            Self::Tls12 => SslVersion::TLS1_2,
        }
    }
}

/// How a runner makes connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The versions of TLS to offer.
    pub versions: Versions,
    /// How long all attempts of TCP to reach the peer may take together, the look-up of its name not included.
    pub connect_within: Span,
}

impl Default for Policy {
    /// TLS 1.0, and the 140 s within which a plain `#SD` answers (protocol notes 5.6).
    fn default() -> Self {
        Self {
            versions: Versions::default(),
            connect_within: Span::from_secs(140),
        }
    }
}
