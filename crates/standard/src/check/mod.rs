//! What a caller uses: a check for one document, fed in pieces of any size, and a check for what travels together.

mod attachment;
mod combination;
mod context;
mod document;
mod field;
mod head;
mod links;
mod records;
mod set;
mod table;

pub use attachment::{AttachmentCheck, AttachmentKind, AttachmentReport, MAX_ATTACHMENT};
pub use combination::combination_of;
pub use document::{DocumentCheck, DocumentReport};
pub use links::{FirstRecord, ImageReference, LinkKey, Links};
pub use set::{Member, SetCheck, SetReport};

pub(crate) use combination::is_prevention;
pub(crate) use context::{Case, Context, Watch};
pub(crate) use field::{Form, form, is_birth_date, is_blank, is_plain, is_time, is_valid};
pub(crate) use head::Foreign;
pub(crate) use records::fits_field;
pub(crate) use table::{Entry, KeyTable};

use crate::types::Date;

/// What a check needs to know from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The day of the check, Japanese time. Dates are judged against it; the crate reads no clock.
    pub as_of: Date,
}
