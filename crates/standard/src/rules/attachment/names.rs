//! What the name of an attachment may contain (security.md S56 in code): one finding a name, the gravest first.

use super::{name_character, name_decomposed, name_edges, name_invisible, name_long, name_reserved, name_short};
use crate::finding::{Finding, Rule};
use std::sync::Arc;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Most characters of a name.
const LONGEST: usize = 120;

/// True when nothing stands against a name. The whole text is the name: a separator in it is a forbidden character.
pub(crate) fn is_safe(name: &str) -> bool {
    judge(&Arc::from(name), name).is_none()
}

/// The first thing that stands against a name.
pub(super) fn judge(document: &Arc<str>, name: &str) -> Option<Finding> {
    let say = |rule: &'static Rule| Finding::of_document(rule, document).fact("shown", visible(name));
    if let Some(odd) = name.chars().find(|c| is_invisible(*c)) {
        return Some(say(&name_invisible::RULE).fact("code", format!("U+{:04X}", u32::from(odd))));
    }
    if let Some(odd) = name.chars().find(|c| r#"/\:*?"<>|"#.contains(*c)) {
        return Some(say(&name_character::RULE).fact("character", odd.to_string()));
    }
    let at_edge = |c: Option<char>| c.is_none_or(|c| c == '.' || c.is_whitespace());
    if at_edge(name.chars().next()) || at_edge(name.chars().next_back()) {
        return Some(say(&name_edges::RULE));
    }
    if is_reserved(name) {
        return Some(say(&name_reserved::RULE));
    }
    if let Some(part) = short_part(name) {
        return Some(say(&name_short::RULE).fact("part", part));
    }
    if !is_nfc(name) {
        return Some(say(&name_decomposed::RULE).suggest(visible(&name.nfc().collect::<String>())));
    }
    let length = name.chars().count();
    (length > LONGEST).then(|| say(&name_long::RULE).fact("length", length.to_string()))
}

/// The name for a text: shortened, what cannot be seen made visible.
pub(super) fn visible(name: &str) -> String {
    let shown: String = name.chars().take(80).map(|c| if is_invisible(c) { '\u{fffd}' } else { c }).collect();
    if name.chars().nth(80).is_some() { format!("{shown}…") } else { shown }
}

/// Controls, direction marks, joiners, byte order marks, line separators, tags, private use and unassigned ends of planes.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
                | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
                | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
                | '\u{e0000}'..='\u{10ffff}'
        )
}

/// CON, PRN, AUX, NUL, COM0 to COM9, LPT0 to LPT9, CONIN$, CONOUT$, with any extension, in any case, also with the small
/// digits that Windows takes for them.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let digit = |rest: &str| {
        let mut chars = rest.chars();
        let first = chars.next().is_some_and(|c| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³'));
        first && chars.next().is_none()
    };
    let port = ["COM", "LPT"].into_iter().filter_map(|port| stem.strip_prefix(port)).any(digit);
    port || matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
}

/// `~1` and the like.
fn short_part(name: &str) -> Option<String> {
    let pairs = name.chars().zip(name.chars().skip(1));
    pairs.into_iter().find(|(first, second)| *first == '~' && second.is_ascii_digit()).map(|(a, b)| format!("{a}{b}"))
}
