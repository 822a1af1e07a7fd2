//! Findings that say the same again and again: the first places in full, the others as a list of lines.

use standard::Finding;
use standard::finding::FieldRef;
use std::collections::HashMap;

/// So many places of one rule and field are shown in full.
const IN_FULL: usize = 3;
/// So many lines are listed.
const LISTED: usize = 10;

/// What is shown of a finding.
#[derive(Debug)]
pub(super) enum Shown<'f> {
    /// All of it.
    Whole(&'f Finding),
    /// The finding stands for more places that are only listed.
    Rest(Rest<'f>),
}

/// Places that are only listed.
#[derive(Debug)]
pub(super) struct Rest<'f> {
    /// The first of them.
    pub(super) finding: &'f Finding,
    /// How many.
    pub(super) places: u64,
    /// The first of their lines.
    pub(super) lines: Vec<u64>,
    /// There are more lines than are listed.
    pub(super) more: bool,
}

type Same = (&'static str, Option<FieldRef>);

/// The findings in their order, repeated ones put together behind the last that is shown in full.
pub(super) fn shorten(findings: &[Finding]) -> Vec<Shown<'_>> {
    let mut groups: HashMap<Same, Vec<&Finding>> = HashMap::new();
    for finding in findings {
        groups.entry(same(finding)).or_default().push(finding);
    }
    let mut seen: HashMap<Same, usize> = HashMap::new();
    let mut shown = Vec::new();
    for finding in findings {
        let seen = seen.entry(same(finding)).or_default();
        *seen += 1;
        if *seen <= IN_FULL {
            shown.push(Shown::Whole(finding));
        }
        let rest = groups.get(&same(finding)).and_then(|group| group.get(IN_FULL..)).unwrap_or_default();
        if *seen == IN_FULL && !rest.is_empty() {
            shown.extend(rest.first().map(|first| Shown::Rest(list(first, rest))));
        }
    }
    shown
}

fn same(finding: &Finding) -> Same {
    (finding.rule.id, finding.field())
}

fn list<'f>(first: &'f Finding, rest: &[&'f Finding]) -> Rest<'f> {
    let mut lines: Vec<u64> = rest.iter().filter_map(|finding| Some(finding.place.spot.as_ref()?.line)).collect();
    lines.dedup();
    let more = lines.len() > LISTED;
    lines.truncate(LISTED);
    Rest { finding: first, places: rest.iter().map(|finding| finding.count).sum(), lines, more }
}
