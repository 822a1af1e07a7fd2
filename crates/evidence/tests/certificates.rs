//! S9: what the authorities issue, and what they refuse to.

use evidence::certificate::*;
use evidence::*;

use crate::world::{A, B, Random, World, at, name, now, number, world};

#[test]
fn s09_the_profile_is_as_written() {
    let world = world();
    assert_eq!(world.root.key().kind(), KeyKind::P384);
    assert_eq!(world.root.not_after(), at("2046-01-01T00:00:00Z"));
    assert_eq!(world.issuing.key().kind(), KeyKind::P256);
    assert_eq!(world.issuing.not_after(), at("2031-01-01T00:00:00Z"));
    assert_eq!(world.a.certificate.uris(), ["urn:renkei:office:1370000001"]);
    let delegated = ["urn:renkei:office:1370000002", "urn:renkei:certificate:delegated-care-plan"];
    assert_eq!(world.b.certificate.uris(), delegated);
    assert_eq!(world.hub.uris(), ["urn:renkei:hub:renkei.example"]);
    assert_eq!(world.a.certificate.not_after(), at("2029-02-01T00:00:00Z"));
    assert!(world.issuing.is_issued_by(&world.root) && world.a.certificate.is_issued_by(&world.issuing));
    let trust = world.trust();
    let holder = |certificate: &Certificate| {
        trust.trust(certificate.clone(), world.issuing.der(), now()).map(|trusted| trusted.holder().clone())
    };
    let office = |text, kind| Holder::Office { number: number(text), kind };
    assert_eq!(holder(&world.a.certificate), Ok(office(A, OfficeCertificateKind::CareInsurance)));
    assert_eq!(holder(&world.b.certificate), Ok(office(B, OfficeCertificateKind::DelegatedCarePlan)));
    assert_eq!(holder(&world.hub), Ok(Holder::Hub { network: NetworkName::parse("renkei.example").unwrap() }));
    assert_eq!(holder(&world.server), Err(PathError::Purpose));
    assert_eq!(holder(&world.issuing), Err(PathError::OtherIssuer));
}

#[test]
fn s09_serial_numbers_are_the_random_bytes_given() {
    let mut random = Random(5);
    let issue = |serial| {
        let request = VerifiedRequest::from_pem(&make_request(&number(A), &world().a.key).unwrap()).unwrap();
        let kind = OfficeCertificateKind::CareInsurance;
        let subject = OfficeSubject { number: number(A), kind, name: "x".to_owned() };
        issue_office(world().issuer(), &request, &subject, serial, Validity::years(now(), 3))
    };
    // The same key twice: renewing does not repeat the serial.
    let (one, two) = (random.serial(), random.serial());
    assert_eq!(issue(one).unwrap().identity().serial, one.0);
    assert_ne!(issue(one).unwrap().identity(), issue(two).unwrap().identity());
    assert!(matches!(issue(RandomSerial([0; 16])), Err(IssueError::Serial)));
    assert!(matches!(issue(RandomSerial([1; 16])), Err(IssueError::Serial)));
    let high = RandomSerial(*b"\xffabcdefghijklmno");
    assert_eq!(issue(high).unwrap().identity().serial, high.0);
    let low = RandomSerial(*b"\x00\x01bcdefghijklmno");
    assert_eq!(issue(low).unwrap().identity().serial, low.0[1..]);
}

#[test]
fn s09_nothing_outlives_its_issuer_or_its_kind() {
    let world = world();
    let mut random = Random(6);
    let request = VerifiedRequest::from_pem(&make_request(&number(A), &world.a.key).unwrap()).unwrap();
    let kind = OfficeCertificateKind::CareInsurance;
    let subject = |text: &str| OfficeSubject { number: number(A), kind, name: text.to_owned() };
    let mut issue = |issuer: Issuer<'_>, text: &str, validity| {
        issue_office(issuer, &request, &subject(text), random.serial(), validity)
    };
    let three = Validity::years(now(), 3);
    assert!(issue(world.issuer(), "試験", three).is_ok());
    let too_long = Validity { not_after: three.not_after.plus(1), ..three };
    assert!(matches!(issue(world.issuer(), "試験", too_long), Err(IssueError::Life)));
    let never = Validity { not_before: now(), not_after: now() };
    assert!(matches!(issue(world.issuer(), "試験", never), Err(IssueError::Life)));
    let late = Validity::years(at("2029-01-01T00:00:00Z"), 3);
    assert!(matches!(issue(world.issuer(), "試験", late), Err(IssueError::OutlivesIssuer)));
    let early = Validity::years(at("2025-12-31T00:00:00Z"), 3);
    assert!(matches!(issue(world.issuer(), "試験", early), Err(IssueError::OutlivesIssuer)));
    for bad in ["", "a\u{0}b", &"長".repeat(65)] {
        assert!(matches!(issue(world.issuer(), bad, three), Err(IssueError::Name)));
    }
    let wrong = Issuer { certificate: &world.issuing, signer: &world.a.key };
    assert!(matches!(issue(wrong, "試験", three), Err(IssueError::WrongKey)));
    let office = Issuer { certificate: &world.a.certificate, signer: &world.a.key };
    assert!(matches!(issue(office, "試験", three), Err(IssueError::NotAnAuthority)));
    assert!(matches!(
        make_root(&name("x", "y"), &world.a.key, RandomSerial(*b"0123456789abcdef"), now()),
        Err(IssueError::KeyKind)
    ));
}

