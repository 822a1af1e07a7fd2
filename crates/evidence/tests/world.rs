//! A made-up authority with a hub and offices, always the same: fixed clock values and a seeded generator.

use std::sync::{Arc, OnceLock};

use evidence::certificate::*;
use evidence::cms::{SigningIdentity, TimeRule, Verification};
use evidence::container::{Container, Limits, MediaType, NewDocument, NewTransmission, Software, seal};
use evidence::receipt::{Author, Receipt, ReceiptKind, SignedReceipt};
use evidence::*;

pub fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

/// When things happen, unless a test says otherwise.
pub fn now() -> Timestamp {
    at("2026-11-21T03:00:00Z")
}

/// SplitMix64: the same bytes on every run.
pub struct Random(pub u64);

impl Random {
    pub fn fill(&mut self, out: &mut [u8]) {
        for byte in out {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = self.0;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = (mixed ^ (mixed >> 31)) as u8;
        }
    }

    pub fn key(&mut self, curve: Curve) -> Arc<SoftwareKey> {
        let mut bytes = vec![0; curve.scalar_len()];
        self.fill(&mut bytes);
        Arc::new(SoftwareKey::from_random(curve, &bytes).unwrap())
    }

    pub fn serial(&mut self) -> RandomSerial {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        RandomSerial(bytes)
    }
}

pub struct Office {
    pub number: OfficeNumber,
    pub key: Arc<SoftwareKey>,
    pub certificate: Certificate,
    pub serial: RandomSerial,
}

pub struct World {
    pub root_key: Arc<SoftwareKey>,
    pub root: Certificate,
    pub issuing_key: Arc<SoftwareKey>,
    pub issuing: Certificate,
    pub hub_key: Arc<SoftwareKey>,
    pub hub: Certificate,
    pub server: Certificate,
    pub a: Office,
    pub b: Office,
}

pub const A: &str = "1370000001";
pub const B: &str = "1370000002";
pub const NETWORK: &str = "renkei.example";
pub const ID: &str = "0199a5d2-7c3e-7b1a-9f00-0000000000aa";

pub fn number(text: &str) -> OfficeNumber {
    OfficeNumber::parse(text).unwrap()
}

pub fn name(organisation: &str, common_name: &str) -> DistinguishedName {
    DistinguishedName { organisation: organisation.to_owned(), common_name: common_name.to_owned() }
}

/// Several tests share one.
pub fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| World::new(7))
}

impl World {
    pub fn new(seed: u64) -> Self {
        let mut random = Random(seed);
        let root_key = random.key(Curve::P384);
        let from = at("2026-01-01T00:00:00Z");
        let root = make_root(&name("連携試験", "Test root"), &root_key, random.serial(), from).unwrap();
        let issuing_key = random.key(Curve::P256);
        let spki = issuing_key.public_key();
        let issuing_name = name("連携試験", "Test issuing");
        let issuing = make_issuing(&root, &root_key, &issuing_name, spki, random.serial(), from).unwrap();
        let issuer = Issuer { certificate: &issuing, signer: &issuing_key };
        let hub_key = random.key(Curve::P256);
        let network = NetworkName::parse(NETWORK).unwrap();
        let validity = Validity::years(at("2026-02-01T00:00:00Z"), 3);
        let hub_name = name("連携試験", "Receipts");
        let spki = hub_key.public_key();
        let hub = issue_receipt_signer(issuer, spki, &hub_name, &network, random.serial(), validity).unwrap();
        let names = [ServerName::Dns("hub.example".to_owned()), ServerName::Ip([127, 0, 0, 1].into())];
        let server =
            issue_hub_server(issuer, spki, &name("連携試験", "hub"), &names, random.serial(), validity).unwrap();
        let a = Self::office(&mut random, issuer, A, OfficeCertificateKind::CareInsurance);
        let b = Self::office(&mut random, issuer, B, OfficeCertificateKind::DelegatedCarePlan);
        Self { root_key, root, issuing_key, issuing, hub_key, hub, server, a, b }
    }

