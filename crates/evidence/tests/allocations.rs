//! S18: on 64 KB of the worst input that we know, a reader takes less than 1 MB at any time, and its work, counted in
//! allocations and bytes allocated, does not grow faster than the input.
//!
//! The counting allocator of this test program counts for each thread by itself. What `aws-lc` allocates is not
//! counted; its input is one key, one message and one signature of bounded size.

use evidence::certificate::{Certificate, MAX_REQUEST_BYTES, RandomSerial, Revocation, RevocationReason};
use evidence::certificate::{UnverifiedList, VerifiedRequest};
use evidence::cms::{MAX_SIGNATURE_BYTES, verify};
use evidence::container::{Limits, Transmission};
use evidence::receipt::Receipt;

use crate::forge::tlv;
use crate::fuzz_bodies::{CONTENT, SIGNATURES};
use crate::world::{now, verification, world};

const INPUT: usize = 64 << 10;
/// Most bytes at any time.
const PEAK: u64 = 1 << 20;
/// Most bytes allocated in all, for each byte of the input; and most allocations for each 16 bytes of it.
const TURNOVER: u64 = 64;

fn read_all(bytes: &[u8]) {
    let trust = world().trust();
    let _ = verify(bytes, CONTENT, &verification(&trust, now()));
    let _ = Certificate::from_der(bytes);
    let _ = VerifiedRequest::from_der(bytes);
    if let Ok(list) = UnverifiedList::from_der(bytes) {
        let _ = list.verify(&world().issuing);
    }
    let _ = Transmission::from_json(bytes, &Limits::default());
    let _ = Receipt::from_json(bytes);
    let text = String::from_utf8_lossy(bytes);
    let _ = Certificate::all_from_pem(&text);
    let _ = VerifiedRequest::from_pem(&text);
}

/// What reading costs beyond what reading nothing costs (the trust store is made anew each time).
fn cost(bytes: &[u8]) -> allocation_counter::AllocationInfo {
    let nothing = allocation_counter::measure(|| read_all(b""));
    let mut cost = allocation_counter::measure(|| read_all(bytes));
    cost.bytes_total -= nothing.bytes_total.min(cost.bytes_total);
    cost.count_total -= nothing.count_total.min(cost.count_total);
    cost
}

#[track_caller]
fn bounded(what: &str, bytes: &[u8]) {
    assert!(bytes.len() <= INPUT, "{what}: {}", bytes.len());
    let cost = cost(bytes);
    let size = bytes.len().max(4_096) as u64;
    assert!(cost.bytes_max < PEAK, "{what}: {cost:?}");
    assert!(cost.bytes_total < size * TURNOVER, "{what}: {cost:?}");
    assert!(cost.count_total < size / 16 * TURNOVER / 8, "{what}: {cost:?}");
    assert_eq!(cost.bytes_current, 0, "{what} is kept: {cost:?}");
}

fn fill(unit: &[u8]) -> Vec<u8> {
    unit.repeat(INPUT / unit.len())
}

#[test]
fn s18_genuine_files_cost_little() {
    world().trust();
    for file in SIGNATURES {
        bounded("signature", file);
    }
    bounded("certificate", world().a.certificate.der());
}

#[test]
fn s18_der_of_sixty_four_kilobytes_costs_less_than_a_megabyte() {
    world().trust();
    for (what, unit) in
        [("empty sequences", &[0x30, 0][..]), ("empty sets", &[0x31, 0]), ("nulls", &[5, 0]), ("zeros", &[0])]
    {
        bounded(what, &fill(unit));
        bounded(what, &tlv(0x30, &fill(unit)[..INPUT - 8]));
    }
    // As deep as it goes.
    let mut deep = Vec::new();
    while deep.len() < INPUT - 8 {
        deep = if deep.len() < 4_000 { tlv(0x30, &deep) } else { [&[0x30, 0x82, 0xff, 0xff], &deep[..]].concat() };
    }
    deep.truncate(INPUT);
    bounded("deep", &deep);
    // Signature files of their largest size, with as many members as fit.
    let digests: Vec<u8> =
        (0..3_900_u16).flat_map(|number| [[2, 2], (number + 0x100).to_be_bytes()].concat()).collect();
    bounded("digests", &signed_data(&digests, b"", b""));
    let names = [0x30, 3, 6, 1, 0x55].repeat(3_000);
    bounded("certificates", &signed_data(b"", &names, b""));
    bounded("signers", &signed_data(b"", b"", &names));
    assert!(signed_data(b"", &names, b"").len() <= MAX_SIGNATURE_BYTES);
}

