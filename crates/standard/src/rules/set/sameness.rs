//! What the files of a set must share: route, types, month, version, and one file of each kind (C0707 to C0713).

use super::files::{File, Files, month_words};
use super::{hosoku_month, months_differ, route, same_file_twice, same_kind_twice, types_differ, versions_differ};
use crate::check::Member;
use crate::finding::Sink;
use crate::rules::across::MONTH_NOT_OF_NAME;
use crate::rules::name::COPY_MARK;
use crate::types::{DocumentKind, NameMonth};

/// Compares the files with the first of which the name can be read.
pub(super) fn check(files: &Files<'_>, out: &mut Sink) {
    let same_route = routes(files, out);
    types(files, out);
    months(files, out);
    versions(files, out);
    hosoku(files, out);
    if same_route {
        twice(files, out);
    }
}

/// CSV files with a name. An image has rules of its own.
fn named<'f, 'r>(files: &'f Files<'r>) -> impl Iterator<Item = &'f File<'r>> {
    files.known.iter().filter(|file| file.name.is_some() && file.kind.is_csv())
}

fn routes(files: &Files<'_>, out: &mut Sink) -> bool {
    let mut same = true;
    let Some((first, expected)) = named(files).find_map(|file| Some((file, file.name?))) else { return true };
    for (file, name) in named(files).filter_map(|file| Some((file, file.name?))) {
        let differs = [
            (name.sender != expected.sender, "送信元の事業所番号", "the sender"),
            (name.receiver != expected.receiver, "送信先の事業所番号", "the receiver"),
            (name.serial != expected.serial, "連番（末尾14桁）", "the serial"),
        ];
        let wrong: Vec<_> = differs.into_iter().filter(|(differs, _, _)| *differs).collect();
        if wrong.is_empty() {
            continue;
        }
        same = false;
        let ja: Vec<&str> = wrong.iter().map(|(_, ja, _)| *ja).collect();
        let en: Vec<&str> = wrong.iter().map(|(_, _, en)| *en).collect();
        let finding = file.finding(&route::RULE).fact("other", first.file_name());
        out.push(finding.fact("what", ja.join("・")).fact("what_en", en.join(" and ")));
    }
    same
}

fn types(files: &Files<'_>, out: &mut Sink) {
    let typed = || named(files).filter_map(|file| Some((file, file.name?.types?)));
    let Some((first, expected)) = typed().next() else { return };
    for (file, (from, to)) in typed().filter(|(_, types)| *types != expected) {
        let finding = file.finding(&types_differ::RULE).fact("other", first.file_name());
        let expected = format!("{}→{}", expected.0, expected.1);
        out.push(finding.fact("found", format!("{from}→{to}")).fact("expected", expected));
    }
}

fn months(files: &Files<'_>, out: &mut Sink) {
    let dated = || {
        named(files).filter(|file| !has_other_months(file)).filter_map(|file| match file.month() {
            Some(NameMonth::Month(month)) => Some((file, month)),
            _ => None,
        })
    };
    let Some((first, expected)) = dated().next() else { return };
    for (file, month) in dated().filter(|(_, month)| *month != expected) {
        let finding = file.finding(&months_differ::RULE).fact("other", first.file_name());
        let finding = finding.fact("found_en", month.to_string()).fact("expected_en", expected.to_string());
        let (found, expected) = (month_words(NameMonth::Month(month)), month_words(NameMonth::Month(expected)));
        out.push(finding.fact("found", found).fact("expected", expected));
    }
}

/// True when no record is of the month of the name: that it differs from the other names has been told by that.
fn has_other_months(file: &File<'_>) -> bool {
    let Member::Document(report) = file.member else { return false };
    let told = report.findings.iter().find(|finding| finding.rule.id == MONTH_NOT_OF_NAME.id);
    told.is_some_and(|finding| finding.count >= report.records)
}

fn versions(files: &Files<'_>, out: &mut Sink) {
    let versioned = || {
        files.known.iter().filter_map(|file| match file.member {
            Member::Document(report) => Some((file, report.layout?.version)),
            Member::Attachment(_) => None,
        })
    };
    let Some((first, expected)) = versioned().next() else { return };
    for (file, version) in versioned().filter(|(_, version)| *version != expected) {
        let finding = file.finding(&versions_differ::RULE).fact("other", first.file_name());
        out.push(finding.fact("found", version.to_string()).fact("expected", expected.to_string()));
    }
}

/// With plan sheets alone 000000, with slips alone the month; when both are there, each is with its own.
fn hosoku(files: &Files<'_>, out: &mut Sink) {
    let sheets = files.known.iter().any(|file| is_sheet(file.kind));
    let slips = files.known.iter().find(|file| matches!(file.kind, DocumentKind::UpPlan | DocumentKind::UpSikyu));
    let with_slips = match (sheets, slips) {
        (true, None) => false,
        (false, Some(_)) => true,
        _ => return,
    };
    for file in files.of_kind(DocumentKind::UpHosoku) {
        let Some(month) = file.month().filter(|month| (*month != NameMonth::Unused) != with_slips) else { continue };
        let should = slips.and_then(File::month);
        let (found, found_en) = match month {
            NameMonth::Unused => ("計画書（年月が000000）", "the plan sheets (000000)"),
            NameMonth::Month(_) => ("利用票（年月がサービス提供年月）", "the slips (a month)"),
        };
        let (set, set_en) = if with_slips { ("利用票", "usage slips") } else { ("計画書", "plan sheets") };
        let finding = file.finding(&hosoku_month::RULE).fact("found", found).fact("found_en", found_en);
        let finding = finding.fact("set", set).fact("set_en", set_en);
        let digits = should.map_or_else(|| "000000".to_owned(), |month| month.to_string());
        out.push(finding.fact("should", digits.clone()).fact("should_en", digits));
    }
}

pub(super) fn is_sheet(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::Up1Kyo | DocumentKind::Up2Kyo | DocumentKind::Up3Kyo)
}

/// Two files of one kind, month and pair of types. With other months or types another rule has spoken.
fn twice(files: &Files<'_>, out: &mut Sink) {
    for (index, file) in files.known.iter().enumerate().filter(|(_, file)| file.kind.is_csv()) {
        let same = |other: &&File<'_>| {
            let types = |file: &File<'_>| file.name.and_then(|name| name.types);
            let known = file.name.is_some() && other.name.is_some();
            other.kind == file.kind && (!known || (other.month() == file.month() && types(other) == types(file)))
        };
        let Some(other) = files.known.iter().take(index).find(same) else { continue };
        // Which of the two to leave out has been said with the mark.
        if [file, other].into_iter().any(has_copy_mark) {
            continue;
        }
        let rule = if has_same_content(file, other) { &same_file_twice::RULE } else { &same_kind_twice::RULE };
        let finding = file.finding(rule).fact("other", other.file_name());
        out.push(finding.fact("form", file.kind.title()).fact("form_en", file.kind.prefix()));
    }
}

fn has_copy_mark(file: &File<'_>) -> bool {
    let Member::Document(report) = file.member else { return false };
    report.findings.iter().any(|finding| finding.rule.id == COPY_MARK.id)
}

fn has_same_content(left: &File<'_>, right: &File<'_>) -> bool {
    match (left.member, right.member) {
        (Member::Document(left), Member::Document(right)) => {
            let measure = |report: &crate::check::DocumentReport| (report.size, report.records, report.links.content());
            measure(left) == measure(right)
        }
        _ => false,
    }
}
