//! The container's page, line by line: every deviation is refused for its own reason.

use evidence::container::*;
use evidence::zip::{DosTime, Method, ZipWriter};
use evidence::*;

use crate::world::{CSV, now, open, transmission, verification, world};

/// A container taken apart.
struct Parts(Vec<(String, Vec<u8>, Method)>);

const PACKED: Method = Method::Deflated { ratio: 300 };

impl Parts {
    fn new() -> Self {
        let container = open(&world().container());
        let mut parts = vec![
            ("mimetype".to_owned(), MEDIA_TYPE.as_bytes().to_vec(), Method::Stored),
            ("transmission.json".to_owned(), container.transmission().to_json(), PACKED),
        ];
        for document in container.documents() {
            parts.push((format!("documents/{}", document.entry.name), document.content.to_vec(), PACKED));
        }
        parts.push(("META-INF/ASiCManifest001.xml".to_owned(), container.manifest().to_vec(), PACKED));
        parts.push(("META-INF/signature001.p7s".to_owned(), container.signature().to_vec(), PACKED));
        Self(parts)
    }

    fn write(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(DosTime::new(now()));
        for (name, content, method) in &self.0 {
            zip.add(name, content, *method);
        }
        zip.finish()
    }

    fn open(&self) -> Result<Container, ContainerError> {
        Container::open(&self.write(), &Limits::default())
    }
}

fn changed(change: impl FnOnce(&mut Parts)) -> ContainerError {
    let mut parts = Parts::new();
    change(&mut parts);
    parts.open().unwrap_err()
}

/// The refusal of `transmission.json` after replacing a piece of it.
fn json(from: &str, to: &str) -> TransmissionError {
    let error = changed(|parts| {
        let text = String::from_utf8(parts.0[1].1.clone()).unwrap();
        assert!(text.contains(from), "{from} is not in {text}");
        parts.0[1].1 = text.replacen(from, to, 1).into_bytes();
    });
    match error {
        ContainerError::Transmission(error) => error,
        other => panic!("{from} → {to}: {other:?}"),
    }
}

macro_rules! refused {
    ($value:expr, $pattern:pat) => {
        let value = $value;
        assert!(matches!(value, $pattern), "{value:?}");
    };
}

#[test]
fn a_container_of_ours_opens_and_verifies() {
    let world = world();
    let bytes = world.container();
    let trust = world.trust();
    let verified = open(&bytes).verify(&verification(&trust, now())).unwrap();
    let names: Vec<&str> = verified.documents().map(|document| document.entry.name.as_str()).collect();
    assert_eq!(names, ["UPPLAN.CSV", "表 1.pdf"]);
    // S47: bytes out are bytes in.
    assert_eq!(verified.documents().next().unwrap().content, CSV);
    assert_eq!(verified.transmission().message, transmission().message);
    assert!(String::from_utf8_lossy(verified.manifest()).contains("documents/%E8%A1%A8%201.pdf"));
    assert_eq!(verified.sha256(), Sha256::of(&bytes));
    assert!(Parts::new().open().is_ok());
    let parts = Parts::new();
    assert_eq!(parts.write(), parts.write());
}

#[test]
fn s11_entries_are_these_and_in_this_order() {
    refused!(changed(|p| p.0[0].0 = "Mimetype".to_owned()), ContainerError::Mimetype);
    refused!(changed(|p| p.0[0].1.push(b'\n')), ContainerError::Mimetype);
    refused!(changed(|p| p.0.swap(0, 1)), ContainerError::Mimetype);
    refused!(changed(|p| p.0.swap(1, 2)), ContainerError::Entry { entry: 1, .. });
    refused!(changed(|p| p.0.swap(2, 3)), ContainerError::Entry { entry: 2, .. });
    refused!(changed(|p| p.0.swap(4, 5)), ContainerError::Entry { entry: 4, .. });
    refused!(changed(|p| p.0[4].0 = "META-INF/ASiCManifest.xml".to_owned()), ContainerError::Entry { entry: 4, .. });
    for at in 1..6 {
        refused!(changed(|p| drop(p.0.remove(at))), ContainerError::Entry { .. });
    }
    let extra = |name: &str| (name.to_owned(), b"x".to_vec(), PACKED);
    refused!(changed(|p| p.0.push(extra("META-INF/signature002.p7s"))), ContainerError::ExtraEntry);
    refused!(changed(|p| p.0.insert(4, extra("documents/more.csv"))), ContainerError::Entry { entry: 4, .. });
    refused!(changed(|p| p.0.clear()), ContainerError::Mimetype);
    refused!(
        Container::open(b"not a zip", &Limits::default()).unwrap_err(),
        ContainerError::Zip(zip::ZipError::EndRecord)
    );
}

