//! S16: every deviation of a signature file from the profile is refused, each for its own reason.

use cms::cert::CertificateChoices;
use cms::content_info::CmsVersion;
use cms::revocation::RevocationInfoChoices;
use cms::signed_data::SignerIdentifier;
use evidence::DerError;
use evidence::certificate::{PathError, PublicKeyError, SignatureMismatch};
use evidence::cms::{Attribute, MAX_SIGNATURE_BYTES, SignatureError, verify};
use x509_cert::der::Encode;
use x509_cert::der::asn1::{Any, OctetString, SetOfVec};
use x509_cert::ext::pkix::SubjectKeyIdentifier;

use crate::forge::*;
use crate::process::{folder, openssl};
use crate::world::{now, verification, world};

fn refusal(file: &[u8]) -> SignatureError {
    let trust = world().trust();
    verify(file, CONTENT, &verification(&trust, now())).expect_err("must be refused")
}

#[track_caller]
fn refused(expected: &SignatureError, change: impl FnOnce(&mut Forge)) {
    let mut forge = Forge::new();
    change(&mut forge);
    assert_eq!(refusal(&forge.write()), *expected);
}

#[test]
fn s16_control_an_unchanged_forgery_is_accepted() {
    let trust = world().trust();
    verify(&Forge::new().write(), CONTENT, &verification(&trust, now())).unwrap();
}

#[test]
fn s16_the_frame_is_exact() {
    refused(&SignatureError::NotSignedData, |f| f.kind = oid(DATA));
    refused(&SignatureError::ContentKind, |f| f.inner_kind = oid("1.2.840.113549.1.9.16.1.4"));
    refused(&SignatureError::Attached, |f| f.inner = Some(any(&tlv(4, CONTENT))));
    refused(&SignatureError::RevocationLists, |f| f.lists = Some(RevocationInfoChoices(SetOfVec::new())));
    refused(&SignatureError::NoSigner, |f| f.signers.clear());
    refused(&SignatureError::SeveralSigners, |f| {
        let mut second = f.signers[0].clone();
        second.attributes.as_mut().unwrap().pop();
        f.signers.push(second);
    });
}

#[test]
fn s16_version_numbers_fit_what_follows() {
    refused(&SignatureError::Version { expected: 1, found: 3 }, |f| f.signer().version = CmsVersion::V3);
    refused(&SignatureError::Version { expected: 1, found: 3 }, |f| f.version = CmsVersion::V3);
    refused(&SignatureError::Version { expected: 3, found: 1 }, |f| f.signer().id = key_identifier(&[1; 20]));
}

fn key_identifier(bytes: &[u8]) -> SignerIdentifier {
    SignerIdentifier::SubjectKeyIdentifier(SubjectKeyIdentifier(OctetString::new(bytes).unwrap()))
}

#[test]
fn s16_digests_are_of_the_profile() {
    for weak in ["1.3.14.3.2.26", "1.2.840.113549.2.5"] {
        refused(&SignatureError::WeakDigest, |f| {
            f.digests = vec![algorithm(weak)];
            f.signer().digest = algorithm(weak);
        });
    }
    let sha224 = "2.16.840.1.101.3.4.2.4";
    refused(&SignatureError::UnknownDigest, |f| {
        f.digests = vec![algorithm(sha224)];
        f.signer().digest = algorithm(sha224);
    });
    refused(&SignatureError::DigestList, |f| f.digests.clear());
    refused(&SignatureError::DigestList, |f| f.digests.push(algorithm(sha224)));
    refused(&SignatureError::DigestList, |f| f.digests = vec![with_null(SHA256)]);
}

