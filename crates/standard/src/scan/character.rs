//! The characters of MS932: which bytes are one, and which of them may stand in a file.

use encoding_rs::SHIFT_JIS;
use std::borrow::Cow;
use std::sync::LazyLock;

/// What a two-byte code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CharClass {
    /// No character of MS932.
    Invalid,
    /// JIS X 0208.
    Plain,
    /// NEC row 13, NEC selected and IBM extended characters (①, 髙): in MS932, but not in every software (A038).
    Vendor,
    /// F040–F9FC: 外字, forbidden (本文 4.3, A040).
    Gaiji,
}

/// The first thing in a text that may not stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CharFault {
    /// A control character other than a line end in a quoted text, NUL included.
    Control,
    /// Bytes that are no character of MS932, a lone lead byte included.
    Invalid,
    /// A 外字.
    Gaiji,
}

/// What was seen in a text that is all right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Text {
    /// Number of characters; a line end in quotes counts as its bytes.
    pub characters: u32,
    /// Place of the first vendor character, if there is one.
    pub vendor: Option<u32>,
}

const LEAD_BYTES: usize = 128;
const TRAIL_BYTES: usize = 256;

/// Class of every pair, by lead byte less 0x80 and trail byte.
struct Pairs(Box<[[CharClass; TRAIL_BYTES]; LEAD_BYTES]>);

static PAIRS: LazyLock<Pairs> = LazyLock::new(build_pairs);

/// Decodes every pair once, each on a line of its own so that a bad one cannot swallow its neighbour.
fn build_pairs() -> Pairs {
    let mut pairs = Box::new([[CharClass::Invalid; TRAIL_BYTES]; LEAD_BYTES]);
    let mut bytes = Vec::with_capacity(3 * TRAIL_BYTES);
    for (lead, row) in (0x80_u8..=0xff).zip(pairs.iter_mut()) {
        if !is_lead(lead) {
            continue;
        }
        bytes.clear();
        (0x40_u8..=0xfc).for_each(|trail| bytes.extend([lead, trail, b'\n']));
        let (decoded, _) = SHIFT_JIS.decode_without_bom_handling(&bytes);
        for (cell, line) in row.iter_mut().skip(0x40).zip(decoded.split('\n')) {
            let mut chars = line.chars();
            *cell = match (chars.next(), chars.next()) {
                (Some('\u{fffd}'), _) | (_, Some(_)) | (None, _) => CharClass::Invalid,
                (Some('\u{e000}'..='\u{f8ff}'), None) => CharClass::Gaiji,
                _ if matches!(lead, 0x87 | 0xed | 0xee | 0xfa..=0xfc) => CharClass::Vendor,
                _ => CharClass::Plain,
            };
        }
    }
    Pairs(pairs)
}

/// True for a byte that begins a two-byte code.
pub(crate) fn is_lead(byte: u8) -> bool {
    matches!(byte, 0x81..=0x9f | 0xe0..=0xfc)
}

/// The class of a two-byte code.
pub fn class_of_pair(lead: u8, trail: u8) -> CharClass {
    let row = PAIRS.0.get(usize::from(lead.wrapping_sub(0x80)));
    row.and_then(|row| row.get(usize::from(trail))).copied().unwrap_or(CharClass::Invalid)
}

/// Judges the bytes of one field. On a fault gives its place (byte in `bytes`), its length in bytes, and what it is.
pub fn check_text(bytes: &[u8], line_ends: bool) -> Result<Text, (u32, u32, CharFault)> {
    let mut text = Text::default();
    let mut at = 0usize;
    while let Some(&byte) = bytes.get(at) {
        let fault = |length, fault| Err((clamp(at), length, fault));
        match byte {
            b'\r' | b'\n' if line_ends => at += 1,
            0x20..=0x7e | 0xa1..=0xdf => at += 1,
            0..0x20 | 0x7f => return fault(1, CharFault::Control),
            _ if !is_lead(byte) => return fault(1, CharFault::Invalid),
            _ => {
                match bytes.get(at + 1).map(|trail| class_of_pair(byte, *trail)) {
                    None => return fault(1, CharFault::Invalid),
                    // A trail below 0x40 is a character of its own: only the lead byte is at fault.
                    Some(CharClass::Invalid) => {
                        let alone = bytes.get(at + 1).is_some_and(|trail| *trail < 0x40);
                        return fault(if alone { 1 } else { 2 }, CharFault::Invalid);
                    }
                    Some(CharClass::Gaiji) => return fault(2, CharFault::Gaiji),
                    Some(CharClass::Vendor) => text.vendor = text.vendor.or(Some(clamp(at))),
                    Some(CharClass::Plain) => {}
                }
                at += 2;
            }
        }
        text.characters += 1;
    }
    Ok(text)
}

/// The text of bytes for showing; what cannot be decoded becomes U+FFFD. Never written back to a file.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    SHIFT_JIS.decode_without_bom_handling(bytes).0
}

fn clamp(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s48_what_may_not_stand_in_a_file() {
        for (bytes, fault) in [
            (&b"a\0"[..], (1, 1, CharFault::Control)),
            (b"\x80", (0, 1, CharFault::Invalid)),
            (b"\xa0", (0, 1, CharFault::Invalid)),
            (b"a\xfd", (1, 1, CharFault::Invalid)),
            (b"\x81", (0, 1, CharFault::Invalid)),
            (b"\x81,", (0, 1, CharFault::Invalid)),
            (b"\xf0\x40", (0, 2, CharFault::Gaiji)),
            (b"\xf9\xfc", (0, 2, CharFault::Gaiji)),
            (b"\xef\xbb\xbf", (0, 2, CharFault::Invalid)),
        ] {
            assert_eq!(check_text(bytes, true), Err(fault), "{bytes:x?}");
        }
        assert_eq!(check_text(b"\r\n", false), Err((0, 1, CharFault::Control)));
    }

    #[test]
    fn s47_every_code_is_classed_as_the_decoder_sees_it() {
        let mut plain_or_vendor = 0;
        for lead in 0x81..=0xfc_u8 {
            for trail in 0x40..=0xfc_u8 {
                if matches!(class_of_pair(lead, trail), CharClass::Plain | CharClass::Vendor) {
                    plain_or_vendor += 1;
                    assert!(SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&[lead, trail]).is_some());
                }
            }
        }
        // 9,604 two-byte codes decode, 1,880 of them are 外字 (security.md §1, fact 7).
        assert_eq!(plain_or_vendor, 9_604 - 1_880);
    }

    #[test]
    fn vendor_characters_are_noticed() {
        let (bytes, _, _) = SHIFT_JIS.encode("山髙①");
        assert_eq!(check_text(&bytes, false), Ok(Text { characters: 3, vendor: Some(2) }));
    }
}
