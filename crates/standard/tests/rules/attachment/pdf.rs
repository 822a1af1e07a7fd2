//! What a PDF may not do (C0830 to C0834).

use super::{found, pdf};
use crate::support::check_attachment;
use standard::Lang;
use standard::check::AttachmentKind;

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
