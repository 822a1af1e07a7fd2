//! Nothing typed is lost: when the passkey must be used again, when the session ended, when a form is refused.

use super::passkeys::Person;
use super::*;
use exchange::Actor;
use exchange::licence::Payment;
use exchange::page::Limit;
use exchange::usecases::licence::grant::{GrantInput, grant};
use hub::console::PLACES;
use reqwest::header::{COOKIE, LOCATION, ORIGIN};
use standard::OfficeNumber;

const OFFICE: &str = "1370000001";
/// An office whose payment was written down by hand.
pub(super) const PAID: &str = "1370000004";
/// An office that was closed today.
const CLOSES: &str = "1370000005";

/// Places whose forms are typed into: place, path and fields, of which the last is looked for.
async fn typed_into(hub: &TestHub) -> Vec<(&'static str, String, Vec<(&'static str, &'static str)>)> {
    let store = &hub.hub().store;
    let office = OfficeNumber::parse(OFFICE).unwrap();
    let charge = store.ledger(office).await.unwrap().charges()[0].grant;
    let campaign = store.campaigns().await.unwrap()[0].id;
    let paid = OfficeNumber::parse(PAID).unwrap();
    let settled = store.ledger(paid).await.unwrap().charges()[0].grant;
    let lost = store.open_recoveries(None, None, Limit::default()).await.unwrap().entries[0].id;
    let window = store.maintenances().await.unwrap()[0].id;
    let asked = store.open_approvals(hub.hub().now()).await.unwrap()[0].id;
    let passkey = store.passkeys_of(exchange::OperatorId::parse("ito").unwrap()).await.unwrap();
    let passkey = exchange::Sha256::of(&passkey[0].id);
    let text = "書きかけの文章";
    let at = |rest: &str| format!("/offices/{OFFICE}/{rest}");
    vec![
        ("/offices/{number}/freeze", at("freeze"), vec![("do", "freeze"), ("reason", text)]),
        ("/offices/{number}/close", at("close"), vec![("do", "close"), ("successor", text)]),
        (
            "/offices/{number}/closing",
            format!("/offices/{CLOSES}/closing"),
            vec![("do", "take-back"), ("reason", text)],
        ),
        ("/offices/{number}/licence/end", at("licence/end"), vec![("do", "look"), ("reason", text)]),
        ("/offices/{number}/account", at("account"), vec![("do", "ask"), ("reason", text)]),
        ("/offices/{number}/licence", at("licence"), vec![("do", "grant"), ("first", text)]),
        ("/offices/{number}/charges/{id}", at(&format!("charges/{charge}")), vec![("do", "look"), ("reference", text)]),
        (
            "/offices/{number}/charges/{id}/reverse",
            format!("/offices/{PAID}/charges/{settled}/reverse"),
            vec![("do", "reverse"), ("reason", text)],
        ),
        ("/offices/new", "/offices/new".to_owned(), vec![("do", "save"), ("name", text)]),
        ("/offices/{number}/edit", at("edit"), vec![("do", "save"), ("name", text)]),
        ("/campaigns/new", "/campaigns/new".to_owned(), vec![("do", "add"), ("name", text)]),
        ("/campaigns/{id}/end", format!("/campaigns/{campaign}/end"), vec![("do", "end"), ("last", text)]),
        ("/terms/new", "/terms/new".to_owned(), vec![("do", "look"), ("from", ""), ("text", text)]),
        ("/recoveries/{id}", format!("/recoveries/{lost}"), vec![("do", "refuse"), ("refusal", text)]),
        ("/approvals/{id}", format!("/approvals/{asked}"), vec![("do", "refuse"), ("reason", text)]),
        ("/passkeys", "/passkeys".to_owned(), vec![("do", "ask"), ("name", text)]),
        ("/passkeys/{key}", format!("/passkeys/{passkey}"), vec![("do", "name"), ("name", text)]),
        ("/notices/new", "/notices/new".to_owned(), vec![("do", "publish"), ("body", text)]),
        ("/maintenance/plan", "/maintenance/plan".to_owned(), vec![("do", "plan"), ("text", text)]),
        ("/maintenance/{id}/move", format!("/maintenance/{window}/move"), vec![("do", "plan"), ("text", text)]),
        ("/audit/export", "/audit/export".to_owned(), vec![("do", "export"), ("actor", text)]),
    ]
}