fn signed_data(digests: &[u8], certificates: &[u8], signers: &[u8]) -> Vec<u8> {
    let oid = |last: u8| tlv(6, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, last]);
    let fields = [tlv(2, &[1]), tlv(0x31, digests), tlv(0x30, &oid(1)), tlv(0xa0, certificates), tlv(0x31, signers)];
    tlv(0x30, &[oid(2), tlv(0xa0, &tlv(0x30, &fields.concat()))].concat())
}

#[test]
fn s18_certificates_with_hundreds_of_extensions_cost_little() {
    use crate::forge::{certificate_der, extension};
    use x509_cert::der::Encode;
    world().trust();
    let many = certificate_der(|tbs| {
        let extra = (0..400).map(|number| extension(&format!("2.5.29.{}", 1_000 + number), false, &[5, 0]));
        tbs.extensions.as_mut().unwrap().extend(extra);
    });
    let many = many.to_der().unwrap();
    assert!(Certificate::from_der(&many).is_ok(), "{}", many.len());
    bounded("extensions", &many);
    let names = certificate_der(|tbs| {
        let uris = tlv(0x86, b"urn:renkei:office:1370000001").repeat(200);
        tbs.extensions.as_mut().unwrap().push(extension("2.5.29.17", false, &tlv(0x30, &uris)));
    });
    bounded("names", &names.to_der().unwrap());
}

#[test]
fn s18_lists_of_sixty_four_kilobytes_cost_less_than_a_megabyte() {
    let world = world();
    let revoked = |number: u32| {
        let serial = RandomSerial((u128::from(number) + (1 << 120)).to_be_bytes());
        Revocation::new(serial, now(), RevocationReason::KeyCompromise)
    };
    let entries: Vec<_> = (0..1_200).map(revoked).collect();
    let list = world.crl(7, now(), &entries);
    assert!((50_000..INPUT).contains(&list.der().len()), "{}", list.der().len());
    bounded("list", list.der());
    let mut cut = list.der().to_vec();
    cut.truncate(60_000);
    bounded("list cut short", &cut);
}

#[test]
fn s18_json_of_sixty_four_kilobytes_costs_less_than_a_megabyte() {
    world().trust();
    for unit in ["[", "{\"a\":", "\"\\u0000\",", "0,", "[],", "{},", "\\\\"] {
        bounded(unit, &fill(unit.as_bytes()));
    }
    let receipt = |findings: &str| {
        format!(
            "{{\"at\":\"2026-11-21T03:00:00Z\",\"by\":\"urn:renkei:office:1370000002\",\"containerSha256\":\"{}\",\
             \"findings\":[{findings}],\"format\":\"renkei-receipt/1\",\"from\":{{\"office\":\"1370000001\"}},\
             \"kind\":\"rejected\",\"to\":{{\"office\":\"1370000002\"}},\
             \"transmission\":\"0199a5d2-7c3e-7b1a-9f00-0000000000aa\"}}",
            "ab".repeat(32)
        )
    };
    let room = INPUT - receipt("").len();
    for one in ["0", "[]", "{}", "\"\"", "[[[0]]]", "{\"a\":{\"b\":[0]}}", "{\"a\":0}", "{\"a\":{\"b\":{\"c\":0}}}"] {
        let count = room / (one.len() + 1);
        bounded(one, receipt(&vec![one; count].join(",")).as_bytes());
        bounded(one, receipt(&format!("[{}]", vec![one; count - 2].join(","))).as_bytes());
    }
    // As many of the smallest values as a finding may have, in as many findings as fit.
    let members: Vec<String> = (0..63_u8).map(|number| format!("\"{}\":0", char::from(b'@' + number))).collect();
    let finding = format!("{{{}}}", members.join(",").replace('\\', "!"));
    bounded("small values", receipt(&vec![finding.as_str(); room / (finding.len() + 1)].join(",")).as_bytes());
}

#[test]
fn s18_requests_of_their_largest_size_cost_little() {
    world().trust();
    let mut request = SIGNATURES[0].to_vec();
    request.resize(MAX_REQUEST_BYTES, 0x30);
    bounded("request", &request);
    let text = format!("-----BEGIN CERTIFICATE-----\n{}\n", "A".repeat(64)).repeat(700);
    bounded("PEM", text.as_bytes());
}
