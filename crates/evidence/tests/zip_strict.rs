//! The archive: what general readers forgive is refused, each for its own reason.

use evidence::zip::{DosTime, Method, ZipError, ZipLimits, ZipWriter, read};

use crate::process::{folder, ok};
use crate::vector::zip_limits;
use crate::world::now;

const CONTENT: &[u8] = b"content content content content content content";

fn archive() -> Vec<u8> {
    let mut zip = ZipWriter::new(DosTime::new(now()));
    zip.add("one", b"stored", Method::Stored);
    zip.add("two", CONTENT, Method::Deflated { ratio: 300 });
    zip.finish()
}

/// Offset of the directory entry.
fn central(bytes: &[u8], entry: usize) -> usize {
    let found = bytes.windows(4).enumerate().filter(|(_, four)| *four == b"PK\x01\x02");
    found.map(|(at, _)| at).nth(entry).unwrap()
}

fn local(bytes: &[u8], entry: usize) -> usize {
    let found = bytes.windows(4).enumerate().filter(|(_, four)| *four == b"PK\x03\x04");
    found.map(|(at, _)| at).nth(entry).unwrap()
}

fn refusal(change: impl FnOnce(&mut Vec<u8>)) -> ZipError {
    let mut bytes = archive();
    change(&mut bytes);
    read(&bytes, &zip_limits()).map(|archive| archive.entries.len()).expect_err("must be refused")
}

/// Sets a 16-bit value of an entry in both headers; `at` counts from the directory entry's version needed.
fn both(bytes: &mut [u8], entry: usize, at: usize, value: u16) {
    let (central, local) = (central(bytes, entry) + 6 + at, local(bytes, entry) + 4 + at);
    bytes[central..central + 2].copy_from_slice(&value.to_le_bytes());
    bytes[local..local + 2].copy_from_slice(&value.to_le_bytes());
}

fn set(bytes: &mut [u8], at: usize, value: u16) {
    bytes[at..at + 2].copy_from_slice(&value.to_le_bytes());
}

#[test]
fn an_archive_of_ours_reads_back() {
    let bytes = archive();
    let read = read(&bytes, &zip_limits()).unwrap();
    let entries: Vec<(&str, bool, &[u8])> =
        read.entries.iter().map(|one| (one.name, one.stored, &*one.content)).collect();
    assert_eq!(entries, [("one", true, b"stored".as_slice()), ("two", false, CONTENT)]);
    let folder = folder();
    std::fs::write(folder.path().join("a.zip"), &bytes).unwrap();
    assert!(ok(folder.path(), "unzip", &["-t", "a.zip"]).contains("No errors"));
    assert!(ok(folder.path(), "unzip", &["-v", "a.zip"]).contains("2026-11-21 12:00"));
}

#[test]
fn archives_of_info_zip_are_read_when_they_are_plain() {
    let folder = folder();
    std::fs::write(folder.path().join("two"), CONTENT.repeat(100)).unwrap();
    std::fs::write(folder.path().join("one"), b"stored").unwrap();
    ok(folder.path(), "zip", &["-X", "-9", "plain.zip", "one", "two"]);
    let bytes = std::fs::read(folder.path().join("plain.zip")).unwrap();
    assert_eq!(read(&bytes, &zip_limits()).unwrap().entries.len(), 2);
    ok(folder.path(), "zip", &["extra.zip", "one", "two"]);
    let bytes = std::fs::read(folder.path().join("extra.zip")).unwrap();
    assert_eq!(read(&bytes, &zip_limits()).unwrap_err(), ZipError::ExtraField { entry: 0 });
    ok(folder.path(), "sh", &["-c", "zip -X - two < /dev/null | cat > stream.zip"]);
    let bytes = std::fs::read(folder.path().join("stream.zip")).unwrap();
    assert_eq!(read(&bytes, &zip_limits()).unwrap_err(), ZipError::DataDescriptor { entry: 0 });
    ok(folder.path(), "zip", &["-X", "-P", "secret", "encrypted.zip", "two"]);
    let bytes = std::fs::read(folder.path().join("encrypted.zip")).unwrap();
    assert_eq!(read(&bytes, &zip_limits()).unwrap_err(), ZipError::Encrypted { entry: 0 });
    ok(folder.path(), "sh", &["-c", "mkdir d && touch d/x && zip -X -r folder.zip d"]);
    let bytes = std::fs::read(folder.path().join("folder.zip")).unwrap();
    assert_eq!(read(&bytes, &zip_limits()).unwrap_err(), ZipError::NotAFile { entry: 0 });
    ok(folder.path(), "sh", &["-c", "ln -s two link && zip -X -y link.zip link"]);
    let bytes = std::fs::read(folder.path().join("link.zip")).unwrap();
    assert_eq!(read(&bytes, &zip_limits()).unwrap_err(), ZipError::NotAFile { entry: 0 });
}

