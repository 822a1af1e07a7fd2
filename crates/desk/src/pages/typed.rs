//! What people type and paste, as it was meant: quotation marks of a copied path, full-width characters, a whole address.

/// A folder as typed, or as the file manager copies it: in quotation marks.
pub(crate) fn folder(text: &str) -> String {
    let quote = |sign: char| matches!(sign, '"' | '\u{201c}' | '\u{201d}' | '\u{ff02}') || sign.is_whitespace();
    text.trim_matches(quote).to_owned()
}

/// Letters, digits and signs in their half-width form; without spaces around them.
pub(crate) fn half_width(text: &str) -> String {
    let half = |sign: char| match sign {
        '！'..='～' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        '。' => '.',
        'ー' | '−' | '‐' | '―' => '-',
        '\u{3000}' => ' ',
        _ => sign,
    };
    text.chars().map(half).collect::<String>().trim().to_owned()
}

/// 事業所のユーザID in small letters, in full width, with spaces or hyphens between.
pub fn account(text: &str) -> String {
    half_width(text).to_uppercase().chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect()
}

/// The name of a hub: also of an address that was copied from a browser.
pub(crate) fn hub(text: &str) -> String {
    let text = half_width(text).to_lowercase();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(&text);
    rest.trim_end_matches('/').to_owned()
}

/// A code as it stands on paper: groups of four, so that it can be compared with it.
pub(crate) fn in_fours(text: &str) -> String {
    let half = half_width(text).to_uppercase();
    let signs: Vec<char> = half.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
    signs.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_understood_however_it_is_typed() {
        for text in ["KJ0123456789AB", "kj0123456789ab", " ＫＪ０１２３ 4567\u{3000}89ab", "KJ-0123-4567-89AB"] {
            assert_eq!(account(text), "KJ0123456789AB", "{text}");
        }
    }

    #[test]
    fn what_is_pasted_or_typed_full_width_is_read_as_it_was_meant() {
        assert_eq!(folder(" \"C:\\介護ソフト\\受信\" "), "C:\\介護ソフト\\受信");
        assert_eq!(folder("“/home/受信”"), "/home/受信");
        assert_eq!(half_width("　１５ "), "15");
        assert_eq!(hub("ｒｅｎｋｅｉ．ｅｘａｍｐｌｅ．ｊｐ：８４４０"), "renkei.example.jp:8440");
        assert_eq!(hub("https://Renkei.example.jp:8440/"), "renkei.example.jp:8440");
        assert_eq!(hub("ふつうの文"), "ふつうの文");
        assert_eq!(in_fours("ａｂｃｄ efgh-ij"), "ABCD-EFGH-IJ");
    }
}
