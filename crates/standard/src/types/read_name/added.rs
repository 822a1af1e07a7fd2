//! An otherwise exact name with something written before or after it, as 山田様_UPPLAN_….

use super::super::DocumentName;
use super::super::document_name::split_kind;
use super::NameDeviation;
use super::clean::Cleaned;

/// The name inside the text, if there is one.
pub(super) fn check(cleaned: &mut Cleaned) -> Option<DocumentName> {
    let stem = cleaned.stem.as_str();
    let (name, start, end) = starts(stem).find_map(|start| {
        let fits = |end| Some((DocumentName::parse(&cleaned.with_stem(stem.get(start..end)?))?, start, end));
        ends(stem).find_map(fits)
    })?;
    let sides = [stem.get(..start), stem.get(end..)];
    let added: Vec<&str> = sides.into_iter().flatten().filter(|side| !side.is_empty()).collect();
    let added = NameDeviation::Added(added.join(" … "));
    cleaned.deviations.push(added);
    Some(name)
}

/// Where a kind begins that no letter or digit stands before.
fn starts(stem: &str) -> impl Iterator<Item = usize> {
    stem.char_indices().filter_map(move |(at, _)| {
        let before = stem.get(..at).and_then(|head| head.chars().next_back());
        let free = before.is_none_or(|c| !c.is_ascii_alphanumeric());
        (free && split_kind(stem.get(at..)?).is_some()).then_some(at)
    })
}

/// Where a run of digits ends, the longest text first.
fn ends(stem: &str) -> impl Iterator<Item = usize> {
    let ends_digits = move |end: usize| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let (Some(head), Some(tail)) = (stem.get(..end), stem.get(end..)) else { return false };
        digit(head.chars().next_back()) && !digit(tail.chars().next())
    };
    (1..=stem.len()).rev().filter(move |end| ends_digits(*end))
}
