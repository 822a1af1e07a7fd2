//! Which files are there: together one set of the standard, or what stands against it (C0701 to C0706, C0730).
//! At most one of these rules speaks, but for the two that only warn.

use super::files::{Files, labels, prefixes};
use super::{
    attachments_alone, combination, deletion, file_missing, plan_with_result, sheet3_missing, sheets_with_slips,
};
use crate::check::{Member, combination_of};
use crate::data::Combination;
use crate::finding::{Rule, Sink};
use crate::types::{Action, CsvVersion, DocumentKind, NameMonth};
use DocumentKind as K;

/// Says what stands against the set as a whole; gives the combination that it is.
pub(super) fn check(files: &Files<'_>, out: &mut Sink) -> Option<&'static Combination> {
    let kinds = files.kinds();
    if kinds.is_empty() {
        only_attachments(files, out);
        return None;
    }
    let deletions: Vec<K> = kinds.iter().copied().filter(|kind| kind.action() == Action::Delete).collect();
    let groups = groups(files, &kinds);
    if !deletions.is_empty() {
        beside_deletion(files, &kinds, &deletions, out);
    } else if let [group] = groups.as_slice() {
        inside_group(files, *group, &kinds, out);
    } else if groups == [Group::Sheets, Group::Slips] {
        mixed(files, out);
    } else {
        apart(files, &groups, &kinds, out);
    }
    combination_of(files.version(), &kinds, files.types())
}

/// What belongs to one set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    /// 計画書 (第1表 to 第3表)
    Sheets,
    /// 利用票 (第6表, 第7表), with the results when they are there too (A142)
    Slips,
    /// 実績
    Results,
    /// 基本情報 and 支援計画書
    Prevention,
    /// 利用者補足情報 that goes with nothing that is there
    Hosoku,
}

impl Group {
    fn has(self, kind: K) -> bool {
        match self {
            Self::Sheets => matches!(kind, K::Up1Kyo | K::Up2Kyo | K::Up3Kyo),
            Self::Slips => matches!(kind, K::UpPlan | K::UpSikyu),
            Self::Results => kind == K::UpJsk,
            Self::Prevention => matches!(
                kind,
                K::UpKihon | K::UpKihonSub1 | K::UpKihonSub2 | K::UpKihonImage | K::UpYobo | K::UpYoboSub
            ),
            Self::Hosoku => kind == K::UpHosoku,
        }
    }
}

fn groups(files: &Files<'_>, kinds: &[K]) -> Vec<Group> {
    let mut groups = vec![Group::Sheets, Group::Slips, Group::Results, Group::Prevention];
    groups.retain(|group| kinds.iter().any(|kind| group.has(*kind)));
    if groups == [Group::Slips, Group::Results] {
        groups.pop();
    }
    let partner = groups.iter().any(|group| matches!(group, Group::Sheets | Group::Slips));
    if files.has(K::UpHosoku) && !partner {
        groups.push(Group::Hosoku);
    }
    groups
}

/// What the group must have; 第3表 is asked for on its own.
fn mandatory(files: &Files<'_>, group: Group, kinds: &[K]) -> Vec<K> {
    let hosoku_of_slips = || files.of_kind(K::UpHosoku).any(|file| file.month() != Some(NameMonth::Unused));
    match group {
        Group::Sheets => vec![K::Up1Kyo, K::Up2Kyo, K::UpHosoku],
        Group::Slips if kinds.contains(&K::UpJsk) => Vec::new(),
        Group::Slips => vec![K::UpPlan, K::UpSikyu, K::UpHosoku],
        Group::Results => vec![K::UpJsk],
        Group::Hosoku if hosoku_of_slips() => vec![K::UpPlan, K::UpSikyu],
        Group::Hosoku => vec![K::Up1Kyo, K::Up2Kyo],
        Group::Prevention => {
            let basics = [K::UpKihonSub1, K::UpKihonSub2, K::UpKihonImage];
            let of_basics = kinds.iter().any(|kind| basics.contains(kind)).then_some(K::UpKihon);
            of_basics.into_iter().chain(kinds.contains(&K::UpYoboSub).then_some(K::UpYobo)).collect()
        }
    }
}

