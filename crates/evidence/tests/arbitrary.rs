//! S10, S18: whatever bytes come in, readers answer and do not panic.

use std::sync::OnceLock;

use evidence::bundle::Bundle;
use evidence::certificate::{Certificate, UnverifiedList, VerifiedRequest, decrypt_key};
use evidence::cms::{SignatureFile, verify};
use evidence::container::{Container, Limits, Transmission};
use evidence::{Timestamp, zip};
use proptest::prelude::*;

use crate::vector::{VALID, zip_limits};
use crate::world::{now, verification, world};

fn read_everything(bytes: &[u8]) {
    let limits = Limits::default();
    let _ = zip::read(bytes, &zip_limits());
    let _ = Container::open(bytes, &limits);
    let _ = Bundle::read(bytes, &limits);
    let _ = Transmission::from_json(bytes, &limits);
    let _ = SignatureFile::parse(bytes);
    let _ = Certificate::from_der(bytes);
    let _ = VerifiedRequest::from_der(bytes);
    if let Ok(list) = UnverifiedList::from_der(bytes) {
        let _ = list.verify(&world().issuing);
    }
    let text = String::from_utf8_lossy(bytes);
    let _ = Certificate::from_pem(&text);
    let _ = Certificate::all_from_pem(&text);
    let _ = decrypt_key(&text, "x");
    let _ = Timestamp::parse(&text);
}

/// A genuine file with a few changes: deeper than random bytes ever reach.
fn damaged(genuine: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<prop::sample::Index>(), any::<u8>(), 0_u8..4);
    prop::collection::vec(change, 1..6).prop_map(move |changes| {
        let mut bytes = genuine.clone();
        for (place, value, how) in changes {
            let at = place.index(bytes.len().max(1));
            match how {
                0 if at < bytes.len() => bytes[at] = value,
                1 if at < bytes.len() => drop(bytes.remove(at)),
                2 => bytes.insert(at.min(bytes.len()), value),
                _ => bytes.truncate(at.max(1)),
            }
        }
        bytes
    })
}

// ECDSA signatures differ each time: one of each is made and kept, so that "changed" can be told.
fn signature() -> &'static Vec<u8> {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    MADE.get_or_init(|| world().identity_a().sign(b"content", now()).unwrap())
}

fn list() -> &'static Vec<u8> {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    MADE.get_or_init(|| world().crl(1, now(), &[]).der().to_vec())
}

fn request() -> &'static Vec<u8> {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    MADE.get_or_init(|| {
        let text = evidence::certificate::make_request(&world().a.number, &world().a.key).unwrap();
        x509_cert::der::pem::decode_vec(text.as_bytes()).unwrap().1
    })
}

proptest! {
    #[test]
    fn s18_arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        read_everything(&bytes);
    }

    #[test]
    fn s18_der_like_bytes_never_panic(tags in prop::collection::vec((0_u8..64, 0_u8..5, any::<u8>()), 0..200)) {
        let bytes: Vec<u8> = tags.into_iter().flat_map(|(tag, length, value)| [tag, length, value]).collect();
        read_everything(&bytes);
    }

    #[test]
    fn s18_damaged_containers_never_panic(bytes in damaged(VALID.to_vec())) {
        read_everything(&bytes);
    }

    #[test]
    fn s18_damaged_signatures_are_refused(bytes in damaged(signature().clone())) {
        let trust = world().trust();
        let accepted = verify(&bytes, b"content", &verification(&trust, now())).is_ok();
        prop_assert_eq!(accepted, bytes == *signature());
    }

    #[test]
    fn s09_damaged_requests_are_refused(bytes in damaged(request().clone())) {
        prop_assert_eq!(VerifiedRequest::from_der(&bytes).is_ok(), bytes == *request());
    }

    #[test]
    fn s10_damaged_revocation_lists_are_refused(bytes in damaged(list().clone())) {
        let accepted = world().trust_without_lists().add_crl(&bytes).is_ok();
        prop_assert_eq!(accepted, bytes == *list());
    }
}
