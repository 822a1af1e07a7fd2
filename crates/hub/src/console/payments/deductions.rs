//! 給付費からの差し引き: the files of all months and prefectures, and one of them with what became of its lines.

use super::super::gate::{Caller, refused};
use super::super::{Console, csv, unanswered, words};
use askama::Template;
use axum::extract::{Path, State};
use exchange::instant::Day;
use exchange::licence::PaymentOutcome;
use exchange::office::Prefecture;
use exchange::operator::{Duty, OperatorCaller};
use exchange::store::{DeductionFile, DeductionLine};
use web::{Page, Shown, Trouble, Visit, count, show, yen};

/// The columns of a file, as its first line has them.
pub(super) const COLUMNS: [&str; 8] =
    ["対象年月", "都道府県コード", "事業所番号", "事業所名", "依頼番号", "金額", "結果", "処理日"];

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
}

#[derive(Template)]
#[template(path = "console/deduction_file.html")]
struct FilePage {
    page: Page,
    file: View,
    counts: [(&'static str, String); 3],
    /// Lines that were not paid: office, number, day.
    failed: Vec<(String, String, String, String)>,
    may_deduct: bool,
}

pub(in crate::console) async fn list(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let files = console.hub.store.deduction_files(caller.role.prefecture()).await.map_err(unanswered)?;
    show(&ListPage {
        page: visit.page(console.frame("payments", &caller).await?),
        files: files.iter().map(view).collect(),
        may_deduct: caller.role.may(Duty::Deduct),
    })
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path((month, prefecture)): Path<(String, String)>,
) -> Shown {
    let file = found(&console, &caller, Duty::ReadPayments, &month, &prefecture).await?;
    let lines = console.hub.store.deduction_lines(file.month, file.prefecture).await.map_err(unanswered)?;
    show(&FilePage {
        page: visit.page(console.frame("payments", &caller).await?),
        counts: counts(&lines),
        failed: lines.iter().filter_map(failed).take(50).collect(),
        file: view(&file),
        may_deduct: caller.role.may(Duty::Deduct),
    })
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
pub(super) fn view(file: &DeductionFile) -> View {
    View {
        href: address(file.month, file.prefecture),
        month: words::month_in_words(file.month),
        prefecture: words::prefecture(file.prefecture),
        made: words::at(file.made_at),
        made_by: file.made_by.as_str().to_owned(),
        lines: count(file.lines),
        amount: yen(file.amount),
    }
}

fn counts(lines: &[DeductionLine]) -> [(&'static str, String); 3] {
    let said = |wanted: Option<PaymentOutcome>| {
        let fit = lines.iter().filter(|line| line.result.map(|(outcome, _)| outcome) == wanted).count();
        format!("{}件", count(u64::try_from(fit).unwrap_or(u64::MAX)))
    };
    [
        ("差し引いた", said(Some(PaymentOutcome::Paid))),
        ("差し引けなかった", said(Some(PaymentOutcome::Failed))),
        ("結果を待っている", said(None)),
    ]
}

fn failed(line: &DeductionLine) -> Option<(String, String, String, String)> {
    let (_, day) = line.result.filter(|(outcome, _)| *outcome == PaymentOutcome::Failed)?;
    let href = super::super::offices::address(line.office);
    Some((href, line.name.clone(), line.office.to_string(), words::day(day)))
}
