//! What each fuzz target asks of any bytes. The targets in `fuzz/` and the test that replays their corpora share it.
//!
//! Bytes that another reader reads as well must say the same to it; and only what was really signed is accepted.

use std::sync::LazyLock;

use cms::content_info::ContentInfo;
use cms::signed_data::SignedData;
use evidence::certificate::{
    Authority, Certificate, Naming, NoCache, RevocationPolicy, TrustStore, UnverifiedList, VerifiedRequest,
};
use evidence::cms::{SignatureFile, TimeRule, Verification, verify};
use evidence::container::{Container, Limits, MEDIA_TYPE, Transmission};
use evidence::receipt::Receipt;
use evidence::zip::{self, DosTime, Method, ZipLimits, ZipWriter};
use evidence::{Sha256, Timestamp, VerificationTime};
use rustls_pki_types::CertificateRevocationListDer;
use x509_cert::crl::CertificateList;
use x509_cert::der::{Decode, Encode};
use x509_cert::ext::pkix::BasicConstraints;
use x509_cert::request::CertReq;

/// A target's name, which is also the folder of its corpus, and its body.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// All targets.
#[allow(dead_code, reason = "each fuzz target uses one body, the replay uses this list")]
pub(crate) const TARGETS: [Target; 6] = [
    ("container", container),
    ("signature", signature),
    ("certificate", certificate),
    ("request", request),
    ("crl", crl),
    ("json", json),
];

macro_rules! others {
    ($($file:literal),* $(,)?) => { [$(include_bytes!(concat!("vector/others/", $file)).as_slice()),*] };
}

/// The content that is signed in `tests/vector/others`.
pub(crate) const CONTENT: &[u8] = include_bytes!("vector/others/content");
/// Signature files by OpenSSL and BouncyCastle that fit the profile.
pub(crate) const SIGNATURES: [&[u8]; 11] = others!(
    "openssl-p256-sha256.p7s",
    "openssl-p256-sha256-keyid.p7s",
    "openssl-p256-sha384.p7s",
    "openssl-p384-sha384.p7s",
    "openssl-p384-sha512-keyid.p7s",
    "openssl-rsa2048-pkcs1.p7s",
    "openssl-rsa3072-pss.p7s",
    "openssl-rsa3072-pss-keyid.p7s",
    "bouncycastle-p256.p7s",
    "bouncycastle-rsa3072-pkcs1.p7s",
    "bouncycastle-rsa3072-pss.p7s",
);
const OFFICES: [&[u8]; 4] = others!("office-p256.der", "office-p384.der", "office-rsa2048.der", "office-rsa3072.der");
pub(crate) const REQUESTS: [&[u8]; 4] =
    others!("request-p256.der", "request-p384.der", "request-rsa2048.der", "request-rsa3072.der");
/// The first revokes nobody, the second the office with the RSA key of 2,048 bits.
pub(crate) const LISTS: [&[u8]; 2] = others!("list-empty.der", "list-one.der");
const ROOT: &str = include_str!("vector/others/root.pem");
const ISSUING: &str = include_str!("vector/others/issuing.pem");
const CONTAINER: &[u8] = include_bytes!("vector/valid.asice");
/// While the vectors and their lists are valid.
pub(crate) const AT: &str = "2026-11-21T20:00:00Z";

/// The authority of `tests/vector/others`, without a list.
pub(crate) fn others() -> TrustStore {
    trust_of(ROOT, ISSUING)
}

fn trust_of(root: &str, issuing: &str) -> TrustStore {
    let issuing = vec![Certificate::from_pem(issuing).unwrap()];
    let mut trust = TrustStore::new();
    trust.add_authority(Authority::new(Certificate::from_pem(root).unwrap(), issuing, Naming::Profile).unwrap());
    trust
}

static TRUST: LazyLock<TrustStore> = LazyLock::new(|| {
    let mut trust = others();
    trust.add_crl(LISTS[0]).unwrap();
    trust
});

static AUTHORITY: LazyLock<Certificate> = LazyLock::new(|| Certificate::from_pem(ISSUING).unwrap());

