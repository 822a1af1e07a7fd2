//! Rules about the name of a file (C00xx).

mod extension_case;

use crate::check::Options;
use crate::finding::{Finding, Rule, Sink};
use crate::types::{NameDeviation, NameReading};
use std::sync::Arc;

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[&extension_case::RULE];

/// Judges the name of a document.
pub(crate) fn check(document: &Arc<str>, reading: &NameReading, _options: Options, out: &mut Sink) {
    for deviation in &reading.deviations {
        if let Some(finding) = explain(document, deviation) {
            out.push(finding);
        }
    }
}

fn explain(document: &Arc<str>, deviation: &NameDeviation) -> Option<Finding> {
    match deviation {
        NameDeviation::ExtensionCase => Some(extension_case::finding(document)),
        _ => None,
    }
}
