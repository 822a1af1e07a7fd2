//! Says what is wrong with a character, and shows the word it stands in.

use super::{control_character, gaiji, half_character, invalid_bytes, line_end_in_value, nul};
use crate::check::Case;
use crate::finding::{Finding, Rule, Sink, locate, printable};
use crate::scan::{CharFault, Record, check_text, decode, is_lead};
use std::sync::Arc;

/// Characters that are shown on each side.
const AROUND: usize = 8;

/// One bad character.
#[derive(Clone, Copy)]
struct Fault {
    at: u32,
    length: u32,
    kind: CharFault,
}

fn first_fault(bytes: &[u8], line_ends: bool) -> Option<Fault> {
    check_text(bytes, line_ends).err().map(|(at, length, kind)| Fault { at, length, kind })
}

/// The finding about a field that is looked at.
pub(super) fn of_field(case: &Case<'_>) -> Option<Finding> {
    let span = case.record.spans.get(case.index)?;
    let fault = first_fault(case.bytes, span.quoted && case.field.kind.is_text())?;
    let rule = rule_of(case.bytes, fault);
    Some(with_facts(case.finding_within(rule, fault.at, fault.length), case.bytes, fault))
}

/// Judges the characters of a record whose fields are not looked at one by one.
pub(crate) fn characters(document: &Arc<str>, record: &Record<'_>, out: &mut Sink) {
    for span in record.spans {
        let bytes = record.slice(*span);
        let Some(fault) = first_fault(bytes, span.quoted) else { continue };
        let rule = rule_of(bytes, fault);
        if !out.wants(rule) {
            out.count(rule);
            continue;
        }
        let start = (span.start + fault.at) as usize;
        let spot = locate(record, start..start + fault.length as usize, None);
        out.push(with_facts(Finding::at(rule, document, spot), bytes, fault));
    }
}

fn rule_of(bytes: &[u8], fault: Fault) -> &'static Rule {
    let rest = bytes.get(fault.at as usize..).unwrap_or_default();
    match (fault.kind, rest) {
        (CharFault::Gaiji, _) => &gaiji::RULE,
        (CharFault::Control, [0, ..]) => &nul::RULE,
        (CharFault::Control, [b'\r' | b'\n', ..]) => &line_end_in_value::RULE,
        (CharFault::Control, _) => &control_character::RULE,
        (CharFault::Invalid, [lead]) if is_lead(*lead) => &half_character::RULE,
        (CharFault::Invalid, _) => &invalid_bytes::RULE,
    }
}

/// Adds `code`, the bytes in hexadecimal, and `around`, the word.
fn with_facts(finding: Finding, bytes: &[u8], fault: Fault) -> Finding {
    let (start, end) = (fault.at as usize, (fault.at + fault.length) as usize);
    let bad = bytes.get(start..end).unwrap_or_default();
    let before = decode(bytes.get(..start).unwrap_or_default());
    let after = decode(bytes.get(end..).unwrap_or_default());
    let head: String = before.chars().skip(before.chars().count().saturating_sub(AROUND)).collect();
    let tail: String = after.chars().take(AROUND).collect();
    let mark = match fault.kind {
        CharFault::Gaiji | CharFault::Invalid => "〓".into(),
        CharFault::Control => decode(bad),
    };
    let word: String = format!("{head}{mark}{tail}").chars().map(shown).collect();
    let word = printable(&word);
    finding.fact("code", code_of(bad)).fact("around", format!("「{word}」"))
}

/// A character as it is shown: 外字 as 〓, controls as their pictures (␀), as under the line of the file.
fn shown(c: char) -> char {
    match c {
        '\u{e000}'..='\u{f8ff}' => '〓',
        '\0'..'\u{20}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(c),
        '\u{7f}' => '␡',
        _ => c,
    }
}

fn code_of(bytes: &[u8]) -> String {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    match bytes {
        b"\t" => format!("0x{hex} TAB"),
        b"\x1a" => format!("0x{hex} EOF"),
        b"\x1b" => format!("0x{hex} ESC"),
        _ => format!("0x{hex}"),
    }
}
