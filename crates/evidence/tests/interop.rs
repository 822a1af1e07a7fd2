//! S15: OpenSSL accepts what we make, and we accept what OpenSSL makes.

use evidence::certificate::*;
use evidence::cms::{SignatureError, SignatureFile, SignerId, verify};
use evidence::*;

use crate::process::{folder, ok, openssl};
use crate::world::{A, now, number, verification, world};

/// Runs what the public page says, on a container that we made.
#[test]
fn s15_plain_unzip_and_openssl_accept_our_container() {
    let world = world();
    let folder = folder();
    let path = folder.path();
    std::fs::write(path.join("ours.asice"), world.container()).unwrap();
    std::fs::write(path.join("root.pem"), world.root.to_pem()).unwrap();
    ok(path, "unzip", &["-t", "ours.asice"]);
    ok(path, "unzip", &["-q", "ours.asice", "-d", "x"]);
    let line = format!(
        "cms -verify -cades -purpose any -binary -inform DER -attime {} -in x/META-INF/signature001.p7s \
         -content x/META-INF/ASiCManifest001.xml -CAfile root.pem -out /dev/null",
        now().unix()
    );
    assert!(openssl(path, &line).contains("CAdES Verification successful"));
    let listed = ok(path, "unzip", &["-Z1", "ours.asice"]);
    let names: Vec<&str> = listed.lines().collect();
    assert_eq!(names[0], "mimetype");
    assert_eq!(names[names.len() - 2..], ["META-INF/ASiCManifest001.xml", "META-INF/signature001.p7s"]);
    let sums = ok(path, "sh", &["-c", "sha256sum x/documents/*"]);
    let container = crate::world::open(&world.container());
    for document in container.documents() {
        assert!(sums.contains(&document.entry.sha256.to_string()), "{}", document.entry.name);
        assert!(String::from_utf8_lossy(container.manifest()).contains(&base64(&document.entry.sha256.0)));
    }
}

fn base64(bytes: &[u8]) -> String {
    let pem = x509_cert::der::pem::encode_string("X", x509_cert::der::pem::LineEnding::LF, bytes).unwrap();
    pem.lines().nth(1).unwrap().to_owned()
}

#[test]
fn s09_openssl_accepts_our_certificates_and_lists_strictly() {
    let world = world();
    let folder = folder();
    let path = folder.path();
    let revoked = Revocation::new(world.b.serial, now().minus(600), RevocationReason::KeyCompromise);
    let list = world.crl(3, now().minus(60), &[revoked]);
    let files = [
        ("root", world.root.to_pem()),
        ("issuing", world.issuing.to_pem()),
        ("a", world.a.certificate.to_pem()),
        ("b", world.b.certificate.to_pem()),
        ("hub", world.hub.to_pem()),
        ("server", world.server.to_pem()),
        ("list", list.to_pem()),
    ];
    for (name, text) in files {
        std::fs::write(path.join(format!("{name}.pem")), text).unwrap();
    }
    let common = format!("verify -x509_strict -attime {} -CAfile root.pem -untrusted issuing.pem", now().unix());
    let with_list = format!("{common} -crl_check -CRLfile list.pem");
    for (name, purpose) in [("a", "sslclient"), ("hub", "any"), ("server", "sslserver")] {
        let said = openssl(path, &format!("{with_list} -purpose {purpose} {name}.pem"));
        assert!(said.contains("OK"), "{said}");
    }
    let output = crate::process::run(path, "openssl", &with_list.split(' ').chain(["b.pem"]).collect::<Vec<_>>());
    assert!(String::from_utf8_lossy(&output.stderr).contains("certificate revoked"));
    assert!(openssl(path, "crl -in list.pem -noout -text").contains("X509v3 CRL Number"));
}

struct Made {
    certificate: Certificate,
    folder: tempfile::TempDir,
}

/// A key and a request by OpenSSL, a certificate by us.
fn office_of_openssl(kind: &str, request_digest: &str) -> Made {
    let folder = folder();
    let path = folder.path();
    openssl(path, &format!("genpkey -algorithm {kind} -out key.pem"));
    openssl(path, &format!("req -new -{request_digest} -key key.pem -subj /CN=whatever/O=ignored -out request.pem"));
    let text = std::fs::read_to_string(path.join("request.pem")).unwrap();
    let request = VerifiedRequest::from_pem(&text).unwrap();
    let subject =
        OfficeSubject {
            number: number(A), kind: OfficeCertificateKind::CareInsurance, name: "試験事業所".to_owned()
        };
    let validity = Validity::years(now().minus(86_400), 2);
    let serial = RandomSerial(*b"0123456789abcdef");
    let certificate = issue_office(world().issuer(), &request, &subject, serial, validity).unwrap();
    std::fs::write(path.join("signer.pem"), certificate.to_pem()).unwrap();
    std::fs::write(path.join("issuing.pem"), world().issuing.to_pem()).unwrap();
    std::fs::write(path.join("content"), CONTENT).unwrap();
    Made { certificate, folder }
}

const CONTENT: &[u8] = b"the manifest\n";
const SIGN: &str = "cms -sign -binary -nosmimecap -outform DER -in content -signer signer.pem -inkey key.pem -certfile issuing.pem -out made.p7s";

fn check(made: &Made, options: &str) -> Result<(), SignatureError> {
    let path = made.folder.path();
    let cades = if options.contains("-noattr") { "" } else { "-cades" };
    openssl(path, &format!("{SIGN} {cades} {options}"));
    let file = std::fs::read(path.join("made.p7s")).unwrap();
    let trust = world().trust();
    let verified = verify(&file, CONTENT, &verification(&trust, now()))?;
    assert_eq!(verified.signer.certificate().der(), made.certificate.der());
    let by_key = matches!(SignatureFile::parse(&file)?.signer_id(), SignerId::KeyIdentifier(_));
    assert_eq!(by_key, options.contains("-keyid"), "{options}");
    Ok(())
}

