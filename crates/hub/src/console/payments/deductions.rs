//! 給付費からの差し引き: the files of all months and prefectures, and one of them with what became of its lines.

use super::super::gate::{Caller, refused};
use super::super::people::People;
use super::super::{Console, csv, unanswered, words};
use super::{making, written_down};
use askama::Template;
use axum::extract::{Path, Query, State};
use exchange::audit::AuditKind;
use exchange::instant::Day;
use exchange::licence::{ChargeState, Payment, PaymentOutcome};
use exchange::office::Prefecture;
use exchange::operator::{Duty, OperatorCaller};
use exchange::page::Limit;
use exchange::store::{ChargeList, ChargeSearch, DeductionCounts, DeductionFile, DeductionLine};
use serde::Deserialize;
use web::{Page, Shown, Trouble, Visit, count, show, yen};

/// The columns of a file, as its first line has them.
pub(super) const COLUMNS: [&str; 8] =
    ["対象年月", "都道府県コード", "事業所番号", "事業所名", "依頼番号", "金額", "結果", "処理日"];

#[derive(Deserialize, Default)]
#[serde(default)]
pub(in crate::console) struct Asked {
    after: String,
}

/// A file in words.
pub(super) struct View {
    pub(super) href: String,
    pub(super) month: String,
    pub(super) prefecture: &'static str,
    pub(super) made: String,
    pub(super) made_by: String,
    pub(super) lines: String,
    pub(super) amount: String,
}

#[derive(Template)]
#[template(path = "console/deductions.html")]
struct ListPage {
    page: Page,
    files: Vec<View>,
    may_deduct: bool,
    /// What is being made, or was made last.
    making: Option<making::View>,
}

/// What changes while files are made.
#[derive(Template)]
#[template(path = "console/deductions_part.html")]
struct ListPart {
    list: ListPage,
}

