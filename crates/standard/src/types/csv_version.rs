//! The version of the data standard that a file says it follows (CSVバージョン, first field of every record).

use super::TargetMonth;
use std::fmt;

/// A version of the standard that Renkei reads and writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CsvVersion {
    /// 202208, third edition, months up to March 2025.
    V202208,
    /// 202407, edition 4.1, months from April 2025.
    V202407,
}

impl CsvVersion {
    /// All versions, oldest first.
    pub const ALL: [Self; 2] = [Self::V202208, Self::V202407];

    /// Reads the six digits of the field, exactly.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|version| version.as_str() == text)
    }

    /// The six digits as they stand in a file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V202208 => "202208",
            Self::V202407 => "202407",
        }
    }

    /// The version that applies to a service month (別紙 CSVバージョン履歴: 202407 from April 2025).
    pub fn for_month(month: TargetMonth) -> Self {
        if month < TargetMonth::first_of_v202407() { Self::V202208 } else { Self::V202407 }
    }
}

impl fmt::Display for CsvVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
