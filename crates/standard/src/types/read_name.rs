//! A tolerant reading of file names: what can be meant, and each way in which it differs from the standard's form.

use super::document_name::{is_digits, split_kind};
use super::{DocumentKind, DocumentName, OfficeNumber, Serial, ServiceType, TargetMonth};
use unicode_normalization::UnicodeNormalization;

/// A file name read as far as it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameReading {
    /// The name that is meant, when it can be told for sure.
    pub name: Option<DocumentName>,
    /// The kind that is meant, also when the rest cannot be read.
    pub kind: Option<DocumentKind>,
    /// How the text differs from the standard's form; empty when it is exact. One cause, one deviation.
    pub deviations: Vec<NameDeviation>,
}

/// One way in which a file name differs from the standard's form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameDeviation {
    /// `.csv` for `.CSV`, `.JPG` or `.jpeg` for `.jpg` (A016).
    ExtensionCase,
    /// `UPKIHON_000000_…` (A008).
    KihonMonth,
    /// ` (1)`, ` - コピー` and the like, put there by a browser or by Explorer.
    CopySuffix(String),
    /// Full-width characters.
    FullWidth,
    /// Small letters in the prefix or in a code.
    SmallLetters,
    /// Spaces in or around the name.
    Spaces,
    /// Only one office stands in the name.
    NoReceiver,
    /// An office number of another length or with other characters (A010).
    OfficeNumber(String),
    /// A serial of another length (A010).
    Serial(String),
    /// A service type that is not two characters (edition 4.0 had three).
    ServiceType(String),
    /// The month is missing.
    MonthMissing,
    /// The month does not exist.
    Month(String),
    /// A month where the kind has none.
    MonthUnexpected(String),
    /// The number of an image is not four digits.
    Branch(String),
    /// Another extension than the kind has.
    Extension(String),
    /// The kind does not exist in the form without service types (202208).
    KindNotInVersion,
    /// It starts like no kind; the nearest kind, if one is near.
    Prefix(Option<DocumentKind>),
    /// The parts do not fit the form.
    Parts,
}

impl NameReading {
    /// Reads the last part of a path. Never fails: what cannot be read is a deviation.
    pub fn read(file_name: &str) -> Self {
        if let Some(name) = DocumentName::parse(file_name) {
            return Self { name: Some(name), kind: Some(name.kind), deviations: Vec::new() };
        }
        let mut deviations = Vec::new();
        let text = normalise(file_name, &mut deviations);
        if let Some(name) = DocumentName::parse(&text) {
            return Self { name: Some(name), kind: Some(name.kind), deviations };
        }
        let (kind, cause) = diagnose(&text);
        // An extension in small letters is no news when the name cannot be read at all.
        deviations.retain(|deviation| *deviation != NameDeviation::ExtensionCase);
        deviations.extend(cause);
        Self { name: None, kind, deviations }
    }

    /// True when the text is exactly the standard's form.
    pub fn is_exact(&self) -> bool {
        self.deviations.is_empty()
    }

    /// True when the text looks as if one of the standard's kinds is meant.
    pub fn means_a_document(&self) -> bool {
        self.kind.is_some()
    }
}

/// Takes away, one after the other, what does not change the meaning.
fn normalise(file_name: &str, deviations: &mut Vec<NameDeviation>) -> String {
    let composed: String = file_name.nfc().collect();
    let mut text: String = composed.nfkc().collect();
    if text != composed {
        deviations.push(NameDeviation::FullWidth);
    }
    let (mut stem, mut extension) = match text.rsplit_once('.') {
        Some((stem, extension)) => (stem.to_owned(), extension.to_owned()),
        None => (text.clone(), String::new()),
    };
    if let Some(suffix) = copy_suffix(&stem) {
        stem.truncate(stem.len() - suffix.len());
        deviations.push(NameDeviation::CopySuffix(suffix.trim().to_owned()));
    }
    if stem.contains(char::is_whitespace) || extension.contains(char::is_whitespace) {
        stem.retain(|c| !c.is_whitespace());
        extension.retain(|c| !c.is_whitespace());
        deviations.push(NameDeviation::Spaces);
    }
    let upper = stem.to_ascii_uppercase();
    if upper != stem {
        stem = upper;
        deviations.push(NameDeviation::SmallLetters);
    }
    let canonical = canonical_extension(&extension);
    if canonical != extension {
        deviations.push(NameDeviation::ExtensionCase);
    }
    if let Some(rest) = stem.strip_prefix("UPKIHON_000000_") {
        stem = format!("UPKIHON_{rest}");
        deviations.push(NameDeviation::KihonMonth);
    }
    text = stem;
    if !canonical.is_empty() {
        text.push('.');
        text.push_str(&canonical);
    }
    text
}