#[test]
fn s15_ecdsa_signatures_of_openssl_are_accepted() {
    for curve in ["P-256", "P-384"] {
        let made = office_of_openssl(&format!("EC -pkeyopt ec_paramgen_curve:{curve}"), "sha256");
        for digest in ["sha256", "sha384", "sha512"] {
            check(&made, &format!("-md {digest}")).unwrap();
            check(&made, &format!("-md {digest} -keyid")).unwrap();
        }
        for digest in ["sha1", "sha224"] {
            assert!(check(&made, &format!("-md {digest}")).is_err(), "{digest}");
        }
        assert_eq!(check(&made, "-md sha256 -nodetach"), Err(SignatureError::Attached));
        assert_eq!(check(&made, "-md sha256 -noattr"), Err(SignatureError::NoSignedAttributes));
        assert_eq!(check(&made, "-md sha256 -nocerts"), Err(SignatureError::Certificates { found: 1 }));
    }
}

#[test]
fn s15_rsa_signatures_of_openssl_are_accepted() {
    let made = office_of_openssl("RSA -pkeyopt rsa_keygen_bits:2048", "sha256");
    assert_eq!(made.certificate.key().kind(), KeyKind::Rsa { bits: 2048 });
    check(&made, "-md sha256").unwrap();
    check(&made, "-md sha256 -keyid").unwrap();
    let pss = "-md sha256 -keyopt rsa_padding_mode:pss";
    check(&made, &format!("{pss} -keyopt rsa_pss_saltlen:32")).unwrap();
    assert_eq!(check(&made, &format!("{pss} -keyopt rsa_pss_saltlen:20")), Err(SignatureError::PssParameters));
    assert_eq!(check(&made, "-md sha512"), Err(SignatureError::DigestAndScheme));
}

#[test]
fn s15_ber_of_openssl_is_refused() {
    let made = office_of_openssl("EC -pkeyopt ec_paramgen_curve:P-256", "sha256");
    let refusal = check(&made, "-md sha256 -stream -indef -nodetach").unwrap_err();
    assert_eq!(refusal, SignatureError::Der(DerError::IndefiniteLength));
}

#[test]
fn another_asn1_implementation_reads_what_we_write_and_writes_the_same() {
    use x509_cert::der::{Decode, Encode};
    let world = world();
    let signature = world.identity_a().sign(CONTENT, now()).unwrap();
    let (mut info, data) = crate::forge::decode(&signature);
    assert_eq!(crate::forge::encode(&mut info, &data), signature);
    for certificate in
        [&world.root, &world.issuing, &world.hub, &world.server, &world.a.certificate, &world.b.certificate]
    {
        let read = x509_cert::Certificate::from_der(certificate.der()).unwrap();
        assert_eq!(read.to_der().unwrap(), certificate.der());
    }
    let list = world.crl(1, now(), &[Revocation::new(world.a.serial, now(), RevocationReason::Unspecified)]);
    let read = x509_cert::crl::CertificateList::from_der(list.der()).unwrap();
    assert_eq!(read.to_der().unwrap(), list.der());
    let request = make_request(&number(A), &world.a.key).unwrap();
    let (_, der) = x509_cert::der::pem::decode_vec(request.as_bytes()).unwrap();
    assert_eq!(x509_cert::request::CertReq::from_der(&der).unwrap().to_der().unwrap(), der);
}

/// A token as an office may have one: an RSA key behind another program.
struct Token {
    folder: tempfile::TempDir,
    public_key: Vec<u8>,
}

impl Signer for Token {
    fn algorithm(&self) -> SignatureAlgorithm {
        SignatureAlgorithm::RsaPkcs1Sha256
    }

    fn public_key(&self) -> &[u8] {
        &self.public_key
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignerError> {
        let path = self.folder.path();
        std::fs::write(path.join("message"), message).map_err(SignerError::new)?;
        openssl(path, "dgst -sha256 -sign key.pem -out signature message");
        std::fs::read(path.join("signature")).map_err(SignerError::new)
    }
}

#[test]
fn s15_a_token_signs_as_well() {
    let made = office_of_openssl("RSA -pkeyopt rsa_keygen_bits:3072", "sha256");
    let path = made.folder.path();
    openssl(path, "pkey -in key.pem -pubout -outform DER -out public.der");
    let public_key = std::fs::read(path.join("public.der")).unwrap();
    let token = std::sync::Arc::new(Token { folder: made.folder, public_key });
    let identity = cms::SigningIdentity::new(token.clone(), made.certificate.clone(), &world().issuing).unwrap();
    let file = identity.sign(CONTENT, now()).unwrap();
    let trust = world().trust();
    verify(&file, CONTENT, &verification(&trust, now())).unwrap();
    // The request that a token signs is accepted too, and a key that is not the certificate's is noticed.
    VerifiedRequest::from_pem(&make_request(&number(A), &*token).unwrap()).unwrap();
    let wrong = cms::SigningIdentity::new(token, world().a.certificate.clone(), &world().issuing);
    assert!(matches!(wrong, Err(cms::SignError::WrongKey)));
    let other = cms::SigningIdentity::new(world().a.key.clone(), world().a.certificate.clone(), &world().root);
    assert!(matches!(other, Err(cms::SignError::WrongIssuer)));
}
