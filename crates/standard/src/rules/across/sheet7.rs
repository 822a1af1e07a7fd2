//! 第7表: what is remembered of each person, office and service type, for the rules about totals (C0608 to C0612).
//!
//! Rows may come in any order (A045). Of the total rows only 単位金額 and 費用総額 are read (A103).

use super::sums::{LONGEST, Row, Sum, Sums, number};
use super::{
    INSURED, INSURER, fingerprint, has_person, limit, over_thirty, subtotal_missing, sum_differs, total_missing,
    total_twice,
};
use crate::check::{Context, Entry, FirstRecord, KeyTable, Watch, is_valid};
use crate::finding::{Finding, Rule, Sink, Text};
use crate::scan::Record;
use crate::types::DocumentKind;

/// Most persons, and most offices and types of persons, that are added up.
const MOST_PERSONS: usize = 100_000;
const MOST_GROUPS: usize = 200_000;

/// Makes the watch.
pub(super) fn watch(context: &Context) -> Option<Box<dyn Watch>> {
    let applies = context.layout.kind == DocumentKind::UpSikyu && has_person(context);
    let columns = Columns::of(context).filter(|_| applies)?;
    Some(Box::new(Sheet7 {
        columns,
        person_of: KeyTable::with_limit(MOST_PERSONS),
        group_of: KeyTable::with_limit(MOST_GROUPS),
        persons: Vec::new(),
        groups: Vec::new(),
        last: 0,
        resting: false,
    }))
}

/// One person of the file.
#[derive(Debug)]
pub(super) struct Person {
    insured: [u8; 10],
    /// The first row.
    pub(super) first: FirstRecord,
    /// The row of totals.
    pub(super) total: Option<Row>,
}

/// The rows of one person, office and service type.
#[derive(Debug)]
pub(super) struct Group {
    person: usize,
    office: [u8; 10],
    service: [u8; 2],
    /// The first row.
    pub(super) first: FirstRecord,
    /// Rows that surely count for the limit, rows of which that is open (A110), and rows beyond thirty days.
    pub(super) sure: Sum,
    pub(super) unsure: Sum,
    pub(super) over: Sum,
    /// The rows AAAA, EEEE and ZZZZ.
    pub(super) subtotal: Option<Row>,
    pub(super) outside: Option<Row>,
    pub(super) beyond_thirty: Option<Row>,
}

struct Columns {
    office: usize,
    code: usize,
    units: usize,
    managed: usize,
    beyond: usize,
    within: usize,
    cost: usize,
    over_thirty: usize,
    /// Most digits of the two that are added up.
    units_length: usize,
    cost_length: usize,
}

struct Sheet7 {
    columns: Columns,
    person_of: KeyTable<2, 1>,
    group_of: KeyTable<3, 1>,
    persons: Vec<Person>,
    groups: Vec<Group>,
    /// Number of the last record seen, to notice those that were left out.
    last: u64,
    /// Something is missing: nothing is added up any more.
    resting: bool,
}

impl Columns {
    fn of(context: &Context) -> Option<Self> {
        let at = |name: &str| context.layout.index_of(name);
        let length = |name: &str| Some(context.layout.fields.get(at(name)?)?.length.map_or(LONGEST, usize::from));
        Some(Self {
            units_length: length("サービス単位金額")?,
            cost_length: length("費用総額保険／事業対象分")?,
            office: at("サービス事業所コード")?,
            code: at("サービスコード")?,
            units: at("サービス単位金額")?,
            managed: at("給付管理単位数")?,
            beyond: at("区分支給限度基準超単位数")?,
            within: at("区分支給限度基準内単位数")?,
            cost: at("費用総額保険／事業対象分")?,
            over_thirty: at("３０日超区分")?,
        })
    }
}

impl Watch for Sheet7 {
    fn record(&mut self, context: &Context, record: &Record<'_>, out: &mut Sink) {
        // A record that was refused as a whole may be the very row that is missed here.
        self.resting |= record.number != self.last + 1;
        self.last = record.number;
        if !self.resting {
            self.add(context, record, out);
        }
    }

    fn finish(&mut self, context: &Context, out: &mut Sink) {
        if self.resting {
            return;
        }
        let mut sums: Vec<Option<Sums>> = self.persons.iter().map(|_| Some(Sums::new())).collect();
        for group in &self.groups {
            let (Some(person), Some(sums)) = (self.persons.get(group.person), sums.get_mut(group.person)) else {
                continue;
            };
            subtotal_missing::find(context, person, group, out);
            over_thirty::find(context, person, group, out);
            if sum_differs::find_subtotal(context, person, group, out) {
                // The total is wrong for the same reason.
                *sums = None;
            } else if let Some(sums) = sums {
                sums.add(group);
            }
        }
        for (person, sums) in self.persons.iter().zip(&sums) {
            total_missing::find(context, person, out);
            if let Some(sums) = sums {
                sum_differs::find_total(context, person, sums, out);
            }
        }
    }
}

