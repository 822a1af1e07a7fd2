//! What トップ points at before it is too late: mails that do not leave, certificates of operators that end.

use super::passkeys::Person;
use super::*;
use exchange::Act;
use exchange::Actor;
use exchange::mail::{MailAddress, MailEnd};
use hub::config::{Console, MailSecurity, MailServer};
use hub::jobs::Job;
use standard::OfficeNumber;

const OFFICE: &str = "1370000001";
const DAY: i64 = 86_400;

/// A hub with a console whose mail server is not there.
async fn hub_without_server() -> TestHub {
    let port = {
        let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        taken.local_addr().unwrap().port()
    };
    TestHub::with(|config| {
        config.names = vec!["localhost".to_owned()];
        config.console = Some(Console { listen: "127.0.0.1:0".parse().unwrap(), name: "localhost".to_owned() });
        config.mail = Some(MailServer {
            server: "127.0.0.1".to_owned(),
            port,
            security: MailSecurity::None,
            from: "noreply@hub.example.jp".to_owned(),
            user: None,
            password_file: None,
            root: None,
        });
    })
    .await
}

#[tokio::test]
async fn without_a_mail_server_the_page_says_so_and_nothing_nags() {
    let hub = hub_with_console().await;
    let ito = signed_in(&hub, "ito", "admin").await;
    assert!(ito.see("/mails").await.contains("用意されていません"));
    let top = ito.see("/").await;
    assert!(!top.contains("メール") && !top.contains("期限は、"), "{top}");
    assert!(ito.see("/maintenance").await.contains("お知らせメールの状態"));
}

#[tokio::test]
async fn mails_that_do_not_leave_and_those_that_were_refused_are_seen() {
    let hub = hub_without_server().await;
    hub.register(OFFICE).await;
    let (store, number) = (&hub.hub().store, OfficeNumber::parse(OFFICE).unwrap());
    let act = Act { at: hub.hub().now(), actor: Actor::Hub, salt: [7; 16] };
    assert!(store.set_contact(number, MailAddress::parse("jimu@example.jp"), act).await.unwrap());
    assert!(hub.hub().run(Job::Mails).await.is_err(), "nobody is there");
    let ito = signed_in(&hub, "ito", "viewer").await;
    let top = ito.see("/").await;
    assert!(top.contains("お知らせのメールを送れていません") && top.contains("1件が待っています"), "{top}");
    let page = ito.see("/mails").await;
    assert!(page.contains("送れていません") && page.contains("届かなかったメールはありません"), "{page}");
    let federation = signed_in(&hub, "renmei", "federation:13").await;
    assert_eq!(federation.get("/mails").await.status(), StatusCode::FORBIDDEN);
    assert!(!federation.see("/").await.contains("メール"));
    // Its time comes, and the server refuses it.
    hub.advance(120);
    let mail = store.take_mails(hub.hub().now(), 9).await.unwrap();
    assert!(store.end_mail(mail[0].id, MailEnd::Refused, hub.hub().now()).await.unwrap());
    hub.hub().run(Job::Mails).await.unwrap();
    let top = ito.see("/").await;
    assert!(top.contains("お知らせのメールを送れていません"), "that nothing was due says nothing of the server: {top}");
    let page = ito.see("/mails").await;
    assert!(page.contains(OFFICE) && page.contains("メールアドレスが登録されました"), "{page}");
    assert!(!page.contains("jimu@example.jp"), "the address is the office's own");
}

#[tokio::test]
async fn s22_an_operators_certificate_is_spoken_of_before_it_ends() {
    let hub = hub_with_console().await;
    let mut ito = Person::registered(&hub, "ito").await;
    let sato = operator(&hub, "sato", "clerk").await;
    let top = |page: &str| (page.contains("あなたの電子証明書の期限は、"), page.contains("期限が近い運営者がいます"));
    ito.begin("/sign-in").await;
    ito.sign_in(2).await;
    assert_eq!(top(&ito.operator.see("/").await), (false, false), "a year is long");
    hub.advance(320 * DAY);
    ito.begin("/sign-in").await;
    ito.sign_in(3).await;
    let page = ito.operator.see("/").await;
    assert_eq!(top(&page), (true, true), "{page}");
    assert!(page.contains("renkei-hub operator renew ito") && page.contains("運用 sato（"), "{page}");
    let list = ito.operator.see("/operators").await;
    assert!(list.contains("証明書の期限") && list.matches("日です</span>").count() == 2, "{list}");
    hub.admin(AdminQuestion::StopOperator { id: sato.id.as_str().to_owned() }).await;
    assert_eq!(top(&ito.operator.see("/").await), (true, false), "who is stopped needs none");
}
