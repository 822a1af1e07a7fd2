//! What a check says: findings, the rules they come from, and where they lie.

#[allow(clippy::module_inception, reason = "the finding itself beside what it consists of")]
mod finding;
mod place;
mod printable;
mod rule;
mod sink;
mod text;

pub use finding::Finding;
pub use place::{Excerpt, FieldRef, Place, Spot};
pub use printable::printable;
pub use rule::{Fold, Rule, Severity};
pub use sink::MAX_KEPT;
pub use text::{Lang, Text};

pub(crate) use place::{line_ends, locate, shorten};
pub(crate) use sink::Sink;
