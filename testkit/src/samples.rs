//! The sample sets of the standard, and the two offices that exchange them.

use std::path::{Path, PathBuf};

/// The care manager's office: it sends K2.
pub const SENDER: &str = "1370000001";
/// The service office: it gets K2 and sends K5.
pub const RECIPIENT: &str = "1370000002";

/// The folder of a sample set of the version in force.
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/standard/samples/202407").join(name)
}

/// The files of a sample set by name, with their bytes.
pub fn files(name: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder(name))
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

/// A small PDF.
pub fn pdf() -> Vec<u8> {
    b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n".to_vec()
}

/// A PDF of at least this many bytes that nobody can compress. They stand in a stream, as those of pictures do: outside of one,
/// chance makes names of two letters that readers take for actions.
pub fn incompressible_pdf(bytes: usize, mut random: impl FnMut() -> [u8; 32]) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n1 0 obj\n<<>>\nstream\n".to_vec();
    while pdf.len() < bytes {
        pdf.extend(random());
    }
    pdf.extend(b"\nendstream\nendobj\ntrailer\n<<>>\n%%EOF\n");
    pdf
}

/// A PDF of about this many bytes, all different from another's by `mark`.
pub fn large_pdf(bytes: usize, mark: u64) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n% ".to_vec();
    let mut seed = crate::proxy::Seed::new(mark);
    while pdf.len() < bytes {
        pdf.extend(format!("{:016x}", seed.next()).bytes());
    }
    pdf.extend(b"\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");
    pdf
}

/// Where made-up offices pay: no such bank, no such organisation.
pub fn invoicing() -> ::hub::config::Invoicing {
    ::hub::config::Invoicing {
        issuer: "架空県国民健康保険団体連合会".to_owned(),
        address: "〒000-0000 架空県見本市例町1-1".to_owned(),
        contact: "会計係 電話 000-000-0000".to_owned(),
        registration: Some("T9000000000000".to_owned()),
        days: 30,
        transfer_fee: ::hub::config::TransferFee::Payer,
        bank: ::hub::config::BankAccount {
            bank: "架空銀行".to_owned(),
            branch: "見本支店".to_owned(),
            kind: ::hub::config::AccountKind::Ordinary,
            number: "0000000".to_owned(),
            holder: "カクウケンコクミンケンコウホケンダンタイレンゴウカイ".to_owned(),
        },
    }
}
