//! S16: every deviation of a signature file from the profile is refused, each for its own reason.

use std::collections::HashSet;

use cms::cert::CertificateChoices;
use cms::content_info::CmsVersion;
use cms::revocation::RevocationInfoChoices;
use cms::signed_data::SignerIdentifier;
use evidence::DerError;
use evidence::certificate::{PathError, SignatureMismatch};
use evidence::cms::{Attribute, MAX_SIGNATURE_BYTES, SignatureError, verify};
use x509_cert::der::Encode;
use x509_cert::der::asn1::{Any, OctetString, SetOfVec};
use x509_cert::ext::pkix::SubjectKeyIdentifier;

use crate::forge::*;
use crate::refused_certificates::{certificates_outside_the_profile, keys};
use crate::world::{now, verification, world};

pub(crate) fn refusal(file: &[u8]) -> SignatureError {
    let trust = world().trust();
    verify(file, CONTENT, &verification(&trust, now())).expect_err("must be refused")
}

/// Signature files, each with the reason for which it must be refused.
#[derive(Default)]
pub(crate) struct Vectors(Vec<(Vec<u8>, SignatureError)>);

impl Vectors {
    fn refused(&mut self, expected: &SignatureError, change: impl FnOnce(&mut Forge)) {
        let mut forge = Forge::new();
        change(&mut forge);
        self.file(forge.write(), expected);
    }

    pub(crate) fn file(&mut self, file: Vec<u8>, expected: &SignatureError) {
        self.0.push((file, expected.clone()));
    }

    #[track_caller]
    pub(crate) fn check(self) {
        for (number, (file, expected)) in self.0.iter().enumerate() {
            assert_eq!(refusal(file), *expected, "vector {number}");
        }
    }
}

/// All groups of vectors below. A new group belongs into this list.
const GROUPS: [fn(&mut Vectors); 13] = [
    frame,
    versions,
    digests,
    algorithms,
    attributes,
    attribute_values,
    signing_certificate_names,
    certificates_in_the_file,
    signatures,
    ber_and_trailing_bytes,
    sets_out_of_order,
    certificates_outside_the_profile,
    keys,
];

#[test]
fn s16_there_are_more_than_a_hundred_negative_vectors() {
    let mut all = Vectors::default();
    GROUPS.iter().for_each(|group| group(&mut all));
    let files: HashSet<&[u8]> = all.0.iter().map(|(file, _)| file.as_slice()).collect();
    let reasons: HashSet<String> = all.0.iter().map(|(_, reason)| format!("{reason:?}")).collect();
    assert_eq!(files.len(), all.0.len(), "each is another file");
    assert!(files.len() > 100 && reasons.len() > 40, "{} files for {} reasons", files.len(), reasons.len());
}

#[test]
fn s16_control_an_unchanged_forgery_is_accepted() {
    let trust = world().trust();
    verify(&Forge::new().write(), CONTENT, &verification(&trust, now())).unwrap();
}

#[test]
fn s16_the_frame_is_exact() {
    let mut vectors = Vectors::default();
    frame(&mut vectors);
    vectors.check();
}

fn frame(v: &mut Vectors) {
    v.refused(&SignatureError::NotSignedData, |f| f.kind = oid(DATA));
    v.refused(&SignatureError::ContentKind, |f| f.inner_kind = oid("1.2.840.113549.1.9.16.1.4"));
    v.refused(&SignatureError::Attached, |f| f.inner = Some(any(&tlv(4, CONTENT))));
    v.refused(&SignatureError::RevocationLists, |f| f.lists = Some(RevocationInfoChoices(SetOfVec::new())));
    v.refused(&SignatureError::NoSigner, |f| f.signers.clear());
    v.refused(&SignatureError::SeveralSigners, |f| {
        let mut second = f.signers[0].clone();
        second.attributes.as_mut().unwrap().pop();
        f.signers.push(second);
    });
}

#[test]
fn s16_version_numbers_fit_what_follows() {
    let mut vectors = Vectors::default();
    versions(&mut vectors);
    vectors.check();
}

fn versions(v: &mut Vectors) {
    v.refused(&SignatureError::Version { expected: 1, found: 3 }, |f| f.signer().version = CmsVersion::V3);
    v.refused(&SignatureError::Version { expected: 1, found: 3 }, |f| f.version = CmsVersion::V3);
    v.refused(&SignatureError::Version { expected: 3, found: 1 }, |f| f.signer().id = key_identifier(&[1; 20]));
}

fn key_identifier(bytes: &[u8]) -> SignerIdentifier {
    SignerIdentifier::SubjectKeyIdentifier(SubjectKeyIdentifier(OctetString::new(bytes).unwrap()))
}

