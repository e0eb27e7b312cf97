//! A real TLS server on the loopback, as old-fashioned as the modules: TLS 1.0, AES-256-CBC, RSA.
//!
//! In: what it says to whom. Out: a port, an authority, and the server's own report. Not here: the module.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::num::NonZeroU16;
use std::sync::{LazyLock, mpsc};
use std::thread;

use openssl::asn1::Asn1Time;
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::ssl::{Ssl, SslContext, SslMethod, SslOptions, SslStream, SslVersion};
use openssl::x509::extension::BasicConstraints;
use openssl::x509::{X509, X509NameBuilder};

/// A connection, as the server sees it.
pub type Stream = SslStream<TcpStream>;

/// A server that runs until the tests end.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub port: NonZeroU16,
    /// Whether each connection took up an earlier session, in their order.
    pub resumed: mpsc::Receiver<bool>,
}

/// Making a key takes a while, so there is one for all.
static IDENTITY: LazyLock<(X509, PKey<Private>)> = LazyLock::new(|| {
    let key = PKey::from_rsa(Rsa::generate(2048).expect("a key")).expect("a key");
    let certificate = certificate(&key).expect("a certificate");
    (certificate, key)
});

fn certificate(key: &PKey<Private>) -> Result<X509, openssl::error::ErrorStack> {
    let mut name = X509NameBuilder::new()?;
    name.append_entry_by_text("CN", "localhost")?;
    let name = name.build();
    let mut builder = X509::builder()?;
    builder.set_version(2)?;
    builder.set_subject_name(&name)?;
    builder.set_issuer_name(&name)?;
    builder.set_pubkey(key)?;
    let (begins, ends) = (Asn1Time::days_from_now(0)?, Asn1Time::days_from_now(2)?);
    builder.set_not_before(&begins)?;
    builder.set_not_after(&ends)?;
    builder.append_extension(BasicConstraints::new().ca().build()?)?;
    builder.sign(key, MessageDigest::sha256())?;
    Ok(builder.build())
}

/// PEM of the certificate that the chain of the server leads to: its own.
///
/// # Panics
/// If OpenSSL cannot make a certificate.
#[must_use]
pub fn authority() -> Vec<u8> {
    IDENTITY.0.to_pem().expect("PEM")
}

impl Server {
    /// A server that does `talk` with everybody.
    ///
    /// # Panics
    /// If OpenSSL or the loopback do not play along.
    #[must_use]
    pub fn start(talk: impl Fn(&mut Stream) -> std::io::Result<()> + Send + 'static) -> Self {
        let context = context().expect("a context");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = listener.local_addr().expect("a port").port();
        let (report, resumed) = mpsc::channel();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let Ok(ssl) = Ssl::new(&context) else { return };
                let Ok(mut stream) = SslStream::new(ssl, stream) else {
                    return;
                };
                if stream.accept().is_ok() {
                    let _ = report.send(stream.ssl().session_reused());
                    let _ = talk(&mut stream);
                    let _ = stream.shutdown();
                }
            }
        });
        Self {
            port: NonZeroU16::new(port).expect("a port"),
            resumed,
        }
    }
}

fn context() -> Result<SslContext, openssl::error::ErrorStack> {
    let (certificate, key) = &*IDENTITY;
    let mut builder = SslContext::builder(SslMethod::tls_server())?;
    builder.set_min_proto_version(Some(SslVersion::TLS1))?;
    builder.set_max_proto_version(Some(SslVersion::TLS1))?;
    builder.set_cipher_list("AES256-SHA:@SECLEVEL=0")?;
    builder.set_options(SslOptions::NO_TICKET);
    builder.set_session_id_context(b"tests")?;
    builder.set_certificate(certificate)?;
    builder.set_private_key(key)?;
    Ok(builder.build())
}
