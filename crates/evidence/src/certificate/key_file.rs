//! Private keys in files: PKCS#8 under a passphrase, PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC (RFC 8018).

use std::num::NonZeroU32;

use aws_lc_rs::cipher::{
    AES_256, DecryptionContext, EncryptionContext, PaddedBlockDecryptingKey, PaddedBlockEncryptingKey, UnboundCipherKey,
};
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::pbkdf2;
use zeroize::Zeroizing;

use super::pem;
use crate::asn1::reader::{NULL, OBJECT_IDENTIFIER, OCTET_STRING, Reader, SEQUENCE};
use crate::asn1::{DerError, oid, writer};

/// Rounds of PBKDF2 for every new file (S76).
pub const PBKDF2_ROUNDS: u32 = 600_000;
/// Rounds above this are refused, so that a file cannot stop the program.
const MOST_ROUNDS: u64 = 10_000_000;
const MAX_FILE_BYTES: usize = 16_384;

/// Why an encrypted key cannot be made or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileError {
    /// The text is no encrypted private key.
    #[error("the text is no encrypted private key")]
    NotAKeyFile,
    /// Not the DER of an encrypted key.
    #[error("the encrypted key cannot be read")]
    Der(#[from] DerError),
    /// Encrypted in another way than PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC.
    #[error("the key is encrypted in a way that is not supported")]
    Scheme,
    /// More rounds than are sensible.
    #[error("the file asks for too many rounds of key derivation")]
    Rounds,
    /// Wrong passphrase, or a damaged file.
    #[error("the passphrase is wrong or the file is damaged")]
    Passphrase,
    /// The passphrase cannot be written in the form that the file needs.
    #[error("the passphrase cannot be used for this file")]
    Unusable,
}

/// Encrypts an unencrypted PKCS#8 key; gives PEM (`ENCRYPTED PRIVATE KEY`). Salt and IV are fresh random bytes.
///
/// # Errors
/// [`KeyFileError::Passphrase`] when the cipher refuses.
pub fn encrypt_key(pkcs8: &[u8], passphrase: &str, salt: [u8; 16], iv: [u8; 16]) -> Result<String, KeyFileError> {
    let encrypted = encrypt(pkcs8, passphrase.as_bytes(), salt, iv)?;
    let der = writer::sequence(&[&parameters(&salt, &iv), &writer::octet_string(&encrypted)]);
    Ok(pem::encode("ENCRYPTED PRIVATE KEY", &der))
}

/// Opens what [`encrypt_key`] or `openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256` made; gives PKCS#8.
///
/// # Errors
/// [`KeyFileError`].
pub fn decrypt_key(text: &str, passphrase: &str) -> Result<Zeroizing<Vec<u8>>, KeyFileError> {
    if text.len() > MAX_FILE_BYTES {
        return Err(KeyFileError::NotAKeyFile);
    }
    let der = pem::decode("ENCRYPTED PRIVATE KEY", text).map_err(|_| KeyFileError::NotAKeyFile)?;
    let mut outer = Reader::new(&der);
    let mut fields = outer.nested(SEQUENCE)?;
    outer.finish()?;
    let (salt, rounds, iv) = read_parameters(fields.nested(SEQUENCE)?)?;
    let mut bytes = Zeroizing::new(fields.expect(OCTET_STRING)?.to_vec());
    fields.finish()?;
    let key = UnboundCipherKey::new(&AES_256, derive(passphrase.as_bytes(), salt, rounds).as_slice());
    let key = key.and_then(PaddedBlockDecryptingKey::cbc_pkcs7).map_err(|_| KeyFileError::Passphrase)?;
    let iv = DecryptionContext::Iv128(FixedLength::from(iv));
    let plain = key.decrypt(&mut bytes, iv).map_err(|_| KeyFileError::Passphrase)?;
    Ok(Zeroizing::new(plain.to_vec()))
}

/// AES-256-CBC under a key from the passphrase.
pub(crate) fn encrypt(plain: &[u8], passphrase: &[u8], salt: [u8; 16], iv: [u8; 16]) -> Result<Vec<u8>, KeyFileError> {
    let rounds = NonZeroU32::new(PBKDF2_ROUNDS).ok_or(KeyFileError::Rounds)?;
    let key = UnboundCipherKey::new(&AES_256, derive(passphrase, &salt, rounds).as_slice());
    let key = key.and_then(PaddedBlockEncryptingKey::cbc_pkcs7).map_err(|_| KeyFileError::Passphrase)?;
    let mut bytes = Zeroizing::new(plain.to_vec());
    key.less_safe_encrypt(&mut *bytes, EncryptionContext::Iv128(FixedLength::from(iv)))
        .map_err(|_| KeyFileError::Passphrase)?;
    Ok(bytes.to_vec())
}

fn derive(passphrase: &[u8], salt: &[u8], rounds: NonZeroU32) -> Zeroizing<Vec<u8>> {
    let mut key = Zeroizing::new(vec![0; 32]);
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, rounds, salt, passphrase, &mut key);
    key
}

/// The AlgorithmIdentifier of PBES2 as we write it.
pub(crate) fn parameters(salt: &[u8; 16], iv: &[u8; 16]) -> Vec<u8> {
    let prf = writer::sequence(&[&writer::object_identifier(oid::HMAC_SHA256), &writer::tlv(NULL, &[])]);
    let kdf = writer::sequence(&[&writer::octet_string(salt), &writer::small(u64::from(PBKDF2_ROUNDS)), &prf]);
    let kdf = writer::sequence(&[&writer::object_identifier(oid::PBKDF2), &kdf]);
    let cipher = writer::sequence(&[&writer::object_identifier(oid::AES256_CBC), &writer::octet_string(iv)]);
    writer::sequence(&[&writer::object_identifier(oid::PBES2), &writer::sequence(&[&kdf, &cipher])])
}

fn read_parameters(mut algorithm: Reader<'_>) -> Result<(&[u8], NonZeroU32, [u8; 16]), KeyFileError> {
    if algorithm.expect(OBJECT_IDENTIFIER)? != oid::PBES2 {
        return Err(KeyFileError::Scheme);
    }
    let mut schemes = algorithm.nested(SEQUENCE)?;
    let (mut kdf, mut cipher) = (schemes.nested(SEQUENCE)?, schemes.nested(SEQUENCE)?);
    if kdf.expect(OBJECT_IDENTIFIER)? != oid::PBKDF2 || cipher.expect(OBJECT_IDENTIFIER)? != oid::AES256_CBC {
        return Err(KeyFileError::Scheme);
    }
    let mut kdf = kdf.nested(SEQUENCE)?;
    let salt = kdf.expect(OCTET_STRING)?;
    let rounds = kdf.small()?;
    if rounds > MOST_ROUNDS {
        return Err(KeyFileError::Rounds);
    }
    let rounds = u32::try_from(rounds).ok().and_then(NonZeroU32::new).ok_or(KeyFileError::Rounds)?;
    if kdf.nested(SEQUENCE)?.expect(OBJECT_IDENTIFIER)? != oid::HMAC_SHA256 {
        return Err(KeyFileError::Scheme);
    }
    let iv = cipher.expect(OCTET_STRING)?.try_into().map_err(|_| KeyFileError::Scheme)?;
    Ok((salt, rounds, iv))
}
