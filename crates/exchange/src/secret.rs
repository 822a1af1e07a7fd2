//! Secrets that are shown once and stored as a hash only.

use std::fmt;
use zeroize::Zeroizing;

use evidence::Sha256;

/// 256 random bits that let somebody in. Never printed, never stored: only [`Secret::hash`] is.
#[derive(Clone)]
pub struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    /// From random bytes that are handed in.
    pub fn from_random(random: [u8; 32]) -> Self {
        Self(Zeroizing::new(random))
    }

    /// Reads the 64 hexadecimal digits that a client sends.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 64 {
            return None;
        }
        let mut value = Zeroizing::new([0_u8; 32]);
        for (to, pair) in value.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let [high, low] = pair else { return None };
            *to = (digit(*high)? << 4) | digit(*low)?;
        }
        Some(Self(value))
    }

    /// The text that the client is given, once.
    pub fn reveal(&self) -> Zeroizing<String> {
        Zeroizing::new(Sha256(*self.0).to_string())
    }

    /// What is stored and looked up.
    pub fn hash(&self) -> Sha256 {
        Sha256::of(self.0.as_slice())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A password as it was typed. Never printed and wiped after use.
pub struct Password(Zeroizing<String>);

impl Password {
    /// Takes over the text.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text, for the hasher alone.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

fn digit(sign: u8) -> Option<u8> {
    match sign {
        b'0'..=b'9' => Some(sign - b'0'),
        b'a'..=b'f' => Some(sign - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s85_a_secret_is_hidden_and_comes_back() {
        let secret = Secret::from_random([0xA5; 32]);
        assert_eq!(format!("{secret:?} {:?}", Password::new("ひみつ".to_owned())), "Secret(…) Password(…)");
        let text = secret.reveal();
        assert_eq!(Secret::parse(&text).unwrap().hash(), secret.hash());
        assert!(Secret::parse(&text.to_uppercase()).is_none());
        assert!(Secret::parse("a5").is_none());
    }
}
