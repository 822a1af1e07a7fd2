//! Rules about the records of one file together (C06xx).
//!
//! Rules that ask for the same thing share a watch: `months`, `duplicates`, `sheet7`, `one_value`, `persons`. What a watch
//! remembers is bounded (`check::KeyTable`); beyond the bound C0607 speaks once and the watch rests.

mod duplicate;
mod duplicate_equipment;
mod duplicate_person;
mod duplicates;
mod hosoku_month;
mod limit;
mod month_not_of_name;
mod months;
mod months_mixed;
mod one_value;
mod over_thirty;
mod person_differs;
mod persons;
mod proration;
mod sheet7;
mod short_stay_days;
mod subtotal_missing;
mod sum_differs;
mod sums;
mod total_missing;
mod total_twice;
mod two_insurers;

use super::MakeWatch;
use crate::check::{Context, FirstRecord};
use crate::data::FieldKind;
use crate::finding::{Finding, Place, Rule, Sink};
use crate::scan::{Record, decode};
use foldhash::quality::FixedState;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;

pub(super) use month_not_of_name::RULE as MONTH_NOT_OF_NAME;

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[
    &month_not_of_name::RULE,
    &hosoku_month::RULE,
    &months_mixed::RULE,
    &duplicate::RULE,
    &duplicate_equipment::RULE,
    &duplicate_person::RULE,
    &limit::RULE,
    &total_missing::RULE,
    &total_twice::RULE,
    &subtotal_missing::RULE,
    &sum_differs::RULE,
    &over_thirty::RULE,
    &proration::RULE,
    &short_stay_days::RULE,
    &person_differs::RULE,
    &two_insurers::RULE,
];

/// Makes the watch of every rule of this folder.
pub(super) const WATCHES: &[MakeWatch] = &[
    months::watch,
    duplicates::watch,
    sheet7::watch,
    one_value::watch_proration,
    one_value::watch_short_stay,
    persons::watch,
];

/// Columns of the insurer and of the insured number: in every layout the second and the third.
const INSURER: usize = 1;
const INSURED: usize = 2;

/// Reports a rule at a record that goes with an earlier one; makes the finding only when it will be kept.
fn report(
    context: &Context,
    rule: &'static Rule,
    record: &Record<'_>,
    first: FirstRecord,
    out: &mut Sink,
    facts: impl FnOnce(Finding) -> Finding,
) {
    if out.wants(rule) {
        let finding = context.record_finding(rule, record).related(place(context, first));
        out.push(facts(finding.fact("first", first.line.to_string())));
    } else {
        out.count(rule);
    }
}

/// The place of an earlier record of the same document.
fn place(context: &Context, first: FirstRecord) -> Place {
    Place { document: Arc::clone(&context.document), spot: Some(first.spot()) }
}

/// The insured number of a record, for a text.
fn person(record: &Record<'_>) -> String {
    decode(record.bytes(INSURED)).into_owned()
}

/// 64 bits for some values: two different ones among a million are taken for equal once in 37 million files.
fn fingerprint<'b>(values: impl IntoIterator<Item = &'b [u8]>) -> [u32; 2] {
    let mut hasher = FixedState::with_seed(0x6b65_6e6b_6569).build_hasher();
    values.into_iter().for_each(|value| hasher.write(value));
    let hash = hasher.finish();
    [hash as u32, (hash >> 32) as u32]
}

/// True when the person's columns are where every layout of the standard has them.
fn has_person(context: &Context) -> bool {
    let kind = |index: usize| context.layout.fields.get(index).map(|field| field.kind);
    kind(INSURER) == Some(FieldKind::Insurer) && kind(INSURED) == Some(FieldKind::Insured)
}
