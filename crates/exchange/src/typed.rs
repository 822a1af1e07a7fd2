//! What people type where a number or an ID is asked for: in full width, in small letters, with spaces, it is understood all
//! the same.

use unicode_normalization::UnicodeNormalization;

/// The text in half width and capital letters, without spaces and hyphens.
pub fn plain(text: &str) -> String {
    let between = |sign: &char| sign.is_whitespace() || matches!(sign, '-' | '‐' | '−' | '–' | 'ー');
    text.nfkc().filter(|sign| !between(sign)).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_typing_is_one() {
        for text in [
            "KJ0123456789AB",
            "kj0123456789ab",
            "ＫＪ０１２３４５６７８９ＡＢ",
            " kj 0123 4567 89ab ",
            "KJ-0123456789AB",
        ] {
            assert_eq!(plain(text), "KJ0123456789AB", "{text}");
        }
        assert_eq!(plain("１３７０００００\u{3000}０１"), "1370000001");
    }
}
