//! The algorithms that OpenSSL keeps in its provider for outdated ones, RC4 and MD5 with it among them.
//!
//! In: nothing. Out: loaded providers, once for the process. Not here: which suites are offered. With the system's
//! OpenSSL nothing is loaded: its cipher lists have no RC4 in any case.

#[cfg(feature = "weak-tls")]
pub(crate) fn load() {
    use std::sync::Once;

    use openssl::provider::Provider;

    static ONCE: Once = Once::new();
    // Without the provider the suites stay lacking, and whoever asks for them is told so by name.
    ONCE.call_once(|| {
        for name in ["legacy", "default"] {
            if let Ok(provider) = Provider::try_load(None, name, true) {
                // Unloaded at exit it would end the process with a fault: OpenSSL has cleaned up by then.
                core::mem::forget(provider);
            }
        }
    });
}

#[cfg(not(feature = "weak-tls"))]
pub(crate) const fn load() {}