#[test]
fn s16_digests_are_of_the_profile() {
    let mut vectors = Vectors::default();
    digests(&mut vectors);
    vectors.check();
}

fn digests(v: &mut Vectors) {
    for weak in ["1.3.14.3.2.26", "1.2.840.113549.2.5"] {
        v.refused(&SignatureError::WeakDigest, |f| {
            f.digests = vec![algorithm(weak)];
            f.signer().digest = algorithm(weak);
        });
    }
    let sha224 = "2.16.840.1.101.3.4.2.4";
    v.refused(&SignatureError::UnknownDigest, |f| {
        f.digests = vec![algorithm(sha224)];
        f.signer().digest = algorithm(sha224);
    });
    v.refused(&SignatureError::DigestList, |f| f.digests.clear());
    v.refused(&SignatureError::DigestList, |f| f.digests.push(algorithm(sha224)));
    v.refused(&SignatureError::DigestList, |f| f.digests = vec![with_null(SHA256)]);
}

#[test]
fn s16_signature_algorithms_are_of_the_profile() {
    let mut vectors = Vectors::default();
    algorithms(&mut vectors);
    vectors.check();
}

fn algorithms(v: &mut Vectors) {
    let pss = |parameters: &[u8]| {
        let mut scheme = algorithm("1.2.840.113549.1.1.10");
        scheme.parameters = Some(any(parameters));
        scheme
    };
    v.refused(&SignatureError::DigestAndScheme, |f| f.signer().scheme = algorithm("1.2.840.10045.4.3.3"));
    v.refused(&SignatureError::Scheme, |f| f.signer().scheme = algorithm("1.3.101.112"));
    v.refused(&SignatureError::Scheme, |f| f.signer().scheme = algorithm("1.2.840.10045.4.1"));
    v.refused(&SignatureError::Scheme, |f| f.signer().scheme = with_null("1.2.840.10045.4.3.2"));
    v.refused(&SignatureError::Scheme, |f| f.signer().scheme = algorithm("1.2.840.113549.1.1.11"));
    v.refused(&SignatureError::PssParameters, |f| f.signer().scheme = pss(&[0x30, 0]));
    v.refused(&SignatureError::PssParameters, |f| f.signer().scheme = algorithm("1.2.840.113549.1.1.10"));
    v.refused(&SignatureError::Signature(SignatureMismatch::Scheme), |f| {
        f.signer().scheme = with_null("1.2.840.113549.1.1.11");
    });
}

#[test]
fn s16_signed_attributes_are_exactly_four() {
    let mut vectors = Vectors::default();
    attributes(&mut vectors);
    vectors.check();
}

fn attributes(v: &mut Vectors) {
    v.refused(&SignatureError::NoSignedAttributes, |f| f.signer().attributes = None);
    v.refused(&SignatureError::UnsignedAttributes, |f| {
        f.signer().unsigned = Some(vec![attribute(CONTENT_TYPE, vec![Any::from(oid(DATA))])]);
    });
    v.refused(&SignatureError::UnsignedAttributes, |f| f.signer().unsigned = Some(vec![]));
    for (kind, missing) in [
        (CONTENT_TYPE, Attribute::ContentType),
        (MESSAGE_DIGEST, Attribute::MessageDigest),
        (SIGNING_TIME, Attribute::SigningTime),
        (SIGNING_CERTIFICATE, Attribute::SigningCertificate),
    ] {
        v.refused(&SignatureError::MissingAttribute(missing), |f| f.remove(kind));
        v.refused(&SignatureError::AttributeValue(missing), |f| f.replace(attribute(kind, vec![])));
        v.refused(&SignatureError::AttributeValue(missing), |f| f.replace(attribute(kind, vec![Any::null()])));
        v.refused(&SignatureError::RepeatedAttribute(missing), |f| {
            f.attributes().push(attribute(kind, vec![Any::null()]));
        });
    }
    v.refused(&SignatureError::AttributeValue(Attribute::SigningTime), |f| {
        let values = f.attributes()[1].values.as_slice()[0].clone();
        let more = any(&tlv(0x17, b"270101000000Z"));
        f.replace(attribute(SIGNING_TIME, vec![values, more]));
    });
    // S/MIME capabilities, which `openssl cms` adds unless told not to.
    let unknown = attribute("1.2.840.113549.1.9.15", vec![any(&[0x30, 0])]);
    let name = "2a864886f70d01090f".to_owned();
    v.refused(&SignatureError::UnknownAttribute(name), |f| f.attributes().push(unknown));
}

#[test]
fn s16_attribute_values_are_exact() {
    let mut vectors = Vectors::default();
    attribute_values(&mut vectors);
    vectors.check();
}

