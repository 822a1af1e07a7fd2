//! Names that are no name of a document whatever they are meant for.

use super::NameDeviation;

/// Most characters that Windows saves in one name.
const MOST: usize = 255;

/// The reason why nothing more is to be said about a name.
pub(super) fn check(file_name: &str) -> Option<NameDeviation> {
    let lower = || file_name.to_ascii_lowercase();
    if file_name.chars().nth(MOST).is_some() {
        return Some(NameDeviation::TooLong);
    }
    let hidden_twin = file_name.starts_with("._") || file_name.starts_with("~$");
    if hidden_twin || matches!(lower().as_str(), "thumbs.db" | "desktop.ini" | ".ds_store") {
        return Some(NameDeviation::SystemFile);
    }
    is_device(file_name).then_some(NameDeviation::Device)
}

/// `CON`, `PRN`, `AUX`, `NUL`, `COM1`…, `LPT1`…, with any extension.
fn is_device(file_name: &str) -> bool {
    let stem = file_name.split('.').next().unwrap_or_default().trim().to_ascii_uppercase();
    match stem.as_str() {
        "CON" | "PRN" | "AUX" | "NUL" => true,
        _ => ["COM", "LPT"]
            .into_iter()
            .any(|port| stem.strip_prefix(port).is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))),
    }
}
