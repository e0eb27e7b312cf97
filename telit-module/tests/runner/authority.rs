//! Keys and certificates, made once for all tests: an authority, and two certificates that it has signed.

use std::sync::LazyLock;

use openssl::asn1::Asn1Time;
use openssl::bn::BigNum;
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::x509::extension::BasicConstraints;
use openssl::x509::{X509, X509Builder, X509Name};
use telit_module::peer::Identity;

pub(crate) struct Papers {
    pub(crate) certificate: X509,
    pub(crate) key: PKey<Private>,
}

impl Papers {
    pub(crate) fn pem(&self) -> Vec<u8> {
        self.certificate.to_pem().unwrap()
    }

    pub(crate) fn key_pem(&self) -> Vec<u8> {
        self.key.private_key_to_pem_pkcs8().unwrap()
    }

    pub(crate) fn identity(&self) -> Identity {
        Identity {
            certificate: self.pem(),
            key: self.key_pem(),
        }
    }
}

static KEYS: LazyLock<[PKey<Private>; 2]> =
    LazyLock::new(|| [(); 2].map(|()| PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap()));

/// The authority that everything is signed by.
pub(crate) static AUTHORITY: LazyLock<Papers> =
    LazyLock::new(|| papers("Authority", &KEYS[0], None));
/// An authority that has signed nothing.
pub(crate) static STRANGER: LazyLock<Papers> = LazyLock::new(|| papers("Stranger", &KEYS[1], None));
/// What the peer presents.
pub(crate) static PEER: LazyLock<Papers> =
    LazyLock::new(|| papers("Peer", &KEYS[1], Some(&AUTHORITY)));
/// What the module presents.
pub(crate) static MODULE: LazyLock<Papers> =
    LazyLock::new(|| papers("Module", &KEYS[1], Some(&AUTHORITY)));

fn papers(subject: &str, key: &PKey<Private>, signer: Option<&Papers>) -> Papers {
    let mut name = X509Name::builder().unwrap();
    name.append_entry_by_text("CN", subject).unwrap();
    let name = name.build();
    let mut builder = X509Builder::new().unwrap();
    builder.set_version(2).unwrap();
    let serial = BigNum::from_u32(u32::try_from(subject.len()).unwrap()).unwrap();
    builder
        .set_serial_number(&serial.to_asn1_integer().unwrap())
        .unwrap();
    builder.set_subject_name(&name).unwrap();
    builder
        .set_issuer_name(signer.map_or(&name, |signer| signer.certificate.subject_name()))
        .unwrap();
    builder
        .set_not_before(&Asn1Time::days_from_now(0).unwrap())
        .unwrap();
    builder
        .set_not_after(&Asn1Time::days_from_now(2).unwrap())
        .unwrap();
    builder.set_pubkey(key).unwrap();
    if signer.is_none() {
        builder
            .append_extension(BasicConstraints::new().critical().ca().build().unwrap())
            .unwrap();
    }
    builder
        .sign(
            signer.map_or(key, |signer| &signer.key),
            MessageDigest::sha256(),
        )
        .unwrap();
    Papers {
        certificate: builder.build(),
        key: key.clone(),
    }
}
