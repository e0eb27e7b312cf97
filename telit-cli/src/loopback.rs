//! An HTTPS server of the program's own, on the loopback, so that `telit get` needs nothing.
//!
//! In: nothing. Out: a port, the certificate of a fresh authority, and a random page. It is as old-fashioned as
//! the hardware it is for: TLS 1.0 and AES-CBC too. Not here: anything that a real server would need.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::num::NonZeroU16;
use std::thread;

use openssl::asn1::Asn1Time;
use openssl::bn::{BigNum, MsbOption};
use openssl::error::ErrorStack;
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::ssl::{Ssl, SslContext, SslMethod, SslStream, SslVersion};
use openssl::x509::extension::{BasicConstraints, KeyUsage, SubjectAlternativeName};
use openssl::x509::{X509, X509Builder, X509NameBuilder};

use crate::trouble::{Exit, Trouble};

/// The name under which it is dialled.
pub(crate) const HOST: &str = "localhost";

/// A server that runs until the program ends.
pub(crate) struct Loopback {
    pub(crate) port: NonZeroU16,
    /// PEM of the authority that has signed its certificate.
    pub(crate) authority: Vec<u8>,
    pub(crate) page: Vec<u8>,
}

impl Loopback {
    pub(crate) fn start() -> Result<Self, Trouble> {
        let (context, authority, page) = prepare().map_err(refused)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(refused)?;
        let port = NonZeroU16::new(listener.local_addr().map_err(refused)?.port());
        let port = port.ok_or_else(|| refused("no port was given"))?;
        let served = page.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Whoever breaks a connection off gets no page; the next one may.
                let _ = serve(&context, stream, &served);
            }
        });
        Ok(Self {
            port,
            authority,
            page,
        })
    }
}

fn refused(error: impl std::fmt::Display) -> Trouble {
    Trouble::new(
        Exit::Link,
        format!("the server on the loopback cannot be started: {error}"),
    )
}

fn prepare() -> Result<(SslContext, Vec<u8>, Vec<u8>), ErrorStack> {
    let authority_key = PKey::from_rsa(Rsa::generate(2048)?)?;
    let authority = certificate("telit loopback authority", &authority_key, None)?;
    let key = PKey::from_rsa(Rsa::generate(2048)?)?;
    let own = certificate(HOST, &key, Some((&authority, &authority_key)))?;
    let mut builder = SslContext::builder(SslMethod::tls_server())?;
    builder.set_min_proto_version(Some(SslVersion::TLS1))?;
    builder.set_cipher_list("AES256-SHA:DEFAULT:@SECLEVEL=0")?;
    builder.set_certificate(&own)?;
    builder.set_private_key(&key)?;
    builder.set_session_id_context(b"telit")?;
    let mut token = [0; 16];
    openssl::rand::rand_bytes(&mut token)?;
    Ok((builder.build(), authority.to_pem()?, page(&token)))
}

/// A certificate for `name`, signed by itself or by an authority.
fn certificate(
    name: &str,
    key: &PKey<Private>,
    by: Option<(&X509, &PKey<Private>)>,
) -> Result<X509, ErrorStack> {
    let mut subject = X509NameBuilder::new()?;
    subject.append_entry_by_text("CN", name)?;
    let subject = subject.build();
    let mut serial = BigNum::new()?;
    serial.rand(127, MsbOption::MAYBE_ZERO, false)?;
    let serial = serial.to_asn1_integer()?;
    let (begins, ends) = (Asn1Time::days_from_now(0)?, Asn1Time::days_from_now(2)?);
    let mut builder = X509Builder::new()?;
    builder.set_version(2)?;
    builder.set_serial_number(&serial)?;
    builder.set_subject_name(&subject)?;
    builder.set_issuer_name(by.map_or(&*subject, |(authority, _)| authority.subject_name()))?;
    builder.set_pubkey(key)?;
    builder.set_not_before(&begins)?;
    builder.set_not_after(&ends)?;
    match by {
        None => {
            builder.append_extension(BasicConstraints::new().critical().ca().build()?)?;
            builder.append_extension(KeyUsage::new().critical().key_cert_sign().build()?)?;
        }
        Some((authority, _)) => {
            let context = builder.x509v3_context(Some(authority), None);
            let names = SubjectAlternativeName::new().dns(name).build(&context)?;
            builder.append_extension(names)?;
        }
    }
    builder.sign(by.map_or(key, |(_, key)| key), MessageDigest::sha256())?;
    Ok(builder.build())
}

/// A page with what has bitten people: result codes, a prompt and an unsolicited code among its lines.
fn page(token: &[u8]) -> Vec<u8> {
    let token: String = token.iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "<html>\r\n<head><title>telit get</title></head>\r\n<body>\r\n<p>{token}</p>\r\n<pre>\r\nOK\r\n\r\nERROR\r\n\
         +CME ERROR: 3\r\n> \r\nSSLSRING: 1,5\r\n\r\nNO CARRIER\r\n</pre>\r\n</body>\r\n</html>\r\n"
    )
    .into_bytes()
}

/// Longest request that is read.
const LONGEST: usize = 8192;

fn serve(context: &SslContext, stream: TcpStream, page: &[u8]) -> io::Result<()> {
    let ssl = Ssl::new(context).map_err(io::Error::other)?;
    let mut stream = SslStream::new(ssl, stream).map_err(io::Error::other)?;
    stream.accept().map_err(io::Error::other)?;
    let mut request = Vec::new();
    let mut buffer = [0; 512];
    while !request.windows(4).any(|part| part == b"\r\n\r\n") && request.len() < LONGEST {
        match stream.read(&mut buffer)? {
            0 => return Ok(()),
            count => request.extend_from_slice(buffer.get(..count).unwrap_or_default()),
        }
    }
    let length = page.len();
    write!(
        stream,
        "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )?;
    stream.write_all(page)?;
    stream.shutdown().map_err(io::Error::other)?;
    Ok(())
}