    pub fn office(random: &mut Random, issuer: Issuer<'_>, text: &str, kind: OfficeCertificateKind) -> Office {
        let key = random.key(Curve::P256);
        let request = make_request(&number(text), &key).unwrap();
        let request = VerifiedRequest::from_pem(&request).unwrap();
        let subject =
            OfficeSubject { number: number(text), kind, name: "さくら居宅介護支援事業所".to_owned() };
        let validity = Validity::years(at("2026-02-01T00:00:00Z"), 3);
        let serial = random.serial();
        let certificate = issue_office(issuer, &request, &subject, serial, validity).unwrap();
        Office { number: number(text), key, certificate, serial }
    }

    pub fn issuer(&self) -> Issuer<'_> {
        Issuer { certificate: &self.issuing, signer: &self.issuing_key }
    }

    pub fn authority(&self) -> Authority {
        Authority::new(self.root.clone(), vec![self.issuing.clone()], Naming::Profile).unwrap()
    }

    pub fn crl(&self, number: u64, made: Timestamp, revoked: &[Revocation]) -> RevocationList {
        make_crl(self.issuer(), number, made, revoked).unwrap()
    }

    pub fn trust_without_lists(&self) -> TrustStore {
        let mut trust = TrustStore::new();
        trust.add_authority(self.authority());
        trust
    }

    /// With an empty list of an hour ago.
    pub fn trust(&self) -> TrustStore {
        let mut trust = self.trust_without_lists();
        trust.add_crl(self.crl(1, now().minus(3600), &[]).der()).unwrap();
        trust
    }

    pub fn identity_a(&self) -> SigningIdentity {
        SigningIdentity::new(self.a.key.clone(), self.a.certificate.clone(), &self.issuing).unwrap()
    }

    pub fn identity_b(&self) -> SigningIdentity {
        SigningIdentity::new(self.b.key.clone(), self.b.certificate.clone(), &self.issuing).unwrap()
    }

    pub fn identity_hub(&self) -> SigningIdentity {
        SigningIdentity::new(self.hub_key.clone(), self.hub.clone(), &self.issuing).unwrap()
    }

    pub fn container(&self) -> Vec<u8> {
        seal(&transmission(), &self.identity_a(), now(), &Limits::default()).unwrap()
    }

    pub fn receipt(&self, kind: ReceiptKind, at: Timestamp, container: &[u8]) -> SignedReceipt {
        let identity = if kind == ReceiptKind::Accepted { self.identity_hub() } else { self.identity_b() };
        statement(kind, at, container).sign(&identity).unwrap()
    }
}

pub const CSV: &[u8] = b"\"10\",\"\x95\x5c\",\"1370000001\"\r\n\"20\",\"\x95\x5c\",\"1370000002\"\r\n";

pub fn transmission() -> NewTransmission<'static> {
    NewTransmission {
        id: TransmissionId::parse(ID).unwrap(),
        created_at: now(),
        from: OfficeAddress::local(number(A)),
        to: OfficeAddress::local(number(B)),
        serial: SetSerial::parse("20261121120000"),
        message: "12月分です。\nよろしく\tお願いします <b>&\"'</b>".to_owned(),
        software: Software { name: "test".to_owned(), version: "1".to_owned() },
        documents: vec![
            NewDocument { name: "表 1.pdf", media_type: MediaType::Pdf, content: b"%PDF-1.7\n%%EOF\n" },
            NewDocument { name: "UPPLAN.CSV", media_type: MediaType::Csv, content: CSV },
        ],
    }
}

pub fn statement(kind: ReceiptKind, at: Timestamp, container: &[u8]) -> Receipt {
    let opened = Container::open(container, &Limits::default()).unwrap();
    let transmission = opened.transmission();
    let by = match kind {
        ReceiptKind::Accepted => Author::Hub(NetworkName::parse(NETWORK).unwrap()),
        _ => Author::Office(number(B)),
    };
    Receipt {
        kind,
        transmission: transmission.id.clone(),
        container_sha256: opened.sha256(),
        from: transmission.from.clone(),
        to: transmission.to.clone(),
        at,
        by,
    }
}

pub fn open(bytes: &[u8]) -> Container {
    Container::open(bytes, &Limits::default()).unwrap()
}

/// As the hub verifies, for an instant.
pub fn verification(trust: &TrustStore, at: Timestamp) -> Verification<'_> {
    Verification {
        trust,
        cache: &NoCache,
        time: TimeRule::At(VerificationTime::Now(at)),
        revocation: RevocationPolicy::Required,
        account: None,
    }
}