/// Places that nothing is typed into: pages, single presses, choices of few, files.
const NOT_TYPED: [&str; 49] = [
    "/",
    "/support",
    "/prove",
    "/sign-out",
    "/offices",
    "/offices/{number}",
    "/offices/{number}/invoices/{id}",
    "/payments",
    "/payments/unpaid",
    "/invoices",
    "/invoices/print",
    "/deductions",
    "/deductions/format",
    "/deductions/new",
    "/deductions/{month}/{prefecture}",
    "/deductions/{month}/{prefecture}/file",
    "/deductions/{month}/{prefecture}/results",
    "/deductions/{month}/{prefecture}/results/take",
    "/campaigns",
    "/campaigns/{id}",
    "/terms",
    "/terms/{version}",
    "/recoveries",
    "/letter",
    "/letters",
    "/letters/print",
    "/approvals",
    "/requests",
    "/requests/{id}",
    "/imports",
    "/imports/{id}",
    "/imports/{id}/lines/{kind}",
    "/imports/{id}/changes.csv",
    "/office-licences",
    "/certificates",
    "/certificates/{key}/revoke",
    "/notices",
    "/notices/{id}",
    "/notices/{id}/withdraw",
    "/maintenance",
    "/maintenance/{id}/stop",
    "/figures",
    "/mails",
    "/audit",
    "/operators",
    "/operators/code",
    "/operators/{id}/code",
    "/operators/{id}/stop",
    "/sign-in",
];

/// A hub where every form has something to work on, and an admin with a passkey.
async fn world() -> (TestHub, Person) {
    let hub = hub_with_console().await;
    super::money::with_charges(&hub).await;
    hub.account_of_portals(OFFICE, "KJ0000000000ZZ").await;
    super::rules::lost(&hub, OFFICE, exchange::store::Lost::Password).await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let day = |days: i64| {
        let (year, month, day) = hub.hub().now().day_in_japan().plus(days).date();
        format!("{year}-{month:02}-{day:02}")
    };
    let (first, last) = (day(0), day(60));
    let campaign = [("do", "add"), ("name", "春"), ("first", first.as_str()), ("last", last.as_str())];
    chief.done("/campaigns/new", &campaign).await;
    paid(&hub, &chief, &day(0)).await;
    hub.register(CLOSES).await;
    let close = [("do", "close"), ("typed", CLOSES), ("from", first.as_str()), ("reason", "届け出")];
    chief.done(&format!("/offices/{CLOSES}/close"), &close).await;
    let ask = [("do", "ask"), ("name", "KJ0000000000ZZ"), ("reason", "電話で確認")];
    chief.done(&format!("/offices/{OFFICE}/account"), &ask).await;
    let (begins, ends) = (format!("{} 01:00", day(40)), format!("{} 05:00", day(40)));
    let plan = [("do", "plan"), ("begins", begins.as_str()), ("ends", ends.as_str()), ("goes_on", "yes")];
    let plan: Vec<_> = plan.into_iter().chain([("text", "点検をします。")]).collect();
    chief.done("/maintenance/plan", &plan).await;
    let mut person = Person::registered(&hub, "ito").await;
    person.begin("/sign-in").await;
    person.sign_in(2).await;
    (hub, person)
}

