//! Instants of the store and of the hub, as the pages have them.

use crate::transfer::instant;
use desk::Moment;
use evidence::Timestamp;

pub(super) fn moment(at: Timestamp) -> Moment {
    Moment(i64::try_from(at.unix().saturating_mul(1_000)).unwrap_or(i64::MAX))
}

/// `None` when the hub wrote something else.
pub(super) fn moment_of(text: &str) -> Option<Moment> {
    instant(text).map(moment)
}
