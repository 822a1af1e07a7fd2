//! The names that travel in a container, parsed where they come in.

use std::fmt;

macro_rules! text_identifier {
    ($(#[$meta:meta])* $name:ident, $check:expr) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Parses the text; `None` when it has another form.
            pub fn parse(text: &str) -> Option<Self> {
                let check: fn(&[u8]) -> bool = $check;
                check(text.as_bytes()).then(|| Self(text.to_owned()))
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_identifier!(
    /// 事業所番号: 10 characters `[0-9A-Z]`.
    OfficeNumber,
    |text| text.len() == 10 && text.iter().all(|sign| sign.is_ascii_digit() || sign.is_ascii_uppercase())
);

text_identifier!(
    /// The name of a hub's network (医療介護ネットワーク): 1 to 63 characters `[a-z0-9.-]`, letter or digit at both ends.
    NetworkName,
    |text| {
        let plain = |sign: &u8| sign.is_ascii_digit() || sign.is_ascii_lowercase();
        (1..=63).contains(&text.len())
            && text.iter().all(|sign| plain(sign) || matches!(sign, b'.' | b'-'))
            && text.first().is_some_and(plain)
            && text.last().is_some_and(plain)
    }
);

text_identifier!(
    /// The id of a transmission: a UUID of version 7 (RFC 9562) in lower case with hyphens, 36 characters.
    TransmissionId,
    |text| {
        text.len() == 36
            && text.iter().enumerate().all(|(at, sign)| match at {
                8 | 13 | 18 | 23 => *sign == b'-',
                14 => *sign == b'7',
                19 => matches!(sign, b'8' | b'9' | b'a' | b'b'),
                _ => matches!(sign, b'0'..=b'9' | b'a'..=b'f'),
            })
    }
);

text_identifier!(
    /// 連番: the 14 digits that all files of one set share.
    SetSerial,
    |text| text.len() == 14 && text.iter().all(u8::is_ascii_digit)
);

/// An office as a transmission names it: its number, and the network that serves it when that is another hub's.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OfficeAddress {
    /// 事業所番号.
    pub office: OfficeNumber,
    /// The other hub's network; `None` for an office of this hub.
    pub network: Option<NetworkName>,
}

impl OfficeAddress {
    /// An office of this hub.
    pub fn local(office: OfficeNumber) -> Self {
        Self { office, network: None }
    }
}