#[test]
fn s11_the_media_type_is_stored() {
    // A deflated `mimetype`: a stored block of deflate, so that it is valid in all else.
    let bytes = Parts::new().write();
    let text = MEDIA_TYPE.as_bytes();
    let length = text.len() as u8;
    let block = [&[1, length, 0, !length, 0xff], text].concat();
    let mut deflated = bytes.clone();
    deflated[8] = 8;
    deflated[18] += 5;
    let at = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    deflated[at + 10] = 8;
    deflated[at + 20] += 5;
    deflated.splice(38..38 + text.len(), block);
    shift_offsets(&mut deflated, at + 5, 5);
    refused!(Container::open(&deflated, &Limits::default()).unwrap_err(), ContainerError::Mimetype);
}

/// After bytes were put in behind the first local header: every other entry lies further back.
fn shift_offsets(bytes: &mut [u8], directory: usize, by: u8) {
    let add = |bytes: &mut [u8], at: usize| {
        let value = u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) + u32::from(by);
        bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
    };
    let mut begin = directory;
    while bytes[begin..].starts_with(b"PK\x01\x02") {
        if begin > directory {
            add(bytes, begin + 42);
        }
        begin += 46 + usize::from(bytes[begin + 28]);
    }
    add(bytes, begin + 16);
}

#[test]
fn s11_s32_every_member_of_the_transmission_is_checked() {
    refused!(json("renkei-transmission/1", "renkei-transmission/2"), TransmissionError::Format);
    refused!(json("\"0199a5d2-7c3e-7b1a", "\"0199a5d2-7c3e-4b1a"), TransmissionError::Id);
    refused!(json("\"0199a5d2-7c3e-7b1a", "\"0199A5D2-7c3e-7b1a"), TransmissionError::Id);
    refused!(json("-9f00-", "-cf00-"), TransmissionError::Id);
    refused!(json("2026-11-21T03:00:00Z", "2026-11-21T03:00:00.000Z"), TransmissionError::CreatedAt);
    refused!(json("2026-11-21T03:00:00Z", "2026-11-21T12:00:00+09:00"), TransmissionError::CreatedAt);
    refused!(json("\"from\":{\"office\":\"1370000001", "\"from\":{\"office\":\"137000001"), TransmissionError::From);
    refused!(json("\"from\":{\"office\":\"1370000001", "\"from\":{\"office\":\"137000000a"), TransmissionError::From);
    refused!(json("\"from\":{", "\"from\":{\"network\":\"UPPER\","), TransmissionError::From);
    refused!(json("\"to\":{", "\"to\":{\"network\":\"\","), TransmissionError::To);
    refused!(json("\"serial\":\"20261121120000", "\"serial\":\"2026112112000"), TransmissionError::Serial);
    refused!(json("\"serial\":\"20261121120000", "\"serial\":\"2026112112000x"), TransmissionError::Serial);
    refused!(json("12月分です。\\n", "12月分です。\\r\\n"), TransmissionError::MessageControl('\r'));
    refused!(json("12月分です。", "\\u0000"), TransmissionError::MessageControl('\0'));
    refused!(json("12月分です。", "か\u{3099}"), TransmissionError::MessageNfc);
    refused!(json("12月分です。", &"あ".repeat(2_000)), TransmissionError::MessageLength(2_023));
    refused!(json("\"name\":\"test\"", "\"name\":\"\""), TransmissionError::Software);
    refused!(json("\"version\":\"1\"", "\"version\":\"\\n\""), TransmissionError::Software);
    refused!(json("text/csv", "text/plain"), TransmissionError::MediaType { document: 0 });
    refused!(json("application/pdf", "application/zip"), TransmissionError::MediaType { document: 1 });
    refused!(json("UPPLAN.CSV", "../UPPLAN.CSV"), TransmissionError::DocumentName { document: 0, .. });
    refused!(json("UPPLAN.CSV", "\u{8868}2.CSV"), TransmissionError::DocumentOrder { document: 1 });
    refused!(json("UPPLAN.CSV", "表 1.pdf"), TransmissionError::DocumentOrder { document: 1 });
    let digest = Sha256::of(CSV).to_string();
    let upper = digest.to_uppercase();
    refused!(json(&digest, &upper), TransmissionError::DocumentDigest { document: 0 });
    refused!(json(&digest, &digest[..62]), TransmissionError::DocumentDigest { document: 0 });
}

