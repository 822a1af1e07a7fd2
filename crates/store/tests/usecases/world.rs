//! An authority, offices with certificates, and ports that count.

use crate::support::{Place, START, SqlitePlace, certificate, hub, office, run, with_offices};
use evidence::certificate::*;
use evidence::cms::{SigningIdentity, TimeRule, Verification};
use evidence::container::{Limits, MediaType, NewDocument, NewTransmission, Software, seal};
use evidence::receipt::{Author, Receipt, ReceiptKind, SignedReceipt};
use evidence::{Curve, NetworkName, OfficeAddress, Sha256, Signer, SoftwareKey, Timestamp, VerificationTime};
use exchange::Instant;
use exchange::account::{AccountId, CredentialName, SystemId};
use exchange::certificate::{CertificateKey, CertificateKind, CertificateRecord};
use exchange::id::{SessionId, TransmissionId};
use exchange::permission::{Caller, Right};
use exchange::ports::*;
use exchange::secret::Password;
use exchange::store::Store;
use exchange::transmission::{Quota, SignedStatement, TransmissionHeader, VerifiedContainer, VerifiedReceipt};
use exchange::usecases::Context;
use exchange::usecases::session::Connection;
use exchange::usecases::transmission::submit::{Acceptance, Bounds};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// Offices 1 to 4; the fourth has no licence.
pub(crate) struct World {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) random: Counter,
    pub(crate) hasher: Hasher,
    pub(crate) check: Check,
    _place: SqlitePlace,
}

/// Randomness that repeats in every run.
pub(crate) struct Counter(AtomicU64);

impl Randomness for Counter {
    fn fill(&self, bytes: &mut [u8]) {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        let digest = Sha256::of(&number.to_be_bytes());
        for (to, from) in bytes.iter_mut().zip(digest.0.iter().cycle()) {
            *to = *from;
        }
    }
}

/// A hasher that counts its computations instead of taking time.
#[derive(Default)]
pub(crate) struct Hasher(pub(crate) AtomicUsize);

impl PasswordHasher for Hasher {
    fn verify<'a>(
        &'a self,
        password: &'a Password,
        stored: Option<&'a PasswordHash>,
    ) -> PortFuture<'a, Result<Verdict, HasherBusy>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        let plain = stored.and_then(|hash| hash.0.split_once('$'));
        let verdict = match plain {
            Some((parameters, text)) if text == password.expose() => Verdict::Right { rehash: parameters == "old" },
            _ => Verdict::Wrong,
        };
        Box::pin(async move { Ok(verdict) })
    }

    fn hash<'a>(&'a self, password: &'a str) -> PortFuture<'a, Result<PasswordHash, HasherBusy>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move { Ok(PasswordHash(format!("new${password}"))) })
    }
}

/// A check that refuses documents with the word ERROR.
#[derive(Default)]
pub(crate) struct Check(pub(crate) AtomicUsize);

impl RecordCheck<&'static str> for Check {
    fn check<'a>(
        &'a self,
        container: &'a VerifiedContainer,
        _: Instant,
    ) -> PortFuture<'a, Result<Result<&'static str, &'static str>, CheckBusy>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        let bad = container.documents().any(|document| document.content.windows(5).any(|word| word == b"ERROR"));
        Box::pin(async move { Ok(if bad { Err("an error") } else { Ok("a warning") }) })
    }
}

/// A signer whose statement names what it states.
pub(crate) struct HubSigner;

impl ReceiptSigner for HubSigner {
    fn accepted<'a>(
        &'a self,
        header: &'a TransmissionHeader,
        at: Instant,
    ) -> PortFuture<'a, Result<SignedStatement, SignerUnavailable>> {
        let statement = format!("accepted {} {} {}", header.id, header.sha256, at.millis()).into_bytes();
        Box::pin(async move { Ok(SignedStatement { statement, signature: vec![1] }) })
    }
}

impl World {
    pub(crate) fn new() -> Self {
        Self::at_place(SqlitePlace::new())
    }

