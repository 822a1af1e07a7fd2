//! Transmissions: one set of documents and a message from one office to one office.

mod container;
mod event;
mod header;
mod quota;
mod receipt;
mod state;
mod summary;

pub use container::{NotVerified, VerifiedContainer};
pub use event::{FeedEvent, FeedNumber, HistoryEvent, Matter, OfficeMatter};
pub use header::{TransmissionEntry, TransmissionHeader};
pub use quota::{Quota, QuotaKind, QuotaReached, QuotaUse};
pub use receipt::{ReceiptKind, ReceiptNotVerified, SignedStatement, StoredReceipt, VerifiedReceipt};
pub use state::{Change, Refusal, State, apply};
pub use summary::{Summary, SummaryDocument, SummaryError};
