//! Public keys that may verify, and the signature schemes they may be used with.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA384_ASN1, ECDSA_P256_SHA512_ASN1, ECDSA_P384_SHA256_ASN1,
    ECDSA_P384_SHA384_ASN1, ECDSA_P384_SHA512_ASN1, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256,
    RSA_PSS_2048_8192_SHA256, UnparsedPublicKey, VerificationAlgorithm,
};

use crate::asn1::oid;
use crate::asn1::reader::{NULL, OBJECT_IDENTIFIER, Reader, SEQUENCE};

/// Largest SubjectPublicKeyInfo that is read: an RSA key of 8192 bits takes 1,060 bytes.
const MAX_KEY_BYTES: usize = 1_200;

/// The kinds of public key that the profile knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// ECDSA on P-256.
    P256,
    /// ECDSA on P-384.
    P384,
    /// RSA; the length of its modulus.
    Rsa {
        /// Bits of the modulus, 2,048 to 8,192.
        bits: u32,
    },
}

/// Why a public key is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PublicKeyError {
    /// Neither P-256, P-384 nor RSA.
    #[error("the public key is neither on P-256 or P-384 nor RSA")]
    Unsupported,
    /// RSA with a modulus below 2,048 or above 8,192 bits.
    #[error("the RSA key has {bits} bits; 2048 to 8192 are accepted")]
    RsaSize {
        /// Bits of the modulus.
        bits: u32,
    },
    /// The bytes are no point on the curve, or no key.
    #[error("the public key is damaged")]
    Damaged,
}

/// Why a signature does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureMismatch {
    /// The scheme belongs to another kind of key.
    #[error("the signature scheme does not belong to this kind of key")]
    Scheme,
    /// The signature is of another key or of other bytes.
    #[error("the signature is of another key or of other bytes")]
    Signature,
}

/// A signature scheme of the profile (security profile: SHA-256 for new signatures, 384 and 512 accepted).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// ECDSA with SHA-256.
    EcdsaSha256,
    /// ECDSA with SHA-384.
    EcdsaSha384,
    /// ECDSA with SHA-512.
    EcdsaSha512,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    RsaPkcs1Sha256,
    /// RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes.
    RsaPssSha256,
}

impl Scheme {
    /// The scheme of a signed certificate, request or revocation list, by its AlgorithmIdentifier.
    pub(crate) fn of_signed_object(identifier: &[u8]) -> Option<Self> {
        let mut fields = Reader::new(identifier).nested(SEQUENCE).ok()?;
        let algorithm = fields.expect(OBJECT_IDENTIFIER).ok()?;
        let null = fields.optional(NULL).ok()?;
        fields.finish().ok()?;
        match (algorithm, null) {
            (oid::ECDSA_SHA256, None) => Some(Self::EcdsaSha256),
            (oid::ECDSA_SHA384, None) => Some(Self::EcdsaSha384),
            (oid::ECDSA_SHA512, None) => Some(Self::EcdsaSha512),
            (oid::RSA_SHA256, Some(_)) => Some(Self::RsaPkcs1Sha256),
            _ => None,
        }
    }
}

/// A public key, checked and ready to verify.
#[derive(Debug, Clone)]
pub struct VerifyingKey {
    kind: KeyKind,
    spki: Vec<u8>,
    parsed: ParsedPublicKey,
}