#[test]
fn s16_signature_algorithms_are_of_the_profile() {
    let pss = |parameters: &[u8]| {
        let mut scheme = algorithm("1.2.840.113549.1.1.10");
        scheme.parameters = Some(any(parameters));
        scheme
    };
    refused(&SignatureError::DigestAndScheme, |f| f.signer().scheme = algorithm("1.2.840.10045.4.3.3"));
    refused(&SignatureError::Scheme, |f| f.signer().scheme = algorithm("1.3.101.112"));
    refused(&SignatureError::Scheme, |f| f.signer().scheme = algorithm("1.2.840.10045.4.1"));
    refused(&SignatureError::Scheme, |f| f.signer().scheme = with_null("1.2.840.10045.4.3.2"));
    refused(&SignatureError::Scheme, |f| f.signer().scheme = algorithm("1.2.840.113549.1.1.11"));
    refused(&SignatureError::PssParameters, |f| f.signer().scheme = pss(&[0x30, 0]));
    refused(&SignatureError::PssParameters, |f| f.signer().scheme = algorithm("1.2.840.113549.1.1.10"));
    refused(&SignatureError::Signature(SignatureMismatch::Scheme), |f| {
        f.signer().scheme = with_null("1.2.840.113549.1.1.11");
    });
}

#[test]
fn s16_signed_attributes_are_exactly_four() {
    refused(&SignatureError::NoSignedAttributes, |f| f.signer().attributes = None);
    refused(&SignatureError::UnsignedAttributes, |f| {
        f.signer().unsigned = Some(vec![attribute(CONTENT_TYPE, vec![Any::from(oid(DATA))])]);
    });
    refused(&SignatureError::UnsignedAttributes, |f| f.signer().unsigned = Some(vec![]));
    for (kind, missing) in [
        (CONTENT_TYPE, Attribute::ContentType),
        (MESSAGE_DIGEST, Attribute::MessageDigest),
        (SIGNING_TIME, Attribute::SigningTime),
        (SIGNING_CERTIFICATE, Attribute::SigningCertificate),
    ] {
        refused(&SignatureError::MissingAttribute(missing), |f| f.remove(kind));
        refused(&SignatureError::AttributeValue(missing), |f| f.replace(attribute(kind, vec![])));
        refused(&SignatureError::AttributeValue(missing), |f| f.replace(attribute(kind, vec![Any::null()])));
        refused(&SignatureError::RepeatedAttribute(missing), |f| {
            f.attributes().push(attribute(kind, vec![Any::null()]));
        });
    }
    refused(&SignatureError::AttributeValue(Attribute::SigningTime), |f| {
        let values = f.attributes()[1].values.as_slice()[0].clone();
        let more = any(&tlv(0x17, b"270101000000Z"));
        f.replace(attribute(SIGNING_TIME, vec![values, more]));
    });
    // S/MIME capabilities, which `openssl cms` adds unless told not to.
    let unknown = attribute("1.2.840.113549.1.9.15", vec![any(&[0x30, 0])]);
    let name = "2a864886f70d01090f".to_owned();
    refused(&SignatureError::UnknownAttribute(name), |f| f.attributes().push(unknown));
}

#[test]
fn s16_attribute_values_are_exact() {
    refused(&SignatureError::AttributeContentKind, |f| {
        f.replace(attribute(CONTENT_TYPE, vec![Any::from(oid("1.2.840.113549.1.9.16.1.4"))]));
    });
    refused(&SignatureError::MessageDigest, |f| {
        f.replace(attribute(MESSAGE_DIGEST, vec![any(&tlv(4, &[7; 32]))]));
    });
    refused(&SignatureError::MessageDigest, |f| f.replace(attribute(MESSAGE_DIGEST, vec![any(&tlv(4, b""))])));
    for time in [b"20261121030000Z".as_slice(), b"20500101000000.5Z", b"20261121120000+0900"] {
        refused(&SignatureError::AttributeValue(Attribute::SigningTime), |f| {
            f.replace(attribute(SIGNING_TIME, vec![any(&tlv(0x18, time))]));
        });
    }
    for time in [b"2611210300Z".as_slice(), b"261121120000+0900", b"261321030000Z", b"26112103000 Z"] {
        refused(&SignatureError::AttributeValue(Attribute::SigningTime), |f| {
            f.replace(attribute(SIGNING_TIME, vec![any(&tlv(0x17, time))]));
        });
    }
}