/// An office that has paid its invoice.
pub(super) async fn paid(hub: &TestHub, by: &Operator, today: &str) {
    hub.register(PAID).await;
    let (shared, office) = (hub.hub(), OfficeNumber::parse(PAID).unwrap());
    let wanted =
        GrantInput { office, first: Some(shared.now().day_in_japan().plus(100)), payment: Some(Payment::Invoice) };
    grant(shared.context(shared.now()), Actor::Hub, wanted).await.unwrap();
    let charge = shared.store.ledger(office).await.unwrap().charges()[0].grant;
    let fields = [("do", "record"), ("confirmed", "1"), ("amount", "21000"), ("day", today), ("reference", "明細 1")];
    let led = by.done(&format!("/offices/{PAID}/charges/{charge}"), &fields).await;
    assert_eq!(led, format!("/offices/{PAID}"));
}

#[tokio::test]
async fn s29_every_form_is_there_again_after_the_passkey_and_nothing_was_done_by_itself() {
    let (hub, mut person) = world().await;
    let mut count = 2;
    let all = exchange::store::AuditQuery { limit: Limit::new(Limit::MOST), ..Default::default() };
    let audited = async || hub.hub().store.search_audit(all.clone()).await.unwrap().entries;
    for (place, path, fields) in typed_into(&hub).await {
        let is_guarded = PLACES.iter().any(|known| known.path == place && known.is_guarded);
        // The form is opened in time, and sent when the passkey is over, or the whole session.
        let opened = proof(&person.operator.see(&path).await);
        hub.advance(if is_guarded { 6 * 60 } else { 40 * 60 });
        let before = audited().await.len();
        let sent: Vec<_> = [("proof", opened.as_str())].into_iter().chain(fields.iter().copied()).collect();
        let led = person.operator.post(&path, &sent).await;
        count += 1;
        let first = led.headers()[LOCATION].to_str().unwrap().to_owned();
        let (asked, back) = person.proves(&first, count).await;
        if is_guarded {
            assert_eq!(first, format!("/prove?to={path}"));
        } else {
            assert!(first == "/sign-in" && asked.contains("30分以上操作がなかったため"), "{place}: {asked}");
        }
        assert_eq!(back, path, "{place}");
        let page = person.operator.see(&path).await;
        let (name, text) = fields.last().unwrap();
        assert!(page.contains(text), "{place}: {name} is gone: {page}");
        assert!(
            page.contains("入力した内容を残してあります。") && page.contains("もう一度ボタンを押してください。"),
            "{page}"
        );
        let after = audited().await.len();
        assert!(after <= before + 1, "{place}: nothing but the sign-in happened");
        let again = person.operator.see(&path).await;
        assert!(again.contains(text), "{place}: loaded anew");
        let forgotten = [("proof", proof(&again)), ("do", "forget-typed".to_owned())];
        person.post(&path, &forgotten).await;
        assert!(!person.operator.see(&path).await.contains(text), "{place}: forgotten by its button");
        // Everything that is guarded is fresh again for the next one.
        hub.advance(40 * 60);
        person.begin("/sign-in").await;
        count += 1;
        person.sign_in(count).await;
    }
}

#[tokio::test]
async fn every_place_is_typed_into_or_not() {
    let (hub, _) = world().await;
    let typed: Vec<_> = typed_into(&hub).await.into_iter().map(|(place, ..)| place).collect();
    for place in PLACES {
        let is_known = typed.contains(&place.path) || NOT_TYPED.contains(&place.path);
        assert!(is_known, "{}: is something typed there? Then it must be shown again.", place.path);
    }
}

#[tokio::test]
async fn s26_what_was_typed_is_shown_to_the_same_operator_alone() {
    let (hub, mut person) = world().await;
    let mut other = Person::registered(&hub, "sato").await;
    let page = person.operator.see("/notices/new").await;
    hub.advance(40 * 60);
    let fields = [("proof", proof(&page)), ("do", "publish".to_owned()), ("title", "内々の話".to_owned())];
    assert_eq!(person.post("/notices/new", &fields).await.headers()[LOCATION], "/sign-in");
    // The same browser with another person's certificate.
    other.operator.cookie.clone_from(&person.operator.cookie);
    let (_, to) = other.proves("/sign-in", 2).await;
    assert_eq!(to, "/");
    assert!(!other.operator.see("/notices/new").await.contains("内々の話"));
    let (_, to) = person.proves("/sign-in", 3).await;
    assert_eq!(to, "/", "it went with whoever had the browser");
}