fn attribute_values(v: &mut Vectors) {
    v.refused(&SignatureError::AttributeContentKind, |f| {
        f.replace(attribute(CONTENT_TYPE, vec![Any::from(oid("1.2.840.113549.1.9.16.1.4"))]));
    });
    v.refused(&SignatureError::MessageDigest, |f| {
        f.replace(attribute(MESSAGE_DIGEST, vec![any(&tlv(4, &[7; 32]))]));
    });
    v.refused(&SignatureError::MessageDigest, |f| f.replace(attribute(MESSAGE_DIGEST, vec![any(&tlv(4, b""))])));
    for time in [b"20261121030000Z".as_slice(), b"20500101000000.5Z", b"20261121120000+0900"] {
        v.refused(&SignatureError::AttributeValue(Attribute::SigningTime), |f| {
            f.replace(attribute(SIGNING_TIME, vec![any(&tlv(0x18, time))]));
        });
    }
    for time in [b"2611210300Z".as_slice(), b"261121120000+0900", b"261321030000Z", b"26112103000 Z"] {
        v.refused(&SignatureError::AttributeValue(Attribute::SigningTime), |f| {
            f.replace(attribute(SIGNING_TIME, vec![any(&tlv(0x17, time))]));
        });
    }
}

#[test]
fn s16_the_signing_certificate_is_named_exactly() {
    let mut vectors = Vectors::default();
    signing_certificate_names(&mut vectors);
    vectors.check();
}

fn signing_certificate_names(v: &mut Vectors) {
    let world = world();
    let own = hash_of(&world.a.certificate);
    let bad_value = SignatureError::AttributeValue(Attribute::SigningCertificate);
    v.refused(&SignatureError::SigningCertificate, |f| {
        f.replace(signing_certificate(&[&hash_of(&world.b.certificate)]));
    });
    v.refused(&SignatureError::SigningCertificate, |f| f.replace(signing_certificate(&[&tlv(4, b"")])));
    // Names the authority as the signer: with the office's identifier, and with its own.
    let authority = signing_certificate(&[&hash_of(&world.issuing)]);
    v.refused(&SignatureError::SignerIdentifier, |f| f.replace(authority.clone()));
    v.refused(&SignatureError::Path(PathError::UnknownAuthority), |f| {
        f.replace(authority.clone());
        f.signer().id = issuer_serial(&world.issuing);
    });
    // SHA-256 written out, though it is the default.
    let default = algorithm(SHA256).to_der().unwrap();
    v.refused(&bad_value, |f| f.replace(signing_certificate(&[&default, &own])));
    let sha1 = algorithm("1.3.14.3.2.26").to_der().unwrap();
    v.refused(&bad_value, |f| f.replace(signing_certificate(&[&sha1, &own])));
    // Two certificates, and policies.
    let two = tlv(0x30, &[tlv(0x30, &own), tlv(0x30, &own)].concat());
    v.refused(&bad_value, |f| f.replace(attribute(SIGNING_CERTIFICATE, vec![any(&tlv(0x30, &two))])));
    let with_policies = [tlv(0x30, &tlv(0x30, &own)), tlv(0x30, b"")].concat();
    v.refused(&bad_value, |f| f.replace(attribute(SIGNING_CERTIFICATE, vec![any(&tlv(0x30, &with_policies))])));
    // Issuer and serial number of another certificate.
    let issuer = x509(&world.a.certificate).tbs_certificate.issuer.to_der().unwrap();
    let names = tlv(0x30, &tlv(0xa4, &issuer));
    let other = tlv(0x30, &[names, tlv(2, &[5])].concat());
    v.refused(&SignatureError::SigningCertificateIssuer, |f| f.replace(signing_certificate(&[&own, &other])));
    v.refused(&SignatureError::SignerIdentifier, |f| f.signer().id = issuer_serial(&world.b.certificate));
    v.refused(&SignatureError::SignerIdentifier, |f| {
        f.version = CmsVersion::V3;
        f.signer().version = CmsVersion::V3;
        f.signer().id = key_identifier(&[1; 20]);
    });
}

#[test]
fn s16_certificates_are_the_signers_and_its_issuers() {
    let mut vectors = Vectors::default();
    certificates_in_the_file(&mut vectors);
    vectors.check();
}