#[test]
fn s32_unknown_missing_and_repeated_members_are_refused() {
    for (from, to) in [
        ("\"format\"", "\"extra\":1,\"format\""),
        ("\"from\":{", "\"from\":{\"kind\":\"x\","),
        ("\"software\":{", "\"software\":{\"extra\":\"x\","),
        ("{\"mediaType\"", "{\"kind\":\"x\",\"mediaType\""),
        ("\"serial\":\"20261121120000\",", ""),
        ("\"serial\"", "\"serial\":\"\",\"serial\""),
        ("\"serial\":\"20261121120000\"", "\"serial\":20261121120000"),
        ("\"serial\":\"20261121120000\"", "\"serial\":null"),
        ("\"size\":", "\"size\":-"),
        ("\"size\":", "\"size\":0."),
        ("}", "}}"),
        ("{\"createdAt\"", "\u{feff}{\"createdAt\""),
    ] {
        refused!(json(from, to), TransmissionError::Json(_));
    }
}

#[test]
fn s11_only_canonical_json_is_accepted() {
    for (from, to) in [
        ("{\"createdAt\"", "{ \"createdAt\""),
        ("12月分", "\\u0031\\u0032月分"),
        ("\\t", "\\u0009"),
        ("/1\",\"from", "\\/1\",\"from"),
        ("\"from\":{", "\"from\":{\"network\":null,"),
        ("\"id\":", "\"id\" :"),
    ] {
        refused!(json(from, to), TransmissionError::NotCanonical);
    }
    let error = changed(|parts| {
        // Two members exchanged.
        let text = String::from_utf8(parts.0[1].1.clone()).unwrap();
        let serial = "\"serial\":\"20261121120000\",";
        parts.0[1].1 =
            text.replacen(serial, "", 1).replacen("{\"createdAt", &format!("{{{serial}\"createdAt"), 1).into();
    });
    refused!(error, ContainerError::Transmission(TransmissionError::NotCanonical));
    let error = changed(|parts| parts.0[1].1.push(b'\n'));
    refused!(error, ContainerError::Transmission(TransmissionError::NotCanonical));
    let error = changed(|parts| parts.0[1].1 = b"[".repeat(60_000));
    refused!(error, ContainerError::Transmission(TransmissionError::Json(_)));
}

#[test]
fn s11_sizes_hashes_and_manifest_are_those_of_the_bytes() {
    refused!(changed(|p| p.0[2].1.push(b'\n')), ContainerError::DocumentSize { document: 0 });
    refused!(changed(|p| p.0[3].1[0] ^= 1), ContainerError::DocumentDigest { document: 1 });
    refused!(changed(|p| p.0[4].1.push(b'\n')), ContainerError::Manifest);
    refused!(changed(|p| p.0[4].1.clear()), ContainerError::Manifest);
    let manifest = |from: &str, to: &str| {
        changed(|parts| {
            let text = String::from_utf8(parts.0[4].1.clone()).unwrap();
            assert!(text.contains(from));
            parts.0[4].1 = text.replacen(from, to, 1).into_bytes();
        })
    };
    for (from, to) in [
        ("%E8", "%e8"),
        ("%20", " "),
        ("text/csv", "text/CSV"),
        ("\"UTF-8\"", "\"utf-8\""),
        ("?>\n", "?>\r\n"),
        ("></asic:SigReference>", "/>"),
        ("xmlenc#sha256", "xmlenc#sha512"),
        (
            "<asic:DataObjectReference URI=\"transmission.json\"",
            "<!-- --><asic:DataObjectReference URI=\"transmission.json\"",
        ),
        (
            "<asic:DataObjectReference URI=\"transmission.json\"",
            "<asic:DataObjectReference Rootfile=\"true\" URI=\"transmission.json\"",
        ),
    ] {
        refused!(manifest(from, to), ContainerError::Manifest);
    }
}

