//! The lines of the sixth and the seventh sheet: one service, or a total of the seventh.

pub(super) mod count_zero;
pub(super) mod detail_elsewhere;
pub(super) mod detail_zero;
pub(super) mod discount_none;
pub(super) mod equipment_code_both;
pub(super) mod equipment_code_elsewhere;
pub(super) mod equipment_code_missing;
pub(super) mod equipment_name_elsewhere;
pub(super) mod fixed_office;
pub(super) mod flags_after_end;
pub(super) mod flags_none;
pub(super) mod grand_total_office;
pub(super) mod over_30_elsewhere;
pub(super) mod rate_over_100;
pub(super) mod result_office;
pub(super) mod service_date;
pub(super) mod stay_days_elsewhere;
pub(super) mod time_half;
pub(super) mod total_discount;
pub(super) mod total_units;
pub(super) mod type_in_name;

use super::end_before_start;
use super::row::{Column, Row};
use crate::check::{Context, Watch};
use crate::finding::Sink;
use crate::scan::Record;
use crate::types::{DocumentKind, OfficeNumber, ServiceType};

/// The columns that the rules look at; the seventh sheet and 202208 do not have all of them.
#[derive(Debug)]
struct Columns {
    month: Column,
    date: Column,
    flags: Column,
    start: Column,
    end: Column,
    count: Column,
    code: Column,
    tais: Column,
    notification: Column,
    equipment: Column,
    detail: Column,
    office: Column,
    over_30: Column,
    stay_days: [Column; 3],
    units: Column,
    discount_rate: Column,
    discount_units: Column,
    benefit_rate: Column,
    fixed_office: Column,
    /// Sender and type of a file of results that a service office sends. A planner passes on those of others.
    result: Option<(OfficeNumber, Option<ServiceType>)>,
}

/// One line.
struct Line<'a> {
    row: Row<'a>,
    columns: &'a Columns,
    /// The type of service, when the standard lists it.
    service: Option<ServiceType>,
    /// It is a total, not a service.
    total: bool,
}

/// Short stays, and the short use of homes.
const STAYS: [&str; 15] = ["21", "22", "23", "2A", "24", "25", "26", "2B", "27", "28", "38", "39", "68", "69", "79"];

impl Line<'_> {
    /// True when something stands in the field.
    fn has(&self, column: Column) -> bool {
        column.is_some() && !self.row.is_empty(column)
    }

    fn is_equipment(&self) -> bool {
        self.service.is_some_and(ServiceType::is_equipment)
    }

    /// True for a service that is known not to be equipment.
    fn is_other_service(&self) -> bool {
        self.service.is_some_and(|service| !service.is_equipment())
    }

    /// True for a service that is known not to be a short stay.
    fn is_no_stay(&self) -> bool {
        self.service.is_some_and(|service| !STAYS.contains(&service.as_str())) && !self.is_grand_total()
    }

    fn is_grand_total(&self) -> bool {
        self.row.bytes(self.columns.code) == b"999999"
    }
}

pub(super) fn watch(context: &Context) -> Option<Box<dyn Watch>> {
    let kind = context.layout.kind;
    let columns = Columns::of(context);
    match kind {
        DocumentKind::UpPlan | DocumentKind::UpJsk => Some(Box::new(Slip(columns))),
        DocumentKind::UpSikyu => Some(Box::new(Sheet7(columns))),
        _ => None,
    }
}

impl Columns {
    fn of(context: &Context) -> Self {
        let named = |name: &str| context.layout.index_of(name);
        let is_result = context.layout.kind == DocumentKind::UpJsk;
        let sender = context.name.filter(|_| is_result).map(|name| (name.sender, name.types.map(|(from, _)| from)));
        Self {
            month: named("対象年月"),
            date: named("サービス利用日"),
            flags: named("日割対象日"),
            start: named("サービス開始時刻"),
            end: named("サービス終了時刻"),
            count: named("サービス回数"),
            code: named("サービスコード"),
            tais: named("TAISコード"),
            notification: named("福祉用具届出コード"),
            equipment: named("用具名称（機種名）"),
            detail: named("明細判別コード"),
            office: named("サービス事業者コード").or_else(|| named("サービス事業所コード")),
            over_30: named("３０日超区分"),
            stay_days: [
                named("前月までの短期入所利用日数").or_else(|| named("前月までの利用日数")),
                named("当月の計画利用日数"),
                named("累積利用日数"),
            ],
            units: named("単位数"),
            discount_rate: named("割引後率"),
            discount_units: named("割引後単位数"),
            benefit_rate: named("給付率"),
            fixed_office: named("事業所コード"),
            result: sender.filter(|(_, service)| !service.is_some_and(ServiceType::is_planner)),
        }
    }

    fn line<'a>(&'a self, context: &'a Context, record: &'a Record<'a>) -> Line<'a> {
        let row = Row { context, record };
        let code = row.bytes(self.code);
        let (service, item) = code.split_at_checked(2).filter(|(_, item)| item.len() == 4).unwrap_or_default();
        let is_item = item.iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
        Line {
            service: ServiceType::from_bytes(service).filter(|_| is_item && row.is_right(self.code)),
            total: matches!(item, b"AAAA" | b"EEEE" | b"ZZZZ") || code == b"999999",
            row,
            columns: self,
        }
    }
}

/// Watches the sixth sheet, planned or done.
#[derive(Debug)]
struct Slip(Columns);

impl Watch for Slip {
    fn record(&mut self, context: &Context, record: &Record<'_>, out: &mut Sink) {
        let line = self.0.line(context, record);
        service_date::check(&line, out);
        time_half::check(&line, out);
        end_before_start::check(&line.row, self.0.start, self.0.end, out);
        count_zero::check(&line, out);
        check_equipment(&line, out);
        detail_elsewhere::check(&line, out);
        detail_zero::check(&line, out);
        flags_after_end::check(&line, out);
        flags_none::check(&line, out);
        over_30_elsewhere::check(&line, out);
        stay_days_elsewhere::check(&line, out);
        result_office::check(&line, out);
        type_in_name::check(&line, out);
    }
}

/// Watches the seventh sheet.
#[derive(Debug)]
struct Sheet7(Columns);

impl Watch for Sheet7 {
    fn record(&mut self, context: &Context, record: &Record<'_>, out: &mut Sink) {
        let line = self.0.line(context, record);
        check_equipment(&line, out);
        over_30_elsewhere::check(&line, out);
        stay_days_elsewhere::check(&line, out);
        grand_total_office::check(&line, out);
        total_units::check(&line, out);
        total_discount::check(&line, out);
        rate_over_100::check(&line, out);
        discount_none::check(&line, out);
        fixed_office::check(&line, out);
    }
}

fn check_equipment(line: &Line<'_>, out: &mut Sink) {
    equipment_code_missing::check(line, out);
    equipment_code_both::check(line, out);
    equipment_code_elsewhere::check(line, out);
    equipment_name_elsewhere::check(line, out);
}
