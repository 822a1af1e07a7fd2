//! Instants of the store and of the hub, as the pages have them.

use crate::transfer::instant;
use desk::Moment;
use evidence::Timestamp;

pub(super) fn moment(at: Timestamp) -> Moment {
    Moment(i64::try_from(at.unix().saturating_mul(1_000)).unwrap_or(i64::MAX))
}

/// An instant of the hub; the beginning of time when it cannot be read.
pub(super) fn moment_or_first(text: &str) -> Moment {
    moment_of(text).unwrap_or(Moment(0))
}

/// `None` when the hub wrote something else.
pub(super) fn moment_of(text: &str) -> Option<Moment> {
    instant(text).map(moment)
}
