//! Offices: who takes part, and the directory that others search.

mod import;
mod kanji_forms;
mod record;
mod search;

pub use import::{ImportCounts, ImportFinding, ImportPart, ImportState, MOST_FINDINGS, OfficeImport};
pub use record::{NewOffice, OfficeRecord, OfficeState, Prefecture};
pub use search::{OfficeEntry, OfficeQuery, SearchKey};
