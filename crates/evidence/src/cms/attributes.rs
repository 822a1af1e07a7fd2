//! The four signed attributes, each exactly once with exactly one value.

use super::algorithm::Digest;
use super::error::{Attribute, SignatureError};
use crate::asn1::reader::{OBJECT_IDENTIFIER, OCTET_STRING, Reader, SEQUENCE, SET, Tlv, set_members};
use crate::asn1::{DerError, oid, writer};
use crate::certificate::Certificate;
use crate::digest::hex;
use crate::time::Timestamp;

/// What the signed attributes say.
#[derive(Debug, Clone)]
pub(crate) struct Attributes<'a> {
    /// The content of the SET OF, for the signature and for writing it again.
    pub(crate) content: &'a [u8],
    pub(crate) message_digest: &'a [u8],
    pub(crate) signing_time: Timestamp,
    pub(crate) certificate: NamedCertificate<'a>,
}

/// ESSCertIDv2 (RFC 5035): which certificate the signer means.
#[derive(Debug, Clone)]
pub(crate) struct NamedCertificate<'a> {
    pub(crate) digest: Digest,
    pub(crate) hash: &'a [u8],
    /// Issuer Name in DER and serial number, when given.
    pub(crate) issuer_serial: Option<(&'a [u8], &'a [u8])>,
}

impl<'a> Attributes<'a> {
    pub(crate) fn read(content: &'a [u8]) -> Result<Self, SignatureError> {
        let mut values: [Option<Tlv<'a>>; 4] = [None; 4];
        for member in set_members(content)? {
            let (attribute, value) = read_one(member)?;
            let place = values.get_mut(attribute as usize).ok_or(SignatureError::Form)?;
            if place.replace(value).is_some() {
                return Err(SignatureError::RepeatedAttribute(attribute));
            }
        }
        let [content_type, message_digest, signing_time, certificate] = values;
        let content_type = present(content_type, Attribute::ContentType)?;
        let message_digest = present(message_digest, Attribute::MessageDigest)?;
        let signing_time = present(signing_time, Attribute::SigningTime)?;
        let certificate = present(certificate, Attribute::SigningCertificate)?;
        let kind = typed(Reader::new(content_type.raw).expect(OBJECT_IDENTIFIER), Attribute::ContentType)?;
        if kind != oid::DATA {
            return Err(SignatureError::AttributeContentKind);
        }
        Ok(Self {
            content,
            message_digest: typed(Reader::new(message_digest.raw).expect(OCTET_STRING), Attribute::MessageDigest)?,
            signing_time: typed(Reader::new(signing_time.raw).time(), Attribute::SigningTime)?,
            certificate: typed(NamedCertificate::read(certificate), Attribute::SigningCertificate)?,
        })
    }

    /// What is signed: the attributes as a SET OF instead of the implicit tag (RFC 5652 5.4).
    pub(crate) fn signed_bytes(&self) -> Vec<u8> {
        writer::tlv(SET, &[self.content])
    }
}

fn present(value: Option<Tlv<'_>>, attribute: Attribute) -> Result<Tlv<'_>, SignatureError> {
    value.ok_or(SignatureError::MissingAttribute(attribute))
}

fn typed<T>(value: Result<T, DerError>, attribute: Attribute) -> Result<T, SignatureError> {
    value.map_err(|_| SignatureError::AttributeValue(attribute))
}

fn read_one(member: Tlv<'_>) -> Result<(Attribute, Tlv<'_>), SignatureError> {
    let mut fields = Reader::new(member.raw).nested(SEQUENCE)?;
    let name = fields.expect(OBJECT_IDENTIFIER)?;
    let attribute = match name {
        oid::CONTENT_TYPE => Attribute::ContentType,
        oid::MESSAGE_DIGEST => Attribute::MessageDigest,
        oid::SIGNING_TIME => Attribute::SigningTime,
        oid::SIGNING_CERTIFICATE_V2 => Attribute::SigningCertificate,
        other => return Err(SignatureError::UnknownAttribute(hex(other))),
    };
    let values = set_members(fields.expect(SET)?)?;
    fields.finish()?;
    match *values.as_slice() {
        [value] => Ok((attribute, value)),
        _ => Err(SignatureError::AttributeValue(attribute)),
    }
}

impl<'a> NamedCertificate<'a> {
    /// SigningCertificateV2 with exactly one certificate and no policies.
    fn read(value: Tlv<'a>) -> Result<Self, DerError> {
        let mut certificates = Reader::new(value.raw).nested(SEQUENCE)?;
        let mut list = certificates.nested(SEQUENCE)?;
        certificates.finish()?;
        let mut fields = list.nested(SEQUENCE)?;
        list.finish()?;
        let digest = match fields.optional(SEQUENCE)? {
            None => Digest::Sha256,
            Some(tlv) => match Digest::read(Reader::new(tlv.value)) {
                // SHA-256 is the default, which DER leaves out.
                Ok(digest) if digest != Digest::Sha256 => digest,
                _ => return Err(DerError::Value),
            },
        };
        let hash = fields.expect(OCTET_STRING)?;
        let issuer_serial = match fields.optional(SEQUENCE)? {
            None => None,
            Some(tlv) => Some(read_issuer_serial(Reader::new(tlv.value))?),
        };
        fields.finish()?;
        Ok(Self { digest, hash, issuer_serial })
    }

    /// Whether this names the certificate; its bytes alone decide.
    pub(crate) fn is_of(&self, der: &[u8]) -> bool {
        self.digest.of(der) == self.hash
    }
}

fn read_issuer_serial(mut fields: Reader<'_>) -> Result<(&[u8], &[u8]), DerError> {
    let mut names = fields.nested(SEQUENCE)?;
    let mut directory = names.nested(0xa4)?;
    names.finish()?;
    let issuer = directory.tlv(SEQUENCE)?.raw;
    directory.finish()?;
    let serial = fields.unsigned()?;
    fields.finish()?;
    Ok((issuer, serial))
}

/// One attribute with one value.
fn attribute(name: &[u8], value: Vec<u8>) -> Vec<u8> {
    writer::sequence(&[&writer::object_identifier(name), &writer::set_of(vec![value])])
}

/// signing-certificate-v2 for a signer's certificate; the same for all its signatures.
pub(crate) fn signing_certificate(certificate: &Certificate) -> Vec<u8> {
    let identity = certificate.identity();
    let issuer = writer::sequence(&[&writer::context(4, &[&identity.issuer])]);
    let named = writer::sequence(&[
        &writer::octet_string(&certificate.fingerprint().0),
        &writer::sequence(&[&issuer, &writer::unsigned(&identity.serial)]),
    ]);
    attribute(oid::SIGNING_CERTIFICATE_V2, writer::sequence(&[&writer::sequence(&[&named])]))
}

/// The content of the SET OF signed attributes, in order.
pub(crate) fn write(message_digest: &[u8], signing_time: Timestamp, signing_certificate: &[u8]) -> Vec<u8> {
    writer::set_content(vec![
        attribute(oid::CONTENT_TYPE, writer::object_identifier(oid::DATA)),
        attribute(oid::SIGNING_TIME, writer::time(signing_time)),
        attribute(oid::MESSAGE_DIGEST, writer::octet_string(message_digest)),
        signing_certificate.to_vec(),
    ])
}
