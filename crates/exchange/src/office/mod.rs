//! Offices: who takes part, and the directory that others search.

mod record;
mod search;

pub use record::{NewOffice, OfficeRecord, OfficeState, Prefecture};
pub use search::{OfficeEntry, OfficeQuery, SearchKey};