fn rule(trust: &TrustStore, revocation: RevocationPolicy) -> Verification<'_> {
    let time = TimeRule::At(VerificationTime::Now(Timestamp::parse(AT).unwrap()));
    Verification { trust, cache: &NoCache, time, revocation, account: None }
}

/// A signature file is verified over the vectors' content.
pub(crate) fn signature(data: &[u8]) {
    if let Ok(file) = SignatureFile::parse(data) {
        let other = ContentInfo::from_der(data).and_then(|info| info.content.decode_as::<SignedData>());
        if let Ok(other) = other {
            assert_eq!(other.signer_infos.0.len(), 1);
            let embedded = other.certificates.unwrap();
            let embedded: Vec<Vec<u8>> = embedded.0.iter().map(|one| one.to_der().unwrap()).collect();
            // The other reader lets more than DER pass and writes it shorter, such as a version that need not be there.
            let written = |der: &[u8]| x509_cert::Certificate::from_der(der).unwrap().to_der().unwrap();
            assert!(embedded.contains(&written(file.signer_certificate())));
            assert!(embedded.contains(&written(file.issuing_certificate())));
        }
    }
    let accepted = verify(data, CONTENT, &rule(&TRUST, RevocationPolicy::Required)).is_ok();
    assert_eq!(accepted, SIGNATURES.contains(&data), "only what was signed is accepted");
}

/// A certificate is read, and its path is built.
pub(crate) fn certificate(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = Certificate::from_pem(&text);
    let _ = Certificate::all_from_pem(&text);
    let Ok(read) = Certificate::from_der(data) else {
        return assert!(!OFFICES.contains(&data));
    };
    assert_eq!(read.der(), data);
    assert_eq!(Certificate::from_pem(&read.to_pem()).unwrap().fingerprint(), read.fingerprint());
    if let Ok(other) = x509_cert::Certificate::from_der(data) {
        same_certificate(&read, &other.tbs_certificate);
    }
    let genuine = OFFICES.contains(&data);
    assert_eq!(read.is_issued_by(&AUTHORITY), genuine);
    let at = Timestamp::parse(AT).unwrap();
    assert_eq!(TRUST.trust(read, AUTHORITY.der(), at).is_ok(), genuine);
}

fn same_certificate(read: &Certificate, other: &x509_cert::TbsCertificate) {
    let number = other.serial_number.as_bytes();
    assert_eq!(read.identity().serial, number.strip_prefix(&[0]).unwrap_or(number));
    assert_eq!(read.identity().issuer, other.issuer.to_der().unwrap());
    assert_eq!(read.subject(), other.subject.to_der().unwrap());
    assert_eq!(read.key().spki(), other.subject_public_key_info.to_der().unwrap());
    assert_eq!(read.not_before().unix(), other.validity.not_before.to_unix_duration().as_secs());
    assert_eq!(read.not_after().unix(), other.validity.not_after.to_unix_duration().as_secs());
    if let Ok(found) = other.get::<BasicConstraints>() {
        assert_eq!(read.is_authority(), found.is_some_and(|(_, constraints)| constraints.ca));
    }
}

/// A certificate request is read, and its proof of possession verified.
pub(crate) fn request(data: &[u8]) {
    let _ = VerifiedRequest::from_pem(&String::from_utf8_lossy(data));
    let read = VerifiedRequest::from_der(data);
    assert_eq!(read.is_ok(), REQUESTS.contains(&data), "only what was signed is accepted");
    let (Ok(read), Ok(other)) = (read, CertReq::from_der(data)) else { return };
    assert_eq!(read.key().spki(), other.info.public_key.to_der().unwrap());
}

