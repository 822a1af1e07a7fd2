//! Rules about PDF and JPEG attachments (C08xx).

use crate::support::{check_attachment, options, sample};
use proptest::prelude::*;
use standard::Lang;
use standard::check::{AttachmentCheck, AttachmentKind, AttachmentReport};

/// Ids of the findings.
fn found(name: &str, bytes: &[u8]) -> Vec<&'static str> {
    let report = check_attachment(name, bytes);
    for finding in &report.findings {
        for lang in [Lang::Ja, Lang::En] {
            for text in [finding.message(lang), finding.why(lang), finding.cure(lang)] {
                assert!(!text.contains('{') && !text.is_empty(), "{} {name}: {text}", finding.rule.id);
            }
        }
    }
    assert_eq!(report.is_sendable(), report.errors == 0);
    report.findings.iter().map(|finding| finding.rule.id).collect()
}

/// A JPEG with a frame of this size.
fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x0b\x08".to_vec();
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.extend(b"\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0\x12\xff\0\x34\xff\xd0\x56\xff\xd9");
    bytes
}

/// A PDF with this in its catalog.
fn pdf(catalog: &str) -> Vec<u8> {
    let start = "%PDF-1.7\n%\u{e2}\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R ";
    let end = " >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";
    format!("{start}{catalog}{end}").into_bytes()
}

fn head(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes.resize(600, 0);
    bytes
}

fn at(place: usize, mark: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0; place];
    bytes.extend(mark);
    head(&bytes)
}

