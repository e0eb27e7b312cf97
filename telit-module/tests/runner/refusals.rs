//! Connections that do not come about, each with what a person can do about it.

use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use openssl::ssl::SslVerifyMode;
use openssl::symm::Cipher;
use telit_module::peer::{Dial, Identity, Suite};
use telit_module::runner::{available, lacking};
use telit_ssl::Span;

use crate::authority::{AUTHORITY, MODULE, STRANGER};
use crate::bench::{Bench, dial};
use crate::peer::{context, serve};

fn refusal(dial: Dial) -> String {
    Bench::new(vec![dial]).ask("open 0")
}

/// A dial that must be refused before anything is sent: nobody listens there.
fn unheard() -> Dial {
    dial(
        TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port(),
    )
}

#[test]
fn a_chain_that_leads_elsewhere_is_refused_with_openssls_words() {
    let (port, peer) = serve(context(), 1, |stream| stream.is_ok());
    let refused = refusal(Dial {
        authority: Some(STRANGER.pem()),
        ..dial(port)
    });
    assert!(refused.starts_with("refused Handshake("), "{refused}");
    assert!(refused.contains("certificate verify failed"), "{refused}");
    assert!(
        refused.contains("unable to get local issuer certificate"),
        "{refused}"
    );
    assert_eq!(peer.join().unwrap(), [false]);
}

#[test]
fn without_an_authority_no_chain_is_verified() {
    let (port, _) = serve(context(), 1, |stream| stream.is_ok());
    assert_eq!(
        refusal(Dial {
            authority: None,
            ..dial(port)
        }),
        "connected Aes256Sha resumed=false"
    );
}

#[test]
fn a_peer_that_demands_a_certificate_is_shown_it() {
    let demanding = || {
        let mut builder = context();
        builder
            .cert_store_mut()
            .add_cert(AUTHORITY.certificate.clone())
            .unwrap();
        builder.set_verify(SslVerifyMode::PEER | SslVerifyMode::FAIL_IF_NO_PEER_CERT);
        builder
    };
    let (port, peer) = serve(demanding(), 1, |stream| {
        stream
            .unwrap()
            .ssl()
            .peer_certificate()
            .map(|shown| shown.to_pem().unwrap())
    });
    let shown = refusal(Dial {
        identity: Some(MODULE.identity()),
        ..dial(port)
    });
    assert_eq!(shown, "connected Aes256Sha resumed=false");
    assert_eq!(peer.join().unwrap(), [Some(MODULE.pem())]);

    let (port, peer) = serve(demanding(), 1, |stream| stream.is_ok());
    let refused = refusal(dial(port));
    assert!(
        refused.starts_with("refused Handshake(") && refused.contains("alert handshake failure"),
        "{refused}"
    );
    assert_eq!(peer.join().unwrap(), [false]);
}

#[test]
fn suites_that_openssl_lacks_are_refused_by_name() {
    let weak = [Suite::Rc4Md5, Suite::Rc4Sha];
    assert!(available(Suite::Aes256Sha));
    if lacking(&weak) != weak {
        return; // An OpenSSL with RC4: nothing to refuse.
    }
    let refused = refusal(Dial {
        suites: weak.into(),
        ..unheard()
    });
    assert!(refused.starts_with("refused Handshake("), "{refused}");
    assert!(
        refused.contains("SSL_RSA_WITH_RC4_128_MD5, SSL_RSA_WITH_RC4_128_SHA"),
        "{refused}"
    );
}

#[test]
fn a_suite_that_could_not_be_offered_is_named_when_the_peer_agrees_to_no_other() {
    if available(Suite::Rc4Sha) {
        return;
    }
    let mut builder = context();
    builder.set_cipher_list("AES128-SHA:@SECLEVEL=0").unwrap();
    let (port, _) = serve(builder, 1, |stream| stream.is_ok());
    let refused = refusal(Dial {
        suites: vec![Suite::Rc4Sha, Suite::Aes256Sha],
        ..dial(port)
    });
    assert!(refused.contains("alert handshake failure"), "{refused}");
    assert!(
        refused.contains("lacks them: SSL_RSA_WITH_RC4_128_SHA"),
        "{refused}"
    );
}

