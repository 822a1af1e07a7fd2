//! Files as they are dropped: sorted by recipient and serial from their names, and checked by `standard`.

mod check;
mod offered;
mod sort;

pub use check::{CheckedFile, CheckedSet, ShelvedFile};
pub use offered::{Content, MAX_FILE, OfferedFile, Shelf};
pub use sort::{Refused, SetFiles, SetKey, Sorted, sort};
