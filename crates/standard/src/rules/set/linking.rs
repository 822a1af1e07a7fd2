//! The persons of the files against each other (C0715 to C0724, C0729).
//!
//! A file some of whose records have no usable key, or more keys than are kept, is never said to lack somebody. A person whose
//! date or insurer differs between two files is named once, and not as missing besides (one cause, one finding).

use super::files::{File, Files, date_words};
use super::sameness::is_sheet;
use super::{
    date_differs, first_alone, hosoku_alone, hosoku_missing, insurer_differs, links_limit, plan_without_basics,
    seventh_alone, sheet_alone, sixth_alone, table_alone,
};
use crate::check::{FirstRecord, LinkKey};
use crate::finding::{Finding, Rule, Sink};
use crate::types::{DocumentKind, NameMonth};
use DocumentKind as K;
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};

/// Compares the persons of the files that belong together.
pub(super) fn check(files: &Files<'_>, out: &mut Sink) {
    for file in &files.known {
        if file.links().is_some_and(|links| links.overflow) {
            out.push(file.finding(&links_limit::RULE));
        }
    }
    let mut linker = Linker { out, explained: HashSet::default() };
    sheets(files, &mut linker);
    slips(files, &mut linker);
    tables(files, &mut linker);
    plans_and_basics(files, &mut linker);
}

/// The files on one side of a comparison.
struct Side<'s, 'r>(Vec<&'s File<'r>>);

/// A record whose partner is missing.
struct Lone<'s, 'r> {
    file: &'s File<'r>,
    key: LinkKey,
    place: FirstRecord,
}

struct Linker<'o> {
    out: &'o mut Sink,
    /// Insured numbers whose date or insurer differs somewhere.
    explained: HashSet<u64, FixedState>,
}

/// What the partner has of a person whose key it lacks.
enum Instead {
    /// Nothing.
    Nothing,
    /// Another date that belongs to another record: the person is known there.
    Person,
    /// Another date that belongs to nothing: the two are one plan.
    Date(LinkKey),
    /// Another insurer.
    Insurer(LinkKey),
}

impl<'s, 'r> Side<'s, 'r> {
    fn of(files: &'s Files<'r>, kinds: &[K]) -> Self {
        Self(files.known.iter().filter(|file| kinds.contains(&file.kind)).collect())
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True when a person that is not found may be in it all the same.
    fn is_unsure(&self) -> bool {
        self.0.iter().filter_map(|file| file.links()).any(|links| links.incomplete || links.overflow)
    }

    fn has(&self, key: LinkKey) -> bool {
        self.0.iter().filter_map(|file| file.links()).any(|links| links.get(key).is_some())
    }

    fn kind(&self) -> K {
        self.0.first().map_or(K::Up1Kyo, |file| file.kind)
    }

    fn keys(&self) -> impl Iterator<Item = (&'s File<'r>, LinkKey, FirstRecord)> {
        self.0
            .iter()
            .filter_map(|file| Some((*file, file.links()?)))
            .flat_map(|(file, links)| links.iter().map(move |(key, place)| (file, key, place)))
    }

    /// The keys that none of the others has, in the order of the files.
    fn without(&self, others: &Side<'s, 'r>) -> Vec<Lone<'s, 'r>> {
        let missing = self.keys().filter(|(_, key, _)| !others.has(*key));
        let mut lone: Vec<Lone<'s, 'r>> = missing.map(|(file, key, place)| Lone { file, key, place }).collect();
        let order = |file: &File<'_>| self.0.iter().position(|other| other.document == file.document);
        lone.sort_by_key(|lone| (order(lone.file), lone.place.record, lone.key));
        lone
    }

    /// For each of some insured numbers, the keys that stand here.
    fn keys_of(&self, lone: &[Lone<'_, '_>]) -> HashMap<u64, Vec<LinkKey>, FixedState> {
        let mut keys: HashMap<u64, Vec<LinkKey>, FixedState> = HashMap::default();
        lone.iter().for_each(|lone| {
            keys.entry(lone.key.insured_number()).or_default();
        });
        for (_, key, _) in self.keys() {
            if let Some(keys) = keys.get_mut(&key.insured_number()) {
                keys.push(key);
            }
        }
        keys
    }
}

impl Linker<'_> {
    /// Reports every key of `children` that `parents` lack, each once; a person there under another date or insurer as such.
    fn miss(&mut self, children: &Side<'_, '_>, parents: &Side<'_, '_>, rule: &'static Rule) {
        if children.is_empty() || parents.is_empty() || parents.is_unsure() {
            return;
        }
        let lone = children.without(parents);
        if lone.is_empty() {
            return;
        }
        let there = parents.keys_of(&lone);
        let mut said: HashSet<LinkKey, FixedState> = HashSet::default();
        for lone in &lone {
            let number = lone.key.insured_number();
            if self.explained.contains(&number) || !said.insert(lone.key) {
                continue;
            }
            let candidates = there.get(&number).map(Vec::as_slice).unwrap_or_default();
            match instead(lone, candidates) {
                Instead::Date(other) => self.differs(lone, parents.kind(), other, &date_differs::RULE),
                Instead::Insurer(other) => self.differs(lone, parents.kind(), other, &insurer_differs::RULE),
                // Name and birth date are the same for every plan of a person.
                Instead::Person if is_about_hosoku(rule) => {}
                Instead::Person | Instead::Nothing => self.push(lone, parents.kind(), rule, |finding| finding),
            }
        }
    }