    pub(crate) fn at_place(place: SqlitePlace) -> Self {
        let store = place.open();
        with_offices(&*store, 3);
        run(store.put_offices(vec![crate::support::new_office(4, "丁", "テイ")], hub(START)));
        for seat in seats() {
            run(store.record_certificate(seat.record(), hub(START)));
        }
        Self {
            store,
            random: Counter(AtomicU64::new(0)),
            hasher: Hasher::default(),
            check: Check::default(),
            _place: place,
        }
    }

    pub(crate) fn at(&self, at: Instant) -> Context<'_> {
        Context { store: &*self.store, randomness: &self.random, at, invoice_days: Some(30) }
    }

    pub(crate) fn now(&self) -> Context<'_> {
        self.at(START)
    }

    pub(crate) fn acceptance(&self) -> Acceptance<'_, &'static str> {
        let (quota, bounds) = (Quota::default(), Bounds::default());
        Acceptance { signer: &HubSigner, check: &self.check, quota, bounds, keep_days: 120 }
    }
}

/// An office's certificate and key.
pub(crate) struct Seat {
    number: u32,
    pub(crate) certificate: Certificate,
    identity: SigningIdentity,
}

struct Authority {
    trust: TrustStore,
    seats: Vec<Seat>,
}

fn serial(number: u8) -> RandomSerial {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&Sha256::of(&[number]).0[..16]);
    RandomSerial(bytes)
}

/// The instant [`START`] in whole seconds.
pub(crate) fn second(at: Instant) -> Timestamp {
    Timestamp::from_unix(at.millis() as u64 / 1_000).unwrap()
}

fn key(number: u8, curve: Curve) -> Arc<SoftwareKey> {
    Arc::new(SoftwareKey::from_random(curve, &vec![number; curve.scalar_len()]).unwrap())
}

fn authority() -> &'static Authority {
    static AUTHORITY: OnceLock<Authority> = OnceLock::new();
    AUTHORITY.get_or_init(|| {
        let from = second(START).minus(86_400);
        let name = |text: &str| DistinguishedName { organisation: "試験".to_owned(), common_name: text.to_owned() };
        let root_key = key(1, Curve::P384);
        let root = make_root(&name("Root"), &root_key, serial(1), from).unwrap();
        let issuing_key = key(2, Curve::P256);
        let issuing =
            make_issuing(&root, &root_key, &name("Issuing"), issuing_key.public_key(), serial(2), from).unwrap();
        let issuer = Issuer { certificate: &issuing, signer: &issuing_key };
        let seats = (1..=5_u8).map(|number| seat(issuer, &issuing, number, from)).collect();
        let mut trust = TrustStore::new();
        trust.add_authority(Authority_::new(root, vec![issuing.clone()], Naming::Profile).unwrap());
        trust.add_crl(make_crl(issuer, 1, second(START).minus(3_600), &[]).unwrap().der()).unwrap();
        Authority { trust, seats }
    })
}

use evidence::certificate::Authority as Authority_;

/// Seat 5 is a second certificate of office 1.
fn seat(issuer: Issuer<'_>, issuing: &Certificate, number: u8, from: Timestamp) -> Seat {
    let of = if number == 5 { 1 } else { u32::from(number) };
    let own = evidence::OfficeNumber::parse(office(of).as_str()).unwrap();
    let key = key(number + 10, Curve::P256);
    let request = VerifiedRequest::from_pem(&make_request(&own, &key).unwrap()).unwrap();
    let subject =
        OfficeSubject { number: own, kind: OfficeCertificateKind::DelegatedCarePlan, name: "事業所".to_owned() };
    let validity = Validity::years(from, 3);
    let certificate = issue_office(issuer, &request, &subject, serial(number + 10), validity).unwrap();
    let identity = SigningIdentity::new(key, certificate.clone(), issuing).unwrap();
    Seat { number: of, certificate, identity }
}

pub(crate) fn seats() -> &'static [Seat] {
    &authority().seats
}

/// The seat with this number, from 1.
pub(crate) fn seat_of(number: usize) -> &'static Seat {
    &seats()[number - 1]
}