/// A revocation list is read by us and by the TLS side.
pub(crate) fn crl(data: &[u8]) {
    let _ = webpki::BorrowedCertRevocationList::from_der(&CertificateRevocationListDer::from(data));
    let _ = others().add_crl_pem(&String::from_utf8_lossy(data));
    let genuine = LISTS.contains(&data);
    let Ok(unverified) = UnverifiedList::from_der(data) else {
        return assert!(!genuine);
    };
    let verified = unverified.verify(&AUTHORITY);
    assert_eq!(verified.is_ok(), genuine, "only what was signed is accepted");
    assert_eq!(others().add_crl(data).is_ok(), genuine);
    let (Ok(list), Ok(other)) = (verified, CertificateList::from_der(data)) else { return };
    let entries = other.tbs_cert_list.revoked_certificates.unwrap_or_default();
    assert_eq!(list.len(), entries.len());
    for entry in entries {
        let at = list.revoked_at(entry.serial_number.as_bytes()).unwrap();
        assert_eq!(at.unix(), entry.revocation_date.to_unix_duration().as_secs());
    }
}

/// `transmission.json` and receipts have one form: what is read is written again to the byte.
pub(crate) fn json(data: &[u8]) {
    let limits = Limits::default();
    if let Ok(read) = Transmission::from_json(data, &limits) {
        assert_eq!(read.to_json(), data);
        assert!((1..=limits.documents).contains(&read.documents.len()));
        assert!(read.message.chars().count() <= 2_000);
        assert!(read.documents.is_sorted_by(|one, next| one.name < next.name));
    }
    if let Ok(read) = Receipt::from_json(data) {
        assert_eq!(read.to_json(), data);
    }
}

/// The first byte says whether the rest is an archive, or a list of entries from which one is written.
pub(crate) fn container(data: &[u8]) {
    match data.split_first() {
        Some((0, archive)) => open(archive),
        Some((_, entries)) => open(&written(entries)),
        None => {}
    }
}

/// Each entry: its name by number, how it is packed, its length in two bytes, its content.
fn written(mut data: &[u8]) -> Vec<u8> {
    const NAMES: [&str; 8] = [
        "mimetype",
        "transmission.json",
        "documents/A.CSV",
        "documents/B.pdf",
        "documents/../C",
        "META-INF/ASiCManifest001.xml",
        "META-INF/signature001.p7s",
        "",
    ];
    let mut zip = ZipWriter::new(DosTime::new(Timestamp::parse(AT).unwrap()));
    while let [name, packed, high, low, rest @ ..] = data {
        let length = (usize::from(*high) << 8 | usize::from(*low)).min(rest.len());
        let (content, rest) = rest.split_at(length);
        let method = if packed % 2 == 0 { Method::Stored } else { Method::Deflated { ratio: 300 } };
        match usize::from(*name) {
            0 if content.is_empty() => zip.add(NAMES[0], MEDIA_TYPE.as_bytes(), Method::Stored),
            number => zip.add(NAMES[number % NAMES.len()], content, method),
        }
        data = rest;
    }
    zip.finish()
}

fn open(archive: &[u8]) {
    let bounds =
        ZipLimits { archive_bytes: 1 << 20, entries: 24, entry_bytes: 1 << 18, total_bytes: 1 << 19, ratio: 300 };
    if let Ok(read) = zip::read(archive, &bounds) {
        assert!(read.entries.len() <= bounds.entries);
        assert!(read.entries.iter().all(|entry| entry.content.len() <= bounds.entry_bytes));
        assert!(read.entries.iter().map(|entry| entry.content.len()).sum::<usize>() <= bounds.total_bytes);
        let mut names: Vec<_> = read.entries.iter().map(|entry| &entry.name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), read.entries.len(), "each name once");
    }
    let Ok(opened) = Container::open(archive, &Limits::default()) else { return };
    assert_eq!(opened.sha256(), Sha256::of(archive));
    assert_eq!(opened.documents().len(), opened.transmission().documents.len());
    for document in opened.documents() {
        assert_eq!(document.entry.size, document.content.len() as u64);
        assert_eq!(document.entry.sha256, Sha256::of(document.content));
    }
    let stated = opened.transmission().to_json();
    let trust = trust_of(include_str!("vector/root.pem"), include_str!("vector/issuing.pem"));
    if opened.verify(&rule(&trust, RevocationPolicy::WhereKnown)).is_ok() {
        let genuine = Container::open(CONTAINER, &Limits::default()).unwrap();
        assert_eq!(stated, genuine.transmission().to_json(), "only what was signed is accepted");
    }
}
