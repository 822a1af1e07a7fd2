//! 事業所情報: what the hub knows of the office, and where it wishes mails.

use super::session::Settled;
use super::{Portal, home, prove, unanswered};
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse as _;
use exchange::mail::{AddressFault, Contact, MailAddress, MailEnd};
use exchange::usecases::portal::PortalCaller;
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, JapanTime, Outcome, Page, Shown, Trouble, Visit, show};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    address: String,
}

#[derive(Template)]
#[template(path = "portals/office.html")]
struct OfficePage {
    page: Page,
    name: String,
    kana: String,
    number: String,
    services: String,
    /// 郵便番号 and address, where letters go.
    post: Option<(String, String)>,
    since: String,
    address: String,
    /// The kind and the words about the last mail.
    last: Option<(&'static str, String)>,
    has_address: bool,
    leaves: bool,
    errors: FieldErrors,
}

pub(super) async fn page(State(portal): State<Portal>, visit: Visit, Settled(caller): Settled) -> Shown {
    let typed = visit.typed().map(|typed: Input| typed.address);
    whole(&portal, &visit, &caller, typed, FieldErrors::none()).await
}

pub(super) async fn act(State(portal): State<Portal>, Settled(caller): Settled, form: Form<Input>) -> Shown {
    let typed = web::typed::half_width(&form.input.address);
    let wished = match form.press.verb() {
        "save" => match MailAddress::examine(&typed) {
            Ok(address) => Some(address),
            Err(fault) => {
                let mut errors = FieldErrors::none();
                errors.add("address", said(fault));
                return whole(&portal, form.visit(), &caller, Some(typed), errors).await;
            }
        },
        "remove" => None,
        _ => return Ok(Done::to("/office").into_response()),
    };
    // Who sits at an open browser must not silence the warnings that go to the address of now.
    let known = portal.hub.store.contact(caller.office).await.map_err(unanswered)?;
    if known.is_some_and(|known| Some(&known.address) != wished.as_ref()) && !caller.is_fresh {
        return Ok(prove::first(&caller, "/office"));
    }
    form.once(async move { save(&portal, &caller, wished).await }).await
}

async fn save(portal: &Portal, caller: &PortalCaller, wished: Option<MailAddress>) -> Result<Outcome, Trouble> {
    let (hub, set) = (&portal.hub, wished.is_some());
    let act = hub.context(hub.now()).act(caller.actor());
    let changed = hub.store.set_contact(caller.office, wished, act).await.map_err(unanswered)?;
    let say = match (changed, set) {
        (true, true) if hub.postman.is_some() => {
            Flash::done("メールアドレスを登録しました。確かめのためのメールをお送りします。")
        }
        (true, true) => Flash::done("メールアドレスを登録しました。"),
        (true, false) => Flash::done("メールアドレスを消しました。これからは、メールをお送りしません。"),
        (false, _) => Flash::info("メールアドレスは、前と同じです。"),
    };
    Ok(Done::to("/office").say(say).into())
}

async fn whole(
    portal: &Portal,
    visit: &Visit,
    caller: &PortalCaller,
    typed: Option<String>,
    errors: FieldErrors,
) -> Shown {
    let hub = &portal.hub;
    let record = hub.store.office(caller.office).await.map_err(unanswered)?.ok_or_else(Trouble::not_found)?;
    let contact = hub.store.contact(caller.office).await.map_err(unanswered)?;
    let page = visit.page(portal.frame("office", caller).await?);
    let services = record.office.services.iter().map(|service| service.as_str().to_owned());
    let known = contact.as_ref().map(|contact| contact.address.as_str().to_owned());
    show(&OfficePage {
        page,
        name: record.office.name,
        kana: record.office.kana,
        number: caller.office.as_str().to_owned(),
        services: services.collect::<Vec<_>>().join("、"),
        post: record.office.post.as_ref().map(|post| (post.postcode_in_two(), post.address().to_owned())),
        since: home::in_words(record.added_at.day_in_japan()),
        has_address: known.is_some(),
        address: typed.or(known).unwrap_or_default(),
        last: contact.as_ref().and_then(last),
        leaves: hub.postman.is_some(),
        errors,
    })
}

/// What is wrong with an address, in words.
fn said(fault: AddressFault) -> String {
    match fault {
        AddressFault::Sign(' ') => "メールアドレスの中に空白があります。空白を消してください。".to_owned(),
        AddressFault::Sign(sign) => {
            format!(
                "メールアドレスには「{sign}」を使えません。英字、数字、記号で入力してください（例 jimu@example.jp）。"
            )
        }
        AddressFault::At => {
            "メールアドレスには「@」が1つ必要です（例 jimu@example.jp）。1件だけ入力してください。".to_owned()
        }
        AddressFault::Length => "「@」の前を、1文字から64文字までで入力してください（例 jimu@example.jp）。".to_owned(),
        AddressFault::Domain => "「@」のあとを確かめてください（例 jimu@example.jp）。".to_owned(),
    }
}

/// Kind and words about the mails to an address that do not arrive; `None` while nothing is known to be wrong.
pub(super) fn fails(contact: &Contact) -> Option<(&'static str, String)> {
    last(contact).filter(|(kind, _)| *kind != "done")
}

fn last(contact: &Contact) -> Option<(&'static str, String)> {
    let is_refused = matches!(contact.last, Some((MailEnd::Refused, _)));
    if let Some(since) = contact.waits_since.filter(|_| !is_refused) {
        let since = JapanTime::from_unix_ms(since.millis()).sentence();
        let text = format!(
            "{since}のメールを、まだ送れていません。メールサーバーの返事を待っています。3日のあいだ、自動で送りなおします。"
        );
        return Some(("todo", text));
    }
    let (end, at) = contact.last?;
    let at = JapanTime::from_unix_ms(at.millis()).sentence();
    Some(match end {
        MailEnd::Sent => ("done", format!("{at}に、メールをお送りしました。")),
        MailEnd::Refused => (
            "bad",
            format!(
                "{at}に、このアドレスへのメールが受け取られませんでした。アドレスを確かめてください。正しいときは、受信の設定を確かめてから、もう一度「登録する」を押すと、確かめのためのメールを送りなおします。"
            ),
        ),
        MailEnd::GivenUp => {
            ("todo", format!("{at}に、メールを届けられずに終わりました。大切なお知らせは、トップにも表示されます。"))
        }
    })
}