#[test]
fn s16_the_signing_certificate_is_named_exactly() {
    let world = world();
    let own = hash_of(&world.a.certificate);
    let bad_value = SignatureError::AttributeValue(Attribute::SigningCertificate);
    refused(&SignatureError::SigningCertificate, |f| f.replace(signing_certificate(&[&hash_of(&world.b.certificate)])));
    refused(&SignatureError::SigningCertificate, |f| f.replace(signing_certificate(&[&tlv(4, b"")])));
    // Names the authority as the signer: with the office's identifier, and with its own.
    let authority = signing_certificate(&[&hash_of(&world.issuing)]);
    refused(&SignatureError::SignerIdentifier, |f| f.replace(authority.clone()));
    refused(&SignatureError::Path(PathError::UnknownAuthority), |f| {
        f.replace(authority.clone());
        f.signer().id = issuer_serial(&world.issuing);
    });
    // SHA-256 written out, though it is the default.
    let default = algorithm(SHA256).to_der().unwrap();
    refused(&bad_value, |f| f.replace(signing_certificate(&[&default, &own])));
    let sha1 = algorithm("1.3.14.3.2.26").to_der().unwrap();
    refused(&bad_value, |f| f.replace(signing_certificate(&[&sha1, &own])));
    // Two certificates, and policies.
    let two = tlv(0x30, &[tlv(0x30, &own), tlv(0x30, &own)].concat());
    refused(&bad_value, |f| f.replace(attribute(SIGNING_CERTIFICATE, vec![any(&tlv(0x30, &two))])));
    let with_policies = [tlv(0x30, &tlv(0x30, &own)), tlv(0x30, b"")].concat();
    refused(&bad_value, |f| f.replace(attribute(SIGNING_CERTIFICATE, vec![any(&tlv(0x30, &with_policies))])));
    // Issuer and serial number of another certificate.
    let issuer = x509(&world.a.certificate).tbs_certificate.issuer.to_der().unwrap();
    let names = tlv(0x30, &tlv(0xa4, &issuer));
    let other = tlv(0x30, &[names, tlv(2, &[5])].concat());
    refused(&SignatureError::SigningCertificateIssuer, |f| f.replace(signing_certificate(&[&own, &other])));
    refused(&SignatureError::SignerIdentifier, |f| f.signer().id = issuer_serial(&world.b.certificate));
    refused(&SignatureError::SignerIdentifier, |f| {
        f.version = CmsVersion::V3;
        f.signer().version = CmsVersion::V3;
        f.signer().id = key_identifier(&[1; 20]);
    });
}

#[test]
fn s16_certificates_are_the_signers_and_its_issuers() {
    let world = world();
    refused(&SignatureError::Certificates { found: 0 }, |f| f.certificates = None);
    refused(&SignatureError::Certificates { found: 1 }, |f| f.certificates = Some(vec![choice(&world.a.certificate)]));
    refused(&SignatureError::Certificates { found: 3 }, |f| {
        f.certificates.as_mut().unwrap().push(choice(&world.root));
    });
    refused(&SignatureError::Path(PathError::UnknownAuthority), |f| {
        f.certificates = Some(vec![choice(&world.a.certificate), choice(&world.b.certificate)]);
    });
    refused(&SignatureError::SigningCertificate, |f| {
        f.certificates = Some(vec![choice(&world.root), choice(&world.issuing)]);
    });
    let other = CertificateChoices::Other(cms::cert::OtherCertificateFormat {
        other_cert_format: oid(DATA),
        other_cert: Any::null(),
    });
    refused(&SignatureError::CertificateForm, |f| {
        f.certificates = Some(vec![choice(&world.a.certificate), other]);
    });
}

#[test]
fn s16_the_signature_is_by_the_certificates_key() {
    let wrong = SignatureError::Signature(SignatureMismatch::Signature);
    refused(&wrong, |f| f.signer().key = &world().b.key);
    let mut file = Forge::new().write();
    let last = file.len() - 1;
    file[last] ^= 1;
    assert_eq!(refusal(&file), wrong);
}