#[test]
fn s09_an_authority_below_the_issuing_one_is_refused() {
    // pathLen 0: a certificate that the issuing key made into an authority signs for nobody.
    let world = world();
    let sub = crate::forge::certificate(|tbs| {
        crate::forge::set_extension(
            tbs,
            Some(crate::forge::extension("2.5.29.19", true, &[0x30, 3, 1, 1, 0xff])),
            "2.5.29.19",
        );
        crate::forge::set_extension(tbs, Some(crate::forge::extension("2.5.29.15", true, &[3, 2, 1, 6])), "2.5.29.15");
    });
    let mut trust = world.trust();
    assert_eq!(trust.add_issuing(&sub), Err(AuthorityError::OtherRoot));
}

#[test]
fn s09_a_request_proves_possession() {
    use x509_cert::der::{Decode, Encode};
    let world = world();
    let text = make_request(&number(A), &world.a.key).unwrap();
    let (_, der) = x509_cert::der::pem::decode_vec(text.as_bytes()).unwrap();
    VerifiedRequest::from_der(&der).unwrap();
    // The key of another office in the request.
    let mut request = x509_cert::request::CertReq::from_der(&der).unwrap();
    request.info.public_key = x509_cert::der::Decode::from_der(world.b.key.public_key()).unwrap();
    let foreign = VerifiedRequest::from_der(&request.to_der().unwrap()).unwrap_err();
    assert_eq!(foreign, RequestError::Possession(SignatureMismatch::Signature));
    let mut accepted = 0;
    for bit in 0..der.len() * 8 {
        let mut changed = der.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        accepted += usize::from(VerifiedRequest::from_der(&changed).is_ok());
    }
    assert_eq!(accepted, 0);
    assert!(matches!(VerifiedRequest::from_der(&[0x30; 9_000]), Err(RequestError::TooLarge(9_000))));
    assert!(matches!(VerifiedRequest::from_pem(&world.root.to_pem()), Err(RequestError::Pem(PemError::Label))));
}

#[test]
fn keys_are_refused_when_they_are_none() {
    assert_eq!(SoftwareKey::from_random(Curve::P256, &[0; 32]).unwrap_err(), KeyError::OutOfRange);
    assert_eq!(SoftwareKey::from_random(Curve::P256, &[0xff; 32]).unwrap_err(), KeyError::OutOfRange);
    assert_eq!(SoftwareKey::from_random(Curve::P256, &[1; 31]).unwrap_err(), KeyError::OutOfRange);
    assert_eq!(SoftwareKey::from_pkcs8(b"nothing").unwrap_err(), KeyError::NotAKey);
    let key = &world().root_key;
    let again = SoftwareKey::from_pkcs8(&key.to_pkcs8()).unwrap();
    assert_eq!(again.public_key(), key.public_key());
    // S85: no key in Debug.
    assert_eq!(format!("{key:?}"), "SoftwareKey { curve: P384, .. }");
}

#[test]
fn the_same_seed_makes_the_same_world() {
    let (one, two) = (World::new(3), World::new(3));
    assert_eq!(one.a.key.public_key(), two.a.key.public_key());
    assert_eq!(one.a.serial, two.a.serial);
}

#[test]
fn times_are_read_and_written_in_one_form() {
    for text in ["1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "2049-12-31T23:59:59Z", "9999-12-31T23:59:59Z"] {
        assert_eq!(at(text).to_string(), text);
    }
    for bad in ["2025-02-29T00:00:00Z", "2025-01-01T00:00:00+00:00", "2025-01-01T24:00:00Z", "2025-1-01T00:00:00Z", ""]
    {
        assert_eq!(Timestamp::parse(bad), None, "{bad}");
    }
    assert_eq!(at("2024-02-29T12:00:00Z").plus_years(1), at("2025-02-28T12:00:00Z"));
    assert_eq!(at("2025-04-25T05:30:00Z").in_japanese(), "2025年4月25日 14:30");
    assert_eq!(Timestamp::from_unix(253_402_300_800), None);
}

#[test]
fn s12_an_operators_certificate_lets_in_and_signs_nothing() {
    let world = world();
    let mut random = Random(8);
    let spki = world.a.key.public_key();
    let mut issue = |id: &str, years| {
        issue_operator(world.issuer(), spki, "連携試験", id, random.serial(), Validity::years(now(), years))
    };
    let certificate = issue("ito-2", 1).unwrap();
    assert_eq!(certificate.uris(), ["urn:renkei:operator:ito-2"]);
    assert!(certificate.is_issued_by(&world.issuing));
    let trusted = world.trust().trust(certificate, world.issuing.der(), now());
    assert!(matches!(trusted, Err(PathError::Purpose)), "no signature with it is believed");
    assert!(matches!(issue("ito", 2), Err(IssueError::Life)), "a year and no more");
    for id in ["", "Ito", "ito/admin", "伊藤", "a-very-long-id-of-an-operator-1234"] {
        assert!(matches!(issue(id, 1), Err(IssueError::Name)), "{id}");
    }
}
