//! Adding up the rows of 第7表: what may be missing stays missing, and nothing overflows.

use super::sheet7::Group;
use crate::check::FirstRecord;

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

impl Default for Sum {
    fn default() -> Self {
        Self::new()
    }
}

impl Sum {
    pub(super) fn new() -> Self {
        Self { rows: 0, units: Some(0), cost: Some(0) }
    }

    pub(super) fn add(&mut self, row: &Row) {
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
    pub(super) fn new() -> Self {
        Self { cost_of_groups: Some(0), cost_of_rows: Some(0), cost_within: Some(0), ..Self::default() }
    }

    pub(super) fn add(&mut self, group: &Group) {
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

/// Most digits of any number.
pub(super) const LONGEST: usize = 12;

/// An integer of at most so many digits, with the minus sign that reading tolerates (A042).
pub(super) fn number(bytes: &[u8], length: usize) -> Option<i64> {
    let (sign, digits) = match bytes {
        [b'-', digits @ ..] => (-1, digits),
        _ => (1, bytes),
    };
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| i64::from(byte & 15));
    let fits = (1..=length.min(LONGEST)).contains(&digits.len());
    let value = || digits.iter().try_fold(0, |value, byte| Some(value * 10 + digit(byte)?));
    if fits { value().map(|value: i64| value * sign) } else { None }
}
