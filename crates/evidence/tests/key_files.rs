//! S76: keys in files open with the passphrase alone, in OpenSSL too.

use evidence::SoftwareKey;
use evidence::certificate::{KeyFileError, Pkcs12Random, decrypt_key, encrypt_key, export_pkcs12};

use crate::process::{folder, openssl, run};
use crate::world::world;

const PASSPHRASE: &str = "ケアプラン-passphrase";

#[test]
fn s76_an_encrypted_key_opens_with_its_passphrase_only() {
    let key = world().a.key.to_pkcs8();
    let text = encrypt_key(&key, PASSPHRASE, [1; 16], [2; 16]).unwrap();
    assert!(text.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    assert_eq!(decrypt_key(&text, PASSPHRASE).unwrap(), key);
    assert!(SoftwareKey::from_pkcs8(&decrypt_key(&text, PASSPHRASE).unwrap()).is_ok());
    let wrong = decrypt_key(&text, "wrong");
    assert!(wrong.is_err() || wrong.is_ok_and(|bytes| SoftwareKey::from_pkcs8(&bytes).is_err()));
    assert_eq!(decrypt_key("nothing", PASSPHRASE), Err(KeyFileError::NotAKeyFile));
    let folder = folder();
    std::fs::write(folder.path().join("key.pem"), &text).unwrap();
    let line = format!("pkcs8 -in key.pem -passin pass:{PASSPHRASE} -outform DER -out plain.der -nocrypt -topk8");
    openssl(folder.path(), &line);
    assert!(openssl(folder.path(), "asn1parse -in key.pem").contains("aes-256-cbc"));
}

#[test]
fn s76_a_key_encrypted_by_openssl_opens() {
    let folder = folder();
    openssl(folder.path(), "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out plain.pem");
    let line = "pkcs8 -topk8 -in plain.pem -v2 aes-256-cbc -v2prf hmacWithSHA256 -iter 10000 -passout pass:secret -out key.pem";
    openssl(folder.path(), line);
    let text = std::fs::read_to_string(folder.path().join("key.pem")).unwrap();
    SoftwareKey::from_pkcs8(&decrypt_key(&text, "secret").unwrap()).unwrap();
    let other = "pkcs8 -topk8 -in plain.pem -v2 aes-128-cbc -passout pass:secret -out other.pem";
    openssl(folder.path(), other);
    let text = std::fs::read_to_string(folder.path().join("other.pem")).unwrap();
    assert_eq!(decrypt_key(&text, "secret"), Err(KeyFileError::Scheme));
}

#[test]
fn s76_pkcs12_opens_in_openssl() {
    let world = world();
    let random = Pkcs12Random { key: ([1; 16], [2; 16]), certificates: ([3; 16], [4; 16]), mac: [5; 16] };
    let key = world.a.key.to_pkcs8();
    let chain = [&world.issuing, &world.root];
    let make = |passphrase: &str| export_pkcs12(&key, &world.a.certificate, &chain, "事業所", passphrase, &random);
    let file = make("secret-passphrase").unwrap();
    let folder = folder();
    std::fs::write(folder.path().join("key.p12"), file).unwrap();
    let text = openssl(folder.path(), "pkcs12 -in key.p12 -passin pass:secret-passphrase -info -nodes");
    assert_eq!(text.matches("BEGIN CERTIFICATE").count(), 3);
    assert!(text.contains("BEGIN PRIVATE KEY") && text.contains("AES-256-CBC") && text.contains("sha256"), "{text}");
    assert!(text.contains("Iteration 600000"));
    let wrong = run(folder.path(), "openssl", &["pkcs12", "-in", "key.p12", "-passin", "pass:other", "-nodes"]);
    assert!(!wrong.status.success());
    assert_eq!(make("𠮷").unwrap_err(), KeyFileError::Unusable);
}