#[test]
fn s11_any_field_changed_under_a_genuine_signature_is_refused() {
    // The attacker rebuilds everything but the signature.
    let world = world();
    let trust = world.trust();
    let genuine = open(&world.container());
    type Change = fn(&mut NewTransmission<'static>);
    let changes: [(&str, Change); 10] = [
        ("id", |new| new.id = TransmissionId::parse("0199a5d2-7c3e-7b1a-9f00-0000000000ab").unwrap()),
        ("createdAt", |new| new.created_at = now().plus(1)),
        ("to", |new| new.to = OfficeAddress::local(OfficeNumber::parse("1370000003").unwrap())),
        ("to.network", |new| new.to.network = NetworkName::parse("other")),
        ("from.network", |new| new.from.network = NetworkName::parse("other")),
        ("serial", |new| new.serial = None),
        ("message", |new| new.message.push('!')),
        ("software", |new| new.software.version.push('1')),
        ("name", |new| new.documents[1].name = "UPPLAN2.CSV"),
        ("content", |new| new.documents[1].content = b"other"),
    ];
    for (field, change) in changes {
        let mut new = transmission();
        change(&mut new);
        let forged = container::seal(&new, &world.identity_b(), now(), &Limits::default()).unwrap();
        let forged = open(&forged);
        let mut parts = Parts::new();
        parts.0[1].1 = forged.transmission().to_json();
        for (at, document) in forged.documents().enumerate() {
            parts.0[2 + at].0 = format!("documents/{}", document.entry.name);
            parts.0[2 + at].1 = document.content.to_vec();
        }
        parts.0[4].1 = forged.manifest().to_vec();
        parts.0[5].1 = genuine.signature().to_vec();
        let refusal = parts.open().unwrap().verify(&verification(&trust, now())).unwrap_err();
        let expected = ContainerVerifyError::Signature(cms::SignatureError::MessageDigest);
        assert_eq!(refusal, expected, "{field}");
    }
}

#[test]
fn s13_a_transmission_is_fresh_for_a_day() {
    let made = open(&world().container()).transmission().clone();
    let (day, minutes) = (24 * 3600, 300);
    assert_eq!(made.check_fresh(now()), Ok(()));
    assert_eq!(made.check_fresh(now().plus(day)), Ok(()));
    assert_eq!(made.check_fresh(now().plus(day + 1)), Err(Stale::TooOld));
    assert_eq!(made.check_fresh(now().minus(minutes)), Ok(()));
    assert_eq!(made.check_fresh(now().minus(minutes + 1)), Err(Stale::Ahead));
}

#[test]
fn s56_document_names_fit_every_system() {
    let parse = DocumentName::parse;
    for good in [
        "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV",
        "表.pdf",
        "a b.jpg",
        "COM10.csv",
        "a~.csv",
        "ん",
        ".a",
    ]
    .into_iter()
    .filter(|name| !name.starts_with('.'))
    {
        assert!(parse(good).is_ok(), "{good}");
    }
    for sign in ['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\0', '\n', '\u{7f}', '\u{202e}', '\u{2066}', '\u{200f}']
    {
        assert_eq!(parse(&format!("a{sign}b")), Err(DocumentNameError::Character(sign)), "{sign:?}");
    }
    for name in ["CON", "con.csv", "Aux.pdf", "NUL", "COM1.csv", "lpt9", "COM².x", "CONIN$", "prn .txt"] {
        assert_eq!(parse(name), Err(DocumentNameError::Reserved), "{name}");
    }
    for name in [" a", "a ", ".a", "a.", "..", ".", "\u{3000}a"] {
        assert_eq!(parse(name), Err(DocumentNameError::Ends), "{name}");
    }
    assert_eq!(parse("か\u{3099}.csv"), Err(DocumentNameError::Nfc));
    assert_eq!(parse("UPPLAN~1.CSV"), Err(DocumentNameError::ShortName));
    assert_eq!(parse(""), Err(DocumentNameError::Length));
    assert_eq!(parse(&"長".repeat(121)), Err(DocumentNameError::Length));
    assert!(parse(&"長".repeat(120)).is_ok());
}

#[test]
fn sealing_refuses_what_opening_would() {
    let seal = |change: &dyn Fn(&mut NewTransmission<'static>), limits: Limits| {
        let mut new = transmission();
        change(&mut new);
        container::seal(&new, &world().identity_a(), now(), &limits).unwrap_err()
    };
    let usual = Limits::default();
    refused!(seal(&|new| new.documents[0].name = "a/b", usual), SealError::DocumentName(_));
    refused!(seal(&|new| new.documents.clear(), usual), SealError::Transmission(TransmissionError::NoDocuments));
    refused!(
        seal(&|new| new.documents[0].name = new.documents[1].name, usual),
        SealError::Transmission(TransmissionError::DocumentOrder { document: 1 })
    );
    refused!(
        seal(&|new| new.message = "a\r\n".to_owned(), usual),
        SealError::Transmission(TransmissionError::MessageControl('\r'))
    );
    refused!(seal(&|_| (), Limits { document_bytes: 20, ..usual }), SealError::DocumentTooLarge(_));
    refused!(seal(&|_| (), Limits { container_bytes: 1_000, ..usual }), SealError::TooLarge);
    refused!(
        seal(&|_| (), Limits { documents: 1, ..usual }),
        SealError::Transmission(TransmissionError::TooManyDocuments(2))
    );
}

#[test]
fn attachments_alone_have_an_empty_serial() {
    let mut new = transmission();
    new.serial = None;
    new.documents.truncate(1);
    let bytes = container::seal(&new, &world().identity_a(), now(), &Limits::default()).unwrap();
    let container = open(&bytes);
    assert_eq!(container.transmission().serial, None);
    assert!(String::from_utf8(container.transmission().to_json()).unwrap().contains("\"serial\":\"\""));
}
