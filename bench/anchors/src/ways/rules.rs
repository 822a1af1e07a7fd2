//! A few simple rules for the 25 columns of 第6表: what a quick script would look at.

use encoding_rs::{DecoderResult, SHIFT_JIS};
use std::ops::Index;

/// Number of values of a record that break a rule. `fits`: the text is sound and at most so many characters long.
pub(super) fn faults<R>(record: &R, columns: usize, mut fits: impl FnMut(&[u8], usize) -> bool) -> u32
where
    R: Index<usize, Output = [u8]>,
{
    if columns != 25 {
        return 1;
    }
    let field = |index: usize| &record[index];
    let empty_or = |index: usize, check: &dyn Fn(&[u8]) -> bool| field(index).is_empty() || check(field(index));
    let sound = [
        field(0) == b"202407",
        digits(field(1), 6),
        digits(field(2), 10) || field(2).strip_prefix(b"H").is_some_and(|rest| digits(rest, 9)),
        date(field(3)),
        digits(field(4), 6),
        digits(field(5), 10),
        fits(field(6), 40),
        number(field(7), 6),
        empty_or(8, &|value| number(value, 5)),
        date(field(9)) && field(9).starts_with(field(4)),
        empty_or(10, &|value| value.len() == 31 && value.iter().all(|byte| matches!(byte, b'0' | b'1'))),
        time(field(11)),
        time(field(12)),
        field(11) == b"9999" || field(11) < field(12),
        number(field(13), 2),
        field(14).len() == 6 && field(14).iter().all(u8::is_ascii_alphanumeric),
        field(15).len() <= 12,
        field(16).len() <= 12,
        fits(field(17), 80),
        empty_or(18, &|value| number(value, 2)),
        digits(field(19), 10),
        fits(field(20), 80),
        field(21).len() <= 2,
        matches!(field(22), b"0" | b"1"),
        empty_or(23, &|value| digits(value, 10)),
        field(24).is_empty(),
    ];
    sound.into_iter().map(|sound| u32::from(!sound)).sum()
}

fn digits(value: &[u8], length: usize) -> bool {
    value.len() == length && value.iter().all(u8::is_ascii_digit)
}

fn number(value: &[u8], longest: usize) -> bool {
    !value.is_empty() && value.len() <= longest && value.iter().all(u8::is_ascii_digit)
}

fn date(value: &[u8]) -> bool {
    let part = |range: std::ops::Range<usize>| value[range].iter().fold(0, |sum, byte| sum * 10 + u32::from(byte & 15));
    digits(value, 8)
        && (1868..2200).contains(&part(0..4))
        && (1..=12).contains(&part(4..6))
        && (1..=31).contains(&part(6..8))
}

fn time(value: &[u8]) -> bool {
    value == b"9999" || (digits(value, 4) && value[..2] < b"24"[..] && value[2..] < b"60"[..])
}

/// The text is sound MS932 of at most so many characters.
pub(super) fn ms932_fits(text: &[u8], limit: usize, scratch: &mut [u16]) -> bool {
    if text.len() > 4000 {
        return false;
    }
    let mut decoder = SHIFT_JIS.new_decoder_without_bom_handling();
    let (result, _, written) = decoder.decode_to_utf16_without_replacement(text, scratch, true);
    result == DecoderResult::InputEmpty && written <= limit
}
