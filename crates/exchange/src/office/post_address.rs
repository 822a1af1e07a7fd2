//! Where letters to an office go.

use unicode_normalization::UnicodeNormalization;

/// Longest address, in characters.
const LONGEST: usize = 200;

/// A postal address: 郵便番号 and the rest as it is written on an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostAddress {
    postcode: String,
    address: String,
}

/// Why a text is no postal address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostAddressError {
    /// 郵便番号 is not 7 digits.
    Postcode,
    /// The address is empty, too long, or has control characters.
    Address,
}

impl PostAddress {
    /// Reads an address. 郵便番号 may be written in full width, with a hyphen or 〒.
    ///
    /// # Errors
    /// [`PostAddressError`].
    pub fn parse(postcode: &str, address: &str) -> Result<Self, PostAddressError> {
        let plain = |sign: &char| !(sign.is_whitespace() || matches!(sign, '-' | '‐' | '－' | 'ー' | '−' | '〒'));
        let postcode: String = postcode.nfkc().filter(plain).collect();
        if postcode.len() != 7 || !postcode.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(PostAddressError::Postcode);
        }
        let address = address.trim();
        if !(1..=LONGEST).contains(&address.chars().count()) || address.chars().any(char::is_control) {
            return Err(PostAddressError::Address);
        }
        Ok(Self { postcode, address: address.to_owned() })
    }

    /// 郵便番号, 7 digits.
    pub fn postcode(&self) -> &str {
        &self.postcode
    }

    /// 郵便番号 as envelopes have it: 123-4567.
    pub fn postcode_in_two(&self) -> String {
        let (area, rest) = self.postcode.split_at_checked(3).unwrap_or((&self.postcode, ""));
        format!("{area}-{rest}")
    }

    /// The address without 郵便番号.
    pub fn address(&self) -> &str {
        &self.address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_write_them() {
        for postcode in ["1000001", "100-0001", "〒100-0001", "１００－０００１", "１００ー０００１", " 100 0001 "]
        {
            let read = PostAddress::parse(postcode, " 架空県架空市1-2 ").unwrap();
            assert_eq!((read.postcode(), read.address()), ("1000001", "架空県架空市1-2"), "{postcode}");
            assert_eq!(read.postcode_in_two(), "100-0001");
        }
        for postcode in ["", "100-001", "100-00012", "abc-defg", "百-0001"] {
            assert_eq!(PostAddress::parse(postcode, "架空市"), Err(PostAddressError::Postcode), "{postcode}");
        }
        for address in ["", " ", "架\n空", &"あ".repeat(201)] {
            assert_eq!(PostAddress::parse("1000001", address), Err(PostAddressError::Address));
        }
    }
}
