//! Text that came from outside, made safe to show: names of files may hold anything.

use crate::types::is_hidden;
use std::fmt::Write;

/// Most characters that are shown of a name.
const MOST: usize = 255;

/// The text with controls and characters that turn or hide text written out (`[U+202E]`), shortened.
pub fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len().min(MOST));
    for c in text.chars().take(MOST) {
        if is_hidden(c) {
            // Writing to a String cannot fail.
            let _ = write!(shown, "[U+{:04X}]", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    if text.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn what_cannot_be_seen_is_written_out() {
        assert_eq!(printable("請求\u{202e}fdp.exe\n"), "請求[U+202E]fdp.exe[U+000A]");
        assert_eq!(printable(&"あ".repeat(300)).chars().count(), 256);
    }
}
