//! A TLS peer in a thread.

use std::net::{TcpListener, TcpStream};
use std::thread::{JoinHandle, spawn};

use openssl::ssl::{
    Ssl, SslContext, SslContextBuilder, SslMethod, SslOptions, SslStream, SslVersion,
};

use crate::authority::PEER;

pub(crate) type Accepted = Result<SslStream<TcpStream>, String>;

/// The context that most tests vary: TLS 1.0 alone, sessions by identifier.
pub(crate) fn context() -> SslContextBuilder {
    let mut builder = SslContext::builder(SslMethod::tls_server()).unwrap();
    builder
        .set_min_proto_version(Some(SslVersion::TLS1))
        .unwrap();
    builder
        .set_max_proto_version(Some(SslVersion::TLS1))
        .unwrap();
    builder.set_cipher_list("ALL:@SECLEVEL=0").unwrap();
    builder.set_certificate(&PEER.certificate).unwrap();
    builder.set_private_key(&PEER.key).unwrap();
    builder.set_options(SslOptions::NO_TICKET);
    builder.set_session_id_context(b"test").unwrap();
    builder
}

/// Takes as many connections as `count`, one after the other; what each gave is there at the end.
pub(crate) fn serve<T: Send + 'static>(
    builder: SslContextBuilder,
    count: usize,
    mut with: impl FnMut(Accepted) -> T + Send + 'static,
) -> (u16, JoinHandle<Vec<T>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let context = builder.build();
    let work = move || {
        (0..count)
            .map(|_| {
                let (stream, _) = listener.accept().unwrap();
                let mut stream = SslStream::new(Ssl::new(&context).unwrap(), stream).unwrap();
                with(
                    stream
                        .accept()
                        .map_err(|error| error.to_string())
                        .map(|()| stream),
                )
            })
            .collect()
    };
    (port, spawn(work))
}
