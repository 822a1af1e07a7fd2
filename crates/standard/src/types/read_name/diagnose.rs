//! Finds the one reason why a cleaned name is no name of the standard, and the name that is meant if that is sure.

use super::super::document_name::is_digits;
use super::super::{DocumentKind, DocumentName, OfficeNumber, Serial, ServiceType, TargetMonth};
use super::NameDeviation;
use super::clean::Cleaned;

/// The reason, and the mended name.
pub(super) fn diagnose(kind: DocumentKind, rest: &str, cleaned: &Cleaned) -> (NameDeviation, Option<DocumentName>) {
    let expected = if kind.is_csv() { "CSV" } else { "jpg" };
    let parse = |rest: &str| DocumentName::parse(&format!("{kind}_{rest}.{expected}"));
    if cleaned.extension != expected {
        return (NameDeviation::Extension(cleaned.extension.clone()), parse(rest));
    }
    let mut parts: Vec<&str> = rest.split('_').collect();
    let cause = diagnose_parts(kind, &mut parts).unwrap_or(NameDeviation::Parts);
    let mended = match &cause {
        NameDeviation::ServiceType(_) => parse(&with_short_types(rest)),
        NameDeviation::MonthUnexpected(_) => rest.split_once('_').and_then(|(_, rest)| parse(rest)),
        NameDeviation::Branch(branch) => {
            four_digits(branch).and_then(|number| parse(&format!("{}_{number}", rest.rsplit_once('_')?.0)))
        }
        _ => None,
    };
    (cause, mended)
}

/// Edition 4.0 wrote service types with three characters; the zero before them says nothing.
fn with_short_types(rest: &str) -> String {
    let short = |part: &str| match part.strip_prefix('0') {
        Some(two) if two.len() == 2 => two.to_owned(),
        _ => part.to_owned(),
    };
    rest.split('_').map(short).collect::<Vec<_>>().join("_")
}

fn four_digits(branch: &str) -> Option<String> {
    let number = branch.parse::<u16>().ok().filter(|number| is_digits(branch) && *number <= 9999)?;
    Some(format!("{number:04}"))
}

fn diagnose_parts(kind: DocumentKind, parts: &mut Vec<&str>) -> Option<NameDeviation> {
    if parts.iter().any(|part| part.is_empty()) {
        return Some(NameDeviation::Parts);
    }
    if let Some(cause) = diagnose_sub(kind, parts).or_else(|| diagnose_month(kind, parts)) {
        return Some(cause);
    }
    if kind == DocumentKind::UpKihonImage {
        let branch = parts.pop()?;
        if branch.len() != 4 || !is_digits(branch) {
            let serial_is_last = branch.len() >= 12 && is_digits(branch);
            return Some(NameDeviation::Branch(if serial_is_last { String::new() } else { branch.to_owned() }));
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
        [from, middle, stamp] if OfficeNumber::parse(from).is_ok() && is_short(middle) => {
            serial(stamp).or(Some(NameDeviation::NoReceiver))
        }
        [from, stamp] if OfficeNumber::parse(from).is_ok() && is_digits(stamp) => {
            serial(stamp).or(Some(NameDeviation::NoReceiver))
        }
        [from, to, stamp] => {
            let wrong = office(from).or_else(|| office(to)).or_else(|| serial(stamp));
            wrong.or(Some(NameDeviation::KindNotInVersion))
        }
        _ => Some(NameDeviation::Parts),
    }
}

/// A service type, also one of three characters.
fn is_short(text: &str) -> bool {
    matches!(text.len(), 2 | 3) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// `UPKIHON_SUB3_…`: words after the prefix make it another kind.
fn diagnose_sub(kind: DocumentKind, parts: &[&str]) -> Option<NameDeviation> {
    let first = parts.first()?;
    let word = first.len() < 10 && first.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
    (word && !kind.has_month()).then_some(NameDeviation::Prefix(None))
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
        (true, false) => Some(match first.len() {
            // Nine and eleven characters are an office number with a slip.
            9..=11 => NameDeviation::MonthMissing,
            _ => NameDeviation::Month(first.to_owned()),
        }),
        (false, true) => Some(NameDeviation::MonthUnexpected(first.to_owned())),
        (false, false) => None,
    }
}
