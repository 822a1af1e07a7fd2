//! Rules about the name of a file (C00xx).

mod added_text;
mod copy_mark;
mod deviation;
mod device;
mod dots;
mod double_extension;
mod empty;
mod extension;
mod extension_case;
mod forbidden_characters;
mod full_width;
mod hidden_characters;
mod image_branch;
mod kihon_month;
mod kind_not_in_version;
mod month_far;
mod month_invalid;
mod month_missing;
mod month_unexpected;
mod month_unused;
mod new_form_old_month;
mod no_receiver;
mod office_number;
mod old_form_new_month;
mod old_form_plan;
mod other_file_type;
mod parts;
mod same_office;
mod same_office_other_type;
mod separators;
mod serial_future;
mod serial_length;
mod serial_no_time;
mod service_type;
mod service_type_unknown;
mod small_letters;
mod spaces;
mod subject;
mod system_file;
mod too_long;
mod unknown_kind;
mod wording;

use crate::check::Options;
use crate::finding::{Finding, Rule, Sink};
use crate::types::{DocumentName, NameReading};
use std::sync::Arc;
use subject::Subject;

pub(super) use copy_mark::RULE as COPY_MARK;

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[
    &extension_case::RULE,
    &kihon_month::RULE,
    &copy_mark::RULE,
    &full_width::RULE,
    &small_letters::RULE,
    &spaces::RULE,
    &no_receiver::RULE,
    &office_number::RULE,
    &serial_length::RULE,
    &service_type::RULE,
    &month_missing::RULE,
    &month_invalid::RULE,
    &month_unexpected::RULE,
    &image_branch::RULE,
    &extension::RULE,
    &other_file_type::RULE,
    &kind_not_in_version::RULE,
    &unknown_kind::RULE,
    &parts::RULE,
    &serial_no_time::RULE,
    &serial_future::RULE,
    &same_office::RULE,
    &month_unused::RULE,
    &month_far::RULE,
    &old_form_new_month::RULE,
    &new_form_old_month::RULE,
    &hidden_characters::RULE,
    &forbidden_characters::RULE,
    &too_long::RULE,
    &empty::RULE,
    &added_text::RULE,
    &separators::RULE,
    &system_file::RULE,
    &double_extension::RULE,
    &service_type_unknown::RULE,
    &old_form_plan::RULE,
    &device::RULE,
    &dots::RULE,
    &same_office_other_type::RULE,
];

/// Judges a name that can be read, or passes.
type Judge = fn(&Subject<'_>, &DocumentName) -> Option<Finding>;

/// The rules for names that can be read. A wrong month is one cause: of these the first that speaks is the last.
const MONTH: &[Judge] = &[
    month_unused::check,
    month_far::check,
    old_form_new_month::check,
    new_form_old_month::check,
    old_form_plan::check,
];
const SERIAL: &[Judge] = &[serial_no_time::check, serial_future::check];
const OFFICES: &[Judge] = &[same_office::check, same_office_other_type::check];
const TYPES: &[Judge] = &[service_type_unknown::check];

/// True when the name has already said what the file is, so that its content is no second cause. A file whose extension
/// is wrong (`may_be_csv`) may still be one of ours inside.
pub(crate) fn tells_content(out: &Sink, may_be_csv: bool) -> bool {
    out.has_spoken(&system_file::RULE) || (!may_be_csv && out.has_spoken(&other_file_type::RULE))
}

/// Judges the name of a document. An attachment's name is free; only what no system can save or show is told.
pub(crate) fn check(document: &Arc<str>, reading: &NameReading, options: Options, out: &mut Sink) {
    let subject = Subject::new(document, reading, options);
    for deviation in &reading.deviations {
        out.push(deviation::explain(&subject, deviation));
    }
    if let Some(name) = &reading.name {
        let judges = [MONTH, SERIAL, OFFICES, TYPES].into_iter();
        let findings = judges.filter_map(|judges| judges.iter().find_map(|judge| judge(&subject, name)));
        findings.for_each(|finding| out.push(finding));
    }
}