#[tokio::test]
async fn a_file_put_in_after_the_session_ended_is_asked_for_again() {
    let (hub, mut person) = world().await;
    let proof = proof(&person.operator.see("/imports").await);
    hub.advance(40 * 60);
    let part = |more: &str, value: &str| format!("--edge\r\ncontent-disposition: form-data; {more}\r\n\r\n{value}\r\n");
    let file = "1370000009,架空,カクウ,13,43\n".repeat(20_000);
    let body =
        [part("name=\"proof\"", &proof), part("name=\"files\"; filename=\"a.csv\"", &file)].concat() + "--edge--\r\n";
    let asked = person.operator.http.post(format!("{}/imports", person.operator.base));
    let asked = asked.header(COOKIE, &person.operator.cookie).header(ORIGIN, &person.operator.base);
    let asked =
        asked.header("sec-fetch-site", "same-origin").header("content-type", "multipart/form-data; boundary=edge");
    let led = asked.body(body).send().await.unwrap();
    assert_eq!(led.headers()[LOCATION], "/sign-in");
    let (_, back) = person.proves("/sign-in", 3).await;
    assert_eq!(back, "/imports");
    assert!(person.operator.see("/imports").await.contains("ファイルは受け取っていません。もう一度選んでください。"));
}

#[tokio::test]
async fn s26_the_sign_in_page_says_why_one_is_there() {
    let (hub, mut person) = world().await;
    let other = signed_in(&hub, "sato", "admin").await;
    let own = std::mem::replace(&mut person.operator.cookie, other.cookie.clone());
    assert_eq!(person.operator.get("/").await.headers()[LOCATION], "/sign-in");
    assert!(person.operator.see("/sign-in").await.contains("ログインしたときと違う電子証明書で開かれたか"));
    person.operator.cookie = own;
    for _ in 0..25 {
        hub.advance(29 * 60);
        person.operator.get("/").await;
    }
    assert!(person.operator.see("/sign-in").await.contains("ログインから12時間がたったため"));
    person.begin("/sign-in").await;
    assert!(
        !person.operator.see("/sign-in").await.contains("ログインが終わりました"),
        "who was never in is told nothing"
    );
}

#[tokio::test]
async fn a_refused_form_leads_back_to_its_own_address_and_its_text_stays() {
    let (_hub, person) = world().await;
    let fields = [("do", "publish"), ("title", "年度末の受付"), ("until", "いつか")];
    let page = person.operator.see("/notices/new").await;
    let all: Vec<_> =
        [("proof", proof(&page))].into_iter().chain(fields.map(|(name, text)| (name, text.to_owned()))).collect();
    assert_eq!(person.post("/notices/new", &all).await.headers()[LOCATION], "/notices/new");
    let refused = person.operator.see("/notices/new").await;
    assert!(refused.contains("入力を確かめてください") && refused.contains("value=\"年度末の受付\""), "{refused}");
    for _ in 0..2 {
        let again = person.operator.see("/notices/new").await;
        assert!(!again.contains("入力を確かめてください") && again.contains("value=\"年度末の受付\""), "{again}");
    }
    let sure = [("do", "publish"), ("title", "年度末の受付"), ("body", "本文"), ("importance", "normal")];
    let sure: Vec<_> = sure.into_iter().chain([("audience", "all"), ("until", "2099-03-31 17:00")]).collect();
    assert!(person.operator.done("/notices/new", &sure).await.starts_with("/notices/"));
    assert!(!person.operator.see("/notices/new").await.contains("年度末の受付"), "done, it is gone");
}
