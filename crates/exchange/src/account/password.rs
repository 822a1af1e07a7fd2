//! What a new password must be (S20). No composition rule, no expiry; what is easily guessed is refused.

use crate::instant::{DAY, Instant};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

/// How long passwords last: for ever, unless the operator wishes otherwise (S20).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PasswordAge {
    /// Days after which one must be changed.
    pub days: Option<u16>,
}

impl PasswordAge {
    /// When a password that was set at an instant is over.
    pub fn until(self, set: Instant) -> Option<Instant> {
        self.days.map(|days| set.plus(i64::from(days) * DAY))
    }

    /// True when it is over.
    pub fn is_over(self, set: Instant, at: Instant) -> bool {
        self.until(set).is_some_and(|until| until <= at)
    }
}

/// Length bounds and the words that must not be the password.
#[derive(Clone, Copy)]
pub struct PasswordPolicy<'a> {
    /// Fewest characters: 12 for offices, 15 for operators.
    pub fewest: usize,
    /// True for a password that is easily guessed: on a list of common ones, or made of such and of the given words.
    /// Asked with the password in lower case.
    pub is_common: &'a (dyn Fn(&str, &[&str]) -> bool + Sync),
}

/// Most characters a password may have.
const MOST: usize = 128;

/// Words that every office would think of.
const OFFICE_WORDS: [&str; 24] = [
    "ケアプラン",
    "けあぷらん",
    "ケアマネ",
    "けあまね",
    "サービス",
    "事業所",
    "介護",
    "かいご",
    "連携",
    "れんけい",
    "居宅",
    "careplan",
    "caremane",
    "caremanager",
    "renkei",
    "kaigo",
    "kyotaku",
    "jigyosho",
    "jigyousho",
    "houmon",
    "fukushi",
    "service",
    "center",
    "office",
];

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PasswordWeakness {
    /// Fewer characters than needed.
    #[error("the password needs at least {fewest} characters and has {length}")]
    TooShort {
        /// The least.
        fewest: usize,
        /// What it has.
        length: usize,
    },
    /// More than 128 characters.
    #[error("the password may have 128 characters at most")]
    TooLong,
    /// A control character.
    #[error("the password has a character that cannot be typed")]
    Control,
    /// On the list of common passwords.
    #[error("the password is one that many people use")]
    Common,
    /// Made of the office's own number, name or ID.
    #[error("the password is made of the office's own name, number or ID")]
    OwnWords,
}

impl PasswordPolicy<'_> {
    /// The password in the form that is hashed (NFC), or why it is not taken. `own` are the office's number, name, IDs.
    pub fn check(&self, password: &str, own: &[&str]) -> Result<String, PasswordWeakness> {
        let normal: String = password.nfc().collect();
        let length = normal.chars().count();
        if normal.chars().any(char::is_control) {
            return Err(PasswordWeakness::Control);
        }
        if length < self.fewest {
            return Err(PasswordWeakness::TooShort { fewest: self.fewest, length });
        }
        if length > MOST {
            return Err(PasswordWeakness::TooLong);
        }
        let lower = normal.to_lowercase();
        if is_mostly(&lower, own) {
            return Err(PasswordWeakness::OwnWords);
        }
        let words: Vec<&str> = own.iter().copied().chain(OFFICE_WORDS).collect();
        if (self.is_common)(&lower, &words) { Err(PasswordWeakness::Common) } else { Ok(normal) }
    }
}

/// True when fewer than eight characters remain after the known words are taken out.
fn is_mostly(lower: &str, own: &[&str]) -> bool {
    let mut rest = lower.to_owned();
    for word in own.iter().copied().chain(OFFICE_WORDS).filter(|word| word.chars().count() >= 2) {
        rest = rest.replace(&word.to_lowercase(), "");
    }
    rest.len() < lower.len() && rest.chars().count() < 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s20_the_table_of_passwords() {
        let policy = PasswordPolicy { fewest: 12, is_common: &|word, _| word == "password1234" };
        let check = |word: &str| policy.check(word, &["1370000001", "KJ0123456789AB"]).map(|_| ());
        assert_eq!(check("三毛猫が縁側で昼寝をする"), Ok(()));
        assert_eq!(check("correct horse battery"), Ok(()));
        assert_eq!(check("短い"), Err(PasswordWeakness::TooShort { fewest: 12, length: 2 }));
        assert_eq!(check(&"あ".repeat(128)), Ok(()));
        assert_eq!(check(&"あ".repeat(129)), Err(PasswordWeakness::TooLong));
        assert_eq!(check("PassWord1234"), Err(PasswordWeakness::Common));
        assert_eq!(check("1370000001careplan"), Err(PasswordWeakness::OwnWords));
        assert_eq!(check("kj0123456789ab!"), Err(PasswordWeakness::OwnWords));
        assert_eq!(check("介護ケアプラン居宅2025年"), Err(PasswordWeakness::OwnWords));
        assert_eq!(check("kaigo-service-1"), Err(PasswordWeakness::OwnWords));
        assert_eq!(check("twelve chars\u{7}"), Err(PasswordWeakness::Control));
        let composed = policy.check("か\u{3099}か\u{3099}か\u{3099}か\u{3099}か\u{3099}か\u{3099}か\u{3099}か\u{3099}か\u{3099}か\u{3099}か\u{3099}か\u{3099}", &[]);
        assert_eq!(composed.unwrap(), "が".repeat(12));
    }
}
