//! A month's files: the standard's sample of a care plan, turned to 150 receivers.

use std::fs;
use std::path::Path;

/// Sets; four files each.
const SETS: usize = 150;
/// The offices of the sample.
const FROM: &str = "1370000001";
const TO: &str = "1370000002";

/// Writes them, unless they are there.
pub(crate) fn write(folder: &Path, number: &str) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/standard/samples/202407/K1");
    fs::create_dir_all(folder).unwrap();
    for entry in fs::read_dir(sample).unwrap() {
        let entry = entry.unwrap();
        let (name, bytes) = (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
        for set in 0..SETS {
            let to = format!("13701{set:05}");
            let turned = |bytes: &[u8]| replaced(&replaced(bytes, FROM, number), TO, &to);
            let name = String::from_utf8(turned(name.as_bytes())).unwrap();
            fs::write(folder.join(name), turned(&bytes)).unwrap();
        }
    }
}

/// Ten characters become ten others, so that lengths stay.
fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for at in 0..out.len().saturating_sub(from.len() - 1) {
        if out[at..].starts_with(from.as_bytes()) {
            out[at..at + to.len()].copy_from_slice(to.as_bytes());
        }
    }
    out
}