#[test]
fn s50_kinds_by_content() {
    let good_jpeg = jpeg(640, 480);
    let good_pdf = pdf("");
    let ok: &[&str] = &[];
    let table: Vec<(&str, Vec<u8>, &[&str])> = vec![
        ("地図.jpg", good_jpeg.clone(), ok),
        ("地図.jpeg", good_jpeg.clone(), ok),
        ("地図.JPG", good_jpeg.clone(), ok),
        ("計画.pdf", good_pdf.clone(), ok),
        ("計画.PDF", good_pdf.clone(), ok),
        ("計画.jpg", good_pdf.clone(), &["C0813"]),
        ("地図.pdf", good_jpeg.clone(), &["C0813"]),
        ("地図.png", good_jpeg.clone(), &["C0813"]),
        ("地図", good_jpeg.clone(), &["C0813"]),
        ("地図.jpg.exe", good_jpeg.clone(), &["C0813"]),
        ("計画.docx", good_pdf.clone(), &["C0813"]),
        ("計画.pdf.html", good_pdf.clone(), &["C0813"]),
        ("空.pdf", Vec::new(), &["C0810"]),
        ("空.jpg", Vec::new(), &["C0810"]),
        ("画像.png", head(b"\x89PNG\r\n\x1a\n"), &["C0812"]),
        ("画像.jpg", head(b"\x89PNG\r\n\x1a\n"), &["C0812"]),
        ("画像.gif", head(b"GIF89a"), &["C0812"]),
        ("画像.jpg", head(b"GIF87a"), &["C0812"]),
        ("画像.tif", head(b"II*\0"), &["C0812"]),
        ("画像.tiff", head(b"MM\0*"), &["C0812"]),
        ("画像.webp", head(b"RIFF\x10\0\0\0WEBPVP8 "), &["C0812"]),
        ("画像.heic", head(b"\0\0\0\x18ftypheic"), &["C0812"]),
        ("画像.jpg", head(b"\0\0\0\x18ftypmif1"), &["C0812"]),
        ("画像.avif", head(b"\0\0\0\x18ftypavif"), &["C0812"]),
        ("画像.jp2", head(b"\0\0\0\x0cjP  \r\n\x87\n"), &["C0812"]),
        ("画像.bmp", head(b"BM\x36\0\0\0"), &["C0812"]),
        ("画像.psd", head(b"8BPS\0\x01"), &["C0812"]),
        ("画像.ico", head(b"\0\0\x01\0\x01\0"), &["C0812"]),
        ("画像.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(), &["C0812"]),
        ("文書.docx", head(b"PK\x03\x04\x14\0\0\0\0\0word/document.xml"), &["C0812"]),
        ("文書.pdf", head(b"PK\x03\x04\x14\0\0\0\0\0word/document.xml"), &["C0812"]),
        ("表.xlsx", head(b"PK\x03\x04\x14\0\0\0\0\0xl/workbook.xml"), &["C0812"]),
        ("発表.pptx", head(b"PK\x03\x04\x14\0\0\0\0\0ppt/presentation.xml"), &["C0812"]),
        ("文書.odt", head(b"PK\x03\x04\x14\0\0\0mimetypeapplication/vnd.oasis"), &["C0812"]),
        ("文書.doc", head(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), &["C0812"]),
        ("表.xls", head(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), &["C0812"]),
        ("文書.rtf", b"{\\rtf1\\ansi}".to_vec(), &["C0812"]),
        ("書庫.zip", head(b"PK\x03\x04\x14\0\0\0\0\0a.pdf"), &["C0812"]),
        ("書庫.pdf", head(b"PK\x03\x04\x14\0\0\0\0\0a.pdf"), &["C0812"]),
        ("空の書庫.zip", head(b"PK\x05\x06"), &["C0812"]),
        ("分割.zip", head(b"PK\x07\x08"), &["C0812"]),
        ("書庫.7z", head(b"7z\xbc\xaf\x27\x1c"), &["C0812"]),
        ("書庫.rar", head(b"Rar!\x1a\x07\0"), &["C0812"]),
        ("書庫.gz", head(b"\x1f\x8b\x08"), &["C0812"]),
        ("書庫.jpg", head(b"\x1f\x8b\x08"), &["C0812"]),
        ("書庫.bz2", head(b"BZh9"), &["C0812"]),
        ("書庫.xz", head(b"\xfd7zXZ\0"), &["C0812"]),
        ("書庫.zst", head(b"\x28\xb5\x2f\xfd"), &["C0812"]),
        ("書庫.cab", head(b"MSCF"), &["C0812"]),
        ("書庫.lzh", at(2, b"-lh5-"), &["C0812"]),
        ("書庫.tar", at(257, b"ustar"), &["C0812"]),
        ("道具.jar", head(b"PK\x03\x04\x14\0\0\0\0\0META-INF/MANIFEST.MF"), &["C0812"]),
        ("道具.exe", head(b"MZ\x90\0"), &["C0812"]),
        ("道具.pdf", head(b"MZ\x90\0"), &["C0812"]),
        ("道具.jpg", head(b"\x7fELF"), &["C0812"]),
        ("道具.class", head(b"\xca\xfe\xba\xbe"), &["C0812"]),
        ("道具", head(b"\xcf\xfa\xed\xfe"), &["C0812"]),
        ("近道.lnk", head(b"L\0\0\0\x01\x14\x02\0"), &["C0812"]),
        ("説明.chm", head(b"ITSF"), &["C0812"]),
        ("手順.sh", b"#!/bin/sh\n".to_vec(), &["C0812"]),
        ("手順.bat", b"@echo off\r\n".to_vec(), &["C0812"]),
        ("頁.html", b"<!DOCTYPE html><html>".to_vec(), &["C0812"]),
        ("頁.pdf", b"\xef\xbb\xbf<html><script>".to_vec(), &["C0812"]),
        ("覚え.txt", "メモ".as_bytes().to_vec(), &["C0812"]),
        ("覚え.pdf", b"202407,990011\r\n".to_vec(), &["C0812"]),
        ("動画.mp4", head(b"\0\0\0\x18ftypisom"), &["C0812"]),
        ("音.mp3", head(b"ID3\x03"), &["C0812"]),
        ("音.wav", head(b"RIFF\x10\0\0\0WAVEfmt "), &["C0812"]),
        ("不明.bin", vec![0, 1, 2, 3, 4, 5], &["C0812"]),
        ("先頭に余分.pdf", [b"\r\n\0".to_vec(), good_pdf.clone()].concat(), &["C0812"]),
    ];
    assert!(table.len() >= 60);
    for (name, bytes, expected) in table {
        assert_eq!(found(name, &bytes), expected, "{name} {:?}", bytes.get(..8));
    }
}

#[test]
fn c0812_says_what_it_is_and_what_to_do() {
    let text = |name: &str, bytes: &[u8]| {
        let report = check_attachment(name, bytes);
        report.findings[0].message(Lang::Ja) + &report.findings[0].cure(Lang::Ja)
    };
    let png = text("画像.png", &head(b"\x89PNG\r\n\x1a\n"));
    assert!(png.contains("PNG形式の画像") && png.contains("JPEG（.jpg）で保存し直して"), "{png}");
    let word = text("文書.docx", &head(b"PK\x03\x04\x14\0\0\0\0\0word/document.xml"));
    assert!(word.contains("Wordの文書") && word.contains("PDFで保存し直して"), "{word}");
}

#[test]
fn c0811_ten_megabytes() {
    let mut bytes = pdf("");
    let end = bytes.split_off(bytes.len() - 6);
    bytes.resize(10_000_000 - end.len(), b'\n');
    bytes.extend(&end);
    assert_eq!(found("大.pdf", &bytes), [""; 0]);
    bytes.push(b'\n');
    assert_eq!(found("大.pdf", &bytes), ["C0811"]);
    let report = AttachmentCheck::check_sized("大.pdf", 123_456_789, &bytes[..1024], options());
    assert_eq!((report.findings[0].rule.id, report.kind, report.size), ("C0811", None, 123_456_789));
    assert!(report.findings[0].message(Lang::Ja).contains("123.5 MB"));
}

#[test]
fn s56_names() {
    let bytes = jpeg(1, 1);
    let long = |length: usize| format!("{}.jpg", "あ".repeat(length - 4));
    for name in
        ["地図.jpg", "地図 2025.05.jpg", "CONTACT.jpg", "COM10.jpg", "LPT.jpg", "~下書き.jpg", "①髙﨑.jpg", &long(120)]
    {
        assert_eq!(found(name, &bytes), [""; 0], "{name}");
    }
    let long = long(121);
    let table: &[(&str, &str)] = &[
        (&long, "C0801"),
        ("a:b.jpg", "C0802"),
        ("a*.jpg", "C0802"),
        ("a?.jpg", "C0802"),
        ("a\".jpg", "C0802"),
        ("a<b.jpg", "C0802"),
        ("a>b.jpg", "C0802"),
        ("a|b.jpg", "C0802"),
        ("a\0.jpg", "C0803"),
        ("a\n.jpg", "C0803"),
        ("a\u{7f}.jpg", "C0803"),
        ("a\u{85}.jpg", "C0803"),
        ("a\u{202e}gpj.exe", "C0803"),
        ("a\u{202a}.jpg", "C0803"),
        ("a\u{2066}.jpg", "C0803"),
        ("a\u{2069}.jpg", "C0803"),
        ("a\u{200b}.jpg", "C0803"),
        ("a\u{feff}.jpg", "C0803"),
        ("\u{e000}.jpg", "C0803"),
        ("CON.jpg", "C0804"),
        ("con.jpg", "C0804"),
        ("prn.tar.jpg", "C0804"),
        ("AUX.jpg", "C0804"),
        ("NUL .jpg", "C0804"),
        ("COM1.jpg", "C0804"),
        ("lpt9.jpg", "C0804"),
        ("COM¹.jpg", "C0804"),
        ("CONIN$.jpg", "C0804"),
        (" a.jpg", "C0805"),
        ("a.jpg ", "C0805"),
        ("a.jpg.", "C0805"),
        (".jpg", "C0805"),
        ("\u{3000}a.jpg", "C0805"),
        ("..", "C0805"),
        ("PLAN~1.jpg", "C0806"),
        ("か\u{3099}.jpg", "C0807"),
    ];
    for (name, id) in table {
        assert_eq!(found(name, &bytes).first(), Some(id), "{name:?}");
        assert!(!AttachmentCheck::is_safe_name(name), "{name:?}");
    }
    // A separator is no part of a name; 「表」 has 5C as its second byte in MS932, not here.
    assert!(!AttachmentCheck::is_safe_name("a/b.jpg") && !AttachmentCheck::is_safe_name("..\\b.jpg"));
    assert!(!AttachmentCheck::is_safe_name("") && AttachmentCheck::is_safe_name("表.jpg"));
    let finding = &check_attachment("か\u{3099}.jpg", &bytes).findings[0];
    assert_eq!(finding.suggestion.as_deref(), Some("が.jpg"));
}

proptest! {
    #[test]
    fn s56_a_safe_name_stays_in_its_folder(name in "\\PC{0,40}|[a-zA-Z.~ 0-9/\\\\:]{0,20}") {
        if AttachmentCheck::is_safe_name(&name) {
            let path = std::path::Path::new("/folder").join(&name);
            prop_assert_eq!(path.parent(), Some(std::path::Path::new("/folder")));
            prop_assert_eq!(path.file_name().and_then(|found| found.to_str()), Some(name.as_str()));
            prop_assert!(!name.contains(['\\', ':']) && name.chars().count() <= 120);
        }
    }

    #[test]
    fn any_bytes_are_judged(start in 0usize..3, bytes in proptest::collection::vec(any::<u8>(), 0..300), cut in 0usize..400) {
        let starts: [Vec<u8>; 3] = [Vec::new(), jpeg(10, 10), pdf("/OpenAction 1 0 R /AA << >>")];
        let mut all = starts[start].clone();
        all.truncate(cut);
        all.extend(bytes);
        let report = check_attachment("a.jpg", &all);
        prop_assert!(report.kind.is_none() || report.errors <= 1);
    }
}

#[test]
fn the_standards_images_are_right() {
    for (set, count) in [("202407/Y1", 2), ("202407/Y2", 2)] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(set);
        let files = crate::support::sample_files(&folder);
        let images: Vec<AttachmentReport> = files
            .iter()
            .filter(|(name, _)| AttachmentCheck::is_for(name))
            .map(|(name, bytes)| check_attachment(name, bytes))
            .collect();
        assert_eq!(images.len(), count);
        for image in images {
            assert!(image.findings.is_empty() && matches!(image.kind, Some(AttachmentKind::Jpeg { .. })), "{image:?}");
        }
    }
}