    fn push(&mut self, lone: &Lone<'_, '_>, partner: K, rule: &'static Rule, facts: impl FnOnce(Finding) -> Finding) {
        if !self.out.wants(rule) {
            return self.out.count(rule);
        }
        let finding = Finding::at(rule, lone.file.document, lone.place.spot());
        let finding = finding.fact("person", lone.key.insured());
        let finding = finding.fact("date", date_words(lone.key.date())).fact("date_en", lone.key.date().to_string());
        let finding = finding.fact("form", lone.file.kind.title()).fact("form_en", lone.file.kind.prefix());
        let finding = finding.fact("partner", partner.title()).fact("partner_en", partner.prefix());
        self.out.push(facts(finding));
    }

    fn differs(&mut self, lone: &Lone<'_, '_>, partner: K, other: LinkKey, rule: &'static Rule) {
        self.explained.insert(lone.key.insured_number());
        self.push(lone, partner, rule, |finding| {
            if lone.key.insurer() == other.insurer() {
                finding.fact("other", date_words(other.date())).fact("other_en", other.date().to_string())
            } else {
                finding.fact("insurer", lone.key.insurer()).fact("other", other.insurer())
            }
        });
    }
}

/// What stands at the partner's instead of a key.
fn instead(lone: &Lone<'_, '_>, candidates: &[LinkKey]) -> Instead {
    let has_too = |other: &LinkKey| lone.file.links().is_some_and(|links| links.get(*other).is_some());
    let same_person = || candidates.iter().copied().filter(|other| other.person() == lone.key.person());
    if let Some(other) = same_person().find(|other| !has_too(other)) {
        return Instead::Date(other);
    }
    if same_person().next().is_some() {
        return Instead::Person;
    }
    candidates.iter().copied().find(|other| !has_too(other)).map_or(Instead::Nothing, Instead::Insurer)
}

fn is_about_hosoku(rule: &Rule) -> bool {
    rule.id == hosoku_missing::RULE.id || rule.id == hosoku_alone::RULE.id
}

