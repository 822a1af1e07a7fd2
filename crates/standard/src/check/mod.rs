//! What a caller uses: a check for one document, fed in pieces of any size, and a check for what travels together.

mod context;
mod document;
mod field;
mod head;
mod links;
mod records;
mod set;

pub use document::{DocumentCheck, DocumentReport};
pub use links::{LinkKey, Links};
pub use set::{Member, SetCheck, SetReport};

pub(crate) use context::{Case, Context, Watch};
pub(crate) use field::{is_plain, is_valid};
pub(crate) use head::Foreign;
pub(crate) use links::link_of;
pub(crate) use records::fits_field;

use crate::types::Date;

/// What a check needs to know from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The day of the check, Japanese time. Dates are judged against it; the crate reads no clock.
    pub as_of: Date,
}