fn certificates_in_the_file(v: &mut Vectors) {
    let world = world();
    v.refused(&SignatureError::Certificates { found: 0 }, |f| f.certificates = None);
    v.refused(&SignatureError::Certificates { found: 1 }, |f| {
        f.certificates = Some(vec![choice(&world.a.certificate)]);
    });
    v.refused(&SignatureError::Certificates { found: 3 }, |f| {
        f.certificates.as_mut().unwrap().push(choice(&world.root));
    });
    v.refused(&SignatureError::Path(PathError::UnknownAuthority), |f| {
        f.certificates = Some(vec![choice(&world.a.certificate), choice(&world.b.certificate)]);
    });
    v.refused(&SignatureError::SigningCertificate, |f| {
        f.certificates = Some(vec![choice(&world.root), choice(&world.issuing)]);
    });
    let other = CertificateChoices::Other(cms::cert::OtherCertificateFormat {
        other_cert_format: oid(DATA),
        other_cert: Any::null(),
    });
    v.refused(&SignatureError::CertificateForm, |f| {
        f.certificates = Some(vec![choice(&world.a.certificate), other]);
    });
}

#[test]
fn s16_the_signature_is_by_the_certificates_key() {
    let mut vectors = Vectors::default();
    signatures(&mut vectors);
    vectors.check();
}

fn signatures(v: &mut Vectors) {
    let wrong = SignatureError::Signature(SignatureMismatch::Signature);
    v.refused(&wrong, |f| f.signer().key = &world().b.key);
    let mut file = Forge::new().write();
    let last = file.len() - 1;
    file[last] ^= 1;
    v.file(file, &wrong);
}

/// Offset of the first occurrence.
fn find(file: &[u8], part: &[u8]) -> usize {
    file.windows(part.len()).position(|window| window == part).unwrap()
}

#[test]
fn s16_ber_and_trailing_bytes_are_refused() {
    let mut vectors = Vectors::default();
    ber_and_trailing_bytes(&mut vectors);
    vectors.check();
}

fn ber_and_trailing_bytes(v: &mut Vectors) {
    let file = Forge::new().write();
    let der = |error: DerError| SignatureError::Der(error);
    v.file(Vec::new(), &der(DerError::UnexpectedTag { expected: 0x30, found: 0 }));
    v.file([&file[..], b"\0"].concat(), &der(DerError::TrailingBytes));
    for length in [1, 3, 10, 100, file.len() - 1] {
        v.file(file[..length].to_vec(), &der(DerError::Truncated));
    }
    let content = &file[4..];
    v.file([&[0x30, 0x80], content, &[0, 0]].concat(), &der(DerError::IndefiniteLength));
    let long = [&[0x30, 0x83, 0], &file[2..]].concat();
    v.file(long, &der(DerError::NonMinimalLength));
    let high_tag = [&[0x3f, 0x30], &file[1..]].concat();
    v.file(high_tag, &der(DerError::UnexpectedTag { expected: 0x30, found: 0x3f }));
    v.file(vec![0x30; MAX_SIGNATURE_BYTES + 1], &SignatureError::TooLarge(MAX_SIGNATURE_BYTES + 1));
    // A constructed octet string, which only BER has.
    let (mut info, mut data) = decode(&file);
    let mut signer = data.signer_infos.0.as_slice()[0].clone();
    let signature = signer.signature.as_bytes().to_vec();
    signer.signature = OctetString::new(tlv(4, &signature)).unwrap();
    data.signer_infos.0 = SetOfVec::try_from(vec![signer]).unwrap();
    let mut constructed = encode(&mut info, &data);
    let at = find(&constructed, &tlv(4, &tlv(4, &signature)));
    constructed[at] = 0x24;
    v.file(constructed, &der(DerError::UnexpectedTag { expected: 4, found: 0x24 }));
}

#[test]
fn s16_sets_are_in_order() {
    let mut vectors = Vectors::default();
    sets_out_of_order(&mut vectors);
    vectors.check();
}

fn sets_out_of_order(v: &mut Vectors) {
    let world = world();
    let file = Forge::new().write();
    let (a, issuing) = (world.a.certificate.der(), world.issuing.der());
    let order = |first: &[u8], second: &[u8]| [first, second].concat();
    let (sorted, swapped) =
        if a < issuing { (order(a, issuing), order(issuing, a)) } else { (order(issuing, a), order(a, issuing)) };
    let at = find(&file, &sorted);
    let mut changed = file.clone();
    changed[at..at + swapped.len()].copy_from_slice(&swapped);
    v.file(changed, &SignatureError::Der(DerError::SetOrder));

    // The first two attributes exchanged.
    let (_, data) = decode(&file);
    let attributes = data.signer_infos.0.as_slice()[0].signed_attrs.clone().unwrap();
    let first = attributes.as_slice()[0].to_der().unwrap();
    let second = attributes.as_slice()[1].to_der().unwrap();
    let at = find(&file, &order(&first, &second));
    let mut changed = file;
    changed[at..at + first.len() + second.len()].copy_from_slice(&order(&second, &first));
    v.file(changed, &SignatureError::Der(DerError::SetOrder));
}
