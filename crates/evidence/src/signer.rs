//! Who can sign: a key in memory, or a key that never leaves its token.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use aws_lc_rs::agreement;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING, EcdsaKeyPair, EcdsaSigningAlgorithm, KeyPair,
};
use zeroize::Zeroizing;

use crate::asn1::reader::NULL;
use crate::asn1::{oid, writer};

/// The signature algorithms that a signer may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureAlgorithm {
    /// ECDSA on P-256 with SHA-256: every new key of an office or a hub.
    EcdsaP256Sha256,
    /// ECDSA on P-384 with SHA-384: root authorities.
    EcdsaP384Sha384,
    /// RSASSA-PKCS1-v1_5 with SHA-256: tokens of older certificates.
    RsaPkcs1Sha256,
}

impl SignatureAlgorithm {
    /// The AlgorithmIdentifier in DER (RFC 5758, RFC 4055).
    pub(crate) fn identifier(self) -> Vec<u8> {
        match self {
            Self::EcdsaP256Sha256 => writer::sequence(&[&writer::object_identifier(oid::ECDSA_SHA256)]),
            Self::EcdsaP384Sha384 => writer::sequence(&[&writer::object_identifier(oid::ECDSA_SHA384)]),
            Self::RsaPkcs1Sha256 => {
                writer::sequence(&[&writer::object_identifier(oid::RSA_SHA256), &writer::tlv(NULL, &[])])
            }
        }
    }
}

/// Signs bytes with one private key. Object-safe, so that a token or an HSM can stand behind it.
pub trait Signer: Send + Sync {
    /// What [`Signer::sign`] produces.
    fn algorithm(&self) -> SignatureAlgorithm;

    /// The public key as SubjectPublicKeyInfo in DER (RFC 5280).
    fn public_key(&self) -> &[u8];

    /// Signs the message itself, not a digest of it. ECDSA signatures are DER (RFC 3279).
    ///
    /// # Errors
    /// When the key cannot be used: the token is gone, the PIN is wrong, the library refused.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignerError>;
}

impl<S: Signer + ?Sized> Signer for Arc<S> {
    fn algorithm(&self) -> SignatureAlgorithm {
        (**self).algorithm()
    }

    fn public_key(&self) -> &[u8] {
        (**self).public_key()
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignerError> {
        (**self).sign(message)
    }
}

/// The key could not be used for signing.
#[derive(Debug, thiserror::Error)]
#[error("the private key could not be used")]
pub struct SignerError {
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl SignerError {
    /// With what the token or library said.
    pub fn new(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { source: Some(source.into()) }
    }

    fn unspecified() -> Self {
        Self { source: None }
    }
}

/// The curve of a software key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Curve {
    /// NIST P-256 (secp256r1).
    P256,
    /// NIST P-384 (secp384r1).
    P384,
}

impl Curve {
    fn signing(self) -> &'static EcdsaSigningAlgorithm {
        match self {
            Self::P256 => &ECDSA_P256_SHA256_ASN1_SIGNING,
            Self::P384 => &ECDSA_P384_SHA384_ASN1_SIGNING,
        }
    }

    fn agreement(self) -> &'static agreement::Algorithm {
        match self {
            Self::P256 => &agreement::ECDH_P256,
            Self::P384 => &agreement::ECDH_P384,
        }
    }

    /// How many random bytes make a key: 32 or 48.
    pub fn scalar_len(self) -> usize {
        match self {
            Self::P256 => 32,
            Self::P384 => 48,
        }
    }

    fn identifier(self) -> &'static [u8] {
        match self {
            Self::P256 => oid::P256,
            Self::P384 => oid::P384,
        }
    }
}

/// Why bytes are no key of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not an unencrypted PKCS#8 key on P-256 or P-384 whose parts fit each other.
    #[error("not a PKCS#8 private key on P-256 or P-384")]
    NotAKey,
    /// The random bytes are of the wrong number or outside the curve's range; draw again (about once in 2^32).
    #[error("the random bytes are no private key on this curve; draw again")]
    OutOfRange,
}

/// An ECDSA key in memory. Its `Debug` shows no key.
pub struct SoftwareKey {
    curve: Curve,
    pair: EcdsaKeyPair,
    public_key: Vec<u8>,
    pkcs8: Zeroizing<Vec<u8>>,
}

impl SoftwareKey {
    /// A key from random bytes of a secure generator, [`Curve::scalar_len`] of them.
    ///
    /// # Errors
    /// [`KeyError::OutOfRange`]: draw again.
    pub fn from_random(curve: Curve, random: &[u8]) -> Result<Self, KeyError> {
        if random.len() != curve.scalar_len() {
            return Err(KeyError::OutOfRange);
        }
        let scalar =
            agreement::PrivateKey::from_private_key(curve.agreement(), random).map_err(|_| KeyError::OutOfRange)?;
        let point = scalar.compute_public_key().map_err(|_| KeyError::OutOfRange)?;
        let pair = EcdsaKeyPair::from_private_key_and_public_key(curve.signing(), random, point.as_ref())
            .map_err(|_| KeyError::OutOfRange)?;
        Self::new(curve, pair)
    }

    /// A key from unencrypted PKCS#8 in DER.
    ///
    /// # Errors
    /// [`KeyError::NotAKey`].
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        [Curve::P256, Curve::P384]
            .into_iter()
            .find_map(|curve| EcdsaKeyPair::from_pkcs8(curve.signing(), der).ok().map(|pair| (curve, pair)))
            .ok_or(KeyError::NotAKey)
            .and_then(|(curve, pair)| Self::new(curve, pair))
    }

    fn new(curve: Curve, pair: EcdsaKeyPair) -> Result<Self, KeyError> {
        let document = pair.to_pkcs8v1().map_err(|_| KeyError::NotAKey)?;
        let algorithm = writer::sequence(&[
            &writer::object_identifier(oid::EC_PUBLIC_KEY),
            &writer::object_identifier(curve.identifier()),
        ]);
        let point = writer::bit_string(pair.public_key().as_ref());
        let public_key = writer::sequence(&[&algorithm, &point]);
        Ok(Self { curve, pair, public_key, pkcs8: Zeroizing::new(document.as_ref().to_vec()) })
    }

    /// The unencrypted PKCS#8 form in DER; wiped when dropped.
    pub fn to_pkcs8(&self) -> Zeroizing<Vec<u8>> {
        self.pkcs8.clone()
    }
}

impl fmt::Debug for SoftwareKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SoftwareKey").field("curve", &self.curve).finish_non_exhaustive()
    }
}

impl Signer for SoftwareKey {
    fn algorithm(&self) -> SignatureAlgorithm {
        match self.curve {
            Curve::P256 => SignatureAlgorithm::EcdsaP256Sha256,
            Curve::P384 => SignatureAlgorithm::EcdsaP384Sha384,
        }
    }

    fn public_key(&self) -> &[u8] {
        &self.public_key
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignerError> {
        let signature = self.pair.sign(&SystemRandom::new(), message).map_err(|_| SignerError::unspecified())?;
        Ok(signature.as_ref().to_vec())
    }
}