fn inside_group(files: &Files<'_>, group: Group, kinds: &[K], out: &mut Sink) {
    if group == Group::Slips && kinds.contains(&K::UpJsk) {
        let plans: Vec<K> = kinds.iter().copied().filter(|kind| group.has(*kind)).collect();
        let finding = files.finding(&plan_with_result::RULE);
        out.push(finding.fact("plans", labels(&plans)).fact("plans_en", prefixes(&plans)));
    }
    if files.has_unknown() {
        return;
    }
    let mut missing = mandatory(files, group, kinds);
    missing.retain(|kind| !kinds.contains(kind));
    let without_third = matches!(group, Group::Sheets) && !kinds.contains(&K::Up3Kyo);
    let lacks_third = without_third && files.version() == CsvVersion::V202407;
    if !missing.is_empty() {
        if lacks_third {
            missing.insert(missing.len() - usize::from(missing.contains(&K::UpHosoku)), K::Up3Kyo);
        }
        let finding = files.finding(&file_missing::RULE);
        let finding = finding.fact("missing", labels(&missing)).fact("missing_en", prefixes(&missing));
        out.push(finding.fact("present", labels(kinds)).fact("present_en", prefixes(kinds)));
    } else if lacks_third {
        out.push(files.finding(&sheet3_missing::RULE));
    }
}

fn only_attachments(files: &Files<'_>, out: &mut Sink) {
    if let Some(Member::Attachment(report)) = files.members.first()
        && !files.has_unknown()
    {
        out.push(crate::finding::Finding::of_document(&attachments_alone::RULE, &report.document));
    }
}

fn beside_deletion(files: &Files<'_>, kinds: &[K], deletions: &[K], out: &mut Sink) {
    let [first, rest @ ..] = deletions else { return };
    let others: Vec<K> = kinds.iter().copied().filter(|kind| kind.action() != Action::Delete).collect();
    let (deletions, others) = if others.is_empty() { (&[*first][..], rest.to_vec()) } else { (deletions, others) };
    if others.is_empty() {
        return;
    }
    let finding = files.finding(&deletion::RULE);
    let finding = finding.fact("deletions", labels(deletions)).fact("deletions_en", prefixes(deletions));
    out.push(finding.fact("others", labels(&others)).fact("others_en", prefixes(&others)));
}

/// The dialog that the offices know, and which files make which of the two sets.
fn mixed(files: &Files<'_>, out: &mut Sink) {
    let part = |group: Group, with_slips: bool| {
        let kinds: Vec<K> = files.kinds().into_iter().filter(|kind| group.has(*kind)).collect();
        let hosoku = files.hosoku(with_slips).map(|file| file.file_name());
        let names: Vec<&str> =
            files.known.iter().filter(|file| group.has(file.kind)).map(|file| file.file_name()).collect();
        let names: Vec<&str> = names.into_iter().chain(hosoku).collect();
        let mut missing = mandatory(files, group, &kinds);
        missing.retain(|kind| !kinds.contains(kind));
        missing.retain(|kind| *kind != K::UpHosoku || files.hosoku(with_slips).next().is_none());
        (kinds, names.join("、"), missing)
    };
    let also = |missing: &[K]| match missing {
        [] => (String::new(), String::new()),
        _ => (
            format!("（ほかに {} が要ります）", labels(missing)),
            format!(" (and {}, which is missing)", prefixes(missing)),
        ),
    };
    let (sheets, first, first_missing) = part(Group::Sheets, false);
    let (slips, second, second_missing) = part(Group::Slips, true);
    let ((first_also, first_also_en), (second_also, second_also_en)) = (also(&first_missing), also(&second_missing));
    let finding = files.finding(&sheets_with_slips::RULE);
    let finding = finding.fact("sheets", labels(&sheets)).fact("sheets_en", prefixes(&sheets));
    let finding = finding.fact("slips", labels(&slips)).fact("slips_en", prefixes(&slips));
    let finding =
        finding.fact("first", format!("{first}{first_also}")).fact("first_en", format!("{first}{first_also_en}"));
    out.push(
        finding.fact("second", format!("{second}{second_also}")).fact("second_en", format!("{second}{second_also_en}")),
    );
}

fn apart(files: &Files<'_>, groups: &[Group], kinds: &[K], out: &mut Sink) {
    let with_hosoku = |group: &Group| matches!(group, Group::Sheets | Group::Slips);
    let belongs = |group: &Group, kind: K| group.has(kind) || (kind == K::UpHosoku && with_hosoku(group));
    let of_group = |group: &Group| kinds.iter().copied().filter(|kind| belongs(group, *kind)).collect::<Vec<K>>();
    let parts: Vec<Vec<K>> = groups.iter().map(of_group).collect();
    let ja: Vec<String> = parts.iter().map(|part| labels(part)).collect();
    let en: Vec<String> = parts.iter().map(|part| prefixes(part)).collect();
    let rule: &'static Rule = &combination::RULE;
    let finding = files.finding(rule).fact("files", labels(kinds)).fact("files_en", prefixes(kinds));
    out.push(finding.fact("groups", ja.join("／")).fact("groups_en", en.join(" / ")));
}
