//! Makes signature files and certificates that deviate, with another ASN.1 implementation than ours.

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::revocation::RevocationInfoChoices;
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use const_oid::ObjectIdentifier;
use evidence::Signer;
use evidence::certificate::Certificate;
use x509_cert::attr::{Attribute, Attributes};
use x509_cert::der::asn1::{Any, BitString, OctetString, SetOfVec, UtcTime};
use x509_cert::der::{Decode, Encode};
use x509_cert::ext::Extension;
use x509_cert::spki::AlgorithmIdentifierOwned;

use crate::world::{now, world};

pub fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

pub const DATA: &str = "1.2.840.113549.1.7.1";
pub const SHA256: &str = "2.16.840.1.101.3.4.2.1";
pub const CONTENT_TYPE: &str = "1.2.840.113549.1.9.3";
pub const MESSAGE_DIGEST: &str = "1.2.840.113549.1.9.4";
pub const SIGNING_TIME: &str = "1.2.840.113549.1.9.5";
pub const SIGNING_CERTIFICATE: &str = "1.2.840.113549.1.9.16.2.47";

pub fn algorithm(text: &str) -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid: oid(text), parameters: None }
}

pub fn with_null(text: &str) -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid: oid(text), parameters: Some(Any::null()) }
}

pub fn any(der: &[u8]) -> Any {
    Any::from_der(der).unwrap()
}

pub fn attribute(kind: &str, values: Vec<Any>) -> Attribute {
    Attribute { oid: oid(kind), values: SetOfVec::try_from(values).unwrap() }
}

pub fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match content.len() {
        length @ 0..=127 => out.push(length as u8),
        length @ 128..=255 => out.extend([0x81, length as u8]),
        length => out.extend([0x82, (length >> 8) as u8, length as u8]),
    }
    out.extend_from_slice(content);
    out
}

pub fn decode(file: &[u8]) -> (ContentInfo, SignedData) {
    let info = ContentInfo::from_der(file).unwrap();
    let data = info.content.decode_as().unwrap();
    (info, data)
}

pub fn encode(info: &mut ContentInfo, data: &SignedData) -> Vec<u8> {
    info.content = Any::encode_from(data).unwrap();
    info.to_der().unwrap()
}

/// A signature file before it is written; correct until a test changes something.
pub struct Forge {
    pub kind: ObjectIdentifier,
    pub version: CmsVersion,
    pub digests: Vec<AlgorithmIdentifierOwned>,
    pub inner_kind: ObjectIdentifier,
    pub inner: Option<Any>,
    pub certificates: Option<Vec<CertificateChoices>>,
    pub lists: Option<RevocationInfoChoices>,
    pub signers: Vec<Signed>,
}

#[derive(Clone)]
pub struct Signed {
    pub version: CmsVersion,
    pub id: SignerIdentifier,
    pub digest: AlgorithmIdentifierOwned,
    pub attributes: Option<Vec<Attribute>>,
    pub scheme: AlgorithmIdentifierOwned,
    pub unsigned: Option<Vec<Attribute>>,
    pub key: &'static dyn Signer,
}

pub const CONTENT: &[u8] = b"a manifest";

pub fn x509(certificate: &Certificate) -> x509_cert::Certificate {
    x509_cert::Certificate::from_der(certificate.der()).unwrap()
}

pub fn choice(certificate: &Certificate) -> CertificateChoices {
    CertificateChoices::Certificate(x509(certificate))
}

pub fn issuer_serial(certificate: &Certificate) -> SignerIdentifier {
    let tbs = x509(certificate).tbs_certificate;
    SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
        issuer: tbs.issuer,
        serial_number: tbs.serial_number,
    })
}

/// SigningCertificateV2 from the parts of its only ESSCertIDv2.
pub fn signing_certificate(parts: &[&[u8]]) -> Attribute {
    let one = tlv(0x30, &parts.concat());
    attribute(SIGNING_CERTIFICATE, vec![any(&tlv(0x30, &tlv(0x30, &one)))])
}

pub fn hash_of(certificate: &Certificate) -> Vec<u8> {
    tlv(4, &certificate.fingerprint().0)
}

impl Forge {
    pub fn new() -> Self {
        Self::by(&world().a.certificate, &world().a.key)
    }