/// Offset of the first occurrence.
fn find(file: &[u8], part: &[u8]) -> usize {
    file.windows(part.len()).position(|window| window == part).unwrap()
}

#[test]
fn s16_ber_and_trailing_bytes_are_refused() {
    let file = Forge::new().write();
    let der = |error: DerError| SignatureError::Der(error);
    assert_eq!(refusal(b""), der(DerError::UnexpectedTag { expected: 0x30, found: 0 }));
    assert_eq!(refusal(&[&file[..], b"\0"].concat()), der(DerError::TrailingBytes));
    for length in [1, 3, 10, 100, file.len() - 1] {
        assert_eq!(refusal(&file[..length]), der(DerError::Truncated), "{length}");
    }
    let content = &file[4..];
    assert_eq!(refusal(&[&[0x30, 0x80], content, &[0, 0]].concat()), der(DerError::IndefiniteLength));
    let long = [&[0x30, 0x83, 0], &file[2..]].concat();
    assert_eq!(refusal(&long), der(DerError::NonMinimalLength));
    assert_eq!(
        refusal(&[&[0x3f, 0x30], &file[1..]].concat()),
        der(DerError::UnexpectedTag { expected: 0x30, found: 0x3f })
    );
    assert_eq!(refusal(&vec![0x30; MAX_SIGNATURE_BYTES + 1]), SignatureError::TooLarge(MAX_SIGNATURE_BYTES + 1));
    // A constructed octet string, which only BER has.
    let (mut info, mut data) = decode(&file);
    let mut signer = data.signer_infos.0.as_slice()[0].clone();
    let signature = signer.signature.as_bytes().to_vec();
    signer.signature = OctetString::new(tlv(4, &signature)).unwrap();
    data.signer_infos.0 = SetOfVec::try_from(vec![signer]).unwrap();
    let mut constructed = encode(&mut info, &data);
    let at = find(&constructed, &tlv(4, &tlv(4, &signature)));
    constructed[at] = 0x24;
    assert_eq!(refusal(&constructed), der(DerError::UnexpectedTag { expected: 4, found: 0x24 }));
}

#[test]
fn s16_sets_are_in_order() {
    let world = world();
    let file = Forge::new().write();
    let (a, issuing) = (world.a.certificate.der(), world.issuing.der());
    let order = |first: &[u8], second: &[u8]| [first, second].concat();
    let (sorted, swapped) =
        if a < issuing { (order(a, issuing), order(issuing, a)) } else { (order(issuing, a), order(a, issuing)) };
    let at = find(&file, &sorted);
    let mut changed = file.clone();
    changed[at..at + swapped.len()].copy_from_slice(&swapped);
    assert_eq!(refusal(&changed), SignatureError::Der(DerError::SetOrder));

    // The first two attributes exchanged.
    let (_, data) = decode(&file);
    let attributes = data.signer_infos.0.as_slice()[0].signed_attrs.clone().unwrap();
    let first = attributes.as_slice()[0].to_der().unwrap();
    let second = attributes.as_slice()[1].to_der().unwrap();
    let at = find(&file, &order(&first, &second));
    let mut changed = file;
    changed[at..at + first.len() + second.len()].copy_from_slice(&order(&second, &first));
    assert_eq!(refusal(&changed), SignatureError::Der(DerError::SetOrder));
}

#[track_caller]
fn refused_certificate(expected: &SignatureError, certificate: &evidence::certificate::Certificate) {
    assert_eq!(refusal(&Forge::by(certificate, &world().a.key).write()), *expected);
}

