//! A made-up authority for the double, valid today.

use evidence::certificate::*;
use evidence::cms::SigningIdentity;
use evidence::*;
use std::sync::Arc;

pub(crate) const NETWORK: &str = "renkei.example";

/// The authority and the hub.
pub(crate) struct Made {
    pub(crate) root: Certificate,
    pub(crate) issuing: Certificate,
    issuing_key: SoftwareKey,
    pub(crate) server: Certificate,
    pub(crate) hub_key: SoftwareKey,
    hub: Certificate,
    from: Timestamp,
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    aws_lc_rs::rand::fill(&mut bytes).unwrap();
    bytes
}

fn name(common: &str) -> DistinguishedName {
    DistinguishedName { organisation: "連携試験".to_owned(), common_name: common.to_owned() }
}

impl Made {
    pub(super) fn new() -> Self {
        let from = crate::run::today().minus(24 * 3600);
        let serial = || RandomSerial(random());
        let root_key = SoftwareKey::from_random(Curve::P384, &random::<48>()).unwrap();
        let root = make_root(&name("Root"), &root_key, serial(), from).unwrap();
        let issuing_key = SoftwareKey::from_random(Curve::P256, &random::<32>()).unwrap();
        let issuing =
            make_issuing(&root, &root_key, &name("Issuing"), issuing_key.public_key(), serial(), from).unwrap();
        let hub_key = SoftwareKey::from_random(Curve::P256, &random::<32>()).unwrap();
        let issuer = Issuer { certificate: &issuing, signer: &issuing_key };
        let validity = Validity::years(from, 3);
        let network = NetworkName::parse(NETWORK).unwrap();
        let hub = issue_receipt_signer(issuer, hub_key.public_key(), &name("Receipts"), &network, serial(), validity);
        let names = [ServerName::Dns("localhost".to_owned())];
        let server = issue_hub_server(issuer, hub_key.public_key(), &name("Hub"), &names, serial(), validity);
        Self { hub: hub.unwrap(), server: server.unwrap(), root, issuing, issuing_key, hub_key, from }
    }

    /// The hub as a signer of receipts.
    pub(super) fn signing(&self) -> SigningIdentity {
        let key = SoftwareKey::from_pkcs8(&self.hub_key.to_pkcs8()).unwrap();
        SigningIdentity::new(Arc::new(key), self.hub.clone(), &self.issuing).unwrap()
    }

    /// A certificate for a request.
    pub(super) fn issue(&self, csr: &str, office: &str) -> Certificate {
        let request = VerifiedRequest::from_pem(csr).unwrap();
        let issuer = Issuer { certificate: &self.issuing, signer: &self.issuing_key };
        let number = OfficeNumber::parse(office).unwrap();
        let kind = OfficeCertificateKind::CareInsurance;
        let subject = OfficeSubject { number, kind, name: "さくら事業所".to_owned() };
        issue_office(issuer, &request, &subject, RandomSerial(random()), Validity::years(self.from, 3)).unwrap()
    }

    pub(super) fn crl(&self) -> Vec<u8> {
        let issuer = Issuer { certificate: &self.issuing, signer: &self.issuing_key };
        make_crl(issuer, 1, crate::run::today().minus(60), &[]).unwrap().der().to_vec()
    }

    pub(super) fn trust(&self) -> TrustStore {
        let authority = Authority::new(self.root.clone(), vec![self.issuing.clone()], Naming::Profile);
        let mut trust = TrustStore::new();
        trust.add_authority(authority.unwrap());
        trust.add_crl(&self.crl()).unwrap();
        trust
    }

    /// A one-time code for an office: its secret is the office's number.
    pub(crate) fn code(&self, office: &str) -> String {
        let secret = office.as_bytes().try_into().unwrap();
        let root = self.root.fingerprint().0[..10].try_into().unwrap();
        protocol::EnrolCode { secret, root }.to_string()
    }
}
