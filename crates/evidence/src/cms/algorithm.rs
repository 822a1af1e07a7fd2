//! Digest and signature algorithm identifiers of the profile.

use aws_lc_rs::digest;

use super::error::SignatureError;
use crate::asn1::oid;
use crate::asn1::reader::{NULL, OBJECT_IDENTIFIER, Reader, SEQUENCE};
use crate::asn1::{DerError, writer};
use crate::certificate::Scheme;
use crate::signer::SignatureAlgorithm;

/// The digests that are accepted; new signatures use SHA-256 (SHA-384 with a P-384 key).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digest {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Digest {
    /// The digest of `bytes`.
    pub fn of(self, bytes: &[u8]) -> Vec<u8> {
        let algorithm = match self {
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
            Self::Sha512 => &digest::SHA512,
        };
        digest::digest(algorithm, bytes).as_ref().to_vec()
    }

    /// The AlgorithmIdentifier without parameters (RFC 5754).
    pub(crate) fn identifier(self) -> Vec<u8> {
        let name = match self {
            Self::Sha256 => oid::SHA256,
            Self::Sha384 => oid::SHA384,
            Self::Sha512 => oid::SHA512,
        };
        writer::sequence(&[&writer::object_identifier(name)])
    }

    /// What goes with a signer's algorithm.
    pub(crate) fn for_signer(algorithm: SignatureAlgorithm) -> Self {
        match algorithm {
            SignatureAlgorithm::EcdsaP256Sha256 | SignatureAlgorithm::RsaPkcs1Sha256 => Self::Sha256,
            SignatureAlgorithm::EcdsaP384Sha384 => Self::Sha384,
        }
    }

    /// Reads an AlgorithmIdentifier; absent and NULL parameters mean the same (RFC 5754 2).
    pub(crate) fn read(mut fields: Reader<'_>) -> Result<Self, SignatureError> {
        let name = fields.expect(OBJECT_IDENTIFIER)?;
        optional_null(&mut fields)?;
        fields.finish()?;
        match name {
            oid::SHA256 => Ok(Self::Sha256),
            oid::SHA384 => Ok(Self::Sha384),
            oid::SHA512 => Ok(Self::Sha512),
            oid::SHA1 | oid::MD5 => Err(SignatureError::WeakDigest),
            _ => Err(SignatureError::UnknownDigest),
        }
    }
}

/// Reads a SignerInfo's signature algorithm, which must belong to its digest.
pub(crate) fn read_scheme(mut fields: Reader<'_>, digest: Digest) -> Result<Scheme, SignatureError> {
    let name = fields.expect(OBJECT_IDENTIFIER)?;
    let (scheme, expected) = match name {
        oid::ECDSA_SHA256 => (Scheme::EcdsaSha256, Digest::Sha256),
        oid::ECDSA_SHA384 => (Scheme::EcdsaSha384, Digest::Sha384),
        oid::ECDSA_SHA512 => (Scheme::EcdsaSha512, Digest::Sha512),
        oid::RSA_ENCRYPTION | oid::RSA_SHA256 => {
            // RFC 3370 3.2 asks for NULL here and nothing else.
            if fields.optional(NULL)?.map(|null| null.value) != Some(&[]) {
                return Err(SignatureError::Scheme);
            }
            (Scheme::RsaPkcs1Sha256, Digest::Sha256)
        }
        oid::RSA_PSS => {
            let parameters = fields.nested(SEQUENCE).map_err(|_| SignatureError::PssParameters)?;
            read_pss(parameters)?;
            (Scheme::RsaPssSha256, Digest::Sha256)
        }
        _ => return Err(SignatureError::Scheme),
    };
    fields.finish().map_err(|_| SignatureError::Scheme)?;
    if digest == expected { Ok(scheme) } else { Err(SignatureError::DigestAndScheme) }
}

/// RFC 4055 3.1: SHA-256, MGF1 with SHA-256, salt of 32 bytes, trailer left out.
fn read_pss(mut fields: Reader<'_>) -> Result<(), SignatureError> {
    let is_sha256 = |fields: Reader<'_>| matches!(Digest::read(fields), Ok(Digest::Sha256));
    let mut read = || -> Result<bool, DerError> {
        let mut hash = fields.nested(0xa0)?;
        let hash_fits = is_sha256(hash.nested(SEQUENCE)?);
        hash.finish()?;
        let mut mask = fields.nested(0xa1)?;
        let mut mask_fields = mask.nested(SEQUENCE)?;
        mask.finish()?;
        let mask_fits = mask_fields.expect(OBJECT_IDENTIFIER)? == oid::MGF1;
        let mask_hash_fits = is_sha256(mask_fields.nested(SEQUENCE)?);
        mask_fields.finish()?;
        let mut salt = fields.nested(0xa2)?;
        let salt_fits = salt.small()? == 32;
        salt.finish()?;
        fields.finish()?;
        Ok(hash_fits && mask_fits && mask_hash_fits && salt_fits)
    };
    if read() == Ok(true) { Ok(()) } else { Err(SignatureError::PssParameters) }
}

pub(crate) fn optional_null(fields: &mut Reader<'_>) -> Result<(), DerError> {
    match fields.optional(NULL)? {
        Some(null) if !null.value.is_empty() => Err(DerError::Value),
        _ => Ok(()),
    }
}
