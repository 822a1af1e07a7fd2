//! Takes away from a file name, one after the other, what does not change its meaning.

use super::super::DocumentName;
use super::super::document_name::split_kind;
use super::{NameDeviation, copy_mark};
use unicode_normalization::UnicodeNormalization;

/// A file name without what does not change its meaning, and what that was.
#[derive(Debug)]
pub(super) struct Cleaned {
    pub(super) stem: String,
    /// `CSV`, `jpg`, or the extension as it stands there.
    pub(super) extension: String,
    pub(super) deviations: Vec<NameDeviation>,
    /// The stem with its spaces.
    spaced: String,
}

impl Cleaned {
    /// Stem and extension together.
    pub(super) fn text(&self) -> String {
        self.with_stem(&self.stem)
    }

    /// Another stem with the same extension.
    pub(super) fn with_stem(&self, stem: &str) -> String {
        if self.extension.is_empty() { stem.to_owned() } else { format!("{stem}.{}", self.extension) }
    }

    pub(super) fn is_picture_or_pdf(&self) -> bool {
        self.extension == "jpg" || self.extension.eq_ignore_ascii_case("pdf")
    }
}

pub(super) fn clean(file_name: &str) -> Cleaned {
    let mut deviations = Vec::new();
    let text = without_odd_characters(file_name, &mut deviations);
    let half: String = text.nfkc().collect();
    let (stem, extension) = split_extension(&half);
    let (stem, extension) = without_second_extension(stem, extension, &mut deviations);
    let stem = without_copy_marks(stem, &mut deviations);
    let narrow = |part: &str| squeeze(&text).contains(&squeeze(part));
    if !narrow(stem) || !(extension.is_empty() || narrow(&format!(".{extension}"))) {
        deviations.push(NameDeviation::FullWidth);
    }
    let spaced = stem.to_ascii_uppercase();
    let mut stem = squeeze(stem);
    if stem.len() != spaced.len() || extension.contains(char::is_whitespace) {
        deviations.push(NameDeviation::Spaces);
    }
    if stem.bytes().any(|byte| byte.is_ascii_lowercase()) {
        stem.make_ascii_uppercase();
        deviations.push(NameDeviation::SmallLetters);
    }
    let extension = squeeze(extension);
    let canonical = canonical_extension(&extension);
    if canonical != extension {
        deviations.push(NameDeviation::ExtensionCase);
    }
    if let Some(rest) = stem.strip_prefix("UPKIHON_000000_") {
        stem = format!("UPKIHON_{rest}");
        deviations.push(NameDeviation::KihonMonth);
    }
    Cleaned { stem, extension: canonical, deviations, spaced }
}

/// Other characters where one underscore belongs: the name, if that is all.
pub(super) fn separators(cleaned: &mut Cleaned) -> Option<DocumentName> {
    let is_separator = |c: char| c.is_whitespace() || matches!(c, '_' | '-' | '.' | '‐' | '−' | '~' | '・' | '\u{332}');
    let parts: Vec<&str> = cleaned.spaced.split(is_separator).filter(|part| !part.is_empty()).collect();
    let name = DocumentName::parse(&cleaned.with_stem(&parts.join("_")))?;
    cleaned.deviations.retain(|deviation| *deviation != NameDeviation::Spaces);
    cleaned.deviations.push(NameDeviation::Separators);
    Some(name)
}

/// Composed, without hidden and forbidden characters and without dots at the end.
fn without_odd_characters(file_name: &str, deviations: &mut Vec<NameDeviation>) -> String {
    let (hidden, text): (String, String) = file_name.nfc().partition(|c| is_hidden(*c));
    if !hidden.is_empty() {
        deviations.push(NameDeviation::Hidden(code_points(&hidden)));
    }
    let (forbidden, mut text): (String, String) = text.chars().partition(|c| r#"<>:"|?*/\"#.contains(*c));
    if !forbidden.is_empty() {
        deviations.push(NameDeviation::Forbidden(forbidden));
    }
    let end = text.trim_end_matches(|c: char| c == '.' || c.is_whitespace()).len();
    if text.get(end..).is_some_and(|tail| tail.contains('.')) {
        text.truncate(end);
        deviations.push(NameDeviation::Dots);
    }
    text
}

/// Controls, and characters that are not seen or turn the text around them.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// `U+202E, U+200B`, each once, at most ten.
fn code_points(characters: &str) -> String {
    let mut seen: Vec<char> = Vec::new();
    for c in characters.chars() {
        if !seen.contains(&c) && seen.len() < 10 {
            seen.push(c);
        }
    }
    seen.iter().map(|c| format!("U+{:04X}", *c as u32)).collect::<Vec<_>>().join(", ")
}

/// An extension is short and has no underscore.
fn split_extension(text: &str) -> (&str, &str) {
    let is_extension = |text: &str| text.len() <= 12 && !text.contains('_');
    text.rsplit_once('.').filter(|(_, extension)| is_extension(extension)).unwrap_or((text, ""))
}

fn without_second_extension<'a>(
    stem: &'a str,
    extension: &'a str,
    deviations: &mut Vec<NameDeviation>,
) -> (&'a str, &'a str) {
    let (inner_stem, inner) = split_extension(stem);
    let known = matches!(canonical_extension(inner.trim()).as_str(), "CSV" | "jpg");
    if known && split_kind(&inner_stem.to_ascii_uppercase()).is_some() {
        deviations.push(NameDeviation::DoubleExtension(extension.trim().to_owned()));
        return (inner_stem, inner);
    }
    (stem, extension)
}

fn without_copy_marks<'a>(stem: &'a str, deviations: &mut Vec<NameDeviation>) -> &'a str {
    let prefix = copy_mark::prefix(stem).unwrap_or_default();
    let rest = stem.get(prefix.len()..).unwrap_or_default();
    let suffix = copy_mark::suffix(rest).unwrap_or_default();
    if let Some(mark) = [prefix, suffix].into_iter().find(|mark| !mark.is_empty()) {
        deviations.push(NameDeviation::CopySuffix(mark.trim().to_owned()));
    }
    rest.get(..rest.len() - suffix.len()).unwrap_or_default()
}

fn canonical_extension(extension: &str) -> String {
    match extension.to_ascii_lowercase().as_str() {
        "csv" => "CSV".to_owned(),
        "jpg" | "jpeg" => "jpg".to_owned(),
        _ => extension.to_owned(),
    }
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