/// 計画書: by insurer, insured number and plan date.
fn sheets(files: &Files<'_>, linker: &mut Linker<'_>) {
    let first = Side::of(files, &[K::Up1Kyo]);
    let others = Side::of(files, &[K::Up2Kyo, K::Up3Kyo]);
    let second = Side::of(files, &[K::Up2Kyo]);
    let all = Side(files.known.iter().filter(|file| is_sheet(file.kind)).collect());
    let hosoku = Side(hosoku_of(files, false));
    linker.miss(&others, &first, &sheet_alone::RULE);
    linker.miss(&first, &second, &first_alone::RULE);
    linker.miss(&first, &hosoku, &hosoku_missing::RULE);
    if first.is_empty() {
        linker.miss(&second, &hosoku, &hosoku_missing::RULE);
    }
    linker.miss(&hosoku, &all, &hosoku_alone::RULE);
}

/// 利用票: by insurer, insured number and month. When the months of the names differ, that has been said.
fn slips(files: &Files<'_>, linker: &mut Linker<'_>) {
    let is_slip = |kind: K| matches!(kind, K::UpPlan | K::UpSikyu);
    let hosoku = hosoku_of(files, true);
    let months = || files.known.iter().filter(|file| is_slip(file.kind)).chain(hosoku.iter().copied()).map(File::month);
    if months().any(|month| Some(month) != months().next()) {
        return;
    }
    let (sixth, seventh) = (Side::of(files, &[K::UpPlan]), Side::of(files, &[K::UpSikyu]));
    let both = Side::of(files, &[K::UpPlan, K::UpSikyu]);
    let hosoku = Side(hosoku);
    linker.miss(&seventh, &sixth, &seventh_alone::RULE);
    linker.miss(&sixth, &seventh, &sixth_alone::RULE);
    linker.miss(&sixth, &hosoku, &hosoku_missing::RULE);
    if sixth.is_empty() {
        linker.miss(&seventh, &hosoku, &hosoku_missing::RULE);
    }
    linker.miss(&hosoku, &both, &hosoku_alone::RULE);
}

/// 補足情報 of the sheets or of the slips, by its name; one that belongs to the other set is not compared.
fn hosoku_of<'f, 'r>(files: &'f Files<'r>, with_slips: bool) -> Vec<&'f File<'r>> {
    let wanted = |month: NameMonth| (month != NameMonth::Unused) == with_slips;
    files.of_kind(K::UpHosoku).filter(|file| file.month().is_some_and(wanted)).collect()
}

/// 別表: by insurer, insured number and day of its parent.
fn tables(files: &Files<'_>, linker: &mut Linker<'_>) {
    let basics = Side::of(files, &[K::UpKihon]);
    linker.miss(&Side::of(files, &[K::UpKihonSub1, K::UpKihonSub2]), &basics, &table_alone::RULE);
    linker.miss(&Side::of(files, &[K::UpYoboSub]), &Side::of(files, &[K::UpYobo]), &table_alone::RULE);
}

/// 支援計画書 and 基本情報: nothing but the person joins them (A063).
fn plans_and_basics(files: &Files<'_>, linker: &mut Linker<'_>) {
    let (plans, basics) = (Side::of(files, &[K::UpYobo]), Side::of(files, &[K::UpKihon]));
    if plans.is_empty() || basics.is_empty() || plans.is_unsure() || basics.is_unsure() {
        return;
    }
    for (here, there) in [(&plans, &basics), (&basics, &plans)] {
        let persons: HashSet<u128, FixedState> = there.keys().map(|(_, key, _)| key.person()).collect();
        let mut said: HashSet<u128, FixedState> = HashSet::default();
        let missing = here.keys().filter(|(_, key, _)| !persons.contains(&key.person()));
        let mut lone: Vec<_> = missing.map(|(file, key, place)| Lone { file, key, place }).collect();
        lone.sort_by_key(|lone| lone.place.record);
        for lone in lone.iter().filter(|lone| said.insert(lone.key.person())) {
            linker.push(lone, there.kind(), &plan_without_basics::RULE, |finding| finding);
        }
    }
}
