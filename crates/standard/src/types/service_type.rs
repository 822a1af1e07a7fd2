//! The type of a care service (サービス種類コード).

use std::fmt;
use thiserror::Error;

/// Two characters `[0-9A-Z]`, e.g. 43 care management, 11 home help, A2 comprehensive home visit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServiceType([u8; 2]);

/// Why a text is no service type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a service type has 2 characters, digits or capital letters")]
pub struct ServiceTypeError;

impl ServiceType {
    /// Reads exactly two half-width digits or capital letters. Whether the type exists is asked of the data.
    pub fn parse(text: &str) -> Result<Self, ServiceTypeError> {
        Self::from_bytes(text.as_bytes()).ok_or(ServiceTypeError)
    }

    /// The same from the bytes of a field.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let array = <[u8; 2]>::try_from(bytes).ok()?;
        array.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()).then_some(Self(array))
    }

    /// The two characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Welfare equipment rental (17 福祉用具貸与, 67 介護予防福祉用具貸与).
    pub fn is_equipment(self) -> bool {
        matches!(&self.0, b"17" | b"67")
    }

    /// Plans are made by this type: care management, prevention support, prevention care management.
    pub fn is_planner(self) -> bool {
        matches!(&self.0, b"43" | b"46" | b"AF")
    }
}

impl fmt::Display for ServiceType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for ServiceType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServiceType({self})")
    }
}