fn canonical_extension(extension: &str) -> String {
    match extension.to_ascii_lowercase().as_str() {
        "csv" => "CSV".to_owned(),
        "jpg" | "jpeg" => "jpg".to_owned(),
        _ => extension.to_owned(),
    }
}

/// What a browser or Explorer puts behind a name: `(1)`, ` - コピー`, ` - コピー (2)`, ` - Copy`.
fn copy_suffix(stem: &str) -> Option<String> {
    let numbered = |text: &str| {
        let open = text.rfind('(')?;
        let inner = text.get(open + 1..)?.strip_suffix(')')?;
        is_digits(inner).then(|| text.get(..open).map(str::trim_end)).flatten().map(str::len)
    };
    let mut end = numbered(stem).unwrap_or(stem.len());
    let head = stem.get(..end)?;
    for word in ["コピー", "Copy", "copy"] {
        if let Some(rest) = head.strip_suffix(word) {
            end = rest.trim_end().trim_end_matches(['-', '_']).trim_end().len();
        }
    }
    if end == stem.len() { None } else { stem.get(end..).map(str::to_owned) }
}

/// Finds the one reason why a normalised text is no name.
fn diagnose(text: &str) -> (Option<DocumentKind>, Option<NameDeviation>) {
    let (stem, extension) = text.rsplit_once('.').unwrap_or((text, ""));
    let Some((kind, rest)) = split_kind(stem) else {
        let nearest = nearest_kind(stem);
        return (nearest, Some(NameDeviation::Prefix(nearest)));
    };
    let mut parts: Vec<&str> = rest.split('_').collect();
    let cause = diagnose_parts(kind, &mut parts).or_else(|| {
        let expected = if kind.is_csv() { "CSV" } else { "jpg" };
        if extension == expected { None } else { Some(NameDeviation::Extension(extension.to_owned())) }
    });
    (Some(kind), Some(cause.unwrap_or(NameDeviation::Parts)))
}

fn diagnose_parts(kind: DocumentKind, parts: &mut Vec<&str>) -> Option<NameDeviation> {
    if let Some(cause) = diagnose_month(kind, parts) {
        return Some(cause);
    }
    if kind == DocumentKind::UpKihonImage {
        let branch = parts.pop()?;
        if branch.len() != 4 || !is_digits(branch) {
            return Some(NameDeviation::Branch(branch.to_owned()));
        }
    }
    let office = |text: &str| OfficeNumber::parse(text).is_err().then(|| NameDeviation::OfficeNumber(text.to_owned()));
    let serial = |text: &str| Serial::parse(text).is_err().then(|| NameDeviation::Serial(text.to_owned()));
    let service = |text: &str| ServiceType::parse(text).is_err().then(|| NameDeviation::ServiceType(text.to_owned()));
    match *parts.as_slice() {
        [from, from_type, to, to_type, stamp] => office(from)
            .or_else(|| office(to))
            .or_else(|| service(from_type))
            .or_else(|| service(to_type))
            .or_else(|| serial(stamp)),
        [from, middle, stamp] if OfficeNumber::parse(from).is_ok() && ServiceType::parse(middle).is_ok() => {
            serial(stamp).or(Some(NameDeviation::NoReceiver))
        }
        [from, stamp] if OfficeNumber::parse(from).is_ok() && is_digits(stamp) => Some(NameDeviation::NoReceiver),
        [from, to, stamp] => {
            let wrong = office(from).or_else(|| office(to)).or_else(|| serial(stamp));
            wrong.or(Some(NameDeviation::KindNotInVersion))
        }
        _ => Some(NameDeviation::Parts),
    }
}