#[test]
fn which_check_a_file_gets() {
    let (csv, _) = sample("202407/K2", "UPPLAN");
    for (name, attachment) in [
        (csv.as_str(), false),
        ("UPPLAN_202505.csv", false),
        ("何か.CSV", false),
        ("何か.pdf", true),
        ("何か.xlsx", true),
        ("UPKIHON_IMAGE_1.jpg", true),
        ("folder/UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.pdf", true),
        ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.txt", false),
    ] {
        assert_eq!(AttachmentCheck::is_for(name), attachment, "{name}");
    }
}

#[test]
fn c0820_to_c0822_jpeg() {
    let good = jpeg(640, 480);
    assert_eq!(check_attachment("a.jpg", &good).kind, Some(AttachmentKind::Jpeg { width: 640, height: 480 }));
    for length in 4..good.len() {
        assert_eq!(found("a.jpg", &good[..length]), ["C0820"], "{length}");
    }
    assert_eq!(found("a.jpg", &[good.clone(), b"PK\x03\x04".to_vec()].concat()), ["C0821"]);
    assert_eq!(found("a.jpg", &[good.clone(), vec![0]].concat()), ["C0821"]);
    assert_eq!(found("a.jpg", &[good.clone(), good.clone()].concat()), ["C0821"]);
    // Fill bytes and restart marks are no end.
    let filled: Vec<u8> = [&good[..2], b"\xff\xff", &good[2..]].concat();
    assert_eq!(found("a.jpg", &filled), [""; 0]);
    for (width, height, ids) in [
        (10_000, 5_000, &[][..]),
        (10_000, 5_001, &["C0822"]),
        (65_535, 65_535, &["C0822"]),
        (0, 5, &["C0820"]),
        (5, 0, &["C0820"]),
    ] {
        assert_eq!(found("a.jpg", &jpeg(width, height)), ids, "{width} {height}");
    }
    // A second frame, a scan before the frame, an end before the scan.
    let second = [&good[..8], &good[8..21], &good[8..]].concat();
    assert_eq!(found("a.jpg", &second), ["C0820"]);
    let early = [&good[..8], b"\xff\xda\0\x02", &good[8..]].concat();
    assert_eq!(found("a.jpg", &early), ["C0820"]);
    assert_eq!(found("a.jpg", b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xd9"), ["C0820"]);
    assert_eq!(found("a.jpg", b"\xff\xd8\xff\xe0\0\x01"), ["C0820"]);
}

#[test]
fn c0823_location() {
    let exif = |body: &[u8]| {
        let mut bytes = b"\xff\xd8\xff\xe1".to_vec();
        bytes.extend(u16::try_from(body.len() + 8).unwrap().to_be_bytes());
        bytes.extend(b"Exif\0\0");
        bytes.extend(body);
        bytes.extend(&jpeg(4, 4)[2..]);
        bytes
    };
    let little = b"II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0";
    let big = b"MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0";
    let none = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x01\0\0\0\0\0\0\0";
    assert_eq!(found("a.jpg", &exif(little)), ["C0823"]);
    assert_eq!(found("a.jpg", &exif(big)), ["C0823"]);
    assert_eq!(found("a.jpg", &exif(none)), [""; 0]);
    assert_eq!(found("a.jpg", &exif(b"II*\0\xff\xff\xff\xff")), [""; 0]);
    assert!(check_attachment("a.jpg", &exif(little)).is_sendable());
}

#[test]
fn s54_pdf() {
    let stream = |content: &str| {
        format!(">>\nendobj\n7 0 obj\n<< /Length 9 >>\nstream\n{content}\nendstream\nendobj\n8 0 obj\n<<")
    };
    let object = |content: &str| format!("/OpenAction 9 0 R >>\nendobj\n9 0 obj\n{content}\nendobj\n8 0 obj\n<<");
    let ok: &[&str] = &[];
    let table: Vec<(String, &[&str])> = vec![
        (String::new(), ok),
        ("/Lang (ja-JP) /MarkInfo << /Marked true >>".into(), ok),
        ("/Names << /JavaScript 5 0 R >>".into(), &["C0832"]),
        ("/S /JavaScript /JS (app.alert(1))".into(), &["C0832"]),
        ("/JS 5 0 R".into(), &["C0832"]),
        ("/J#61vaScript 5 0 R".into(), &["C0832"]),
        ("/#4a#61#76#61#53#63#72#69#70#74 5 0 R".into(), &["C0832"]),
        ("/#4AS 5 0 R".into(), &["C0832"]),
        ("/JavaScriptX 5 0 R".into(), ok),
        ("/JSON 5 0 R /AAA 1".into(), ok),
        ("/A << /S /Launch /F (cmd.exe) >>".into(), &["C0832"]),
        ("/A << /S/Launch>>".into(), &["C0832"]),
        ("/A << /S /La#75nch >>".into(), &["C0832"]),
        ("/A << /S /SubmitForm /F (http://x) >>".into(), &["C0832"]),
        ("/A << /S /ImportData >>".into(), &["C0832"]),
        ("/AcroForm << /XFA 5 0 R >>".into(), &["C0832"]),
        ("/AcroForm << /Fields [] >>".into(), ok),
        ("/AA << /O 5 0 R >>".into(), &["C0832"]),
        ("/A#41 << /O 5 0 R >>".into(), &["C0832"]),
        ("/OpenAction [2 0 R /XYZ null null 0]".into(), ok),
        ("/OpenAction[2 0 R /Fit]".into(), ok),
        ("/OpenAction << /S /GoTo /D [2 0 R /Fit] >>".into(), ok),
        ("/OpenAction << /S /URI /URI (http://x) >>".into(), &["C0832"]),
        ("/OpenAction << /S /Named /N /Print >>".into(), &["C0832"]),
        ("/OpenAction << /S /GoTo /D [2 0 R] /Next 5 0 R >>".into(), &["C0832"]),
        ("/Open#41ction << /S /Named /N /Print >>".into(), &["C0832"]),
        (object("[2 0 R /Fit]"), ok),
        (object("<< /S /GoTo /D [2 0 R /Fit] >>"), ok),
        (object("<< /S /URI /URI (http://x) >>"), &["C0832"]),
        (object("<</Type/Action/S/Named/N/Print>>"), &["C0832"]),
        ("/Names << /EmbeddedFiles 5 0 R >>".into(), &["C0834"]),
        ("/Type /EmbeddedFile".into(), &["C0834"]),
        ("/Subtype /RichMedia".into(), &["C0834"]),
        ("/Type /Embedded#46ile".into(), &["C0834"]),
        ("/Encrypt 5 0 R".into(), &["C0833"]),
        ("/Encr#79pt 5 0 R".into(), &["C0833"]),
        ("/EncryptMetadata true".into(), ok),
        ("/Encrypt 5 0 R /JS 5 0 R /Type /EmbeddedFile".into(), &["C0833", "C0832", "C0834"]),
        (stream("x/JS y/AA z/Encrypt "), ok),
        (stream("x /JavaScript "), &["C0832"]),
        (stream("x ") + "/JS 5 0 R", &["C0832"]),
        ("(stream\n/JS 5 0 R".into(), &["C0832"]),
        ("% /Launch in a comment".into(), &["C0832"]),
        ("/URI (http://example.invalid/JS )".into(), &["C0832"]),
    ];
    assert!(table.len() >= 30);
    for (catalog, expected) in table {
        assert_eq!(found("a.pdf", &pdf(&catalog)), expected, "{catalog}");
    }
}

#[test]
fn c0832_names_all_it_does() {
    let report = check_attachment("a.pdf", &pdf("/AA << /O << /S /JavaScript /JS (x) >> >>"));
    let message = report.findings[0].message(Lang::Ja);
    assert!(message.contains("JavaScript") && message.contains("ページや入力欄で起きる動作"), "{message}");
    assert_eq!((report.errors, report.kind), (1, None));
}

#[test]
fn c0830_c0831_whole_pdf() {
    let good = pdf("");
    assert_eq!(check_attachment("a.pdf", &good).kind, Some(AttachmentKind::Pdf));
    assert_eq!(found("a.pdf", &good[..good.len() - 3]), ["C0830"]);
    assert_eq!(found("a.pdf", b"%PDF-x.y\n%%EOF"), ["C0830"]);
    assert_eq!(found("a.pdf", b"%PDF-2.0\n%%EOF"), [""; 0]);
    assert_eq!(found("a.pdf", &[good.clone(), b"\r\n\0 ".to_vec()].concat()), [""; 0]);
    assert_eq!(found("a.pdf", &[good.clone(), b"PK\x03\x04".to_vec()].concat()), ["C0831"]);
    // Saved twice: the last end mark counts.
    assert_eq!(found("a.pdf", &[good.clone(), good.clone()].concat()), [""; 0]);
}

#[test]
fn s51_a_file_of_nothing_but_names_takes_no_longer() {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let piece = b"/OpenAction 7 0 R /AA/JS stream\n/JS /AA endstream ";
    while bytes.len() < 9_000_000 {
        bytes.extend(piece);
    }
    bytes.extend(b"%%EOF");
    assert_eq!(found("a.pdf", &bytes), ["C0832"]);
}
