//! Which files belong together: one sender, one receiver, one serial.

use super::gather::Found;
use standard::types::NameReading;
use standard::{DocumentKind, OfficeNumber, Serial};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What all files of a set share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct SetKey {
    /// The office that sends.
    pub(super) sender: OfficeNumber,
    /// The office it is for.
    pub(super) receiver: OfficeNumber,
    /// The serial.
    pub(super) serial: Serial,
}

/// Files that are checked together.
#[derive(Debug)]
pub(super) struct Planned {
    /// What they share; `None`: files of a folder whose names do not tell where they belong.
    pub(super) key: Option<SetKey>,
    /// The files, in the order of the standard's list of kinds.
    pub(super) files: Vec<Found>,
}

/// Sorts files into sets, in the order in which their first files come.
pub(super) fn plan(files: Vec<Found>) -> Vec<Planned> {
    let mut plan = Plan::default();
    for found in files {
        match key_of(&found) {
            Some(key) => plan.add(key, found),
            None => plan.homeless.push(found),
        }
    }
    plan.house();
    for set in &mut plan.sets {
        set.files.sort_by_cached_key(|found| (order_of(found), found.shown.clone()));
    }
    plan.sets
}

#[derive(Default)]
struct Plan {
    sets: Vec<Planned>,
    /// Where the set with a key stands; the second number tells copies of a set in other folders apart.
    by_key: HashMap<(SetKey, usize), usize>,
    /// How often a name has come.
    copies: HashMap<String, usize>,
    homeless: Vec<Found>,
}

impl Plan {
    fn add(&mut self, key: SetKey, found: Found) {
        let copy = self.copies.entry(found.file_name().to_owned()).or_default();
        let index = *self.by_key.entry((key, *copy)).or_insert(self.sets.len());
        *copy += 1;
        match self.sets.get_mut(index) {
            Some(set) => set.files.push(found),
            None => self.sets.push(Planned { key: Some(key), files: vec![found] }),
        }
    }

    /// Attachments and files with unreadable names go with the set of their folder when there is exactly one.
    fn house(&mut self) {
        let mut only: HashMap<PathBuf, Option<usize>> = HashMap::new();
        for (index, set) in self.sets.iter().enumerate() {
            for found in &set.files {
                let known = only.entry(found.folder.clone()).or_insert(Some(index));
                *known = known.filter(|known| *known == index);
            }
        }
        let mut strangers: HashMap<PathBuf, usize> = HashMap::new();
        for found in std::mem::take(&mut self.homeless) {
            let home = only.get(folder_of(&found)).copied().flatten();
            let index = home.unwrap_or_else(|| *strangers.entry(found.folder.clone()).or_insert(self.sets.len()));
            match self.sets.get_mut(index) {
                Some(set) => set.files.push(found),
                None => self.sets.push(Planned { key: None, files: vec![found] }),
            }
        }
    }
}

fn folder_of(found: &Found) -> &Path {
    &found.folder
}

fn key_of(found: &Found) -> Option<SetKey> {
    let name = NameReading::read(found.file_name()).name?;
    Some(SetKey { sender: name.sender, receiver: name.receiver, serial: name.serial })
}

fn order_of(found: &Found) -> usize {
    let kind = NameReading::read(found.file_name()).kind;
    kind.and_then(|kind| DocumentKind::ALL.iter().position(|known| *known == kind)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV";
    const TABLE: &str = "UPSIKYU_202505_1370000001_43_1370000002_11_20250425102000.CSV";
    const OTHER: &str = "UPJSK_202505_1370000002_11_1370000001_43_20250602090000.CSV";
    const BAD: &str = "UPHOSOKU_202505_1370000001_43_20250425102000.CSV";

    fn planned(files: &[(&str, &str)]) -> Vec<Vec<String>> {
        let found = |(folder, name): &(&str, &str)| Found {
            path: None,
            shown: format!("{folder}/{name}").into(),
            folder: PathBuf::from(folder),
            size: 0,
        };
        let sets = plan(files.iter().map(found).collect());
        let names = |set: &Planned| set.files.iter().map(|found| found.shown.to_string()).collect();
        sets.iter().map(names).collect()
    }

    #[test]
    fn grouped_by_name_wherever_they_lie() {
        let sets = planned(&[("a", TABLE), ("a", OTHER), ("b", PLAN)]);
        assert_eq!(sets, [vec![format!("b/{PLAN}"), format!("a/{TABLE}")], vec![format!("a/{OTHER}")]]);
    }

    #[test]
    fn a_copy_of_a_set_is_a_set_of_its_own() {
        let sets = planned(&[("a", PLAN), ("a", TABLE), ("b", PLAN), ("b", TABLE)]);
        assert_eq!(sets.len(), 2);
        assert_eq!(sets[1], [format!("b/{PLAN}"), format!("b/{TABLE}")]);
    }

    #[test]
    fn what_has_no_readable_name_goes_with_the_only_set_of_its_folder() {
        let sets = planned(&[("a", PLAN), ("a", BAD), ("a", "x.pdf"), ("b", "y.pdf"), ("b", BAD)]);
        assert_eq!(sets.len(), 2);
        assert_eq!(sets[0].len(), 3);
        let sets = planned(&[("a", PLAN), ("a", OTHER), ("a", "x.pdf")]);
        assert_eq!(sets[2], ["a/x.pdf"]);
    }
}
