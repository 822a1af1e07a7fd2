//! 事業所情報 and 利用状況, text that outlives a session, office names that are scripts, origins behind a port mapping.

use super::desk::{Desk, OFFICE, OWN, TRUSTING, Visitor, own_password};
use super::reachable_hub;
use browser::{Browser, Scripts};
use exchange::mail::MailAddress;
use hub::admin::{AdminQuestion, NewOfficeLine};
use hub::jobs::Job;
use reqwest::StatusCode;
use reqwest::header::HOST;
use testkit::TestHub;

#[tokio::test(flavor = "multi_thread")]
async fn an_office_sees_its_data_and_its_figures() {
    let hub = reachable_hub().await;
    let (sender, recipient) = hub.two_offices().await;
    sender.deliver(&recipient, &sender.set("K2")).await;
    let desk_account = account_of(&hub, testkit::samples::SENDER).await;
    hub.hub().run(Job::Usage).await.unwrap();
    let browser = Browser::with(Scripts::On, &TRUSTING).await;
    browser.open(&hub.public_url("/sign-in")).await;
    browser.type_into("事業所のユーザID", &desk_account).await;
    browser.type_into("パスワード", OWN).await;
    browser.click("ログインする").await;
    browser.at("/").await;
    browser.axe().await;
    browser.look("portals", "home-licensed").await;
    browser.open(&hub.public_url("/usage")).await;
    browser.see("利用状況").await;
    assert_eq!(browser.text("tfoot td").await, "1");
    browser.axe().await;
    browser.look("portals", "usage").await;
    browser.open(&hub.public_url("/office")).await;
    browser.type_into("メールアドレス", "jimu").await;
    browser.click("登録する").await;
    browser.see("メールアドレスには「@」が1つ必要です").await;
    browser.axe().await;
    browser.open(&hub.public_url("/office")).await;
    browser.type_into("メールアドレス", "jimu@example.jp").await;
    browser.click("登録する").await;
    browser.see("メールアドレスを登録しました。").await;
    browser.axe().await;
    browser.look("portals", "office").await;
    browser.click("登録を消す").await;
    browser.see("メールアドレスを消しました。").await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

async fn account_of(hub: &TestHub, number: &str) -> String {
    let office = standard::OfficeNumber::parse(number).unwrap();
    let names = hub.hub().store.credentials_of(office).await.unwrap();
    let name = names.iter().map(|known| known.name.as_str()).find(|name| name.starts_with("KJ")).unwrap().to_owned();
    own_password(hub, &name).await;
    name
}

#[tokio::test]
async fn what_was_typed_is_there_after_the_session_ended_in_the_middle() {
    let desk = Desk::new(OFFICE).await;
    let mut visitor = desk.visitor().await;
    visitor.get("/office").await;
    desk.hub.advance(40 * 60);
    let out = visitor.post("/office", &[("do", "save"), ("address", "jimu@example.jp")]).await;
    assert_eq!(out.location, "/sign-in");
    visitor.get("/sign-in").await;
    let entered = visitor.post("/sign-in", &[("account", &desk.account), ("password", OWN), ("do", "enter")]).await;
    assert_eq!(entered.location, "/office", "back to where it was");
    let page = visitor.get("/office").await.body;
    assert!(page.contains("入力した内容を残してあります。") && page.contains("value=\"jimu@example.jp\""), "{page}");
    assert!(visitor.get("/office").await.body.contains("value=\"jimu@example.jp\""), "until it is done");
    let office = standard::OfficeNumber::parse(OFFICE).unwrap();
    assert!(desk.hub.hub().store.contact(office).await.unwrap().is_none(), "and nothing was stored");
    visitor.press("/office", &[("do", "save"), ("address", "jimu@example.jp")]).await;
    let contact = desk.hub.hub().store.contact(office).await.unwrap().unwrap();
    assert_eq!(Some(contact.address), MailAddress::parse("jimu@example.jp"));
    assert!(!visitor.get("/office").await.body.contains("入力した内容を残してあります。"));
}

#[tokio::test]
async fn s26_a_password_is_not_among_what_is_kept_and_another_office_sees_nothing_of_it() {
    let desk = Desk::new(OFFICE).await;
    let mut visitor = desk.visitor().await;
    let fields = [("do", "code"), ("kind", "care-plan"), ("password", "geheim-4711")];
    assert_eq!(visitor.press("/certificates", &fields).await.status, StatusCode::OK);
    let again = visitor.get("/certificates").await.body;
    assert!(again.contains("入力した内容を残してあります。") && !again.contains("geheim-4711"), "{again}");
    assert!(again.contains("パスワードは、もう一度入力してください。"), "{again}");
    visitor.get("/office").await;
    desk.hub.advance(40 * 60);
    visitor.post("/office", &[("do", "save"), ("address", "jimu@example.jp")]).await;
    let other = "1370000002";
    desk.hub.register(other).await;
    let (account, _) = desk.hub.account_of_portals(other, "KJ0000000001ZZ").await;
    own_password(&desk.hub, &account).await;
    visitor.get("/sign-in").await;
    let entered = visitor.post("/sign-in", &[("account", &account), ("password", OWN), ("do", "enter")]).await;
    assert_eq!(entered.location, "/", "the next person in the same browser");
    for page in ["/office", "/certificates"] {
        assert!(!visitor.get(page).await.body.contains("入力した内容を残してあります。"), "{page}");
    }
}

#[tokio::test]
async fn another_browser_does_not_get_what_was_typed() {
    let desk = Desk::new(OFFICE).await;
    let mut visitor = desk.visitor().await;
    visitor.get("/office").await;
    desk.hub.advance(40 * 60);
    visitor.post("/office", &[("do", "save"), ("address", "jimu@example.jp")]).await;
    let mut other = Visitor::signed_in(&desk.hub, &desk.account).await;
    assert!(!other.get("/office").await.body.contains("jimu@example.jp"));
}

#[tokio::test(flavor = "multi_thread")]
async fn s23_who_asks_for_what_was_lost_is_told_the_same_in_every_case() {
    let desk = Desk::new(OFFICE).await;
    let browser = Browser::with(Scripts::On, &TRUSTING).await;
    browser.open(&desk.hub.public_url("/sign-in")).await;
    browser.click("IDやパスワードがわからないとき").await;
    browser.at("/recover").await;
    browser.axe().await;
    browser.look("portals", "recover").await;
    browser.click("郵送を依頼する").await;
    browser.see("事業所番号を、半角の数字と英大文字10文字で入力してください。").await;
    browser.axe().await;
    let mut visitor = Visitor::new(&desk.hub);
    let mut answers = Vec::new();
    for office in [OFFICE, OFFICE, "1379999999"] {
        let answer = visitor.press("/recover", &[("do", "ask"), ("office", office), ("lost", "password")]).await;
        assert!(answer.body.contains("受け付けました。"));
        answers.push((answer.status, tags(&answer.body)));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
    let open = desk.hub.hub().store.open_recoveries(None, None, exchange::page::Limit::default()).await.unwrap();
    assert_eq!(open.entries.len(), 1, "asked twice it is one, and of nobody it is none");
}

#[tokio::test]
async fn enter_in_a_field_of_a_form_says_once_that_nothing_was_done() {
    let desk = Desk::new(OFFICE).await;
    let mut visitor = Visitor::new(&desk.hub);
    let times = |page: &str| page.matches("まだ、何も行われていません。").count();
    let typed = visitor.press("/recover", &[("do", ""), ("office", OFFICE), ("lost", "password")]).await.body;
    assert!(typed.contains("Enterキーでは進みません。") && typed.contains("入力した内容を残してあります。"), "{typed}");
    assert!(typed.contains(&format!("value=\"{OFFICE}\"")) && times(&typed) == 1, "{typed}");
    let done = visitor.press("/recover", &[("do", "ask"), ("office", OFFICE), ("lost", "password")]).await.body;
    assert!(done.contains("受け付けました。"));
    let empty = visitor.press("/recover", &[("do", ""), ("office", "")]).await.body;
    assert!(empty.contains("Enterキーでは進みません。") && times(&empty) == 1, "nothing of the first is left: {empty}");
    assert!(!empty.contains("入力した内容を残してあります。"), "{empty}");
    let mut visitor = desk.visitor().await;
    let alone = visitor.press("/certificates", &[("do", ""), ("password", "geheim-4711")]).await.body;
    assert!(alone.contains("パスワードは、もう一度入力してください。") && !alone.contains("geheim-4711"), "{alone}");
    assert_eq!(times(&alone), 1, "{alone}");
}

#[tokio::test]
async fn s20_an_operator_who_wishes_it_has_passwords_changed() {
    let hub = TestHub::with(|config| {
        config.names = vec!["localhost".to_owned()];
        config.passwords.expire_days = Some(90);
    });
    let desk = Desk::at(hub.await, OFFICE).await;
    let mut visitor = desk.visitor().await;
    assert!(visitor.get("/password").await.body.contains("いまのパスワードの有効期限は、"));
    desk.hub.advance(90 * 86_400);
    let mut later = Visitor::signed_in(&desk.hub, &desk.account).await;
    assert_eq!(later.get("/licence").await.location, "/password");
    assert!(later.get("/password").await.body.contains("パスワードの有効期限が切れています。"));
    let other = "縁側の三毛猫はよく眠る猫";
    let change = [("do", "change"), ("present", OWN), ("new", other), ("again", other)];
    assert_eq!(later.post("/password", &change).await.location, "/");
    assert_eq!(later.get("/licence").await.status, StatusCode::OK);
}

/// What is written where a name stands: markup, attributes, scripts, encodings, and what ends each of them.
const NAMES: [&str; 40] = [
    "<script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "'><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<form action=https://evil.test><input name=x>",
    "<base href=https://evil.test/>",
    "<meta http-equiv=refresh content=0;url=https://evil.test>",
    "<link rel=stylesheet href=https://evil.test/x.css>",
    "<object data=https://evil.test/x>",
    "<embed src=https://evil.test/x>",
    "<video><source onerror=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<!--<script>alert(1)</script>-->",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)",
    "` onmouseover=alert(1)",
    "x\" autofocus onfocus=\"alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "＜script＞alert(1)＜/script＞",
    "javascript:alert(1)",
    "{{7*7}}{% raw %}<b>",
    "${alert(1)}<b>",
    "<hx-get=/sign-out hx-trigger=load><b hx-on:load=alert(1)>",
];

#[tokio::test]
async fn s57_an_office_name_that_is_a_script_is_text_on_every_page() {
    let hub = reachable_hub().await;
    hub.register(OFFICE).await;
    let (account, _) = hub.account_of_portals(OFFICE, "KJ0000000000ZZ").await;
    own_password(&hub, &account).await;
    let mut visitor = Visitor::signed_in(&hub, &account).await;
    let apply = [("do", "agree"), ("agreed", "1"), ("payment", "invoice"), ("version", "2")];
    visitor.press("/apply", &apply).await;
    let licence = visitor.get("/licence").await.body;
    let invoice = licence.split('"').find(|part| part.starts_with("/licence/invoices/")).unwrap().to_owned();
    let pages = [
        "/",
        "/apply",
        "/apply/done",
        "/licence",
        invoice.as_str(),
        "/terms/1",
        "/terms/2",
        "/certificates",
        "/certificates/code",
        "/certificates/password",
        "/certificates/installed",
        "/office",
        "/usage",
        "/password",
        "/prove",
        "/nothing",
    ];
    let mut plain = Vec::new();
    for page in pages {
        plain.push(tags(&visitor.get(page).await.body));
    }
    for name in NAMES {
        rename(&hub, name).await;
        for (page, before) in pages.iter().zip(&plain) {
            let answer = visitor.get(page).await;
            assert_ne!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{page} {name}");
            assert_eq!(&tags(&answer.body), before, "{page} has the same elements with the name {name}");
        }
    }
}

/// Every tag of a page with its attributes' names, in order: what a browser would make of it.
fn tags(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        let Some(end) = after.find('>') else { break };
        let (tag, next) = after.split_at(end);
        found.push(tag.split('=').map(|part| part.rsplit(['"', ' ']).next().unwrap_or_default()).collect());
        rest = next;
    }
    found
}

