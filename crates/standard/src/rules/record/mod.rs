//! Rules about the fields of one record together (C05xx).
//!
//! A watch looks up its columns once, at the first record, and says nothing about a value that a rule for fields has
//! refused. What the standard writes as a condition is an error; what is only meant by it is a warning.

mod basic;
mod end_before_start;
mod important;
mod line;
mod made_in_future;
mod plan;
mod row;
mod supplement;
mod uninsured_office;
mod week;

use super::MakeWatch;
use crate::finding::Rule;

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[
    &line::service_date::RULE,
    &line::time_half::RULE,
    &end_before_start::RULE,
    &line::count_zero::RULE,
    &line::equipment_code_missing::RULE,
    &line::equipment_code_both::RULE,
    &line::equipment_code_elsewhere::RULE,
    &line::equipment_name_elsewhere::RULE,
    &line::detail_elsewhere::RULE,
    &line::detail_zero::RULE,
    &line::flags_after_end::RULE,
    &line::flags_none::RULE,
    &line::over_30_elsewhere::RULE,
    &line::stay_days_elsewhere::RULE,
    &line::result_office::RULE,
    &line::type_in_name::RULE,
    &important::RULE,
    &line::grand_total_office::RULE,
    &line::total_units::RULE,
    &line::total_discount::RULE,
    &line::rate_over_100::RULE,
    &line::discount_none::RULE,
    &line::fixed_office::RULE,
    &plan::period_reversed::RULE,
    &plan::first_later::RULE,
    &plan::level_while_applying::RULE,
    &plan::other_reason::RULE,
    &made_in_future::RULE,
    &supplement::link_none::RULE,
    &supplement::link_both::RULE,
    &supplement::slot_gap::RULE,
    &supplement::slot_incomplete::RULE,
    &supplement::slot_type::RULE,
    &supplement::slot_sums::RULE,
    &week::mixed::RULE,
    &week::incomplete::RULE,
    &week::empty::RULE,
    &basic::other_way::RULE,
    &basic::situation::RULE,
    &basic::image_name::RULE,
    &basic::image_extension::RULE,
    &basic::previous_later::RULE,
    &uninsured_office::RULE,
];

/// Makes the watch of every group of rules of this folder.
pub(super) const WATCHES: &[MakeWatch] = &[
    line::watch,
    important::watch,
    plan::watch,
    made_in_future::watch,
    supplement::watch,
    week::watch,
    basic::watch,
    uninsured_office::watch,
];
