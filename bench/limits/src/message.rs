//! The message of all measures: 20 KB of usage slips in four files, hashed and signed by the sender.

use anchors::data::bundle;
use anchors::ways::check_small;
use aws_lc_rs::digest::{Digest, SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _, UnparsedPublicKey,
};
use std::hint::black_box;
use std::path::Path;

/// Its length in bytes.
pub(crate) const LENGTH: usize = 20_480;

/// A message with what is needed to judge it.
pub(crate) struct Message {
    pub(crate) body: Vec<u8>,
    signature: Vec<u8>,
    key: EcdsaKeyPair,
    files: Vec<Vec<u8>>,
}

impl Message {
    pub(crate) fn new() -> Self {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref()).unwrap();
        let files = bundle(3);
        let body = padded(&files);
        let signature = key.sign(&random, digest(&SHA256, &body).as_ref()).unwrap().as_ref().to_vec();
        Self { body, signature, key, files }
    }

    /// Hashes a body that arrived and verifies the sender's signature over it.
    pub(crate) fn verify(&self, body: &[u8]) -> Digest {
        let hash = digest(&SHA256, body);
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, self.key.public_key().as_ref());
        key.verify(hash.as_ref(), &self.signature).unwrap();
        hash
    }

    /// Checks the rows with the few simple rules.
    pub(crate) fn check_rows(&self) {
        for file in &self.files {
            black_box(check_small(file));
        }
    }

    /// Signs a receipt for a hash.
    pub(crate) fn receipt(&self, hash: &Digest, random: &SystemRandom) -> Vec<u8> {
        self.key.sign(random, hash.as_ref()).unwrap().as_ref().to_vec()
    }
}

/// Writes the body for the other benches.
pub(crate) fn write(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join("payload.bin"), padded(&bundle(3))).unwrap();
}

fn padded(files: &[Vec<u8>]) -> Vec<u8> {
    let mut body = files.concat();
    body.resize(LENGTH, b' ');
    body
}
