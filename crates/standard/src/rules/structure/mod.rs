//! Rules about characters, quotes and the limits of records (C02xx).

mod characters;
mod control_character;
mod defects;
mod gaiji;
mod half_character;
mod invalid_bytes;
mod line_end_in_value;
mod lone_quote;
mod noticed;
mod nul;
mod open_quote;
mod quote_in_bare_field;
mod record_too_long;
mod text_unquoted;
mod value_quoted;
mod vendor_characters;

use crate::check::{Case, Context};
use crate::finding::{Finding, Rule, Sink};
use crate::scan::Record;

pub(crate) use characters::characters;
pub(crate) use defects::report_defects;
pub(crate) use noticed::{Noticed, only_noticed};

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[
    &nul::RULE,
    &control_character::RULE,
    &gaiji::RULE,
    &invalid_bytes::RULE,
    &half_character::RULE,
    &vendor_characters::RULE,
    &open_quote::RULE,
    &lone_quote::RULE,
    &quote_in_bare_field::RULE,
    &record_too_long::RULE,
    &text_unquoted::RULE,
    &value_quoted::RULE,
    &line_end_in_value::RULE,
];

/// What is wrong with the characters of a field. The first thing to ask about a field: when it speaks, the value is not
/// looked at further.
pub(crate) fn field_characters(case: &Case<'_>) -> Option<Finding> {
    characters::of_field(case)
}

/// Quotes where the standard writes none, or none where it writes them (A026). The second thing to ask; the value is
/// looked at all the same. It is noted and said once when the file is finished, so nothing is given here.
pub(crate) fn quoting(case: &Case<'_>) -> Option<Finding> {
    noticed::quoting(case.context, case.record, case.index);
    None
}

/// Characters that not every software has (A038). The third thing to ask; the value is looked at all the same. They are
/// noted and said once when the file is finished, so nothing is given here.
pub(crate) fn vendor(case: &Case<'_>) -> Option<Finding> {
    noticed::vendor(case.context, case.record, case.index);
    None
}

/// Takes back what was noted of a record: one cause has been found for all that is odd in it.
pub(crate) fn forget(context: &Context, record: &Record<'_>) {
    noticed::forget(context, record);
}

/// Says what was noted of a file.
pub(crate) fn finish(context: &Context, out: &mut Sink) {
    noticed::finish(context, out);
}
