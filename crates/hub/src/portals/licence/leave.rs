//! 取りやめ: ends what the office has after a day it chooses, once it was told what is lost; and takes that back until then.

use super::super::{home, unanswered};
use super::Portal;
use super::payment::{in_month, refused};
use askama::Template;
use axum::response::IntoResponse as _;
use exchange::instant::Day;
use exchange::licence::{Ledger, LedgerRefusal, YEAR_FEE, price};
use exchange::usecases::licence::LicenceError;
use exchange::usecases::licence::cancel::{can_leave, last_day, leave as leave_now, resume as resume_now};
use exchange::usecases::portal::PortalCaller;
use web::{Done, FieldErrors, Flash, Outcome, Page, Shown, Trouble, Visit, show, yen};

#[derive(Template)]
#[template(path = "portals/licence_leave.html")]
struct Ask {
    page: Page,
    /// The days that can be the last one: the value, and the day in words.
    days: Vec<(&'static str, String)>,
    /// True when no day remains: what runs began today, or nothing runs yet.
    at_once: bool,
    /// Until when it could be used without leaving.
    until: String,
    /// What is lost, what comes back, what stays to be paid, what comes again.
    money: Vec<String>,
    errors: FieldErrors,
}

/// The last days that an office chooses from; `today` when it chooses none.
const CHOICES: [&str; 3] = ["today", "month", "next-month"];

/// Says what would happen.
pub(super) async fn ask(portal: &Portal, visit: &Visit, caller: &PortalCaller) -> Shown {
    let today = portal.hub.now().day_in_japan();
    let ledger = portal.hub.store.ledger(caller.office).await.map_err(unanswered)?;
    if !can_leave(&ledger, today) {
        return Ok(nothing().into_response());
    }
    let end = ledger.periods().map(|(_, _, last)| last).max().unwrap_or(today);
    let at_once = !ledger.covers(last_day(&ledger, today, today));
    let campaigns = portal.hub.store.campaigns().await.map_err(unanswered)?;
    let again = if price(&campaigns, today).fee > 0 {
        format!(
            "取りやめたあとに、もう一度使うには新しい申請が必要です。あらためて{}がかかります。",
            yen(YEAR_FEE.into())
        )
    } else {
        "取りやめたあとに、もう一度使うには新しい申請が必要です。".to_owned()
    };
    let mut money = money(&ledger, last_day(&ledger, today, today));
    money.push(again);
    let days = if at_once { Vec::new() } else { days(today, end) };
    let page = visit.page(portal.frame("licence", caller).await?);
    show(&Ask { page, days, at_once, until: home::in_words(end), money, errors: FieldErrors::none() })
}

/// Ends it.
pub(super) async fn leave(portal: &Portal, caller: &PortalCaller, chosen: &str) -> Result<Outcome, Trouble> {
    let hub = &portal.hub;
    let today = hub.now().day_in_japan();
    let last = day(chosen, today);
    match leave_now(hub.context(hub.now()), caller.actor(), caller.office, last).await {
        Ok(_) => {
            let ledger = hub.store.ledger(caller.office).await.map_err(unanswered)?;
            let say = ledger.leaving(today).and_then(|leaving| leaving.last).map_or_else(
                || "利用を取りやめました。".to_owned(),
                |last| format!("利用を取りやめました。{}まで使えます。", home::in_words(last)),
            );
            Ok(Done::to("/licence").say(Flash::done(say)).into())
        }
        Err(LicenceError::Refused(LedgerRefusal::UnknownEntry | LedgerRefusal::AlreadyCancelled)) => {
            Ok(nothing().into())
        }
        Err(error) => Err(refused(error)),
    }
}

/// Takes the leaving back.
pub(super) async fn resume(portal: &Portal, caller: &PortalCaller) -> Result<Outcome, Trouble> {
    let hub = &portal.hub;
    match resume_now(hub.context(hub.now()), caller.actor(), caller.office).await {
        Ok(_) => {
            let say = "取りやめを取り消しました。前のとおり利用できます。料金は増えません。";
            Ok(Done::to("/licence").say(Flash::done(say)).into())
        }
        Err(LicenceError::Refused(_)) => {
            let say = "取り消せる取りやめはありません。すでに取り消しているか、使える最後の日が過ぎています。";
            Ok(Done::to("/licence").say(Flash::info(say)).into())
        }
        Err(error) => Err(refused(error)),
    }
}

/// A leaving that can be taken back, in words: what happened, and what taking it back does.
pub(super) fn standing(ledger: &Ledger, today: Day) -> Option<(String, String)> {
    let leaving = ledger.leaving(today)?;
    let (until, goes_on) = (home::in_words(leaving.until), home::in_words(leaving.goes_on_until));
    let what = match leaving.last {
        Some(last) => format!("取りやめました。{}まで使えます", home::in_words(last)),
        None => "取りやめました。いまは使えません".to_owned(),
    };
    let back = format!(
        "{until}までなら、取りやめを取り消せます。取り消すと、はじめの期限（{goes_on}）まで使え、自動更新も取りやめる前にもどります。料金は増えません。"
    );
    Some((what, back))
}

/// What leaving means for the money, a sentence each.
fn money(ledger: &Ledger, last: Day) -> Vec<String> {
    let mut said = Vec::new();
    let amount = |amount: u64, text: &str| (amount > 0).then(|| text.replace("{}", &yen(amount)));
    said.extend(amount(ledger.is_lost(last), "支払い済みの{}は、戻りません（利用規約 第5条）。"));
    said.extend(amount(
        ledger.comes_back(last),
        "支払い済みの{}をお返しします。返す方法は、運営者からご連絡します。お返しした日は「ライセンス」の画面に表示されます。",
    ));
    said.extend(ledger.taken_first(last).map(|(taken, month)| {
        format!(
            "{taken}は、{}の給付費から差し引くように、国保連合会に依頼が出ています。差し引きが止められなかったときは、{taken}が差し引かれ、そのあと{taken}をお返しします（返金待ち）。",
            in_month(month),
            taken = yen(taken)
        )
    }));
    said.extend(amount(
        ledger.stays_owed(last),
        "まだ支払っていない{}は、取りやめても支払いが必要です。すでに利用が始まっているためです（利用規約 第5条）。",
    ));
    if said.is_empty() {
        said.push("これから支払うライセンス料はありません。".to_owned());
    }
    said
}

fn nothing() -> Done {
    Done::to("/licence")
        .say(Flash::info("取りやめるライセンスはありません。すでに取りやめているか、期限が終わっています。"))
}

/// The last days that can be chosen, before the licence ends anyway.
fn days(today: Day, end: Day) -> Vec<(&'static str, String)> {
    let mut all: Vec<(&'static str, Day)> = CHOICES.iter().map(|choice| (*choice, day(choice, today))).collect();
    all.dedup_by_key(|(_, day)| *day);
    let said =
        |day: Day| if day == today { format!("今日（{}）", home::in_words(day)) } else { home::in_words(day) };
    all.into_iter().filter(|(_, day)| *day < end).map(|(choice, day)| (choice, said(day))).collect()
}

fn day(choice: &str, today: Day) -> Day {
    match choice {
        "month" => today.next_month().previous(),
        "next-month" => today.next_month().next_month().previous(),
        _ => today,
    }
}