#[derive(Template)]
#[template(path = "console/deduction_file.html")]
struct FilePage {
    page: Page,
    file: View,
    counts: [(&'static str, String); 3],
    /// Offices that left after the file was made: what is deducted from them is to be given back.
    left: Vec<(String, String, String, String)>,
    /// Lines that were not paid: office, number, day.
    failed: Vec<(String, String, String, String)>,
    is_later: bool,
    next: Option<String>,
    may_deduct: bool,
    /// True when the role makes invoices of what was not deducted.
    may_invoice: bool,
}

pub(in crate::console) async fn list(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let files = console.hub.store.deduction_files(caller.role.prefecture()).await.map_err(unanswered)?;
    let may_deduct = caller.role.may(Duty::Deduct);
    let making = console.making.view(caller.role.prefecture()).filter(|_| may_deduct);
    let people = People::read(&console).await?;
    let files = files.iter().map(|file| view(file, &people)).collect();
    let page = visit.page(console.frame("payments", &caller).await?);
    let list = ListPage { page, files, may_deduct, making };
    if visit.fragment() { show(&ListPart { list }) } else { show(&list) }
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path((month, prefecture)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Shown {
    let file = found(&console, &caller, Duty::ReadPayments, &month, &prefecture).await?;
    let (store, after) = (&console.hub.store, asked.after.parse().ok());
    let counts = store.deduction_counts(file.month, file.prefecture).await.map_err(unanswered)?;
    let failed = store.failed_deductions(file.month, file.prefecture, after, Limit::default());
    let failed = failed.await.map_err(unanswered)?;
    let (lines, view) =
        (failed.entries.iter().filter_map(|(_, line)| self::failed(line)), view(&file, &People::read(&console).await?));
    show(&FilePage {
        page: visit.page(console.frame("payments", &caller).await?),
        counts: self::counts(counts),
        failed: lines.collect(),
        is_later: after.is_some(),
        next: failed.next.map(|after| format!("{}?after={after}", view.href)),
        file: view,
        left: left(&console, &file).await?,
        may_deduct: caller.role.may(Duty::Deduct),
        may_invoice: caller.role.may(Duty::RecordPayments),
    })
}

/// Who has left since the file was made, and has no result yet: address, name, number, amount.
async fn left(console: &Console, file: &DeductionFile) -> Result<Vec<(String, String, String, String)>, Trouble> {
    let search = ChargeSearch {
        list: ChargeList::All { from: Day::from_number(0), until: Day::from_number(100_000) },
        office: None,
        state: Some(ChargeState::Returning),
        payment: Some(Payment::Deduction),
        prefecture: Some(file.prefecture),
        after: None,
        limit: Limit::new(200),
    };
    let found = console.hub.store.search_charges(search).await.map_err(unanswered)?;
    let of_month = found.entries.into_iter().filter(|charge| charge.due.map(Day::month_begins) == Some(file.month));
    let href = super::super::offices::address;
    Ok(of_month
        .map(|found| (href(found.office), found.name, found.office.to_string(), yen(found.fee.into())))
        .collect())
}

/// The file itself: the same bytes whenever it is asked for.
pub(in crate::console) async fn download(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path((month, prefecture)): Path<(String, String)>,
) -> Shown {
    let file = found(&console, &caller, Duty::Deduct, &month, &prefecture).await?;
    let lines = console.hub.store.deduction_lines(file.month, file.prefecture).await.map_err(unanswered)?;
    let (year, number, _) = file.month.date();
    let (month, code) = (format!("{year}{number:02}"), format!("{:02}", file.prefecture.code()));
    let what = format!("deductions:{year}-{number:02}/{code}/{}", lines.len());
    written_down(&console, &caller, AuditKind::DeductionsFetched, &what).await?;
    let mut text = csv::line(COLUMNS);
    for line in &lines {
        let (office, request, amount) = (line.office.to_string(), line.request.to_string(), line.amount.to_string());
        text.push_str(&csv::line([&month, &code, &office, &line.name, &request, &amount, "", ""]));
    }
    Ok(csv::file(&format!("deductions-{month}-{code}.csv"), &text))
}

/// A file that the operator may do this with: another prefecture's is not found.
pub(super) async fn found(
    console: &Console,
    caller: &OperatorCaller,
    duty: Duty,
    month: &str,
    prefecture: &str,
) -> Result<DeductionFile, Trouble> {
    let month = words::read_month(month).ok_or_else(Trouble::not_found)?;
    let prefecture = prefecture.parse().ok().and_then(Prefecture::new).ok_or_else(Trouble::not_found)?;
    caller.may_on(duty, prefecture).map_err(refused)?;
    let file = console.hub.store.deduction_file(month, prefecture).await.map_err(unanswered)?;
    file.ok_or_else(Trouble::not_found)
}

/// The address of a file's page.
pub(in crate::console) fn address(month: Day, prefecture: Prefecture) -> String {
    format!("/deductions/{}/{:02}", words::month_in_address(month), prefecture.code())
}

/// A file in words.
pub(super) fn view(file: &DeductionFile, people: &People) -> View {
    View {
        href: address(file.month, file.prefecture),
        month: words::month_in_words(file.month),
        prefecture: words::prefecture(file.prefecture),
        made: words::at(file.made_at),
        made_by: people.named(&file.made_by),
        lines: count(file.lines),
        amount: yen(file.amount),
    }
}

fn counts(counts: DeductionCounts) -> [(&'static str, String); 3] {
    let said = |number| format!("{}件", count(number));
    [
        ("差し引いた", said(counts.paid)),
        ("差し引けなかった", said(counts.failed)),
        ("結果を待っている", said(counts.waiting)),
    ]
}

fn failed(line: &DeductionLine) -> Option<(String, String, String, String)> {
    let (_, day) = line.result.filter(|(outcome, _)| *outcome == PaymentOutcome::Failed)?;
    let href = super::super::offices::address(line.office);
    Some((href, line.name.clone(), line.office.to_string(), words::day(day)))
}