impl Seat {
    pub(crate) fn record(&self) -> CertificateRecord {
        CertificateRecord {
            key: self.key(),
            thumbprint: self.certificate.fingerprint(),
            kind: CertificateKind::CarePlan,
            office: office(self.number),
            ..certificate(1, 1)
        }
    }

    pub(crate) fn key(&self) -> CertificateKey {
        CertificateKey::of(self.certificate.identity()).unwrap()
    }

    pub(crate) fn connection(&self) -> Connection {
        Connection { certificate: self.key(), thumbprint: self.certificate.fingerprint() }
    }

    /// A caller as the gate would let it in.
    pub(crate) fn caller(&self) -> Caller {
        let session = SessionId::new(START, [1; 10]);
        let right = Right::Session(session, AccountId::parse("KJ0123456789AB").unwrap());
        let thumbprint = self.certificate.fingerprint();
        Caller { office: office(self.number), certificate: self.key(), thumbprint, right, is_closed: false }
    }

    /// A container from this seat's office, verified.
    pub(crate) fn container(&self, letter: &Letter<'_>) -> VerifiedContainer {
        let number = |number| evidence::OfficeNumber::parse(office(number).as_str()).unwrap();
        let new = NewTransmission {
            id: evidence::TransmissionId::parse(&letter.id.to_string()).unwrap(),
            created_at: second(letter.made_at),
            from: OfficeAddress::local(number(self.number)),
            to: OfficeAddress {
                office: number(letter.to),
                network: letter.network.map(|name| NetworkName::parse(name).unwrap()),
            },
            serial: None,
            message: "5月分です".to_owned(),
            software: Software { name: "test".to_owned(), version: "1".to_owned() },
            documents: (0..letter.copies)
                .map(|copy| NewDocument { name: NAMES[copy], media_type: MediaType::Pdf, content: letter.content })
                .collect(),
        };
        let bytes = seal(&new, &self.identity, second(START), &Limits::default()).unwrap();
        VerifiedContainer::verify(bytes, &Limits::default(), &verification(&authority().trust)).unwrap()
    }

    /// A receipt of this seat's office, verified.
    pub(crate) fn receipt(&self, kind: ReceiptKind, header: &TransmissionHeader) -> VerifiedReceipt {
        let number = |number: standard::OfficeNumber| evidence::OfficeNumber::parse(number.as_str()).unwrap();
        let receipt = Receipt {
            kind,
            transmission: evidence::TransmissionId::parse(&header.id.to_string()).unwrap(),
            container_sha256: header.sha256,
            from: OfficeAddress::local(number(header.sender)),
            to: OfficeAddress::local(number(header.recipient)),
            at: second(START),
            by: Author::Office(number(office(self.number))),
        };
        let signed: SignedReceipt = receipt.sign(&self.identity).unwrap();
        VerifiedReceipt::verify(signed, &verification(&authority().trust)).unwrap()
    }
}

const NAMES: [&str; 3] = ["a.pdf", "b.pdf", "c.pdf"];

/// What to send.
#[derive(Clone)]
pub(crate) struct Letter<'a> {
    pub(crate) id: TransmissionId,
    pub(crate) to: u32,
    pub(crate) network: Option<&'a str>,
    pub(crate) made_at: Instant,
    pub(crate) content: &'a [u8],
    pub(crate) copies: usize,
}

pub(crate) fn letter(number: u64, to: u32) -> Letter<'static> {
    let id = crate::support::id(number);
    Letter { id, to, network: None, made_at: START, content: b"%PDF-1.7\n%%EOF\n", copies: 1 }
}

fn verification(trust: &TrustStore) -> Verification<'_> {
    Verification {
        trust,
        cache: &NoCache,
        time: TimeRule::At(VerificationTime::Now(second(START))),
        revocation: RevocationPolicy::Required,
        account: None,
    }
}

pub(crate) fn names() -> (SystemId, AccountId) {
    (SystemId::parse("c0000001").unwrap(), AccountId::parse("KJ0123456789AB").unwrap())
}

pub(crate) fn system_name() -> CredentialName {
    CredentialName::System(names().0)
}

pub(crate) fn account_name() -> CredentialName {
    CredentialName::Account(names().1)
}
