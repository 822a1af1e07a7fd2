//! An office as the hub keeps it.

use super::PostAddress;
use crate::instant::Instant;
use standard::{OfficeNumber, ServiceType};

/// A prefecture by its code, 1 (北海道) to 47 (沖縄県).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Prefecture(u8);

impl Prefecture {
    /// The prefecture with this code.
    pub const fn new(code: u8) -> Option<Self> {
        if code >= 1 && code <= 47 { Some(Self(code)) } else { None }
    }

    /// The code.
    pub const fn code(self) -> u8 {
        self.0
    }
}

/// What is told of an office when it is added or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOffice {
    /// Its number, for ever its own.
    pub number: OfficeNumber,
    /// Its name.
    pub name: String,
    /// The name in kana.
    pub kana: String,
    /// Where it is.
    pub prefecture: Prefecture,
    /// Which services it gives.
    pub services: Vec<ServiceType>,
    /// Where letters go; none when it is not told, which changes nothing that is known.
    pub post: Option<PostAddress>,
}

/// Whether an office takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeState {
    /// It does.
    Active,
    /// Stopped by the operator for a time.
    Frozen,
    /// Closed for good; the successor answers for it.
    Closed {
        /// The office that took over.
        successor: Option<OfficeNumber>,
        /// Until when it can read what had arrived before.
        reads_until: Option<Instant>,
    },
}

impl OfficeState {
    /// True for an office that is closed and can still read what had arrived before.
    pub fn is_reading(self, at: Instant) -> bool {
        matches!(self, Self::Closed { reads_until: Some(until), .. } if at < until)
    }

    /// True for a closed office.
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Closed { .. })
    }
}

/// An office as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeRecord {
    /// Number, name, services.
    pub office: NewOffice,
    /// Whether it takes part.
    pub state: OfficeState,
    /// When it was added.
    pub added_at: Instant,
    /// When it was last changed.
    pub changed_at: Instant,
}