async fn rename(hub: &TestHub, name: &str) {
    let line = NewOfficeLine {
        line: 1,
        number: OFFICE.into(),
        name: name.into(),
        kana: name.into(),
        prefecture: "13".into(),
        services: vec!["43".into()],
    };
    hub.admin(AdminQuestion::PutOffices { offices: vec![line], dry: false }).await;
}

#[tokio::test]
async fn s71_behind_a_port_mapping_the_configured_origins_are_the_only_ones() {
    let hub = TestHub::with(|config| {
        config.names = vec!["localhost".to_owned()];
        config.public.origins = vec!["https://join.example.jp".to_owned(), "https://join.example.jp:9443".to_owned()];
    })
    .await;
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let root = reqwest::Certificate::from_der(hub.root().der()).unwrap();
    // Over HTTP/1.1 the host is what the header says.
    let client = reqwest::Client::builder().tls_certs_only([root]).http1_only().build().unwrap();
    let ask = |host: &str| {
        let asked = client.get(hub.public_url("/sign-in")).header(HOST, host);
        async move { asked.send().await.unwrap().status() }
    };
    for (host, status) in [
        ("join.example.jp", StatusCode::OK),
        ("join.example.jp:9443", StatusCode::OK),
        ("join.example.jp:8440", StatusCode::MISDIRECTED_REQUEST),
        ("evil.test", StatusCode::MISDIRECTED_REQUEST),
    ] {
        assert_eq!(ask(host).await, status, "{host}");
    }
    let own = client.get(hub.public_url("/sign-in")).send().await.unwrap();
    assert_eq!(own.status(), StatusCode::MISDIRECTED_REQUEST, "the listener's own port is none of them");
}
