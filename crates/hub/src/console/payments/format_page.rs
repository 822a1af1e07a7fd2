//! ファイルの形: what the files of deductions and of their results look like.

use super::super::Console;
use super::super::gate::Caller;
use super::deductions::COLUMNS;
use askama::Template;
use axum::extract::State;
use web::{Page, Shown, Visit, show};

/// What stands in each column: going out, and coming in.
const SAID: [(&str, &str); 8] = [
    ("数字6文字。例 202504", "読みません"),
    ("数字2文字。例 13", "読みません"),
    ("10文字", "受け取ったとおり。先頭の0が消えていても読めます"),
    ("ファイルを作ったときの名称", "読みません"),
    ("36文字。この依頼だけの番号", "受け取ったとおり。この番号で結果を結び付けます"),
    ("円、税込み。数字だけ", "受け取ったとおり。違う金額は記録できません"),
    ("空", "差し引いたときは1、差し引けなかったときは9。まだのときは空のまま"),
    ("空", "結果を書いたときは、その日。例 2025-04-25"),
];

#[derive(Template)]
#[template(path = "console/deduction_format.html")]
struct FormatPage {
    page: Page,
    columns: Vec<(&'static str, &'static str, &'static str)>,
}

pub(in crate::console) async fn page(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let columns = COLUMNS.into_iter().zip(SAID).map(|(name, (out, back))| (name, out, back)).collect();
    show(&FormatPage { page: visit.page(console.frame("payments", &caller).await?), columns })
}
