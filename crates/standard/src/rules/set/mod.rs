//! Rules about the files of a set together (C07xx).

use crate::check::Member;
use crate::finding::{Finding, Rule};

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[];

/// Judges the members of one set, all with the same sender, receiver and serial.
pub(crate) fn check(_members: &[Member<'_>]) -> Vec<Finding> {
    Vec::new()
}