#[test]
fn s16_certificates_outside_the_profile_are_refused() {
    const KEY_USAGE: &str = "2.5.29.15";
    const PURPOSES: &str = "2.5.29.37";
    const NAMES: &str = "2.5.29.17";
    let changed = |kind: &str, new: Option<(bool, &[u8])>| {
        certificate(|tbs| set_extension(tbs, new.map(|(critical, value)| extension(kind, critical, value)), kind))
    };
    let path = |error: PathError| SignatureError::Path(error);
    let unknown = changed("1.3.6.1.4.1.99999.1", Some((true, &[5, 0])));
    refused_certificate(&path(PathError::UnknownCriticalExtension), &unknown);
    refused_certificate(&path(PathError::KeyUsage), &changed(KEY_USAGE, None));
    refused_certificate(&path(PathError::KeyUsage), &changed(KEY_USAGE, Some((true, &[3, 2, 3, 0x08]))));
    refused_certificate(&path(PathError::Purpose), &changed(PURPOSES, None));
    refused_certificate(&path(PathError::Holder), &changed(NAMES, None));
    refused_certificate(&path(PathError::Authority), &changed("2.5.29.19", Some((true, &[0x30, 3, 1, 1, 0xff]))));
    let uri = |text: &str| tlv(0x30, &tlv(0x86, text.as_bytes()));
    for text in ["urn:renkei:office:137000001", "urn:renkei:office:13700000a1", "urn:renkei:hub:", "https://x.example"]
    {
        refused_certificate(&path(PathError::Holder), &changed(NAMES, Some((false, &uri(text)))));
    }
    // A hub's name in a certificate that can also open connections.
    refused_certificate(
        &path(PathError::Holder),
        &changed(NAMES, Some((false, &uri("urn:renkei:hub:renkei.example")))),
    );
    let other_issuer = certificate(|tbs| tbs.issuer = tbs.subject.clone());
    refused_certificate(&path(PathError::OtherIssuer), &other_issuer);
    // The hub's TLS certificate is not for documents.
    assert_eq!(refusal(&Forge::by(&world().server, &world().hub_key).write()), path(PathError::Purpose));
}

#[test]
fn s16_a_certificate_that_the_authority_did_not_sign_is_refused() {
    let mut made = x509(&world().a.certificate);
    made.tbs_certificate.validity.not_before = x509(&world().root).tbs_certificate.validity.not_before;
    let certificate = evidence::certificate::Certificate::from_der(&made.to_der().unwrap()).unwrap();
    let refusal = refusal(&Forge::by(&certificate, &world().a.key).write());
    assert!(matches!(refusal, SignatureError::Path(PathError::Chain(_))), "{refusal:?}");
}

#[test]
fn s16_short_rsa_keys_and_other_curves_are_refused() {
    let folder = folder();
    let cases = [
        ("rsa -pkeyopt rsa_keygen_bits:1024", PublicKeyError::RsaSize { bits: 1024 }),
        ("rsa -pkeyopt rsa_keygen_bits:2040", PublicKeyError::RsaSize { bits: 2040 }),
        ("ec -pkeyopt ec_paramgen_curve:secp521r1", PublicKeyError::Unsupported),
        ("ec -pkeyopt ec_paramgen_curve:secp256k1", PublicKeyError::Unsupported),
        ("ec -pkeyopt ec_paramgen_curve:secp224r1", PublicKeyError::Unsupported),
        ("ed25519", PublicKeyError::Unsupported),
    ];
    for (kind, expected) in cases {
        openssl(folder.path(), &format!("genpkey -algorithm {kind} -out key.pem"));
        openssl(folder.path(), "pkey -in key.pem -pubout -outform DER -out public.der");
        let spki = std::fs::read(folder.path().join("public.der")).unwrap();
        let made = certificate_der(|tbs| {
            tbs.subject_public_key_info = x509_cert::der::Decode::from_der(&spki).unwrap();
        });
        let mut forge = Forge::new();
        let hash = tlv(4, &evidence::Sha256::of(&made.to_der().unwrap()).0);
        forge.replace(signing_certificate(&[&hash]));
        forge.certificates = Some(vec![CertificateChoices::Certificate(made), choice(&world().issuing)]);
        assert_eq!(refusal(&forge.write()), SignatureError::PublicKey(expected), "{kind}");
    }
}
