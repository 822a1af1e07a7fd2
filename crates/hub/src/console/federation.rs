//! A federation's work on トップ: what waits for it in its own prefecture, and nothing of another's (S30).

use super::payments::deductions;
use super::{Console, unanswered};
use exchange::operator::OperatorCaller;
use exchange::page::Limit;
use exchange::store::{ChargeList, ChargeSearch};
use web::{Trouble, count};

/// Label, number, unit, and where it leads.
pub(super) type Tile = (&'static str, String, &'static str, String);

/// What a federation has to do; nothing for other roles.
pub(super) async fn work(console: &Console, caller: &OperatorCaller) -> Result<Vec<Tile>, Trouble> {
    let Some(prefecture) = caller.role.prefecture() else { return Ok(Vec::new()) };
    let store = &console.hub.store;
    let lost = store.open_recoveries(Some(prefecture), None, Limit::default()).await.map_err(unanswered)?;
    let search = ChargeSearch {
        list: ChargeList::Unpaid,
        office: None,
        state: None,
        payment: None,
        prefecture: Some(prefecture),
        after: None,
        limit: Limit::default(),
    };
    let unpaid = store.search_charges(search).await.map_err(unanswered)?;
    let letters = store.without_account(Some(prefecture), None, Limit::default()).await.map_err(unanswered)?;
    let month = console.hub.now().day_in_japan().month_begins();
    let file = store.deduction_file(month, prefecture).await.map_err(unanswered)?;
    let some = |entries: usize, goes_on: bool| {
        (count(u64::try_from(entries).unwrap_or(u64::MAX)), if goes_on { "件以上" } else { "件" })
    };
    let (lost, lost_unit) = some(lost.entries.len(), lost.next.is_some());
    let (open, open_unit) = some(unpaid.entries.len(), unpaid.next.is_some());
    let (new, new_unit) = some(letters.entries.len(), letters.next.is_some());
    let deductions = match file {
        Some(file) => ("今月の差し引き", count(file.lines), "件", deductions::address(month, prefecture)),
        None => ("今月の差し引き", "未作成".to_owned(), "", "/deductions/new".to_owned()),
    };
    Ok(vec![
        ("IDの手紙を待つ事業所", new, new_unit, "/letters".to_owned()),
        ("答えを待つお問い合わせ", lost, lost_unit, "/recoveries".to_owned()),
        ("入金を待つもの", open, open_unit, "/payments/unpaid".to_owned()),
        deductions,
    ])
}
