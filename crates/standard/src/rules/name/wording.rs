//! Words for texts about names: the form of a kind, days and months.

use crate::types::{Date, DocumentKind, TargetMonth};

/// The form of a name of version 202407 in Japanese words.
pub(super) fn form_ja(kind: DocumentKind) -> String {
    form(kind, ["年月", "送信元の事業所番号", "種類", "送信先の事業所番号", "種類", "連番", "枝番"])
}

/// The same in English words.
pub(super) fn form_en(kind: DocumentKind) -> String {
    form(kind, ["month", "sender", "type", "receiver", "type", "serial", "number"])
}

fn form(kind: DocumentKind, [month, from, from_type, to, to_type, serial, branch]: [&str; 7]) -> String {
    let mut parts = vec![kind.prefix()];
    parts.extend(kind.has_month().then_some(month));
    parts.extend([from, from_type, to, to_type, serial]);
    parts.extend((!kind.is_csv()).then_some(branch));
    format!("{}{}", parts.join("_"), extension(kind))
}

/// The extension of a kind, with its point.
pub(super) fn extension(kind: DocumentKind) -> &'static str {
    if kind.is_csv() { ".CSV" } else { ".jpg" }
}

pub(super) fn day_ja(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

pub(super) fn day_en(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

pub(super) fn month_ja(month: TargetMonth) -> String {
    format!("{}年{}月", month.year(), month.month())
}

pub(super) fn month_en(month: TargetMonth) -> String {
    format!("{:04}-{:02}", month.year(), month.month())
}
