//! A letter that hands out an ID with its first password, or tells an ID: shown once, to be printed and posted.

use super::super::gate::Caller;
use super::super::{Console, words};
use crate::hub::Hub;
use crate::invoice::sender;
use crate::portals::reveal::Shown as Revealed;
use askama::Template;
use axum::extract::State;
use exchange::account::CredentialName;
use exchange::office::OfficeRecord;
use exchange::operator::Duty;
use exchange::usecases::account::create::Created;
use web::{JapanTime, Page, SessionToken, Shown, Visit, show};
use zeroize::Zeroizing;

/// Where a letter is shown, once.
pub(in crate::console) const LETTER: &str = "/letter";

/// What the first line of a letter is called: where it goes.
const TO: &str = "宛先";

/// The name of the app's own ID.
const SYSTEM: &str = "連携クライアントのユーザID";

/// A letter as it is printed.
pub(in crate::console) struct Sheet {
    pub(super) shown: Revealed,
    /// It is about 連携クライアントのユーザID.
    pub(super) is_system: bool,
}

impl Sheet {
    pub(in crate::console) fn of(shown: Revealed) -> Self {
        Self { is_system: shown.lines.iter().any(|(label, _)| *label == SYSTEM), shown }
    }
}

/// What stands on every letter of this hub.
pub(in crate::console) struct Around {
    pub(super) at: String,
    /// Who writes: name and address.
    pub(super) sender: Vec<String>,
    pub(super) site: String,
    /// The same without how browsers reach it: what is typed into the app.
    pub(super) hub: String,
    pub(super) contact: Option<String>,
    pub(super) app_from: Option<String>,
}

impl Around {
    pub(in crate::console) fn of(hub: &Hub) -> Self {
        let site = hub.site();
        Self {
            at: JapanTime::from_unix_ms(hub.now().millis()).sentence_day(),
            sender: sender(&hub.config.network, hub.config.invoice.as_ref()),
            hub: site.strip_prefix("https://").unwrap_or(&site).to_owned(),
            site,
            contact: hub.config.contact.clone(),
            app_from: hub.config.app_from.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "console/letter.html")]
struct LetterPage {
    page: Page,
    sheet: Option<Sheet>,
    around: Around,
    /// May register the address that is missing.
    may_edit: bool,
}

/// A letter once; opened again, the page says so.
pub(in crate::console) async fn letter(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    show(&LetterPage {
        page: visit.page(console.frame("offices", &caller).await?),
        sheet: console.reveal.take(visit.session(), LETTER).map(Sheet::of),
        around: Around::of(&console.hub),
        may_edit: caller.role.may(Duty::ImportOffices),
    })
}

/// A letter with a name and its first password.
pub(in crate::console) fn written(record: &OfficeRecord, name: &CredentialName, created: &Created) -> Revealed {
    let kind = match name {
        CredentialName::Account(_) => "事業所のユーザID",
        CredentialName::System(_) => SYSTEM,
    };
    let lines = vec![
        to(record),
        ("事業所番号", Zeroizing::new(record.office.number.to_string())),
        (kind, Zeroizing::new(name.as_str().to_owned())),
        ("仮パスワード", Zeroizing::new(created.password.expose().to_owned())),
    ];
    Revealed { lines, until: words::in_words(created.until) }
}

/// Keeps a letter for the next page of this session.
pub(in crate::console) fn keep_letter(console: &Console, session: &SessionToken, letter: Revealed) {
    console.reveal.keep(session, LETTER, letter);
}

/// Keeps a letter that tells a name alone.
pub(in crate::console) fn keep_name(
    console: &Console,
    session: &SessionToken,
    record: &OfficeRecord,
    name: &CredentialName,
) {
    let lines = vec![
        to(record),
        ("事業所番号", Zeroizing::new(record.office.number.to_string())),
        ("事業所のユーザID", Zeroizing::new(name.as_str().to_owned())),
    ];
    keep_letter(console, session, Revealed { lines, until: String::new() });
}

/// Where a letter goes, line by line as an envelope has it.
fn to(record: &OfficeRecord) -> (&'static str, Zeroizing<String>) {
    let post = record.office.post.as_ref();
    let post = post.map(|post| format!("〒{}\n{}\n", post.postcode_in_two(), post.address())).unwrap_or_default();
    (TO, Zeroizing::new(format!("{post}{} 御中", record.office.name)))
}