impl Sheet7 {
    fn add(&mut self, context: &Context, record: &Record<'_>, out: &mut Sink) {
        let code = record.bytes(self.columns.code);
        let insured = <[u8; 10]>::try_from(record.bytes(INSURED)).ok();
        // A row whose key is refused is nobody's; what it lacks elsewhere is the same mistake.
        let Some(insured) = insured.filter(|_| self.has_whole_key(context, record)) else {
            self.resting = true;
            return;
        };
        let first = FirstRecord::of(record);
        let key = fingerprint([record.bytes(INSURER), &insured]);
        let Some(person) =
            index(&mut self.person_of, key, &mut self.persons, || Person { insured, first, total: None })
        else {
            return self.rest(context, record, out);
        };
        if code == b"999999" {
            let row = self.row(record);
            if let Some(person) = self.persons.get_mut(person) {
                match &person.total {
                    Some(total) => total_twice::report(context, record, total.place, out),
                    None => person.total = Some(row),
                }
            }
        } else if !self.add_to_group(record, person, code) {
            self.rest(context, record, out);
        }
    }

    fn has_whole_key(&self, context: &Context, record: &Record<'_>) -> bool {
        let columns = [INSURER, INSURED, self.columns.office, self.columns.code];
        let fields = &context.layout.fields;
        columns
            .into_iter()
            .all(|column| fields.get(column).is_some_and(|field| is_valid(context, field, record.bytes(column))))
    }

    /// False when there is no room for another group.
    fn add_to_group(&mut self, record: &Record<'_>, person: usize, code: &[u8]) -> bool {
        let office = <[u8; 10]>::try_from(record.bytes(self.columns.office)).ok();
        let service = code.get(..2).and_then(|service| <[u8; 2]>::try_from(service).ok());
        let (Some(office), Some(service)) = (office, service) else {
            self.resting = true;
            return true;
        };
        let [low, high] = fingerprint([office.as_slice(), &service]);
        let key = [u32::try_from(person).unwrap_or(u32::MAX), low, high];
        let first = FirstRecord::of(record);
        let (sure, unsure, over) = (Sum::new(), Sum::new(), Sum::new());
        let (subtotal, outside, beyond_thirty) = (None, None, None);
        let new = || Group { person, office, service, first, sure, unsure, over, subtotal, outside, beyond_thirty };
        let Some(at) = index(&mut self.group_of, key, &mut self.groups, new) else { return false };
        let (row, is_over, counts) = (self.row(record), self.is_over_thirty(record), self.counts_for_limit(record));
        let Some(group) = self.groups.get_mut(at) else { return false };
        match code.get(2..) {
            Some(b"AAAA") => group.subtotal = group.subtotal.or(Some(row)),
            Some(b"EEEE") => group.outside = group.outside.or(Some(row)),
            Some(b"ZZZZ") => group.beyond_thirty = group.beyond_thirty.or(Some(row)),
            _ if is_over => group.over.add(&row),
            _ if counts => group.sure.add(&row),
            _ => group.unsure.add(&row),
        }
        true
    }

    fn row(&self, record: &Record<'_>) -> Row {
        Row {
            place: FirstRecord::of(record),
            units: number(record.bytes(self.columns.units), self.columns.units_length),
            cost: number(record.bytes(self.columns.cost), self.columns.cost_length),
        }
    }

    fn is_over_thirty(&self, record: &Record<'_>) -> bool {
        record.bytes(self.columns.over_thirty) == b"1"
    }

    /// Units are managed, or counted within or beyond the limit.
    fn counts_for_limit(&self, record: &Record<'_>) -> bool {
        let columns = [self.columns.managed, self.columns.within, self.columns.beyond];
        columns.into_iter().any(|column| number(record.bytes(column), LONGEST).is_some_and(|units| units != 0))
    }

    fn rest(&mut self, context: &Context, record: &Record<'_>, out: &mut Sink) {
        self.resting = true;
        (self.persons, self.groups) = (Vec::new(), Vec::new());
        limit::report(context, record, Text::new("第7表の合計", "the totals of the seventh sheet"), out);
    }
}

/// The index of a key in a list, put in when it is new; `None` when there is no room.
fn index<const K: usize, T>(
    table: &mut KeyTable<K, 1>,
    key: [u32; K],
    list: &mut Vec<T>,
    new: impl FnOnce() -> T,
) -> Option<usize> {
    let next = u32::try_from(list.len() + 1).ok()?;
    match table.entry(key, [next]) {
        Entry::Known([number]) => Some(*number as usize - 1),
        Entry::New => {
            list.push(new());
            Some(list.len() - 1)
        }
        Entry::Full => None,
    }
}

impl Group {
    /// The office's number.
    pub(super) fn office(&self) -> String {
        String::from_utf8_lossy(&self.office).into_owned()
    }

    /// The service type.
    pub(super) fn service(&self) -> String {
        String::from_utf8_lossy(&self.service).into_owned()
    }
}

/// Reports a rule at a row that is remembered.
pub(super) fn report(
    context: &Context,
    rule: &'static Rule,
    person: &Person,
    at: FirstRecord,
    out: &mut Sink,
    facts: impl FnOnce(Finding) -> Finding,
) {
    if !out.wants(rule) {
        return out.count(rule);
    }
    let insured = String::from_utf8_lossy(&person.insured).into_owned();
    out.push(facts(Finding::at(rule, &context.document, at.spot())).fact("person", insured));
}
