//! Texts as they are compared in a search: width, case, spaces and the two kana do not matter.

use unicode_normalization::UnicodeNormalization;

/// Katakana stand so far above hiragana.
const ABOVE: u32 = 0x60;

/// The text for a comparison.
pub(crate) fn fold(text: &str) -> String {
    text.nfkc().filter(|sign| !sign.is_whitespace()).flat_map(char::to_lowercase).map(hiragana).collect()
}

fn hiragana(sign: char) -> char {
    match sign {
        'ァ'..='ヶ' => char::from_u32(u32::from(sign) - ABOVE).unwrap_or(sign),
        _ => sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_means_is_the_same() {
        assert_eq!(fold("サクラ　訪問介護"), fold("さくら訪問介護"));
        assert_eq!(fold("ＵＰＰＬＡＮ１２"), fold("upplan12"));
        assert_eq!(fold("ｶﾞｲﾄﾞ"), fold("がいど"));
        assert_ne!(fold("さくら"), fold("ざくら"));
    }
}
