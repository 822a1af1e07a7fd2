//! The mistakes: a sample set, what is spoilt in it, and the one rule that has to say so.

use super::files::{Files, ms932, utf8};

/// A mistake as offices and care software make them.
pub(super) struct Mistake {
    pub(super) name: &'static str,
    pub(super) sample: &'static str,
    pub(super) change: fn(&mut Files),
    /// The only rule that speaks.
    pub(super) rule: &'static str,
    /// `error`, or `warning` where the file can still be sent.
    pub(super) severity: &'static str,
}

const fn error(name: &'static str, sample: &'static str, rule: &'static str, change: fn(&mut Files)) -> Mistake {
    Mistake { name, sample, change, rule, severity: "error" }
}

const fn warning(name: &'static str, sample: &'static str, rule: &'static str, change: fn(&mut Files)) -> Mistake {
    Mistake { name, sample, change, rule, severity: "warning" }
}

/// All of them.
pub(super) static MISTAKES: &[Mistake] = &[
    // Names.
    error("name-without-receiver", "202407/K5", "C0007", |files| {
        files.rename("UPJSK", |name| name.replace("_1370000001_43_", "_"));
    }),
    error("all-names-without-receiver", "202407/K2", "C0007", |files| {
        files.rename_all(|name| name.replace("_1370000002_11_", "_"));
    }),
    error("name-office-nine-digits", "202407/K2", "C0008", |files| {
        files.rename("UPSIKYU", |name| name.replace("1370000002", "137000002"));
    }),
    error("name-copy-mark", "202407/K2", "C0003", |files| {
        files.rename("UPPLAN", |name| name.replace(".CSV", " (1).CSV"));
    }),
    error("name-month-thirteen", "202407/K5", "C0012", |files| {
        files.rename("UPJSK", |name| name.replace("202505", "202513"));
    }),
    warning("name-small-extension", "202407/K2", "C0001", |files| {
        files.rename_all(|name| name.replace(".CSV", ".csv"));
    }),
    // What the file is.
    error("empty-file", "202407/K5", "C0101", |files| files.bytes("UPJSK", |_| Vec::new())),
    error("utf8", "202407/K2", "C0103", |files| files.bytes("UPPLAN", |bytes| utf8(&bytes).into_bytes())),
    error("utf8-with-mark", "202407/K2", "C0103", |files| {
        files.bytes("UPPLAN", |bytes| [b"\xef\xbb\xbf", utf8(&bytes).as_bytes()].concat());
    }),
    error("mark-before-ms932", "202407/K5", "C0116", |files| {
        files.bytes("UPJSK", |bytes| [b"\xef\xbb\xbf", bytes.as_slice()].concat());
    }),
    error("utf16-unicode-text", "202407/K5", "C0104", |files| {
        files.bytes("UPJSK", |bytes| {
            let units = utf8(&bytes).encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
            [b"\xff\xfe".as_slice(), &units].concat()
        });
    }),
    error("tabs-instead-of-commas", "202407/K2", "C0123", |files| {
        files.text("UPPLAN", |text| text.replace(',', "\t"));
    }),
    error("workbook-renamed", "202407/K5", "C0106", |files| {
        files.bytes("UPJSK", |_| [packed("[Content_Types].xml"), packed("xl/workbook.xml")].concat());
    }),
    error("pdf-renamed", "202407/K2", "C0109", |files| {
        files.bytes("UPSIKYU", |_| b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\n".to_vec());
    }),
    warning("line-feed-only", "202407/K2", "C0117", |files| {
        files.bytes("UPPLAN", |bytes| bytes.into_iter().filter(|byte| *byte != b'\r').collect());
    }),
    // Characters and quotes.
    error("gaiji-in-name", "202407/K2", "C0203", |files| {
        files.bytes("UPPLAN", |bytes| replace(&bytes, &ms932("作子"), b"\x8d\xec\xf0\x40"));
    }),
    error("half-a-character", "202407/K2", "C0205", |files| {
        files.bytes("UPPLAN", |bytes| replace_once(&bytes, &ms932("作子\""), b"\x8d\xec\x8e\""));
    }),
    error("open-quote", "202407/K2", "C0207", |files| {
        files.text("UPPLAN", |text| text.replacen("軽量型\"", "軽量型", 1));
    }),
    // The shape of the records.
    warning("header-row", "202407/K2", "C0303", |files| {
        files.records("UPPLAN", |records| {
            let mut header = vec!["\"項目\"".to_owned(); records[0].len()];
            header[0] = "CSVバージョン".to_owned();
            header[1] = "保険者番号".to_owned();
            header[2] = "被保険者番号".to_owned();
            records.insert(0, header);
        });
    }),
    error("shifted-column", "202407/K2", "C0311", |files| {
        files.records("UPPLAN", |records| {
            for fields in records {
                fields.insert(8, String::new());
                fields.pop();
            }
        });
    }),
    error("printed-form", "202407/K2", "C0304", printed_form),
    error("older-layout-new-name", "202407/K2", "C0306", |files| {
        let old = Files::of("202208/P2").read("UPSIKYU");
        files.bytes("UPSIKYU", |_| ms932(&utf8(&old).replace("202502", "202505").replace("202208", "202407")));
    }),
    error("older-version-new-name", "202407/K5", "C0307", |files| {
        let old = Files::of("202208/P5").read("UPJSK");
        files.bytes("UPJSK", |_| ms932(&utf8(&old).replace("202502", "202505")));
    }),
    error("other-kind-under-this-name", "202407/K5", "C0305", |files| {
        let slips = Files::of("202407/K2").read("UPSIKYU");
        files.bytes("UPJSK", |_| slips);
    }),
    warning("csv-version-202410", "202407/K2", "C0308", |files| {
        for prefix in ["UPPLAN", "UPSIKYU", "UPHOSOKU"] {
            files.column(prefix, 1, |_| "202410".to_owned());
        }
    }),
    error("csv-version-unknown", "202407/K5", "C0309", |files| files.column("UPJSK", 1, |_| "202601".to_owned())),
    // Single values.
    error("insured-number-missing", "202407/K2", "C0401", |files| files.field("UPPLAN", 3, 3, "")),
    error("care-level-in-words", "202407/K1", "C0413", |files| files.field("UP1KYO", 1, 21, "要介護2")),
    error("leading-zeros-eaten", "202407/K2", "C0409", |files| files.field("UPPLAN", 4, 3, "101")),
    error("saved-by-spreadsheet-without-quotes", "202407/K1", "C0410", |files| {
        // One lost zero only; no text keeps its quotes.
        files.text("UP1KYO", |text| text.replace('①', "").replacen("0000000101", "101", 1));
        files.records("UP1KYO", |records| {
            for value in records.iter_mut().flatten().filter(|value| !value.contains([',', '\n'])) {
                *value = value.replace('"', "");
            }
        });
    }),
    error("saved-by-spreadsheet", "202407/K2", "C0410", |files| {
        files.column("UPPLAN", 3, |value| value.trim_start_matches('0').to_owned());
        files.column("UPPLAN", 12, |value| value.trim_start_matches('0').to_owned());
        files.column("UPPLAN", 13, |value| value.trim_start_matches('0').to_owned());
    }),
    error("office-nine-digits", "202407/K2", "C0412", |files| files.field("UPPLAN", 2, 20, "137000002")),
    error("day-that-does-not-exist", "202407/K2", "C0422", |files| files.field("UPPLAN", 20, 10, "20250431")),
    error("date-with-slashes", "202407/K2", "C0423", |files| files.field("UPPLAN", 1, 10, "2025/05/01")),
    error("service-code-five-digits", "202407/K2", "C0415", |files| files.field("UPPLAN", 10, 15, "11721")),
    warning("service-type-unknown", "202407/K5", "C0446", |files| files.field("UPJSK", 3, 15, "991111")),
    warning("full-width-digits", "202407/K2", "C0406", |files| files.field("UPPLAN", 1, 12, "０９００")),
    // Records together.
    error("no-end-time", "202407/K2", "C0502", |files| files.field("UPPLAN", 1, 13, "9999")),
    error("month-is-not-of-the-name", "202407/K5", "C0601", |files| {
        files.rename("UPJSK", |name| name.replace("202505", "202506"));
    }),
    error("two-months-in-one-file", "202407/K5", "C0601", |files| {
        files.records("UPJSK", |records| {
            for fields in records.iter_mut().skip(12) {
                fields
                    .iter_mut()
                    .for_each(|value| *value = value.replace("20250531", "20250530").replace("202505", "202506"));
            }
        });
    }),
    warning("same-row-twice", "202407/K2", "C0604", |files| {
        files.records("UPPLAN", |records| records.insert(5, records[4].clone()));
    }),
    error("no-total-row", "202407/K2", "C0608", |files| {
        files.records("UPSIKYU", |records| {
            records.remove(12);
        });
    }),
    // The files of a set.
    error("supplement-missing", "202407/K2", "C0703", |files| files.remove("UPHOSOKU")),
    error("plan-sheets-with-slips", "202407/K2", "C0701", |files| {
        let sheets = Files::of("202407/K1");
        for prefix in ["UP1KYO", "UP2KYO", "UP3KYO"] {
            let name = format!("{prefix}_1370000001_43_1370000002_11_20250425102000.CSV");
            // The samples have characters of their own to warn of.
            files.add(&name, &ms932(&utf8(&sheets.read(prefix)).replace('①', "")));
        }
    }),
    error("user-without-first-sheet", "202407/K1", "C0715", |files| {
        files.records("UP1KYO", |records| {
            records.remove(1);
        });
    }),
    error("only-one-file-chosen", "202407/K2", "C0703", |files| files.only("UPPLAN")),
    warning("service-types-swapped", "202407/K2", "C0714", |files| {
        files.rename_all(|name| name.replace("1370000001_43_1370000002_11", "1370000001_11_1370000002_43"));
    }),
    error("supplement-lacks-a-user", "202407/K2", "C0719", |files| {
        files.records("UPHOSOKU", |records| {
            records.remove(1);
        });
    }),
    error("seventh-sheet-of-another-month", "202407/K2", "C0711", |files| {
        files.rename("UPSIKYU", |name| name.replace("202505", "202506"));
        files.column("UPSIKYU", 5, |_| "202506".to_owned());
    }),
    error("picture-missing", "202407/Y1", "C0725", |files| files.remove("UPKIHON_IMAGE")),
    error("pdf-with-script", "202407/K5", "C0832", |files| {
        let body = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /OpenAction 3 0 R >>\nendobj\n\
            2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n\
            3 0 obj\n<< /S /JavaScript /JS (app.alert\\(1\\)) >>\nendobj\n";
        let tail = format!("trailer\n<< /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", body.len());
        files.add("連絡.pdf", format!("{body}{tail}").as_bytes());
    }),
    warning("photo-with-place", "202407/K5", "C0823", |files| {
        let picture = Files::of("202407/Y1").read("UPKIHON_IMAGE");
        // Exif in big-endian order with one entry: the pointer to the directory of the place (GPS).
        let exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0\0\0\0\0\0\0".as_slice();
        let segment = [&[0xff, 0xe1, 0, exif.len() as u8 + 2], exif].concat();
        files.add("地図.jpg", &[&picture[..2], &segment, &picture[2..]].concat());
    }),
];

/// The columns as on the printed slip: office and service first, then the days.
fn printed_form(files: &mut Files) {
    files.records("UPPLAN", |records| {
        for fields in records {
            let days = std::iter::repeat_n("1".to_owned(), 31);
            let printed = [&fields[11], &fields[12], &fields[16], &fields[20]].map(String::clone);
            *fields = printed.into_iter().chain(days).collect();
        }
    });
}

/// One file inside a ZIP file, stored as it is.
fn packed(name: &str) -> Vec<u8> {
    let content = b"<?xml version=\"1.0\"?>";
    let (name, size) = (name.as_bytes(), [content.len() as u8, 0, 0, 0]);
    let head = [b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0".as_slice(), &size, &size].concat();
    [head.as_slice(), &[name.len() as u8, 0, 0, 0], name, content].concat()
}

fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut rest = bytes;
    let mut done = Vec::new();
    while let Some(at) = rest.windows(from.len()).position(|window| window == from) {
        done.extend_from_slice(&rest[..at]);
        done.extend_from_slice(to);
        rest = &rest[at + from.len()..];
    }
    done.extend_from_slice(rest);
    done
}

fn replace_once(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|window| window == from).unwrap();
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}
