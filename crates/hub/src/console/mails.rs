//! お知らせメールの状態: whether mails leave, how many wait, and which did not arrive.

use super::gate::Caller;
use super::offices::address;
use super::{Console, unanswered, words};
use crate::jobs::Job;
use crate::mail::{self, Postman};
use askama::Template;
use axum::extract::State;
use exchange::Instant;
use exchange::instant::DAY;
use exchange::mail::{FailedMail, MailEnd, MailKind, OUTBOX_COUNTED, Outbox};
use web::{Page, Shown, Trouble, Visit, count, show};

/// For so long it is shown that a mail did not arrive.
const SHOWN: i64 = 7 * DAY;

/// So many are listed at most.
const LISTED: u32 = 100;

/// How the mails stand.
pub(super) struct Standing {
    pub(super) chip: &'static str,
    pub(super) state: &'static str,
    /// What that means and what to do.
    pub(super) more: String,
    pub(super) is_bad: bool,
}

struct Row {
    office: String,
    number: String,
    href: String,
    what: &'static str,
    end: &'static str,
    at: String,
}

#[derive(Template)]
#[template(path = "console/mails.html")]
struct MailsPage {
    page: Page,
    standing: Standing,
    waiting: String,
    last: Option<String>,
    rows: Vec<Row>,
    are_more: bool,
}

pub(super) async fn page(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let hub = &console.hub;
    let outbox = hub.store.outbox().await.map_err(unanswered)?;
    let failed = hub.store.failed_mails(since(hub.now()), LISTED).await.map_err(unanswered)?;
    show(&MailsPage {
        page: visit.page(console.frame("maintenance", &caller).await?),
        standing: standing(&console, outbox),
        waiting: at_most(outbox.waiting, u64::from(OUTBOX_COUNTED)),
        last: hub.jobs.last(Job::Mails).map(|run| words::at(run.at)),
        are_more: failed.len() >= LISTED as usize,
        rows: failed.iter().map(row).collect(),
    })
}

/// What トップ tells of mails; none when all is well, or when the operator has decided on none.
pub(super) async fn trouble(console: &Console) -> Result<Option<(String, String)>, Trouble> {
    let hub = &console.hub;
    if hub.postman.is_none() {
        return Ok(None);
    }
    let standing = standing(console, hub.store.outbox().await.map_err(unanswered)?);
    if standing.is_bad {
        return Ok(Some(("お知らせのメールを送れていません".to_owned(), standing.more)));
    }
    let failed = hub.store.failed_mails(since(hub.now()), LISTED).await.map_err(unanswered)?;
    let number = at_most(u64::try_from(failed.len()).unwrap_or(u64::MAX), u64::from(LISTED));
    let title = format!("届かなかったお知らせのメールが、7日のあいだに{number}あります");
    let more = "事業所に、利用申請サイトの「事業所情報」でメールアドレスを確かめてもらってください。".to_owned();
    Ok((!failed.is_empty()).then_some((title, more)))
}

/// Whether they leave, and why not.
pub(super) fn standing(console: &Console, outbox: Outbox) -> Standing {
    let hub = &console.hub;
    if hub.postman.is_none() {
        return Standing {
            chip: "wait",
            state: "用意されていません",
            more: "この連携基盤の設定に [mail] がないため、メールは送られません。お知らせは、利用申請サイトとアプリに表示されます。".to_owned(),
            is_bad: false,
        };
    }
    if let Some(away) = hub.postman.as_ref().and_then(Postman::away_since) {
        let waits = match outbox.since {
            Some(since) => {
                let number = at_most(outbox.waiting, u64::from(OUTBOX_COUNTED));
                format!("{}から{number}が待っています。", words::in_words(since))
            }
            None => String::new(),
        };
        return Standing {
            chip: "bad",
            state: "送れていません",
            more: format!(
                "{}から、メールサーバーがメールを受け取りません。{waits}メールサーバーが動いているか、設定の [mail] が合っているかを確かめてください。理由は、連携基盤のログにあります。なおると、待っているメールは自動で送られます。3日のあいだ送れなかったメールは、送られません。",
                words::in_words(away)
            ),
            is_bad: true,
        };
    }
    let more = match outbox.tried {
        0 => String::new(),
        _ => "メールサーバーに「あとで」と言われたメールが待っています。1分から4時間おきに、自動で送りなおします。"
            .to_owned(),
    };
    Standing { chip: "done", state: "送れています", more, is_bad: false }
}

fn since(at: Instant) -> Instant {
    at.plus(-SHOWN)
}

/// A count that ends somewhere.
fn at_most(number: u64, end: u64) -> String {
    let unit = if number >= end { "件以上" } else { "件" };
    format!("{}{unit}", count(number))
}

fn row(failed: &FailedMail) -> Row {
    Row {
        office: failed.name.clone(),
        number: failed.office.to_string(),
        href: address(failed.office),
        what: mail::subject(failed.kind),
        end: match failed.end {
            _ if failed.kind == MailKind::ContactMoved => {
                "前に登録されていたアドレスに届きませんでした。送り先を変えたのが事業所かどうかを、電話などで確かめてください"
            }
            MailEnd::Refused => "メールサーバーに断られました（アドレスが違うことがあります）",
            MailEnd::GivenUp => "3日のあいだに送れなかったか、送り先の登録がなくなりました",
            MailEnd::Sent => "送りました",
        },
        at: words::at(failed.at),
    }
}