impl VerifyingKey {
    /// Reads a SubjectPublicKeyInfo in DER.
    ///
    /// # Errors
    /// Another kind of key, another curve, RSA out of range, or no key at all.
    pub fn from_spki(spki: &[u8]) -> Result<Self, PublicKeyError> {
        if spki.len() > MAX_KEY_BYTES {
            return Err(PublicKeyError::Unsupported);
        }
        let kind = kind_of(spki)?;
        let algorithm: &'static dyn VerificationAlgorithm = match kind {
            KeyKind::P256 => &ECDSA_P256_SHA256_ASN1,
            KeyKind::P384 => &ECDSA_P384_SHA384_ASN1,
            KeyKind::Rsa { .. } => &RSA_PKCS1_2048_8192_SHA256,
        };
        let parsed = ParsedPublicKey::new(algorithm, spki).map_err(|_| PublicKeyError::Damaged)?;
        Ok(Self { kind, spki: spki.to_vec(), parsed })
    }

    /// What kind of key it is.
    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    /// The SubjectPublicKeyInfo in DER.
    pub fn spki(&self) -> &[u8] {
        &self.spki
    }

    /// Verifies a signature over a message.
    ///
    /// # Errors
    /// [`SignatureMismatch`].
    pub fn verify(&self, scheme: Scheme, message: &[u8], signature: &[u8]) -> Result<(), SignatureMismatch> {
        let other: &'static dyn VerificationAlgorithm = match (self.kind, scheme) {
            (KeyKind::P256, Scheme::EcdsaSha256)
            | (KeyKind::P384, Scheme::EcdsaSha384)
            | (KeyKind::Rsa { .. }, Scheme::RsaPkcs1Sha256) => {
                return self.parsed.verify_sig(message, signature).map_err(|_| SignatureMismatch::Signature);
            }
            (KeyKind::P256, Scheme::EcdsaSha384) => &ECDSA_P256_SHA384_ASN1,
            (KeyKind::P256, Scheme::EcdsaSha512) => &ECDSA_P256_SHA512_ASN1,
            (KeyKind::P384, Scheme::EcdsaSha256) => &ECDSA_P384_SHA256_ASN1,
            (KeyKind::P384, Scheme::EcdsaSha512) => &ECDSA_P384_SHA512_ASN1,
            (KeyKind::Rsa { .. }, Scheme::RsaPssSha256) => &RSA_PSS_2048_8192_SHA256,
            _ => return Err(SignatureMismatch::Scheme),
        };
        UnparsedPublicKey::new(other, &self.spki).verify(message, signature).map_err(|_| SignatureMismatch::Signature)
    }
}

fn kind_of(spki: &[u8]) -> Result<KeyKind, PublicKeyError> {
    let damaged = |_| PublicKeyError::Damaged;
    let mut outer = Reader::new(spki);
    let mut fields = outer.nested(SEQUENCE).map_err(damaged)?;
    outer.finish().map_err(damaged)?;
    let mut algorithm = fields.nested(SEQUENCE).map_err(damaged)?;
    let key = fields.bits().map_err(damaged)?;
    fields.finish().map_err(damaged)?;
    match algorithm.expect(OBJECT_IDENTIFIER).map_err(damaged)? {
        oid::EC_PUBLIC_KEY => {
            let curve = algorithm.expect(OBJECT_IDENTIFIER).map_err(|_| PublicKeyError::Unsupported)?;
            algorithm.finish().map_err(damaged)?;
            match (curve, key) {
                (oid::P256, [4, point @ ..]) if point.len() == 64 => Ok(KeyKind::P256),
                (oid::P384, [4, point @ ..]) if point.len() == 96 => Ok(KeyKind::P384),
                (oid::P256 | oid::P384, _) => Err(PublicKeyError::Damaged),
                _ => Err(PublicKeyError::Unsupported),
            }
        }
        oid::RSA_ENCRYPTION => rsa_kind(key),
        _ => Err(PublicKeyError::Unsupported),
    }
}

fn rsa_kind(key: &[u8]) -> Result<KeyKind, PublicKeyError> {
    let mut fields = Reader::new(key).nested(SEQUENCE).map_err(|_| PublicKeyError::Damaged)?;
    let modulus = fields.unsigned().map_err(|_| PublicKeyError::Damaged)?;
    let leading = modulus.first().map_or(0, |byte| byte.leading_zeros());
    let bits = u32::try_from(modulus.len() * 8).unwrap_or(u32::MAX).saturating_sub(leading);
    if (2_048..=8_192).contains(&bits) { Ok(KeyKind::Rsa { bits }) } else { Err(PublicKeyError::RsaSize { bits }) }
}
