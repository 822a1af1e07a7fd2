//! The check of what travels together: one sender, one receiver, one serial.

use super::DocumentReport;
use crate::data::Combination;
use crate::finding::Finding;
use crate::rules;

/// One file of a set.
#[derive(Debug, Clone, Copy)]
pub struct Member<'r> {
    /// Its report.
    pub report: &'r DocumentReport,
}

/// The check of a set.
#[derive(Debug)]
pub struct SetCheck;

/// What the check of a set gives.
#[derive(Debug)]
pub struct SetReport {
    /// The combination it is, when it is one.
    pub combination: Option<&'static Combination>,
    /// The findings about the set.
    pub findings: Vec<Finding>,
}

impl SetCheck {
    /// Judges the members of one set.
    pub fn check(members: &[Member<'_>]) -> SetReport {
        SetReport { combination: None, findings: rules::set::check(members) }
    }
}
