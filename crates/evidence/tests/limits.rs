//! S18: the verifier's work is bounded by the size of its input, whatever the input says.
//!
//! Time is not measured here (it depends on the machine); the shapes that make careless readers slow are run in full,
//! and a reader of quadratic cost would stop the suite.

use evidence::certificate::{CertificateError, UnverifiedList, VerifiedRequest};
use evidence::cms::{MAX_SIGNATURE_BYTES, SignatureError, SignatureFile, verify};
use evidence::container::{Container, ContainerError, DocumentEntry, Limits, MediaType, TransmissionError};
use evidence::zip::{DosTime, Method, ZipError, ZipWriter};
use evidence::*;

use crate::forge::tlv;
use crate::world::{now, open, verification, world};

/// A DER value that repeats a small one until it is as large as allowed.
fn many(small: &[u8], outer: u8, bytes: usize) -> Vec<u8> {
    let content = small.repeat(bytes / small.len());
    tlv(outer, &content)
}

#[test]
fn s18_sets_of_thousands_cost_no_more_than_their_bytes() {
    let data = tlv(6, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01]);
    let signed = tlv(6, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02]);
    // Ascending members, as the reader wants them: two-byte integers.
    let ascending: Vec<u8> = (0..3_900_u16)
        .flat_map(|number| {
            let [high, low] = (number + 0x100).to_be_bytes();
            [2, 2, high, low]
        })
        .collect();
    for digests in [tlv(0x31, &ascending), many(&[0x30, 0], 0x31, 15_000)] {
        let content = [tlv(2, &[1]), digests, tlv(0x30, &data), tlv(0xa0, b""), tlv(0x31, b"")].concat();
        let file = tlv(0x30, &[signed.clone(), tlv(0xa0, &tlv(0x30, &content))].concat());
        assert!(file.len() <= MAX_SIGNATURE_BYTES, "{}", file.len());
        for _ in 0..100 {
            assert!(SignatureFile::parse(&file).is_err());
        }
    }
}

#[test]
fn s18_what_is_too_large_is_refused_unread() {
    let world = world();
    let trust = world.trust();
    let big = vec![0x30; 64 << 10];
    assert_eq!(verify(&big, b"", &verification(&trust, now())).unwrap_err(), SignatureError::TooLarge(64 << 10));
    let refusal = certificate::Certificate::from_der(&big).unwrap_err();
    assert_eq!(refusal, CertificateError::TooLarge(64 << 10));
    assert!(matches!(VerifiedRequest::from_pem(&"x".repeat(64 << 10)), Err(certificate::RequestError::TooLarge(_))));
    assert!(matches!(UnverifiedList::from_der(&vec![0; (32 << 20) + 1]), Err(certificate::CrlError::TooLarge(_))));
}

#[test]
fn s18_r24_containers_are_bounded() {
    let limits = Limits::default();
    assert_eq!((limits.documents, limits.document_bytes, limits.container_bytes), (20, 10 << 20, 50 << 20));
    let bytes = world().container();
    let refusal = |limits: Limits| Container::open(&bytes, &limits).unwrap_err();
    let zip = |error: ContainerError| match error {
        ContainerError::Zip(error) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(zip(refusal(Limits { container_bytes: 100, ..limits })), ZipError::TooLarge(bytes.len()));
    assert_eq!(zip(refusal(Limits { documents: 1, ..limits })), ZipError::TooManyEntries(6));
    assert!(matches!(
        refusal(Limits { transmission_bytes: 500, ..limits }),
        ContainerError::Transmission(TransmissionError::TooLarge(_))
    ));
    assert!(matches!(
        refusal(Limits { document_bytes: 20, ..limits }),
        ContainerError::DocumentTooLarge { document: 0 }
    ));
}

#[test]
fn s18_a_transmission_of_many_documents_is_refused() {
    let entry = |at: usize| DocumentEntry {
        name: container::DocumentName::parse(&format!("{at:04}.csv")).unwrap(),
        size: 0,
        sha256: Sha256::of(b""),
        media_type: MediaType::Csv,
    };
    let mut transmission = open(&world().container()).transmission().clone();
    transmission.documents = (0..21).map(entry).collect();
    let refusal = container::Transmission::from_json(&transmission.to_json(), &Limits::default()).unwrap_err();
    assert!(matches!(refusal, TransmissionError::TooManyDocuments(21)), "{refusal:?}");
    transmission.documents.clear();
    let refusal = container::Transmission::from_json(&transmission.to_json(), &Limits::default()).unwrap_err();
    assert!(matches!(refusal, TransmissionError::NoDocuments), "{refusal:?}");
}

#[test]
fn s18_a_container_of_twenty_times_the_limit_inflates_to_nothing() {
    // Twenty documents of 10 MiB of zeros in 200 KB: refused by ratio before a byte is inflated.
    let zeros = vec![0; 10 << 20];
    let mut zip = ZipWriter::new(DosTime::new(now()));
    zip.add("mimetype", container::MEDIA_TYPE.as_bytes(), Method::Stored);
    zip.add("transmission.json", &zeros, Method::Deflated { ratio: usize::MAX });
    let refusal = Container::open(&zip.finish(), &Limits::default()).unwrap_err();
    assert!(matches!(refusal, ContainerError::Zip(ZipError::Ratio { entry: 1 })), "{refusal:?}");
}
