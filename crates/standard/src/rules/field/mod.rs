//! Rules about the value of one field (C04xx). The first rule that explains a value speaks; the others keep silent.

mod amount_long;
mod birth_date;
mod birth_date_partial;
#[cfg(test)]
mod complete;
mod date_era;
mod date_far_off;
mod date_missing_day;
mod date_nines;
mod date_separators;
mod date_six_digits;
mod date_zero;
mod date_zero_required;
mod days_before;
mod decimal_places;
mod desirable;
mod equipment_code;
mod explanation;
mod flags;
mod full_width;
mod insured_h;
mod insured_letter;
mod insured_zero;
mod label_for_code;
mod lost_zero;
mod month_eight_digits;
mod month_missing;
mod number_commas;
mod number_decimals;
mod number_negative;
mod number_zeros;
mod numbering_zero;
mod office_digits;
mod phone;
mod postcode;
mod required;
mod required_inferred;
mod room_floor;
mod scientific;
mod service_letter;
mod service_out_of_scope;
mod service_unknown;
mod spaces;
mod spreadsheet;
mod time_colon;
mod time_colon_week;
mod time_midnight;
mod time_missing;
mod time_none_week;
mod time_seconds;
mod too_long;
mod total_code;
mod total_in_slip;
mod unknown_code;
mod unused;
mod weekday_word;
mod written;
mod wrong_form;

use crate::check::{Case, Context, Form, form};
use crate::data::FieldKind;
use crate::finding::{FieldRef, Finding, Rule, Severity, Sink};
use crate::rules::structure;
use explanation::{Explanation, fits};
use unicode_normalization::UnicodeNormalization;

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[
    &required::RULE,
    &required_inferred::RULE,
    &desirable::RULE,
    &unused::RULE,
    &spaces::RULE,
    &full_width::RULE,
    &insured_letter::RULE,
    &service_letter::RULE,
    &lost_zero::RULE,
    &spreadsheet::RULE,
    &scientific::RULE,
    &office_digits::RULE,
    &label_for_code::RULE,
    &unknown_code::RULE,
    &wrong_form::RULE,
    &too_long::RULE,
    &number_zeros::RULE,
    &number_negative::RULE,
    &number_decimals::RULE,
    &number_commas::RULE,
    &decimal_places::RULE,
    &date_missing_day::RULE,
    &date_separators::RULE,
    &date_era::RULE,
    &date_zero::RULE,
    &date_zero_required::RULE,
    &date_nines::RULE,
    &date_six_digits::RULE,
    &month_eight_digits::RULE,
    &date_far_off::RULE,
    &birth_date::RULE,
    &birth_date_partial::RULE,
    &month_missing::RULE,
    &time_midnight::RULE,
    &time_missing::RULE,
    &time_colon::RULE,
    &time_colon_week::RULE,
    &time_seconds::RULE,
    &time_none_week::RULE,
    &weekday_word::RULE,
    &insured_h::RULE,
    &insured_zero::RULE,
    &postcode::RULE,
    &phone::RULE,
    &flags::RULE,
    &service_unknown::RULE,
    &service_out_of_scope::RULE,
    &total_code::RULE,
    &total_in_slip::RULE,
    &equipment_code::RULE,
    &days_before::RULE,
    &amount_long::RULE,
    &numbering_zero::RULE,
    &room_floor::RULE,
];

/// Explains one value, or passes.
type Explain = fn(&Case<'_>) -> Option<Explanation>;

/// Asked in this order about a field in which nothing stands.
const EMPTY: &[Explain] = &[required::explain, required_inferred::explain, desirable::explain, spaces::explain_blank];

/// Asked about a value in the form of the standard that is still worth a word.
const REMARKS: &[Explain] = &[
    unused::explain,
    service_out_of_scope::explain,
    insured_zero::explain,
    birth_date::explain,
    date_far_off::explain,
    equipment_code::explain,
    numbering_zero::explain,
    full_width::explain_number_text,
];

/// Asked about a value that is not in the form of the standard: first what is tolerated, then what a spreadsheet
/// program does, then what is special to a kind of field, at last what is true of every kind.
const FAULTS: &[Explain] = &[
    spaces::explain,
    insured_letter::explain,
    service_letter::explain,
    full_width::explain,
    lost_zero::explain,
    scientific::explain,
    office_digits::explain,
    insured_h::explain,
    weekday_word::explain,
    label_for_code::explain,
    unknown_code::explain,
    date_zero::explain,
    date_zero_required::explain,
    date_nines::explain,
    date_six_digits::explain,
    month_eight_digits::explain,
    date_separators::explain,
    date_era::explain,
    birth_date_partial::explain,
    date_missing_day::explain,
    month_missing::explain,
    time_midnight::explain,
    time_none_week::explain,
    time_seconds::explain,
    time_colon::explain,
    time_colon_week::explain,
    time_missing::explain,
    postcode::explain,
    flags::explain,
    total_code::explain,
    total_in_slip::explain,
    service_unknown::explain,
    room_floor::explain,
    number_zeros::explain,
    number_negative::explain,
    number_commas::explain,
    number_decimals::explain,
    decimal_places::explain,
    days_before::explain,
    amount_long::explain,
    too_long::explain,
    phone::explain,
    wrong_form::explain,
];

/// The traces of a spreadsheet program that are one cause together.
const SPREADSHEET: &[&Rule] =
    &[&lost_zero::RULE, &scientific::RULE, &office_digits::RULE, &date_separators::RULE, &time_colon::RULE];

/// Says what is to be said about a field that is not plainly right: one cause, one finding.
pub(crate) fn explain(case: &Case<'_>, cases: &mut Vec<Finding>, out: &mut Sink) {
    // The version is judged once for the whole file, by the rules of shape.
    if case.field.kind == FieldKind::Version {
        return;
    }
    if let Some(fault) = structure::field_characters(case) {
        cases.push(fault);
        return;
    }
    cases.extend(structure::quoting(case));
    cases.extend(structure::vendor(case));
    if let Some(explanation) = value(case) {
        add(case, explanation, cases, out);
    }
}

/// What is wrong with the value, if something is.
fn value(case: &Case<'_>) -> Option<Explanation> {
    let order = match form(case.context, case.field, case.bytes) {
        _ if case.text.trim().is_empty() => EMPTY,
        Form::Plain => return None,
        Form::Remarkable => REMARKS,
        Form::Wrong => FAULTS,
    };
    order.iter().find_map(|explain| explain(case))
}

/// Makes a finding of an explanation, or only counts it when its rule has spoken and speaks once.
fn add(case: &Case<'_>, explanation: Explanation, cases: &mut Vec<Finding>, out: &mut Sink) {
    let rule = explanation.rule;
    if rule.severity == Severity::Warning && out.again_at(rule, Some(FieldRef::from(case.field))) {
        return;
    }
    cases.push(explanation.into_finding(case));
}

/// What can only be said at the end of a file.
pub(crate) fn finish(context: &Context, out: &mut Sink) {
    let unquoted = context.noticed.borrow().has_unquoted();
    if out.collapse(SPREADSHEET, |symptoms| spreadsheet::cause(&context.document, symptoms, unquoted)) {
        // Spreadsheet programs drop the quotes as well: the same cause.
        context.noticed.borrow_mut().forget_unquoted();
    }
}

/// A value as it may be meant: half-width and without spaces around.
pub(crate) fn meant(text: &str) -> String {
    let half: String = text.nfkc().collect();
    half.trim().replace(['－', '‐', '―', 'ー', '−'], "-")
}
