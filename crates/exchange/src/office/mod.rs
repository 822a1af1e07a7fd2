//! Offices: who takes part, and the directory that others search.

mod closing;
mod import;
mod kanji_forms;
mod post_address;
mod record;
mod search;
mod stop;

pub use closing::{ClosedPartner, Closing, ClosingEnd, ClosingFacts, READING_DAYS, reads_until};
pub use import::{
    ImportCounts, ImportFinding, ImportLine, ImportPart, ImportState, LineChange, LineKind, MOST_FINDINGS, OfficeImport,
};
pub use post_address::{PostAddress, PostAddressError};
pub use record::{NewOffice, OfficeRecord, OfficeState, Prefecture};
pub use search::{OfficeEntry, OfficeQuery, SearchKey};
pub use stop::{LONGEST_WHY, OfficeStop, StopKind, Why};
