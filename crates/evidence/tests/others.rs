//! S15: signatures that OpenSSL and BouncyCastle made once (`tests/vector/others`), and their every bit.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use evidence::certificate::{
    Certificate, ChainCache, KeyKind, RevocationError, RevocationPolicy, RevocationState, TrustStore,
    TrustedCertificate, UnverifiedList, VerifiedRequest,
};
use evidence::cms::{SignatureError, SignatureFile, SignerId, Verification, verify};
use evidence::{DerError, Sha256, VerifiedSignature};

use crate::fuzz_bodies::{AT, CONTENT, LISTS, SIGNATURES, others};
use crate::world::{at, verification};

fn trust(list: &[u8]) -> TrustStore {
    let mut trust = others();
    trust.add_crl(list).unwrap();
    trust
}

fn outcome(file: &[u8], trust: &TrustStore) -> Result<VerifiedSignature, SignatureError> {
    verify(file, CONTENT, &verification(trust, at(AT)))
}

#[test]
fn s15_stored_signatures_of_openssl_and_bouncycastle_are_accepted() {
    const RSA: [KeyKind; 2] = [KeyKind::Rsa { bits: 2048 }, KeyKind::Rsa { bits: 3072 }];
    // In the order of `SIGNATURES`: the key, and whether the signer is named by key identifier.
    let expected = [
        (KeyKind::P256, false),
        (KeyKind::P256, true),
        (KeyKind::P256, false),
        (KeyKind::P384, false),
        (KeyKind::P384, true),
        (RSA[0], false),
        (RSA[1], false),
        (RSA[1], true),
        (KeyKind::P256, false),
        (RSA[1], false),
        (RSA[1], false),
    ];
    let trust = trust(LISTS[0]);
    for (number, (file, (kind, by_key))) in SIGNATURES.into_iter().zip(expected).enumerate() {
        let verified = outcome(file, &trust).unwrap_or_else(|error| panic!("{number}: {error:?}"));
        assert_eq!(verified.signer.certificate().key().kind(), kind, "{number}");
        let named = matches!(SignatureFile::parse(file).unwrap().signer_id(), SignerId::KeyIdentifier(_));
        assert_eq!(named, by_key, "{number}");
        assert!(matches!(verified.revocation, RevocationState::NotRevoked { .. }), "{number}");
        // The same statement about anything else is refused.
        let refusal = verify(file, b"another manifest", &verification(&trust, at(AT))).unwrap_err();
        assert_eq!(refusal, SignatureError::MessageDigest, "{number}");
    }
}

/// BouncyCastle signs in BER and adds an attribute of its own unless told otherwise.
#[test]
fn s15_s16_what_bouncycastle_writes_when_nothing_is_said_is_refused() {
    let trust = trust(LISTS[0]);
    let ber = include_bytes!("vector/others/bouncycastle-default.p7s");
    assert_eq!(outcome(ber, &trust).unwrap_err(), SignatureError::Der(DerError::IndefiniteLength));
    let der = include_bytes!("vector/others/bouncycastle-default-der.p7s");
    // cmsAlgorithmProtect, RFC 6211.
    let protection = SignatureError::UnknownAttribute("2a864886f70d010934".to_owned());
    assert_eq!(outcome(der, &trust).unwrap_err(), protection);
}

#[test]
fn s05_s15_a_list_of_openssl_revokes_one_of_them() {
    let trust = trust(LISTS[1]);
    for (number, file) in SIGNATURES.into_iter().enumerate() {
        let revoked = matches!(
            outcome(file, &trust),
            Err(SignatureError::Revocation(RevocationError::Revoked { at: when })) if when < at(AT)
        );
        let signer = SignatureFile::parse(file).unwrap().signer_certificate();
        let kind = Certificate::from_der(signer).unwrap().key().kind();
        assert_eq!(revoked, kind == KeyKind::Rsa { bits: 2048 }, "{number}");
    }
    let numbers: Vec<_> = LISTS.map(|list| UnverifiedList::from_der(list).is_ok()).into();
    assert_eq!(numbers, [true, true]);
}

#[test]
fn s09_s15_requests_of_openssl_prove_possession() {
    let kinds = crate::fuzz_bodies::REQUESTS.map(|request| VerifiedRequest::from_der(request).unwrap().key().kind());
    let rsa = [KeyKind::Rsa { bits: 2048 }, KeyKind::Rsa { bits: 3072 }];
    assert_eq!(kinds, [KeyKind::P256, KeyKind::P384, rsa[0], rsa[1]]);
}

/// Paths are verified once for each certificate; as many flips as there are bits would make that slow.
#[derive(Default)]
struct Paths(Mutex<HashMap<Sha256, Arc<TrustedCertificate>>>);

impl ChainCache for Paths {
    fn find(&self, fingerprint: &Sha256) -> Option<Arc<TrustedCertificate>> {
        self.0.lock().unwrap().get(fingerprint).cloned()
    }

    fn keep(&self, certificate: &Arc<TrustedCertificate>) {
        self.0.lock().unwrap().insert(certificate.certificate().fingerprint(), Arc::clone(certificate));
    }
}

#[test]
fn s14_every_bit_flip_of_every_kind_of_signature_is_refused() {
    let trust = trust(LISTS[0]);
    let paths = Paths::default();
    let rule = Verification { cache: &paths, revocation: RevocationPolicy::Required, ..verification(&trust, at(AT)) };
    let (mut flips, mut accepted) = (0, 0);
    for file in SIGNATURES {
        verify(file, CONTENT, &rule).unwrap();
        let mut changed = file.to_vec();
        for bit in 0..file.len() * 8 {
            changed[bit / 8] ^= 1 << (bit % 8);
            accepted += usize::from(verify(&changed, CONTENT, &rule).is_ok());
            changed[bit / 8] ^= 1 << (bit % 8);
            flips += 1;
        }
    }
    assert_eq!(accepted, 0);
    assert!(flips > 150_000, "{flips}");
}
