//! The directory search: by number, name, kana, prefecture, service and licence.

use super::kanji_forms;
use crate::instant::Day;
use crate::office::{OfficeState, Prefecture};
use crate::page::Limit;
use standard::{OfficeNumber, ServiceType};
use unicode_normalization::UnicodeNormalization;

/// A text brought to the form that is compared: NFKC, small letters, hiragana, old forms of a character as today's, no
/// spaces, marks or selectors of a variation. What it gives is stored: a migration brings stored keys up to date.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SearchKey(String);

impl SearchKey {
    /// The key of a text.
    pub fn of(text: &str) -> Self {
        let signs = text.nfkc().flat_map(char::to_lowercase);
        Self(
            signs
                .filter(|sign| sign.is_alphanumeric() || *sign == 'ー')
                .map(to_hiragana)
                .map(kanji_forms::of_today)
                .collect(),
        )
    }

    /// The comparable text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn to_hiragana(sign: char) -> char {
    match sign {
        // 茅ヶ崎 and 茅ケ崎 are one place.
        'ヶ' => 'け',
        'ヵ' => 'か',
        'ァ'..='ヴ' => char::from_u32(u32::from(sign) - 0x60).unwrap_or(sign),
        _ => sign,
    }
}

/// What is searched; every given part must fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeQuery {
    /// The begin of the number.
    pub number: Option<String>,
    /// A part of the name or of the kana.
    pub text: Option<SearchKey>,
    /// The prefecture.
    pub prefecture: Option<Prefecture>,
    /// A service it gives.
    pub service: Option<ServiceType>,
    /// The day for which licences are told.
    pub licensed_on: Day,
    /// Only offices that hold a licence on that day.
    pub licensed_only: bool,
    /// Only offices that were frozen or closed.
    pub stopped_only: bool,
    /// The office after which the page begins.
    pub after: Option<OfficeNumber>,
    /// Size of the page.
    pub limit: Limit,
}

/// An office as the directory shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeEntry {
    /// Its number.
    pub number: OfficeNumber,
    /// Its name.
    pub name: String,
    /// The name in kana.
    pub kana: String,
    /// Where it is.
    pub prefecture: Prefecture,
    /// Which services it gives.
    pub services: Vec<ServiceType>,
    /// Whether it takes part.
    pub state: OfficeState,
    /// Whether it holds a licence on the day of the search.
    pub licensed: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writings_of_one_name_have_one_key() {
        let key = SearchKey::of("ケアプラン あおば");
        for other in ["けあぷらんあおば", "ｹｱﾌﾟﾗﾝ　あおば", "ケアプラン・アオバ"] {
            assert_eq!(SearchKey::of(other), key, "{other}");
        }
        for (old, today) in [
            ("髙﨑", "高崎"),
            ("𠮷野", "吉野"),
            ("葛\u{E0100}城", "葛城"),
            ("葛\u{E0101}飾", "葛飾"),
            ("渡邉", "渡辺"),
            ("渡邊", "渡辺"),
            ("齋藤", "斉藤"),
            ("齊藤", "斎藤"),
            ("藤澤", "藤沢"),
            ("長嶋", "長島"),
            ("濵田", "浜田"),
            ("社會福祉法人德壽會", "社会福祉法人徳寿会"),
            ("茅ヶ崎", "茅ケ崎"),
            ("神\u{FA19}", "神神"),
            ("㈱さくら", "(株)さくら"),
        ] {
            assert_eq!(SearchKey::of(old), SearchKey::of(today), "{old}");
        }
        assert_ne!(SearchKey::of("高田"), SearchKey::of("高野"));
        assert_eq!(SearchKey::of("ＮＰＯ法人 サポート").as_str(), "npo法人さぽーと");
    }
}
