//! トップ: where the office stands, and the one thing to do next.

use super::session::Settled;
use super::{Portal, unanswered};
use askama::Template;
use axum::extract::State;
use exchange::account::CredentialName;
use exchange::certificate::CertificateState;
use exchange::instant::Day;
use exchange::licence::{Ledger, Payment, price};
use exchange::notice::{Importance, NoticeEntry};
use exchange::store::Reader;
use web::{JapanTime, Page, Shown, Visit};

#[derive(Template)]
#[template(path = "portals/home.html")]
struct Home {
    page: Page,
    /// The last day of the licence and the days that are left.
    licence: Option<(String, i64)>,
    /// The last day of the one before, when nothing runs or is to begin.
    ended: Option<String>,
    /// True when the office had one before.
    has_been: bool,
    /// The last day of a campaign that is on.
    free_until: Option<String>,
    /// What is to be paid, when something is.
    open: Option<String>,
    /// What was to be paid by a day that is over: until when, and how much.
    late: Option<(String, String)>,
    /// What was renewed by itself in the last weeks.
    renewed: Option<String>,
    certificates: usize,
    system: Option<String>,
    /// When the password is over, in the last days before.
    password_until: Option<String>,
    /// The kind and the words about mails that do not arrive.
    mails: Option<(&'static str, String)>,
    notices: Vec<News>,
}

/// お知らせ.
struct News {
    kind: &'static str,
    title: String,
    body: String,
    at: String,
}

/// Most pieces of news on the first page.
const MOST_NEWS: usize = 10;
/// So many days before a password is over, the first page says so.
const PASSWORD_DAYS: i64 = 14;

pub(super) async fn show(State(portal): State<Portal>, visit: Visit, Settled(caller): Settled) -> Shown {
    let (hub, at) = (&portal.hub, portal.hub.now());
    let today = at.day_in_japan();
    let ledger = hub.store.ledger(caller.office).await.map_err(unanswered)?;
    let licence = ledger.covered_until(today).map(|until| (in_words(until), until.number() - today.number()));
    let campaigns = hub.store.campaigns().await.map_err(unanswered)?;
    let balance = ledger.balance();
    let ends = caller.password_until.map(exchange::Instant::day_in_japan);
    let certificates = hub.store.certificates_of(caller.office).await.map_err(unanswered)?;
    let names = hub.store.credentials_of(caller.office).await.map_err(unanswered)?;
    let reader = Reader { office: caller.office, at };
    let notices = hub.store.notices_for(reader).await.map_err(unanswered)?;
    let contact = hub.store.contact(caller.office).await.map_err(unanswered)?;
    let page = visit.page(portal.frame("home", &caller).await?);
    web::show(&Home {
        page,
        licence,
        ended: ledger.ended(today).map(in_words),
        has_been: !ledger.0.is_empty(),
        free_until: price(&campaigns, today).campaign.map(|(_, until)| in_words(until)),
        late: late(&ledger, today).filter(|_| hub.config.invoice.is_some()),
        renewed: super::licence::renewed(&ledger, today),
        open: (balance > 0).then(|| web::yen(balance.unsigned_abs())),
        mails: contact.as_ref().and_then(super::office::fails),
        notices: notices.into_iter().take(MOST_NEWS).map(news).collect(),
        password_until: ends.filter(|day| day.number() - today.number() <= PASSWORD_DAYS).map(in_words),
        certificates: certificates.iter().filter(|record| record.state(at) == CertificateState::Valid).count(),
        system: names.into_iter().find_map(|known| match known.name {
            CredentialName::System(id) => Some(id.as_str().to_owned()),
            CredentialName::Account(_) => None,
        }),
    })
}

/// The invoice that is late the longest, and what is late in all.
fn late(ledger: &Ledger, today: Day) -> Option<(String, String)> {
    let charges = ledger.charges();
    let late: Vec<_> =
        charges.iter().filter(|charge| charge.is_overdue(today) && charge.payment == Payment::Invoice).collect();
    let due = late.iter().filter_map(|charge| charge.request).map(|request| request.day).min()?;
    let yen: u64 = late.iter().map(|charge| charge.open.unsigned_abs()).sum();
    Some((in_words(due), web::yen(yen)))
}

fn news(entry: NoticeEntry) -> News {
    let kind = match entry.notice.importance {
        Importance::Normal => "info",
        Importance::Important => "todo",
        Importance::Urgent => "bad",
    };
    let at = JapanTime::from_unix_ms(entry.notice.from.millis()).list();
    News { kind, title: entry.notice.title, body: entry.notice.body, at }
}

/// A day as a sentence has it.
pub(super) fn in_words(day: Day) -> String {
    JapanTime::from_unix_ms(day.begins().millis()).sentence_day()
}