    pub fn by(certificate: &Certificate, key: &'static dyn Signer) -> Self {
        let time = UtcTime::from_unix_duration(std::time::Duration::from_secs(now().unix())).unwrap();
        let digest = OctetString::new(evidence::Sha256::of(CONTENT).0).unwrap();
        let signer = Signed {
            version: CmsVersion::V1,
            id: issuer_serial(certificate),
            digest: algorithm(SHA256),
            attributes: Some(vec![
                attribute(CONTENT_TYPE, vec![Any::from(oid(DATA))]),
                attribute(SIGNING_TIME, vec![Any::encode_from(&time).unwrap()]),
                attribute(MESSAGE_DIGEST, vec![Any::encode_from(&digest).unwrap()]),
                signing_certificate(&[&hash_of(certificate)]),
            ]),
            scheme: algorithm("1.2.840.10045.4.3.2"),
            unsigned: None,
            key,
        };
        Self {
            kind: oid("1.2.840.113549.1.7.2"),
            version: CmsVersion::V1,
            digests: vec![algorithm(SHA256)],
            inner_kind: oid(DATA),
            inner: None,
            certificates: Some(vec![choice(certificate), choice(&world().issuing)]),
            lists: None,
            signers: vec![signer],
        }
    }

    pub fn signer(&mut self) -> &mut Signed {
        &mut self.signers[0]
    }

    pub fn attributes(&mut self) -> &mut Vec<Attribute> {
        self.signer().attributes.as_mut().unwrap()
    }

    pub fn remove(&mut self, kind: &str) {
        self.attributes().retain(|attribute| attribute.oid != oid(kind));
    }

    pub fn replace(&mut self, new: Attribute) {
        self.attributes().retain(|attribute| attribute.oid != new.oid);
        self.attributes().push(new);
    }

    pub fn write(&self) -> Vec<u8> {
        let signers: Vec<SignerInfo> = self.signers.iter().map(Signed::write).collect();
        let data = SignedData {
            version: self.version,
            digest_algorithms: SetOfVec::try_from(self.digests.clone()).unwrap(),
            encap_content_info: EncapsulatedContentInfo {
                econtent_type: self.inner_kind,
                econtent: self.inner.clone(),
            },
            certificates: self.certificates.clone().map(|list| CertificateSet(SetOfVec::try_from(list).unwrap())),
            crls: self.lists.clone(),
            signer_infos: SignerInfos(SetOfVec::try_from(signers).unwrap()),
        };
        let mut info = ContentInfo { content_type: self.kind, content: Any::null() };
        encode(&mut info, &data)
    }
}

impl Signed {
    fn write(&self) -> SignerInfo {
        let attributes: Option<Attributes> = self.attributes.clone().map(|list| SetOfVec::try_from(list).unwrap());
        let signed = attributes.as_ref().map_or_else(|| CONTENT.to_vec(), |set| set.to_der().unwrap());
        SignerInfo {
            version: self.version,
            sid: self.id.clone(),
            digest_alg: self.digest.clone(),
            signed_attrs: attributes,
            signature_algorithm: self.scheme.clone(),
            signature: OctetString::new(self.key.sign(&signed).unwrap()).unwrap(),
            unsigned_attrs: self.unsigned.clone().map(|list| SetOfVec::try_from(list).unwrap()),
        }
    }
}

/// Office A's certificate with something changed, signed by the issuing authority.
pub fn certificate(change: impl FnOnce(&mut x509_cert::TbsCertificate)) -> Certificate {
    let mut made = x509(&world().a.certificate);
    change(&mut made.tbs_certificate);
    let signature = world().issuing_key.sign(&made.tbs_certificate.to_der().unwrap()).unwrap();
    made.signature = BitString::from_bytes(&signature).unwrap();
    Certificate::from_der(&made.to_der().unwrap()).unwrap()
}

/// The same, as DER of a certificate that our reader may refuse.
pub fn certificate_der(change: impl FnOnce(&mut x509_cert::TbsCertificate)) -> x509_cert::Certificate {
    let mut made = x509(&world().a.certificate);
    change(&mut made.tbs_certificate);
    let signature = world().issuing_key.sign(&made.tbs_certificate.to_der().unwrap()).unwrap();
    made.signature = BitString::from_bytes(&signature).unwrap();
    made
}

pub fn extension(kind: &str, critical: bool, value: &[u8]) -> Extension {
    Extension { extn_id: oid(kind), critical, extn_value: OctetString::new(value).unwrap() }
}

pub fn set_extension(tbs: &mut x509_cert::TbsCertificate, new: Option<Extension>, kind: &str) {
    let list = tbs.extensions.as_mut().unwrap();
    list.retain(|one| one.extn_id != oid(kind));
    list.extend(new);
}
