//! Rules about the files of a set together (C07xx).
//!
//! Rules that ask for the same thing share a module: `composition` (which files are there), `sameness` (what their names must
//! share), `roles`, `linking` (their persons), `images`.

mod attachments_alone;
mod combination;
mod composition;
mod date_differs;
mod deletion;
mod file_missing;
mod files;
mod first_alone;
mod hosoku_alone;
mod hosoku_missing;
mod hosoku_month;
mod image_missing;
mod image_not_named;
mod image_route;
mod image_twice;
mod images;
mod insurer_differs;
mod linking;
mod links_limit;
mod months_differ;
mod plan_with_result;
mod plan_without_basics;
mod roles;
mod route;
mod same_file_twice;
mod same_kind_twice;
mod sameness;
mod seventh_alone;
mod sheet3_missing;
mod sheet_alone;
mod sheets_with_slips;
mod sixth_alone;
mod table_alone;
mod types_differ;
mod versions_differ;

use crate::check::{Member, SetReport};
use crate::finding::{Rule, Sink};
use files::Files;
use std::sync::Arc;

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[
    &sheets_with_slips::RULE,
    &combination::RULE,
    &file_missing::RULE,
    &sheet3_missing::RULE,
    &deletion::RULE,
    &plan_with_result::RULE,
    &same_file_twice::RULE,
    &same_kind_twice::RULE,
    &route::RULE,
    &types_differ::RULE,
    &months_differ::RULE,
    &versions_differ::RULE,
    &hosoku_month::RULE,
    &roles::RULE,
    &sheet_alone::RULE,
    &first_alone::RULE,
    &seventh_alone::RULE,
    &sixth_alone::RULE,
    &hosoku_missing::RULE,
    &hosoku_alone::RULE,
    &table_alone::RULE,
    &date_differs::RULE,
    &insurer_differs::RULE,
    &plan_without_basics::RULE,
    &image_missing::RULE,
    &image_not_named::RULE,
    &image_route::RULE,
    &image_twice::RULE,
    &links_limit::RULE,
    &attachments_alone::RULE,
];

/// Judges the members of one set, all with the same sender, receiver and serial.
pub(crate) fn check(members: &[Member<'_>]) -> SetReport {
    let files = Files::new(members);
    let mut out = Sink::new(&files.document());
    let combination = composition::check(&files, &mut out);
    sameness::check(&files, &mut out);
    roles::check(&files, combination, &mut out);
    linking::check(&files, &mut out);
    images::check(&files, &mut out);
    let (errors, warnings) = (out.errors(), out.warnings());
    let mut findings = out.into_findings();
    let order = |document: &Arc<str>| members.iter().position(|member| member.document() == document);
    findings.sort_by_key(|finding| (finding.place.spot.is_some(), order(&finding.place.document)));
    SetReport { combination, findings, errors, warnings }
}
