//! A service code of the sixth and seventh sheets: two characters of service type and four of item, or a total.

use crate::types::ServiceType;
use std::fmt;

/// Six characters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServiceCode([u8; 6]);

/// What a row of the seventh sheet sums up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Total {
    /// `??AAAA`: what counts toward the limit, by service type.
    WithinLimit,
    /// `??EEEE`: what does not count toward the limit, by service type.
    OutsideLimit,
    /// `??ZZZZ`: what goes beyond 30 days, by service type.
    Over30Days,
    /// `999999`: everything.
    Grand,
}

impl ServiceCode {
    /// Reads six digits or letters; small letters are read as capitals (A104, A150).
    pub fn parse(text: &str) -> Option<Self> {
        let mut code = <[u8; 6]>::try_from(text.as_bytes()).ok()?;
        code.make_ascii_uppercase();
        code.iter().all(u8::is_ascii_alphanumeric).then_some(Self(code))
    }

    /// The six characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The service type: the first two characters (A085). The grand total has none.
    pub fn service_type(self) -> Option<ServiceType> {
        let [a, b, ..] = self.0;
        if self.total() == Some(Total::Grand) { None } else { ServiceType::from_bytes(&[a, b]) }
    }

    /// What the row sums up; `None` for a row of its own. Counts, rates and prices of totals are not to be used (A103).
    pub fn total(self) -> Option<Total> {
        match &self.0 {
            b"999999" => Some(Total::Grand),
            [.., b'A', b'A', b'A', b'A'] => Some(Total::WithinLimit),
            [.., b'E', b'E', b'E', b'E'] => Some(Total::OutsideLimit),
            [.., b'Z', b'Z', b'Z', b'Z'] => Some(Total::Over30Days),
            _ => None,
        }
    }
}

impl fmt::Display for ServiceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for ServiceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServiceCode({self})")
    }
}
