//! A code with what it means in the table of its field.

use crate::data::CodeTable;
use std::borrow::Cow;

/// A code. Its label comes from the table of the field it stands in: the same code may mean something else in another
/// field (A131).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Code<'f> {
    /// The code, half-width, without spaces around.
    pub code: Cow<'f, str>,
    /// What it means; `None` when the field has no table or the table has no such code.
    pub label: Option<&'static str>,
}

impl<'f> Code<'f> {
    /// Reads a value that is cleaned but may still be written in small letters, or as the label (A124: 月 for 1).
    pub(super) fn read(value: Cow<'f, str>, table: Option<&'static CodeTable>) -> Self {
        let Some(table) = table else { return Self { code: value, label: None } };
        if let Some(label) = table.label(value.as_bytes()) {
            return Self { code: value, label: Some(label) };
        }
        let upper = value.to_ascii_uppercase();
        if let Some(label) = table.label(upper.as_bytes()) {
            return Self { code: Cow::Owned(upper), label: Some(label) };
        }
        match by_label(table, &value) {
            Some((code, label)) => Self { code: Cow::Borrowed(code), label: Some(label) },
            None => Self { code: value, label: None },
        }
    }
}

/// The code whose label is the value; days of the week also by their first character.
fn by_label(table: &'static CodeTable, value: &str) -> Option<(&'static str, &'static str)> {
    let is_meant = |label: &str| match label.strip_suffix("曜日") {
        Some(short) => [label, short].contains(&value) || value.strip_suffix('曜') == Some(short),
        None => label == value,
    };
    table.codes.iter().copied().find(|(_, label)| is_meant(label))
}
