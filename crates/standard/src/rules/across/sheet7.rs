//! 第7表: what is remembered of each person, office and service type, for the rules about totals (C0608 to C0612).
//!
//! Rows may come in any order (A045). Of the total rows only 単位金額 and 費用総額 are read (A103).

use super::{
    INSURED, INSURER, fingerprint, has_person, limit, over_thirty, subtotal_missing, sum_differs, total_missing,
    total_twice,
};
use crate::check::{Context, Entry, FirstRecord, KeyTable, Watch};
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

/// A row of totals.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) place: FirstRecord,
    /// サービス単位金額
    pub(super) units: Option<i64>,
    /// 費用総額
    pub(super) cost: Option<i64>,
}

/// Rows added up; `None` once a value was missing or unreadable.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sum {
    pub(super) rows: u32,
    pub(super) units: Option<i64>,
    cost: Option<i64>,
}

/// The sums of a person.
#[derive(Debug, Default)]
pub(super) struct Sums {
    pub(super) sure: Sum,
    pub(super) unsure: Sum,
    pub(super) over: Sum,
    /// 費用総額 of the subtotals, of the rows where there are none.
    pub(super) cost_of_groups: Option<i64>,
    pub(super) cost_of_rows: Option<i64>,
    /// Without rows of which it is open whether a subtotal has them.
    pub(super) cost_within: Option<i64>,
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
        Some(Self {
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
        let (insured, code) = (record.bytes(INSURED), record.bytes(self.columns.code));
        let (Ok(insured), 6) = (<[u8; 10]>::try_from(insured), code.len()) else {
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
            units: number(record.bytes(self.columns.units)),
            cost: number(record.bytes(self.columns.cost)),
        }
    }

    fn is_over_thirty(&self, record: &Record<'_>) -> bool {
        record.bytes(self.columns.over_thirty) == b"1"
    }

    /// Units are managed, or counted within or beyond the limit.
    fn counts_for_limit(&self, record: &Record<'_>) -> bool {
        let columns = [self.columns.managed, self.columns.within, self.columns.beyond];
        columns.into_iter().any(|column| number(record.bytes(column)).is_some_and(|units| units != 0))
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

/// An integer, with the minus sign that reading tolerates (A042).
fn number(bytes: &[u8]) -> Option<i64> {
    let (sign, digits) = match bytes {
        [b'-', digits @ ..] => (-1, digits),
        _ => (1, bytes),
    };
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| i64::from(byte & 15));
    let fits = (1..=12).contains(&digits.len());
    let value = || digits.iter().try_fold(0, |value, byte| Some(value * 10 + digit(byte)?));
    if fits { value().map(|value: i64| value * sign) } else { None }
}

impl Default for Sum {
    fn default() -> Self {
        Self::new()
    }
}

impl Sum {
    fn new() -> Self {
        Self { rows: 0, units: Some(0), cost: Some(0) }
    }

    fn add(&mut self, row: &Row) {
        self.rows = self.rows.saturating_add(1);
        self.units = plus(self.units, row.units);
        self.cost = plus(self.cost, row.cost);
    }

    fn merge(&mut self, other: Self) {
        self.rows = self.rows.saturating_add(other.rows);
        self.units = plus(self.units, other.units);
        self.cost = plus(self.cost, other.cost);
    }
}

impl Sums {
    fn new() -> Self {
        Self { cost_of_groups: Some(0), cost_of_rows: Some(0), cost_within: Some(0), ..Self::default() }
    }

    fn add(&mut self, group: &Group) {
        self.sure.merge(group.sure);
        self.unsure.merge(group.unsure);
        self.over.merge(group.over);
        let of = |row: &Option<Row>, rows: &Sum| row.map_or(rows.cost, |row| row.cost);
        let (sure, over) = (of(&group.subtotal, &group.sure), of(&group.beyond_thirty, &group.over));
        let within = plus(sure, over);
        let outside = of(&group.outside, &group.unsure);
        self.cost_of_groups = plus(self.cost_of_groups, plus(within, outside));
        let open = group.subtotal.is_some() && group.outside.is_none();
        self.cost_within = plus(self.cost_within, if open { within } else { plus(within, outside) });
        let rows = plus(plus(group.sure.cost, group.unsure.cost), group.over.cost);
        self.cost_of_rows = plus(self.cost_of_rows, rows);
    }
}

fn plus(left: Option<i64>, right: Option<i64>) -> Option<i64> {
    left.zip(right).map(|(left, right)| left.saturating_add(right))
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
