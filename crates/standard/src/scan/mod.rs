//! The strict streaming reader of MS932 CSV: bytes in, records with byte places out, nothing decoded and re-encoded.
//!
//! Commas, quotes and line ends never occur as the second byte of an MS932 character, so records are split on bytes
//! and characters are judged field by field (security.md S47–S49).

mod character;
mod record;
mod scanner;
mod stop;

pub(crate) use character::is_lead;
pub use character::{CharClass, CharFault, Text, check_text, class_of_pair, decode};
pub use record::{Record, Span};
pub use scanner::{Defect, DefectKind, MAX_FIELDS, MAX_RECORD, Scanned, Scanner, Terminator};
