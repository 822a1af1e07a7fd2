//! Hashes, AEAD and signatures on one core, and how fast memory is copied.

use crate::message::LENGTH;
use anchors::measure::{rate, result};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{self as sig, KeyPair as _, UnparsedPublicKey};
use std::hint::black_box;

/// All measures.
pub(crate) fn run() {
    hashes();
    aead();
    signatures();
    memory();
}

fn hashes() {
    let bytes = vec![0x5a_u8; 1 << 20];
    for (name, size) in [("crypto.sha256_1MiB", 1 << 20), ("crypto.sha256_20KB", LENGTH)] {
        let hashes = rate(|| {
            black_box(digest(&SHA256, &bytes[..size]));
        });
        result(name, hashes * size as f64 / 1e6, "MB/s");
    }
}

/// A key for AES-256-GCM; no secret, so the same in every run.
pub(crate) fn aead_key() -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &[7; 32]).unwrap())
}

/// The nonce of all measures.
pub(crate) fn nonce() -> Nonce {
    Nonce::assume_unique_for_key([1; 12])
}

fn aead() {
    const BLOCK: usize = 16_384;
    let key = aead_key();
    let mut block = vec![0_u8; BLOCK];
    let seals = rate(|| {
        for _ in 0..16 {
            let tag = key.seal_in_place_separate_tag(nonce(), Aad::empty(), &mut block).unwrap();
            drop(black_box(tag));
        }
    });
    result("crypto.aes256gcm_seal_16KB", seals * (16 * BLOCK) as f64 / 1e6, "MB/s");
    let mut sealed = vec![0_u8; BLOCK];
    key.seal_in_place_append_tag(nonce(), Aad::empty(), &mut sealed).unwrap();
    let mut opened = sealed.clone();
    let opens = rate(|| {
        for _ in 0..16 {
            opened.copy_from_slice(&sealed);
            key.open_in_place(nonce(), Aad::empty(), &mut opened).unwrap();
        }
    });
    result("crypto.aes256gcm_open_16KB", opens * (16 * BLOCK) as f64 / 1e6, "MB/s");
}

/// Signing and verifying with the curve that everybody uses.
pub(crate) fn p256() {
    let (random, text) = (SystemRandom::new(), [9_u8; 32]);
    let pkcs8 = sig::EcdsaKeyPair::generate_pkcs8(&sig::ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
    let p256 = sig::EcdsaKeyPair::from_pkcs8(&sig::ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref()).unwrap();
    let sign = || p256.sign(&random, &text).unwrap().as_ref().to_vec();
    measure("p256", &sign, &sig::ECDSA_P256_SHA256_ASN1, p256.public_key().as_ref(), &text);
}

fn signatures() {
    p256();
    let (random, text) = (SystemRandom::new(), [9_u8; 32]);
    let pkcs8 = sig::Ed25519KeyPair::generate_pkcs8(&random).unwrap();
    let ed25519 = sig::Ed25519KeyPair::from_pkcs8(pkcs8.as_ref()).unwrap();
    let sign = || ed25519.sign(&text).as_ref().to_vec();
    measure("ed25519", &sign, &sig::ED25519, ed25519.public_key().as_ref(), &text);

    let rsa = sig::RsaKeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048).unwrap();
    let sign = || {
        let mut signature = vec![0; rsa.public_modulus_len()];
        rsa.sign(&sig::RSA_PKCS1_SHA256, &random, &text, &mut signature).unwrap();
        signature
    };
    measure("rsa2048", &sign, &sig::RSA_PKCS1_2048_8192_SHA256, rsa.public_key().as_ref(), &text);
}

fn measure(
    name: &str,
    sign: &dyn Fn() -> Vec<u8>,
    algorithm: &'static dyn sig::VerificationAlgorithm,
    key: &[u8],
    text: &[u8],
) {
    let signs = rate(|| {
        black_box(sign());
    });
    result(&format!("crypto.{name}_sign"), signs, "op/s");
    let (signature, key) = (sign(), UnparsedPublicKey::new(algorithm, key));
    result(&format!("crypto.{name}_verify"), rate(|| key.verify(text, &signature).unwrap()), "op/s");
}

/// Large blocks by one thread and by two, and 20 KB that stay in the cache.
fn memory() {
    const LARGE: usize = 64 << 20;
    let copy_large = || {
        let (from, mut to) = (vec![1_u8; LARGE], vec![0_u8; LARGE]);
        let copies = rate(|| {
            to.copy_from_slice(&from);
            black_box(&to);
        });
        copies * LARGE as f64 / 1e6
    };
    result("mem.memcpy_64MiB", copy_large(), "MB/s");
    let (from, mut to) = (vec![1_u8; LENGTH], vec![0_u8; LENGTH]);
    let thousands = rate(|| {
        for _ in 0..1000 {
            to.copy_from_slice(&from);
            black_box(&to);
        }
    });
    result("mem.memcpy_20KB_hot", thousands * LENGTH as f64 / 1e3, "MB/s");
    let both: f64 = std::thread::scope(|scope| {
        let threads = [(); 2].map(|()| scope.spawn(copy_large));
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    result("mem.memcpy_64MiB_2threads", both, "MB/s");
}