#[test]
fn the_end_is_plain() {
    assert_eq!(refusal(Vec::clear), ZipError::EndRecord);
    assert_eq!(refusal(|b| b.push(0)), ZipError::EndRecord);
    assert_eq!(refusal(|b| b.truncate(b.len() - 1)), ZipError::EndRecord);
    assert_eq!(refusal(|b| *b.last_mut().unwrap() = 1), ZipError::ArchiveComment);
    let end = archive().len() - 22;
    assert_eq!(refusal(|b| set(b, end + 4, 1)), ZipError::Split);
    assert_eq!(refusal(|b| set(b, end + 6, 1)), ZipError::Split);
    assert_eq!(refusal(|b| set(b, end + 8, 1)), ZipError::Split);
    assert_eq!(refusal(|b| set(b, end + 10, 0xffff)), ZipError::Zip64);
    assert_eq!(refusal(|b| b[end + 16..end + 20].fill(0xff)), ZipError::Zip64);
    assert_eq!(refusal(|b| b[end + 12] += 1), ZipError::DirectoryPlace);
    assert_eq!(refusal(|b| b[end + 16] += 1), ZipError::DirectoryPlace);
    // Fewer entries than the directory holds; more.
    assert_eq!(refusal(|b| [8, 10].map(|at| b[end + at] = 1).map(drop)[0]), ZipError::DirectoryPlace);
    assert_eq!(refusal(|b| [8, 10].map(|at| b[end + at] = 3).map(drop)[0]), ZipError::Directory { entry: 2 });
    // A second end record before the last one.
    let hidden = refusal(|b| {
        let record = b[end..].to_vec();
        b.extend(record);
    });
    assert_eq!(hidden, ZipError::DirectoryPlace);
}

#[test]
fn every_entry_is_plain() {
    assert_eq!(refusal(|b| both(b, 1, 0, 45)), ZipError::VersionNeeded { entry: 1 });
    assert_eq!(refusal(|b| both(b, 1, 2, 1)), ZipError::Encrypted { entry: 1 });
    assert_eq!(refusal(|b| both(b, 1, 2, 0x40)), ZipError::Encrypted { entry: 1 });
    assert_eq!(refusal(|b| both(b, 1, 2, 0x2000)), ZipError::Encrypted { entry: 1 });
    assert_eq!(refusal(|b| both(b, 1, 2, 8)), ZipError::DataDescriptor { entry: 1 });
    assert_eq!(refusal(|b| both(b, 1, 2, 0x20)), ZipError::Flags { entry: 1 });
    assert_eq!(refusal(|b| both(b, 0, 2, 0x10)), ZipError::Flags { entry: 0 });
    assert_eq!(refusal(|b| both(b, 1, 4, 12)), ZipError::Method { entry: 1 });
    assert_eq!(refusal(|b| both(b, 1, 4, 9)), ZipError::Method { entry: 1 });
    let at = central(&archive(), 1);
    assert_eq!(refusal(|b| set(b, at + 30, 4)), ZipError::ExtraField { entry: 1 });
    assert_eq!(refusal(|b| set(b, at + 32, 4)), ZipError::EntryComment { entry: 1 });
    assert_eq!(refusal(|b| set(b, at + 34, 1)), ZipError::Split);
    assert_eq!(refusal(|b| b[at + 38] = 0x10), ZipError::NotAFile { entry: 1 });
    assert_eq!(refusal(|b| b[at + 41] = 0xa1), ZipError::NotAFile { entry: 1 });
    assert_eq!(refusal(|b| b[at] = 0), ZipError::Directory { entry: 1 });
    let at = local(&archive(), 1);
    assert_eq!(refusal(|b| set(b, at + 28, 4)), ZipError::ExtraField { entry: 1 });
    assert_eq!(refusal(|b| b[at] = 0), ZipError::LocalHeader { entry: 1 });
}

#[test]
fn local_headers_equal_the_directory() {
    for at in [4, 6, 8, 10, 12, 14, 18, 22, 26, 30] {
        let refused = refusal(|b| {
            let begin = local(b, 1) + at;
            b[begin] ^= 1;
        });
        assert_eq!(refused, ZipError::LocalHeader { entry: 1 }, "{at}");
    }
}

#[test]
fn entries_lie_one_behind_the_other() {
    // A byte between the entries.
    let gap = refusal(|b| {
        let at = local(b, 1);
        b.insert(at, 0);
        let end = b.len() - 22;
        b[end + 16] += 1;
        let entry = central(b, 1);
        b[entry + 42] += 1;
    });
    assert_eq!(gap, ZipError::Gap { entry: 1 });
    // Bytes before the first one.
    let prefix = refusal(|b| {
        b.splice(0..0, *b"#!/bin/sh\n");
        let end = b.len() - 22;
        b[end + 16] += 10;
        for entry in 0..2 {
            let at = central(b, entry);
            b[at + 42] += 10;
        }
    });
    assert_eq!(prefix, ZipError::Gap { entry: 0 });
    // Bytes between the last entry and the directory.
    let before = refusal(|b| {
        let at = central(b, 0);
        b.insert(at, 0);
        let end = b.len() - 22;
        b[end + 16] += 1;
    });
    assert_eq!(before, ZipError::DirectoryPlace);
    // Two entries over one content.
    let overlap = refusal(|b| {
        let at = central(b, 1);
        b[at + 42..at + 46].fill(0);
    });
    assert_eq!(overlap, ZipError::Gap { entry: 1 });
}

