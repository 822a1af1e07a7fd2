//! Reads a signature file and holds it to the profile; nothing is trusted yet.

use super::algorithm::{Digest, read_scheme};
use super::assemble::Parts;
use super::attributes::Attributes;
use super::error::SignatureError;
use crate::asn1::oid;
use crate::asn1::reader::{OBJECT_IDENTIFIER, OCTET_STRING, Reader, SEQUENCE, SET, Tlv, set_members};
use crate::certificate::Scheme;
use crate::time::Timestamp;

/// Largest signature file that is read, in bytes: two certificates of 8 KB would be far above any real one.
pub const MAX_SIGNATURE_BYTES: usize = 16_384;

/// How a signature names its signer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignerId<'a> {
    /// By issuer (Name in DER) and serial number.
    IssuerSerial {
        /// Issuer.
        issuer: &'a [u8],
        /// Serial number without leading zeros.
        serial: &'a [u8],
    },
    /// By subjectKeyIdentifier.
    KeyIdentifier(&'a [u8]),
}

/// A signature file that fits the profile. Its signer is not known yet, and its signature is not verified.
#[derive(Debug, Clone)]
pub struct SignatureFile<'a> {
    pub(crate) digest: Digest,
    pub(crate) scheme: Scheme,
    pub(crate) signer_id: SignerId<'a>,
    pub(crate) attributes: Attributes<'a>,
    pub(crate) signer: &'a [u8],
    pub(crate) issuing: &'a [u8],
    pub(crate) signature: &'a [u8],
}

impl<'a> SignatureFile<'a> {
    /// Reads a signature file.
    ///
    /// # Errors
    /// [`SignatureError`] from [`SignatureError::TooLarge`] down to [`SignatureError::Form`].
    pub fn parse(bytes: &'a [u8]) -> Result<Self, SignatureError> {
        if bytes.len() > MAX_SIGNATURE_BYTES {
            return Err(SignatureError::TooLarge(bytes.len()));
        }
        let mut outer = Reader::new(bytes);
        let mut info = outer.nested(SEQUENCE)?;
        outer.finish()?;
        if info.expect(OBJECT_IDENTIFIER)? != oid::SIGNED_DATA {
            return Err(SignatureError::NotSignedData);
        }
        let mut wrapped = info.nested(0xa0)?;
        info.finish()?;
        let data = wrapped.nested(SEQUENCE)?;
        wrapped.finish()?;
        read_signed_data(bytes, data)
    }

    /// The time that the signer states.
    pub fn signing_time(&self) -> Timestamp {
        self.attributes.signing_time
    }

    /// The signer's certificate in DER.
    pub fn signer_certificate(&self) -> &'a [u8] {
        self.signer
    }

    /// The issuing authority's certificate in DER.
    pub fn issuing_certificate(&self) -> &'a [u8] {
        self.issuing
    }

    /// How the signer is named.
    pub fn signer_id(&self) -> SignerId<'a> {
        self.signer_id
    }
}

struct SignerInfo<'a> {
    version: u64,
    id: SignerId<'a>,
    raw_id: &'a [u8],
    digest: Tlv<'a>,
    attributes: &'a [u8],
    algorithm: Tlv<'a>,
    signature: &'a [u8],
}

fn read_signed_data<'a>(bytes: &[u8], mut data: Reader<'a>) -> Result<SignatureFile<'a>, SignatureError> {
    let version = data.small()?;
    let digests = set_members(data.expect(SET)?)?;
    let mut content = data.nested(SEQUENCE)?;
    if content.expect(OBJECT_IDENTIFIER)? != oid::DATA {
        return Err(SignatureError::ContentKind);
    }
    if !content.is_empty() {
        return Err(SignatureError::Attached);
    }
    let [first, second] = read_certificates(data.optional(0xa0)?)?;
    if data.optional(0xa1)?.is_some() {
        return Err(SignatureError::RevocationLists);
    }
    let signers = set_members(data.expect(SET)?)?;
    data.finish()?;
    let info = match *signers.as_slice() {
        [] => return Err(SignatureError::NoSigner),
        [one] => read_signer_info(one)?,
        _ => return Err(SignatureError::SeveralSigners),
    };
    if info.version != version {
        return Err(SignatureError::Version { expected: info.version, found: version });
    }
    if !matches!(digests.as_slice(), [one] if one.raw == info.digest.raw) {
        // A weak or unknown digest is the more telling reason.
        Digest::read(Reader::new(info.digest.value))?;
        return Err(SignatureError::DigestList);
    }
    read_signature(bytes, &info, [first, second])
}

fn read_signature<'a>(
    bytes: &[u8],
    info: &SignerInfo<'a>,
    certificates: [&'a [u8]; 2],
) -> Result<SignatureFile<'a>, SignatureError> {
    let digest = Digest::read(Reader::new(info.digest.value))?;
    let scheme = read_scheme(Reader::new(info.algorithm.value), digest)?;
    let attributes = Attributes::read(info.attributes)?;
    let parts = Parts {
        version: info.version,
        digest_algorithm: info.digest.raw,
        certificates,
        signer_id: info.raw_id,
        attributes: info.attributes,
        signature_algorithm: info.algorithm.raw,
        signature: info.signature,
    };
    if parts.to_der() != bytes {
        return Err(SignatureError::Form);
    }
    let [first, second] = certificates;
    let (signer, issuing) = match certificates.map(|one| attributes.certificate.is_of(one)) {
        [true, false] => (first, second),
        [false, true] => (second, first),
        _ => return Err(SignatureError::SigningCertificate),
    };
    Ok(SignatureFile { digest, scheme, signer_id: info.id, attributes, signer, issuing, signature: info.signature })
}

fn read_certificates(set: Option<Tlv<'_>>) -> Result<[&[u8]; 2], SignatureError> {
    let members = set_members(set.map_or(&[], |tlv| tlv.value))?;
    if members.iter().any(|member| member.tag != SEQUENCE) {
        return Err(SignatureError::CertificateForm);
    }
    match *members.as_slice() {
        [first, second] => Ok([first.raw, second.raw]),
        _ => Err(SignatureError::Certificates { found: members.len() }),
    }
}

fn read_signer_info(member: Tlv<'_>) -> Result<SignerInfo<'_>, SignatureError> {
    let mut fields = Reader::new(member.raw).nested(SEQUENCE)?;
    let version = fields.small()?;
    let id = fields.next()?;
    let (expected, signer_id) = match id.tag {
        SEQUENCE => {
            let mut parts = Reader::new(id.value);
            let (issuer, serial) = (parts.tlv(SEQUENCE)?.raw, parts.unsigned()?);
            parts.finish()?;
            (1, SignerId::IssuerSerial { issuer, serial })
        }
        0x80 => (3, SignerId::KeyIdentifier(id.value)),
        found => return Err(crate::asn1::DerError::UnexpectedTag { expected: SEQUENCE, found }.into()),
    };
    if version != expected {
        return Err(SignatureError::Version { expected, found: version });
    }
    let digest = fields.tlv(SEQUENCE)?;
    let attributes = fields.optional(0xa0)?.ok_or(SignatureError::NoSignedAttributes)?.value;
    let algorithm = fields.tlv(SEQUENCE)?;
    let signature = fields.expect(OCTET_STRING)?;
    if fields.peek() == Some(0xa1) {
        return Err(SignatureError::UnsignedAttributes);
    }
    fields.finish()?;
    Ok(SignerInfo { version, id: signer_id, raw_id: id.raw, digest, attributes, algorithm, signature })
}
