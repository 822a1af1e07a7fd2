//! Offices: who takes part, and the directory that others search.

mod closing;
mod import;
mod record;
mod search;

pub use closing::{ClosedPartner, Closing, ClosingEnd, ClosingFacts, LONGEST_REASON, READING_DAYS, reads_until};
pub use import::{ImportCounts, ImportFinding, ImportPart, ImportState, MOST_FINDINGS, OfficeImport};
pub use record::{NewOffice, OfficeRecord, OfficeState, Prefecture};
pub use search::{OfficeEntry, OfficeQuery, SearchKey};