#[test]
fn a_certificate_or_key_that_cannot_be_used_is_refused_before_anything_is_sent() {
    let garbage = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".to_vec();
    let own = MODULE.pem();
    let identity = |certificate: &[u8], key: &[u8]| {
        Some(Identity {
            certificate: certificate.into(),
            key: key.into(),
        })
    };
    let locked = MODULE
        .key
        .private_key_to_pem_pkcs8_passphrase(Cipher::aes_128_cbc(), b"secret")
        .unwrap();
    // For this certificate OpenSSL would ask at the terminal.
    let asking = b"-----BEGIN CERTIFICATE-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-CBC,0011223344556677\n\nAAAA\n-----END CERTIFICATE-----\n";
    let cases = [
        (
            Dial {
                authority: Some(asking.to_vec()),
                ..unheard()
            },
            "the CA certificate is encrypted",
        ),
        (
            Dial {
                authority: Some(garbage.clone()),
                ..unheard()
            },
            "the CA certificate cannot be used",
        ),
        (
            Dial {
                authority: Some(Vec::new()),
                ..unheard()
            },
            "the CA certificate cannot be used: no start line",
        ),
        (
            Dial {
                identity: identity(&garbage, &MODULE.key_pem()),
                ..unheard()
            },
            "the module's certificate cannot be used",
        ),
        (
            Dial {
                identity: identity(&own, b"no key"),
                ..unheard()
            },
            "the private key cannot be used",
        ),
        (
            Dial {
                identity: identity(&own, &AUTHORITY.key_pem()),
                ..unheard()
            },
            "key values mismatch",
        ),
        (
            Dial {
                identity: identity(&own, &locked),
                ..unheard()
            },
            "the private key is encrypted",
        ),
    ];
    for (dial, expected) in cases {
        let refused = refusal(dial);
        assert!(
            refused.starts_with("refused SecurityData(") && refused.contains(expected),
            "{expected}: {refused}"
        );
    }
}

#[test]
fn a_peer_that_falls_silent_in_the_handshake_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    assert_eq!(
        refusal(Dial {
            silence: 50,
            ..dial(port)
        }),
        "refused Handshake(\"the peer was silent for 50 ms in the handshake\")"
    );
}

#[test]
fn a_peer_that_ends_in_the_middle_of_the_handshake_is_told_as_a_cut() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let peer = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        std::io::Read::read(&mut stream, &mut [0; 4096]).unwrap()
    });
    let refused = refusal(dial(port));
    assert!(
        refused.starts_with("refused Handshake(\"cut: the stream ended without close_notify"),
        "{refused}"
    );
    assert!(peer.join().unwrap() > 0);
}

#[test]
fn a_peer_that_does_not_speak_tls_is_a_handshake_refused() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        std::io::Write::write_all(&mut stream, b"220 mail.example ESMTP\r\n").unwrap();
    });
    let refused = refusal(dial(port));
    assert!(refused.contains("wrong version number"), "{refused}");
}

#[test]
fn a_port_where_nobody_listens_and_a_name_that_is_none_are_told_apart() {
    let refused = refusal(unheard());
    assert!(
        refused.starts_with("refused Socket(\"127.0.0.1:") && refused.contains("refused"),
        "{refused}"
    );
    // A name that the resolver refuses without asking anybody.
    let refused = refusal(Dial {
        host: "no\0name".into(),
        ..unheard()
    });
    assert!(refused.starts_with("refused Name("), "{refused}");
}

#[test]
fn the_host_is_served_while_tcp_waits_for_the_peer() {
    let (port, _full) = deaf();
    let mut bench = Bench::new(vec![dial(port)]);
    bench.order("open 0");
    assert_eq!(bench.ask("say alive"), "alive");
    bench.order("close");
    assert_eq!(bench.ask("say closed"), "closed");
    assert_eq!(bench.finish().machine.told, 0);
}

#[test]
fn a_peer_that_does_not_answer_tcp_is_given_up_after_the_time_of_the_policy() {
    let (port, _full) = deaf();
    let policy = telit_module::runner::Policy {
        connect_within: Span::from_millis(50),
        ..Default::default()
    };
    let refused = Bench::with(policy, vec![dial(port)]).ask("open 0");
    assert!(
        refused.starts_with("refused Socket(") && refused.contains("timed out"),
        "{refused}"
    );
}

/// A port with its queue full, so that another connection is neither taken nor refused.
fn deaf() -> (u16, (TcpListener, Vec<TcpStream>)) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    rustix::net::listen(&listener, 0).unwrap();
    let address = listener.local_addr().unwrap();
    let fill = || TcpStream::connect_timeout(&address, Duration::from_millis(200)).ok();
    let waiting = std::iter::from_fn(fill).collect();
    (address.port(), (listener, waiting))
}
