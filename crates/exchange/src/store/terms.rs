//! Versions of the terms of use that operators published, in the store.

use super::StoreFuture;
use crate::actor::{Act, OperatorId};
use crate::instant::{Day, Instant};

/// The versions. None is changed or taken away: offices agreed to it.
pub trait Terms {
    /// Every version, the newest first.
    fn terms(&self) -> StoreFuture<'_, Vec<TermsVersion>>;

    /// Publishes a version; `false` when its number is taken.
    fn publish_terms(&self, terms: TermsVersion, act: Act) -> StoreFuture<'_, bool>;

    /// Versions that came with the program and the day from which each has held here.
    fn built_in_terms(&self) -> StoreFuture<'_, Vec<(u32, Day)>>;

    /// A version that came with the program holds from this day on, unless it has held before.
    fn begin_built_in_terms(&self, version: u32, from: Day) -> StoreFuture<'_, ()>;
}

/// A version of the terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermsVersion {
    /// Its number.
    pub version: u32,
    /// The day from which it holds.
    pub from: Day,
    /// The text: headings are lines that begin with `# `, paragraphs are parted by empty lines.
    pub text: String,
    /// Who published it.
    pub published_by: OperatorId,
    /// When.
    pub at: Instant,
}
