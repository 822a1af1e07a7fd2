//! S14: no single bit of a signature file can change unnoticed.

use evidence::certificate::RevocationPolicy;
use evidence::cms::{Verification, verify};
use evidence::container::{Container, Limits};
use evidence::{container, zip};

use crate::vector;
use crate::world::{at, now, open, verification, world};

/// How many of all single-bit changes are accepted.
fn accepted_flips(signature: &[u8], content: &[u8], verification: &Verification<'_>) -> usize {
    verify(signature, content, verification).expect("the unchanged file is accepted");
    let mut changed = signature.to_vec();
    let mut accepted = 0;
    for bit in 0..signature.len() * 8 {
        changed[bit / 8] ^= 1 << (bit % 8);
        accepted += usize::from(verify(&changed, content, verification).is_ok());
        changed[bit / 8] ^= 1 << (bit % 8);
    }
    accepted
}

#[test]
fn s14_every_bit_flip_of_our_signature_is_refused() {
    let world = world();
    let content = b"a manifest";
    let signature = world.identity_a().sign(content, now()).unwrap();
    let trust = world.trust();
    assert_eq!(accepted_flips(&signature, content, &verification(&trust, now())), 0);
}

#[test]
fn s14_every_bit_flip_of_the_vectors_signature_is_refused() {
    let container = open(vector::VALID);
    let trust = vector::trust();
    let mut rule = verification(&trust, at("2026-11-22T00:00:00Z"));
    rule.revocation = RevocationPolicy::WhereKnown;
    assert_eq!(accepted_flips(container.signature(), container.manifest(), &rule), 0);
}

/// A deflate stream has padding bits and more than one way to say the same, and a directory has notes on who made the
/// archive: such a change leaves every entry as it was, and gives another SHA-256 of the file, which is what receipts
/// name. Any other change is refused.
#[test]
fn s14_every_bit_flip_of_a_container_is_refused_or_changes_no_entry() {
    let world = world();
    let bytes = world.container();
    let trust = world.trust();
    let parts = |container: &Container| {
        let documents: Vec<Vec<u8>> = container.documents().map(|document| document.content.to_vec()).collect();
        (container.transmission().clone(), documents, container.manifest().to_vec(), container.signature().to_vec())
    };
    let original = open(&bytes);
    let (mut changed, mut same) = (bytes.clone(), 0);
    for bit in 0..bytes.len() * 8 {
        changed[bit / 8] ^= 1 << (bit % 8);
        if let Ok(container) = Container::open(&changed, &Limits::default()) {
            assert_eq!(parts(&container), parts(&original), "bit {bit}");
            assert_ne!(container.sha256(), original.sha256());
            container.verify(&verification(&trust, now())).unwrap();
            same += 1;
        }
        changed[bit / 8] ^= 1 << (bit % 8);
    }
    assert!(same < bytes.len() * 8 / 40, "{same}");
}

#[test]
fn s19_the_ecdsa_twin_verifies_and_is_never_an_identity() {
    // (r, n − s) is another byte string for the same statement. It must not look like another transmission.
    let world = world();
    let trust = world.trust();
    let bytes = world.container();
    let first = open(&bytes);
    let twin = twin_of(first.signature());
    assert_ne!(twin, first.signature());
    verify(&twin, first.manifest(), &verification(&trust, now())).unwrap();
    let again = resigned(&twin, &first);
    assert_ne!(again.sha256(), first.sha256());
    assert_eq!(again.transmission(), first.transmission());
    assert_eq!(again.transmission().id, first.transmission().id);
    let verified = again.verify(&verification(&trust, now())).unwrap();
    assert_eq!(verified.signature().signer.certificate().identity(), world.a.certificate.identity());
}

fn resigned(signature: &[u8], container: &container::Container) -> container::Container {
    let mut zip = zip::ZipWriter::new(zip::DosTime::new(now()));
    let packed = zip::Method::Deflated { ratio: 300 };
    zip.add("mimetype", container::MEDIA_TYPE.as_bytes(), zip::Method::Stored);
    zip.add("transmission.json", &container.transmission().to_json(), packed);
    for document in container.documents() {
        zip.add(&format!("documents/{}", document.entry.name), document.content, packed);
    }
    zip.add("META-INF/ASiCManifest001.xml", container.manifest(), packed);
    zip.add("META-INF/signature001.p7s", signature, packed);
    open(&zip.finish())
}

/// The order of P-256.
const N: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa,
    0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];

fn twin_of(file: &[u8]) -> Vec<u8> {
    use x509_cert::der::asn1::{OctetString, SetOfVec, Uint};
    use x509_cert::der::{Decode, Encode, Reader, SliceReader};
    let (mut info, mut data) = crate::forge::decode(file);
    let mut signer = data.signer_infos.0.as_slice()[0].clone();
    let (r, s) = {
        let mut reader = SliceReader::new(signer.signature.as_bytes()).unwrap();
        reader.sequence(|inner| Ok((Uint::decode(inner)?, Uint::decode(inner)?))).unwrap()
    };
    let mut difference = [0_u8; 32];
    let mut borrow = 0_i16;
    let padded: Vec<u8> = std::iter::repeat_n(0, 32 - s.as_bytes().len()).chain(s.as_bytes().iter().copied()).collect();
    for at in (0..32).rev() {
        let value = i16::from(N[at]) - i16::from(padded[at]) - borrow;
        borrow = i16::from(value < 0);
        difference[at] = value.rem_euclid(256) as u8;
    }
    let body = [r.to_der().unwrap(), Uint::new(&difference).unwrap().to_der().unwrap()].concat();
    let der = [vec![0x30, body.len() as u8], body].concat();
    signer.signature = OctetString::new(der).unwrap();
    data.signer_infos.0 = SetOfVec::try_from(vec![signer]).unwrap();
    crate::forge::encode(&mut info, &data)
}
