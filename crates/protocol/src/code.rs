//! The one-time code with which a terminal enrols: 80 bits of secret and 80 bits of the root's fingerprint.

use std::fmt;

/// Digits of the code: no I, L, O, U, so that a code read aloud or copied by hand stays the same (Crockford).
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a whole code.
const LENGTH: usize = 32;

/// A one-time code as it is given to an office: 32 characters in groups of four.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrolCode {
    /// What only the office knows. Sent to the hub, and only after the root was compared.
    pub secret: [u8; 10],
    /// The first 80 bits of the SHA-256 of the root certificate: the app trusts no other root.
    pub root: [u8; 10],
}

impl EnrolCode {
    /// Reads a code as a person types it: any case, with or without hyphens and spaces, full-width too, O for 0 and
    /// I or L for 1.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.chars().filter(|c| !is_separator(*c)).map(digit).collect::<Option<Vec<u8>>>()?;
        let digits: [u8; LENGTH] = digits.try_into().ok()?;
        let (secret, root) = digits.split_at(LENGTH / 2);
        Some(Self { secret: pack(secret)?, root: pack(root)? })
    }

    /// The secret part as it travels: 16 characters.
    pub fn secret_text(&self) -> String {
        unpack(&self.secret)
    }

    /// Reads the secret part as it travels.
    pub fn parse_secret(text: &str) -> Option<[u8; 10]> {
        let digits = text.chars().map(digit).collect::<Option<Vec<u8>>>()?;
        (digits.len() == LENGTH / 2).then(|| pack(&digits)).flatten()
    }
}

impl fmt::Display for EnrolCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = unpack(&self.secret) + &unpack(&self.root);
        for (index, digit) in text.chars().enumerate() {
            if index > 0 && index % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for EnrolCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnrolCode(…)")
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '－' | 'ー' | '−' | '‐' | '―')
}

/// The value of a digit, 0 to 31.
fn digit(c: char) -> Option<u8> {
    let half = match c {
        '！'..='～' => char::from_u32(c as u32 - 0xfee0)?,
        _ => c,
    };
    let meant = match half.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = DIGITS.iter().position(|known| char::from(*known) == meant)?;
    u8::try_from(at).ok()
}

/// Sixteen digits as ten bytes.
fn pack(digits: &[u8]) -> Option<[u8; 10]> {
    let value = digits.iter().fold(0u128, |value, digit| value << 5 | u128::from(*digit));
    value.to_be_bytes().get(6..)?.try_into().ok()
}

/// Ten bytes as sixteen digits.
fn unpack(bytes: &[u8; 10]) -> String {
    let value = bytes.iter().fold(0u128, |value, byte| value << 8 | u128::from(*byte));
    let digit = |at: u32| DIGITS.get((value >> (75 - 5 * at) & 31) as usize).copied().map(char::from);
    (0..16).filter_map(digit).collect()
}
