//! Rules about the value of one field (C04xx). The first rule that explains a value speaks; the others keep silent.

mod required;

use crate::check::{Case, Context};
use crate::finding::{Finding, Rule, Sink};
use crate::rules::structure;
use unicode_normalization::UnicodeNormalization;

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[&required::RULE];

/// Explains one value, or passes.
type Explain = fn(&Case<'_>) -> Option<Finding>;

/// In the order in which they are asked.
const ORDER: &[Explain] = &[required::check];

/// Says what is to be said about a field that is not plainly right: one cause, one finding.
pub(crate) fn explain(case: &Case<'_>, cases: &mut Vec<Finding>, _out: &mut Sink) {
    if let Some(fault) = structure::field_characters(case) {
        cases.push(fault);
        return;
    }
    cases.extend(structure::quoting(case).or_else(|| structure::vendor(case)));
    cases.extend(ORDER.iter().find_map(|rule| rule(case)));
}

/// What can only be said at the end of a file.
pub(crate) fn finish(_context: &Context, _out: &mut Sink) {}

/// A value as it may be meant: half-width and without spaces around.
pub(crate) fn meant(text: &str) -> String {
    let half: String = text.nfkc().collect();
    half.trim().replace(['－', '‐', '―', 'ー', '−'], "-")
}
