//! PKCS#12 (RFC 7292) for programs that want key and certificates in one file: AES-256, HMAC-SHA-256.

use aws_lc_rs::{digest, hmac};
use zeroize::Zeroizing;

use super::key_file::{KeyFileError, PBKDF2_ROUNDS, encrypt, parameters};
use super::parsed::Certificate;
use crate::asn1::reader::NULL;
use crate::asn1::{oid, writer};

/// The random bytes of one file. All must be fresh.
#[derive(Debug, Clone, Copy)]
pub struct Pkcs12Random {
    /// Salt and IV of the key.
    pub key: ([u8; 16], [u8; 16]),
    /// Salt and IV of the certificates.
    pub certificates: ([u8; 16], [u8; 16]),
    /// Salt of the MAC.
    pub mac: [u8; 16],
}

/// Puts a key, its certificate and the authorities above into one PKCS#12 file (DER) under a passphrase. `name` is
/// what key stores show.
///
/// # Errors
/// [`KeyFileError::Unusable`] when the passphrase holds characters outside the Basic Multilingual Plane, and when
/// the cipher refuses.
pub fn export_pkcs12(
    pkcs8: &[u8],
    certificate: &Certificate,
    authorities: &[&Certificate],
    name: &str,
    passphrase: &str,
    random: &Pkcs12Random,
) -> Result<Vec<u8>, KeyFileError> {
    if passphrase.chars().any(|sign| u32::from(sign) > 0xffff) {
        return Err(KeyFileError::Unusable);
    }
    let attributes = bag_attributes(certificate, name);
    let mut bags = certificate_bag(certificate, &attributes);
    for authority in authorities {
        bags.extend(certificate_bag(authority, &[]));
    }
    let certificates = encrypted_data(&writer::sequence(&[&bags]), passphrase, random.certificates)?;
    let key = key_bag(pkcs8, passphrase, random.key, &attributes)?;
    let safe = writer::sequence(&[&certificates, &data(&writer::sequence(&[&key]))]);
    let mac = mac(&safe, passphrase, &random.mac);
    Ok(writer::sequence(&[&writer::small(3), &data(&safe), &mac]))
}

fn data(content: &[u8]) -> Vec<u8> {
    writer::sequence(&[&writer::object_identifier(oid::DATA), &writer::context(0, &[&writer::octet_string(content)])])
}

fn bag_attributes(certificate: &Certificate, name: &str) -> Vec<u8> {
    let one = |kind: &[u8], value: Vec<u8>| {
        writer::sequence(&[&writer::object_identifier(kind), &writer::set_of(vec![value])])
    };
    writer::set_of(vec![
        one(oid::FRIENDLY_NAME, writer::bmp_string(name)),
        one(oid::LOCAL_KEY_ID, writer::octet_string(&certificate.fingerprint().0)),
    ])
}

fn certificate_bag(certificate: &Certificate, attributes: &[u8]) -> Vec<u8> {
    let value = writer::sequence(&[
        &writer::object_identifier(oid::X509_CERTIFICATE),
        &writer::context(0, &[&writer::octet_string(certificate.der())]),
    ]);
    writer::sequence(&[&writer::object_identifier(oid::CERTIFICATE_BAG), &writer::context(0, &[&value]), attributes])
}

fn key_bag(
    pkcs8: &[u8],
    passphrase: &str,
    (salt, iv): ([u8; 16], [u8; 16]),
    attributes: &[u8],
) -> Result<Vec<u8>, KeyFileError> {
    let encrypted = encrypt(pkcs8, passphrase.as_bytes(), salt, iv)?;
    let info = writer::sequence(&[&parameters(&salt, &iv), &writer::octet_string(&encrypted)]);
    Ok(writer::sequence(&[
        &writer::object_identifier(oid::SHROUDED_KEY_BAG),
        &writer::context(0, &[&info]),
        attributes,
    ]))
}

fn encrypted_data(bags: &[u8], passphrase: &str, (salt, iv): ([u8; 16], [u8; 16])) -> Result<Vec<u8>, KeyFileError> {
    let encrypted = encrypt(bags, passphrase.as_bytes(), salt, iv)?;
    let content = writer::sequence(&[
        &writer::object_identifier(oid::DATA),
        &parameters(&salt, &iv),
        &writer::context_primitive(0, &encrypted),
    ]);
    let content = writer::sequence(&[&writer::small(0), &content]);
    Ok(writer::sequence(&[&writer::object_identifier(oid::ENCRYPTED_DATA), &writer::context(0, &[&content])]))
}

fn mac(safe: &[u8], passphrase: &str, salt: &[u8; 16]) -> Vec<u8> {
    let key = mac_key(passphrase, salt);
    let value = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), safe);
    let algorithm = writer::sequence(&[&writer::object_identifier(oid::SHA256), &writer::tlv(NULL, &[])]);
    let info = writer::sequence(&[&algorithm, &writer::octet_string(value.as_ref())]);
    writer::sequence(&[&info, &writer::octet_string(salt), &writer::small(u64::from(PBKDF2_ROUNDS))])
}

/// RFC 7292 appendix B for SHA-256 and one block of output, which is all that a 32-byte MAC key needs.
fn mac_key(passphrase: &str, salt: &[u8; 16]) -> Zeroizing<Vec<u8>> {
    const BLOCK: usize = 64;
    const MAC_PURPOSE: u8 = 3;
    let mut password: Zeroizing<Vec<u8>> =
        Zeroizing::new(passphrase.encode_utf16().flat_map(u16::to_be_bytes).collect());
    password.extend_from_slice(&[0, 0]);
    let mut input = Zeroizing::new(vec![MAC_PURPOSE; BLOCK]);
    for part in [salt.as_slice(), password.as_slice()] {
        let length = part.len().div_ceil(BLOCK) * BLOCK;
        input.extend(part.iter().copied().cycle().take(length));
    }
    let mut key = Zeroizing::new(digest::digest(&digest::SHA256, &input).as_ref().to_vec());
    for _ in 1..PBKDF2_ROUNDS {
        let next = digest::digest(&digest::SHA256, &key);
        key.clear();
        key.extend_from_slice(next.as_ref());
    }
    key
}
