//! Forms of one character: who looks for 高崎 finds 髙﨑. The table says where it comes from.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Each form that is not today's, with the one that is.
static FORMS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let lines = include_str!("kanji_forms.txt").lines().filter(|line| !line.starts_with('#'));
    let forms = lines.filter_map(|line| {
        let mut signs = line.chars();
        signs.next().map(|today| signs.map(move |other| (other, today)))
    });
    forms.flatten().collect()
});

/// The form of today; a character that has no other form is its own.
pub(super) fn of_today(sign: char) -> char {
    match sign {
        '\0'..='\u{33FF}' => sign,
        _ => FORMS.get(&sign).copied().unwrap_or(sign),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization as _;

    #[test]
    fn the_table_names_every_form_once_and_leads_to_forms_of_today() {
        let lines: Vec<&str> = include_str!("kanji_forms.txt").lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.len() > 400 && lines.iter().all(|line| line.chars().count() >= 2));
        let signs: Vec<char> = lines.iter().flat_map(|line| line.chars()).collect();
        let once: std::collections::BTreeSet<char> = signs.iter().copied().collect();
        assert_eq!(signs.len(), once.len(), "a form stands in one line");
        for sign in signs {
            assert_eq!(std::iter::once(sign).nfkc().next(), Some(sign), "{sign}: keys are in NFKC before");
            assert_eq!(of_today(of_today(sign)), of_today(sign));
        }
    }
}