#[test]
fn names_are_utf8_and_come_once() {
    let named = |names: &[&str]| {
        let mut zip = ZipWriter::new(DosTime::new(now()));
        for name in names {
            zip.add(name, b"x", Method::Stored);
        }
        zip.finish()
    };
    assert_eq!(read(&named(&["a", "a"]), &zip_limits()).unwrap_err(), ZipError::RepeatedName { entry: 1 });
    assert_eq!(read(&named(&["a", ""]), &zip_limits()).unwrap_err(), ZipError::NoName { entry: 1 });
    let mut unmarked = named(&["表"]);
    assert!(read(&unmarked, &zip_limits()).is_ok());
    both(&mut unmarked, 0, 2, 0);
    assert_eq!(read(&unmarked, &zip_limits()).unwrap_err(), ZipError::NameEncoding { entry: 0 });
    // 表 in Shift_JIS.
    let mut japanese = named(&["ab"]);
    let (one, two) = (local(&japanese, 0) + 30, central(&japanese, 0) + 46);
    for at in [one, two] {
        japanese[at..at + 2].copy_from_slice(b"\x95\x5c");
    }
    assert_eq!(read(&japanese, &zip_limits()).unwrap_err(), ZipError::NameEncoding { entry: 0 });
}

#[test]
fn content_is_what_the_directory_says() {
    let at = archive();
    let (first, second) = (local(&at, 0), local(&at, 1));
    assert_eq!(refusal(|b| b[first + 33] ^= 1), ZipError::Checksum { entry: 0 });
    assert_eq!(refusal(|b| b[second + 33] = 0xff), ZipError::Inflate { entry: 1 });
    assert_eq!(refusal(|b| both(b, 0, 16, 5)), ZipError::StoredSize { entry: 0 });
    // The deflated entry says it is a byte longer, and a byte shorter.
    for size in [CONTENT.len() as u16 - 1, CONTENT.len() as u16 + 1] {
        assert_eq!(refusal(|b| both(b, 1, 18, size)), ZipError::Inflate { entry: 1 });
    }
    assert_eq!(refusal(|b| both(b, 1, 10, 0)), ZipError::Checksum { entry: 1 });
}

#[test]
fn s18_sizes_are_bounded_before_anything_is_inflated() {
    let limits = zip_limits();
    let bytes = archive();
    let with = |limits: ZipLimits| read(&bytes, &limits).unwrap_err();
    assert_eq!(with(ZipLimits { archive_bytes: 100, ..limits }), ZipError::TooLarge(bytes.len()));
    assert_eq!(with(ZipLimits { entries: 1, ..limits }), ZipError::TooManyEntries(2));
    assert_eq!(with(ZipLimits { entry_bytes: 46, ..limits }), ZipError::EntryTooLarge { entry: 1, bytes: 47 });
    assert_eq!(with(ZipLimits { total_bytes: 52, ..limits }), ZipError::TotalTooLarge);
    // A bomb: 4 MB of zeros in 4 KB.
    let zeros = vec![0; 4 << 20];
    let mut zip = ZipWriter::new(DosTime::new(now()));
    zip.add("bomb", &zeros, Method::Deflated { ratio: usize::MAX });
    let bomb = zip.finish();
    assert!(bomb.len() < 5_000);
    assert_eq!(read(&bomb, &limits).unwrap_err(), ZipError::Ratio { entry: 0 });
    // Our writer stores what a reader would refuse for its ratio.
    let mut zip = ZipWriter::new(DosTime::new(now()));
    zip.add("zeros", &zeros, Method::Deflated { ratio: 300 });
    let stored = zip.finish();
    assert!(read(&stored, &limits).unwrap().entries[0].stored);
    // A bomb that lies about its size is caught at its size.
    let mut lying = bomb;
    both(&mut lying, 0, 18, 100);
    both(&mut lying, 0, 20, 0);
    assert_eq!(read(&lying, &limits).unwrap_err(), ZipError::Inflate { entry: 0 });
}

#[test]
fn dates_follow_japanese_time() {
    let dos = |text: &str| format!("{:?}", DosTime::new(crate::world::at(text)));
    assert_eq!(dos("2025-04-25T01:20:00Z"), "DosTime { time: 21120, date: 23193 }");
    assert_eq!(dos("1975-01-01T00:00:00Z"), "DosTime { time: 0, date: 33 }");
    assert_eq!(dos("2200-01-01T00:00:00Z"), "DosTime { time: 0, date: 33 }");
}