fn diagnose_month(kind: DocumentKind, parts: &mut Vec<&str>) -> Option<NameDeviation> {
    let first = *parts.first()?;
    let looks_like_month = first.len() == 6 && is_digits(first);
    match (kind.has_month(), looks_like_month) {
        (true, true) => {
            parts.remove(0);
            let fine = first == "000000" || TargetMonth::parse(first.as_bytes()).is_ok();
            (!fine).then(|| NameDeviation::Month(first.to_owned()))
        }
        (true, false) => Some(match OfficeNumber::parse(first) {
            Ok(_) => NameDeviation::MonthMissing,
            Err(_) => NameDeviation::Month(first.to_owned()),
        }),
        (false, true) => Some(NameDeviation::MonthUnexpected(first.to_owned())),
        (false, false) => None,
    }
}

/// The kind whose prefix differs least from the start of the text, if at most two letters differ.
fn nearest_kind(stem: &str) -> Option<DocumentKind> {
    let head: String = stem.chars().take_while(|c| *c != '_').collect();
    DocumentKind::ALL
        .into_iter()
        .filter(|kind| !kind.prefix().contains('_'))
        .map(|kind| (distance(&head, kind.prefix()), kind))
        .filter(|(distance, _)| *distance <= 2)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, kind)| kind)
}

/// Levenshtein distance; both texts are short.
fn distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.chars().count()).collect();
    for (i, a) in left.chars().enumerate().take(32) {
        let mut diagonal = i;
        let mut previous = i + 1;
        if let Some(first) = row.first_mut() {
            *first = previous;
        }
        for (cell, b) in row.iter_mut().skip(1).zip(right.chars()) {
            let value = (diagonal + usize::from(a != b)).min(previous + 1).min(*cell + 1);
            diagonal = std::mem::replace(cell, value);
            previous = value;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXACT: &str = "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV";

    fn only(file_name: &str) -> NameDeviation {
        let reading = NameReading::read(file_name);
        assert_eq!(reading.deviations.len(), 1, "{file_name}: {:?}", reading.deviations);
        reading.deviations.into_iter().next().unwrap()
    }

    #[test]
    fn what_is_meant_is_still_known() {
        for (text, deviation) in [
            (EXACT.replace(".CSV", ".csv"), NameDeviation::ExtensionCase),
            (EXACT.replace(".CSV", " (1).CSV"), NameDeviation::CopySuffix("(1)".into())),
            (EXACT.replace(".CSV", " - コピー.CSV"), NameDeviation::CopySuffix("- コピー".into())),
            (EXACT.replace(".CSV", " - コピー (2).CSV"), NameDeviation::CopySuffix("- コピー (2)".into())),
            (EXACT.replace("202505", "２０２５０５"), NameDeviation::FullWidth),
            (EXACT.replace("UPPLAN", "UpPlan"), NameDeviation::SmallLetters),
        ] {
            assert_eq!(only(&text), deviation, "{text}");
            assert_eq!(NameReading::read(&text).name, DocumentName::parse(EXACT), "{text}");
        }
    }

    #[test]
    fn one_reason_when_it_cannot_be_read() {
        for (text, deviation) in [
            ("UPPLAN_202505_1370000001_43_20250425102000.CSV", NameDeviation::NoReceiver),
            ("UPPLAN_202505_1370000001_20250425102000.CSV", NameDeviation::NoReceiver),
            (
                "UPPLAN_202505_137000001_43_1370000002_11_20250425102000.CSV",
                NameDeviation::OfficeNumber("137000001".into()),
            ),
            (
                "UPPLAN_202505_1370000001_43_1370000002_11_201911110102233.CSV",
                NameDeviation::Serial("201911110102233".into()),
            ),
            (
                "UPPLAN_202505_1370000001_043_1370000002_011_20250425102000.CSV",
                NameDeviation::ServiceType("043".into()),
            ),
            ("UPPLAN_1370000001_43_1370000002_11_20250425102000.CSV", NameDeviation::MonthMissing),
            ("UPPLAN_202513_1370000001_43_1370000002_11_20250425102000.CSV", NameDeviation::Month("202513".into())),
            (
                "UP1KYO_202505_1370000001_43_1370000002_11_20250425102000.CSV",
                NameDeviation::MonthUnexpected("202505".into()),
            ),
            ("UP3KYO_1370000001_1370000002_20250425102000.CSV", NameDeviation::KindNotInVersion),
            (
                "UPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV",
                NameDeviation::Prefix(Some(DocumentKind::UpPlan)),
            ),
            ("利用票.CSV", NameDeviation::Prefix(None)),
        ] {
            assert_eq!(only(text), deviation, "{text}");
            assert_eq!(NameReading::read(text).name, None, "{text}");
        }
    }
}
