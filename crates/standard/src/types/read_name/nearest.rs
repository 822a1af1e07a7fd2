//! The kind whose prefix a misspelt one is nearest to.

use super::super::document_name::split_kind;
use super::super::{DocumentKind, DocumentName};
use super::clean::Cleaned;

/// Most letters that may differ.
const MOST: usize = 2;

/// The one kind that is nearest to the beginning of the name, and the name if the rest fits it.
pub(super) fn kind_of(cleaned: &Cleaned) -> (Option<DocumentKind>, Option<DocumentName>) {
    let heads = cleaned.stem.match_indices('_').map(|(at, _)| at).take(2);
    let mut heads: Vec<&str> = heads.filter_map(|at| cleaned.stem.get(..at)).collect();
    if split_kind(&cleaned.stem).is_some() {
        // The first word is right, so it is the second that is misspelt.
        heads.drain(..heads.len().saturating_sub(1));
    }
    let whole = if heads.is_empty() { vec![cleaned.stem.as_str()] } else { heads };
    let near = |kind: DocumentKind| {
        let best = whole.iter().map(|head| (distance(head, kind.prefix()), *head)).min_by_key(|(far, _)| *far);
        best.filter(|(far, _)| *far <= MOST).map(|(far, head)| (far, kind, head))
    };
    let mut found: Vec<_> = DocumentKind::ALL.into_iter().filter_map(near).collect();
    found.sort_by_key(|(far, _, _)| *far);
    match *found.as_slice() {
        [(_, kind, head)] => (Some(kind), mended(cleaned, kind, head)),
        [(first, kind, head), (second, ..), ..] if first < second => (Some(kind), mended(cleaned, kind, head)),
        _ => (None, None),
    }
}

fn mended(cleaned: &Cleaned, kind: DocumentKind, head: &str) -> Option<DocumentName> {
    let rest = cleaned.stem.get(head.len()..)?;
    DocumentName::parse(&cleaned.with_stem(&format!("{kind}{rest}")))
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
