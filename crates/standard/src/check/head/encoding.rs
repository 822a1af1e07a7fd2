//! Japanese text in another code than MS932.

use super::{Foreign, MARK};

/// The code of a text, when it is surely not MS932.
pub(super) fn judge(bytes: &[u8], mark: bool) -> Option<Foreign> {
    if is_utf8_japanese(bytes.get(if mark { MARK.len() } else { 0 }..).unwrap_or_default()) {
        return Some(Foreign::Utf8 { mark });
    }
    if is_jis(bytes) {
        return Some(Foreign::Jis);
    }
    is_euc_jp(bytes).then_some(Foreign::EucJp)
}

/// Characters of three bytes, and hardly a byte that is no UTF-8. In MS932 the bytes of Japanese text are never that,
/// but for a few half-width kana. One slip (a cut or damaged character) does not make another code of it.
fn is_utf8_japanese(bytes: &[u8]) -> bool {
    let high = |bytes: &[u8]| bytes.iter().filter(|byte| **byte >= 0x80).count();
    // Only bytes that are not ASCII decide: where hardly any are left, the rest need not be read.
    let (mut long, mut slips, mut rest) = (0usize, 0usize, high(bytes));
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        rest -= high(chunk.valid().as_bytes()) + chunk.invalid().len();
        // Characters of three bytes or four begin with such a byte.
        long += chunk.valid().bytes().filter(|byte| *byte >= 0xe0).count();
        // The last character may be cut by the end of what is seen.
        slips += usize::from(!chunk.invalid().is_empty() && chunks.peek().is_some());
        if long + rest / 3 <= 8 * slips {
            return false;
        }
    }
    long > 8 * slips
}

/// ISO-2022-JP: escape sequences around seven-bit text.
fn is_jis(bytes: &[u8]) -> bool {
    if !bytes.is_ascii() {
        return false;
    }
    let escapes = [&b"\x1b$B"[..], b"\x1b$@"];
    escapes.into_iter().any(|escape| memchr::memmem::find(bytes, escape).is_some())
}

/// Pairs of high bytes only, many of them hiragana or katakana (rows A4 and A5). In MS932 such bytes would be half-width
/// punctuation before every kana.
fn is_euc_jp(bytes: &[u8]) -> bool {
    let (mut pairs, mut kana, mut at) = (0usize, 0usize, 0usize);
    while let Some(&lead) = bytes.get(at) {
        match (lead, bytes.get(at + 1)) {
            (0..0x80, _) => at += 1,
            (_, None) => break,
            (0xa1..=0xfe, Some(0xa1..=0xfe)) => {
                pairs += 1;
                kana += usize::from(matches!(lead, 0xa4 | 0xa5));
                at += 2;
            }
            (0x8e, Some(0xa1..=0xdf)) => at += 2,
            _ => return false,
        }
    }
    kana >= 4 && kana * 8 >= pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS};

    const TEXT: &str = "202407,山田太郎,訪問かいごサービス事業所,ﾔﾏﾀﾞ\r\n";

    #[test]
    fn codes_are_told_apart() {
        assert_eq!(judge(TEXT.as_bytes(), false), Some(Foreign::Utf8 { mark: false }));
        assert_eq!(judge(&EUC_JP.encode(TEXT).0, false), Some(Foreign::EucJp));
        assert_eq!(judge(&ISO_2022_JP.encode(&TEXT.replace("ﾔﾏﾀﾞ", "")).0, false), Some(Foreign::Jis));
        assert_eq!(judge(&SHIFT_JIS.encode(TEXT).0, false), None);
        assert_eq!(judge(b"202407,1,2\r\n", false), None);
    }

    #[test]
    fn a_cut_character_at_the_end_is_no_slip() {
        let text = TEXT.as_bytes();
        let end = text.iter().rposition(|byte| *byte >= 0x80).unwrap();
        assert_eq!(judge(&text[..end], false), Some(Foreign::Utf8 { mark: false }));
    }

    #[test]
    fn half_width_kana_are_ms932() {
        for kana in ["ﾔﾏﾀﾞ ﾀﾛｳ", "ﾎｳﾓﾝｶｲｺﾞ", "､､､､ｱｱｱｱ｡｡"] {
            assert_eq!(judge(&SHIFT_JIS.encode(kana).0, false), None, "{kana}");
        }
    }
}
