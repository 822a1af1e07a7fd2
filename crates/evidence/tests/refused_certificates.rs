//! S16: signature files by certificates that may not sign are refused, each for its own reason.

use cms::cert::CertificateChoices;
use evidence::certificate::{PathError, PublicKeyError};
use evidence::cms::SignatureError;
use x509_cert::der::Encode;

use crate::forge::*;
use crate::process::{folder, openssl};
use crate::refused_signatures::{Vectors, refusal};
use crate::world::world;

fn refused_certificate(v: &mut Vectors, expected: &SignatureError, certificate: &evidence::certificate::Certificate) {
    v.file(Forge::by(certificate, &world().a.key).write(), expected);
}

#[test]
fn s16_certificates_outside_the_profile_are_refused() {
    let mut vectors = Vectors::default();
    certificates_outside_the_profile(&mut vectors);
    vectors.check();
}

pub(crate) fn certificates_outside_the_profile(v: &mut Vectors) {
    const KEY_USAGE: &str = "2.5.29.15";
    const PURPOSES: &str = "2.5.29.37";
    const NAMES: &str = "2.5.29.17";
    let changed = |kind: &str, new: Option<(bool, &[u8])>| {
        certificate(|tbs| set_extension(tbs, new.map(|(critical, value)| extension(kind, critical, value)), kind))
    };
    let path = |error: PathError| SignatureError::Path(error);
    let unknown = changed("1.3.6.1.4.1.99999.1", Some((true, &[5, 0])));
    refused_certificate(v, &path(PathError::UnknownCriticalExtension), &unknown);
    refused_certificate(v, &path(PathError::KeyUsage), &changed(KEY_USAGE, None));
    refused_certificate(v, &path(PathError::KeyUsage), &changed(KEY_USAGE, Some((true, &[3, 2, 3, 0x08]))));
    refused_certificate(v, &path(PathError::Purpose), &changed(PURPOSES, None));
    refused_certificate(v, &path(PathError::Holder), &changed(NAMES, None));
    refused_certificate(v, &path(PathError::Authority), &changed("2.5.29.19", Some((true, &[0x30, 3, 1, 1, 0xff]))));
    let uri = |text: &str| tlv(0x30, &tlv(0x86, text.as_bytes()));
    for text in ["urn:renkei:office:137000001", "urn:renkei:office:13700000a1", "urn:renkei:hub:", "https://x.example"]
    {
        refused_certificate(v, &path(PathError::Holder), &changed(NAMES, Some((false, &uri(text)))));
    }
    // A hub's name in a certificate that can also open connections.
    refused_certificate(
        v,
        &path(PathError::Holder),
        &changed(NAMES, Some((false, &uri("urn:renkei:hub:renkei.example")))),
    );
    let other_issuer = certificate(|tbs| tbs.issuer = tbs.subject.clone());
    refused_certificate(v, &path(PathError::OtherIssuer), &other_issuer);
    // The hub's TLS certificate is not for documents.
    v.file(Forge::by(&world().server, &world().hub_key).write(), &path(PathError::Purpose));
}

#[test]
fn s16_a_certificate_that_the_authority_did_not_sign_is_refused() {
    let mut made = x509(&world().a.certificate);
    made.tbs_certificate.validity.not_before = x509(&world().root).tbs_certificate.validity.not_before;
    let certificate = evidence::certificate::Certificate::from_der(&made.to_der().unwrap()).unwrap();
    let refusal = refusal(&Forge::by(&certificate, &world().a.key).write());
    assert!(matches!(refusal, SignatureError::Path(PathError::Chain(_))), "{refusal:?}");
}

#[test]
fn s16_short_rsa_keys_and_other_curves_are_refused() {
    let mut vectors = Vectors::default();
    keys(&mut vectors);
    vectors.check();
}

pub(crate) fn keys(v: &mut Vectors) {
    let folder = folder();
    let cases = [
        ("rsa -pkeyopt rsa_keygen_bits:1024", PublicKeyError::RsaSize { bits: 1024 }),
        ("rsa -pkeyopt rsa_keygen_bits:2040", PublicKeyError::RsaSize { bits: 2040 }),
        ("ec -pkeyopt ec_paramgen_curve:secp521r1", PublicKeyError::Unsupported),
        ("ec -pkeyopt ec_paramgen_curve:secp256k1", PublicKeyError::Unsupported),
        ("ec -pkeyopt ec_paramgen_curve:secp224r1", PublicKeyError::Unsupported),
        ("ed25519", PublicKeyError::Unsupported),
    ];
    for (kind, expected) in cases {
        openssl(folder.path(), &format!("genpkey -algorithm {kind} -out key.pem"));
        openssl(folder.path(), "pkey -in key.pem -pubout -outform DER -out public.der");
        let spki = std::fs::read(folder.path().join("public.der")).unwrap();
        let made = certificate_der(|tbs| {
            tbs.subject_public_key_info = x509_cert::der::Decode::from_der(&spki).unwrap();
        });
        let mut forge = Forge::new();
        let hash = tlv(4, &evidence::Sha256::of(&made.to_der().unwrap()).0);
        forge.replace(signing_certificate(&[&hash]));
        forge.certificates = Some(vec![CertificateChoices::Certificate(made), choice(&world().issuing)]);
        v.file(forge.write(), &SignatureError::PublicKey(expected));
    }
}
