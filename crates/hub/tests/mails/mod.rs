//! Mails leave over a real mail server (aiosmtpd): none is lost, none is knowingly sent twice, none names a person.

use crate::portals::desk::{Desk, OFFICE};
use exchange::mail::{MailAddress, MailEnd};
use hub::config::{MailSecurity, MailServer};
use hub::jobs::Job;
use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use tempfile::TempDir;
use testkit::TestHub;

const MINUTE: i64 = 60;
/// The Python that Debian's modules belong to; another one may come first in the path.
const PYTHON: &str = "/usr/bin/python3";

/// The server, in a process of its own; it ends with this value.
struct Server {
    folder: TempDir,
    ports: Value,
    told: Receiver<Value>,
    process: Child,
    _open: Option<ChildStdin>,
}

impl Server {
    fn start() -> Self {
        let folder = TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("mood"), "take").unwrap();
        std::fs::write(path("password"), "合言葉\n").unwrap();
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"])
            .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE"])
            .arg("-keyout")
            .arg(path("key.pem"))
            .arg("-out")
            .arg(path("certificate.pem"))
            .stderr(Stdio::null())
            .status();
        assert!(made.unwrap().success());
        let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/mails/server.py");
        let mut python = Command::new(PYTHON);
        python.arg(script).args([path("mood"), path("certificate.pem"), path("key.pem")]);
        let mut process = python.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("Debian's python3");
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let (tell, told) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if tell.send(serde_json::from_str(&line).unwrap()).is_err() {
                    return;
                }
            }
        });
        let ports = told.recv_timeout(Duration::from_secs(60)).expect("aiosmtpd: apt-get install python3-aiosmtpd");
        let open = process.stdin.take();
        Self { folder, ports, told, process, _open: open }
    }

    fn mood(&self, mood: &str) {
        std::fs::write(self.folder.path().join("mood"), mood).unwrap();
    }

    fn port(&self, name: &str) -> u16 {
        u16::try_from(self.ports[name].as_u64().unwrap()).unwrap()
    }

    fn plain(&self) -> MailServer {
        MailServer {
            server: "127.0.0.1".to_owned(),
            port: self.port("plain"),
            security: MailSecurity::None,
            from: "noreply@hub.example.jp".to_owned(),
            user: None,
            password_file: None,
            root: None,
        }
    }

    fn protected(&self) -> MailServer {
        let file = |name: &str| Some(self.folder.path().join(name));
        MailServer {
            server: "localhost".to_owned(),
            port: self.port("tls"),
            security: MailSecurity::Starttls,
            user: Some("renkei".to_owned()),
            password_file: file("password"),
            root: file("certificate.pem"),
            ..self.plain()
        }
    }

    /// The next mail that it took.
    fn mail(&self) -> Value {
        self.told.recv_timeout(Duration::from_secs(60)).expect("a mail")
    }

    fn has_more(&self) -> bool {
        self.told.try_recv().is_ok()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.process.kill();
        let _gone = self.process.wait();
    }
}

/// An office that has an address, at a hub that sends by this server.
async fn desk(server: MailServer) -> Desk {
    let hub = TestHub::with(|config| {
        config.names = vec!["localhost".to_owned()];
        config.mail = Some(server);
    });
    let desk = Desk::at(hub.await, OFFICE).await;
    set(&desk, "jimu@example.jp").await;
    desk
}

async fn set(desk: &Desk, address: &str) {
    let (hub, office) = (desk.hub.hub(), standard::OfficeNumber::parse(OFFICE).unwrap());
    let act = hub.context(hub.now()).act(exchange::Actor::Office(office));
    assert!(hub.store.set_contact(office, MailAddress::parse(address), act).await.unwrap());
}

async fn last(desk: &Desk) -> Option<MailEnd> {
    let office = standard::OfficeNumber::parse(OFFICE).unwrap();
    desk.hub.hub().store.contact(office).await.unwrap().unwrap().last.map(|(end, _)| end)
}

/// Mails that wait, and how many of them were tried.
async fn waiting(desk: &Desk) -> (u64, u64) {
    let outbox = desk.hub.hub().store.outbox().await.unwrap();
    (outbox.waiting, outbox.tried)
}

/// Runs the job. The hub runs it too, so that what it gives here says nothing: only what is true in the end is asked.
async fn run(desk: &Desk) {
    let _failed_as_it_should = desk.hub.hub().run(Job::Mails).await;
}

/// Runs the job and waits until nothing waits any more.
async fn run_out(desk: &Desk) {
    run(desk).await;
    while waiting(desk).await.0 > 0 {
        tokio::task::yield_now().await;
    }
}

/// Runs the job and waits until the one mail was tried.
async fn run_try(desk: &Desk) {
    run(desk).await;
    while waiting(desk).await != (1, 1) {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_mail_goes_once_over_tls_with_a_password_and_names_the_office() {
    let server = Server::start();
    let desk = desk(server.protected()).await;
    run_out(&desk).await;
    let mail = server.mail();
    assert_eq!((&mail["to"][0], &mail["tls"]), (&Value::from("jimu@example.jp"), &Value::from(true)));
    assert_eq!(mail["subject"], "【れんけい】メールアドレスが登録されました");
    let text = mail["text"].as_str().unwrap();
    assert!(text.contains(OFFICE) && text.contains("https://localhost"), "{text}");
    assert!(text.contains("架空事業所"), "which office it is for");
    assert!(mail["id"].as_str().unwrap().ends_with("@hub.example.jp>"));
    assert_eq!(last(&desk).await, Some(MailEnd::Sent));
    desk.hub.advance(10 * MINUTE);
    run(&desk).await;
    assert!(!server.has_more(), "once");
}

#[tokio::test]
async fn a_server_that_is_busy_or_away_gets_the_mail_later() {
    let server = Server::start();
    server.mood("busy");
    let desk = desk(server.plain()).await;
    run_try(&desk).await;
    assert_eq!(last(&desk).await, None);
    let mut visitor = desk.visitor().await;
    for place in ["/office", "/"] {
        assert!(visitor.get(place).await.body.contains("まだ送れていません"), "{place}");
    }
    server.mood("take");
    desk.hub.advance(10 * MINUTE);
    run_out(&desk).await;
    assert_eq!(server.mail()["to"][0], "jimu@example.jp");
    assert_eq!(last(&desk).await, Some(MailEnd::Sent));
}

#[tokio::test]
async fn an_answer_that_was_lost_is_asked_for_with_the_same_message_id_also_after_a_crash() {
    let server = Server::start();
    server.mood("hang-up");
    let mut desk = desk(server.plain()).await;
    run_try(&desk).await;
    let first = server.mail();
    assert_eq!(waiting(&desk).await, (1, 1), "nobody knows whether it went");
    desk.hub.crash().await;
    server.mood("take");
    desk.hub.start().await;
    desk.hub.advance(20 * MINUTE);
    run_out(&desk).await;
    assert_eq!(server.mail()["id"], first["id"]);
    assert_eq!(last(&desk).await, Some(MailEnd::Sent));
}

#[tokio::test]
async fn an_address_that_puts_mails_off_holds_up_no_other() {
    let server = Server::start();
    let desk = desk(server.plain()).await;
    run_out(&desk).await;
    assert_eq!(server.mail()["to"][0], "jimu@example.jp");
    // The mail to the new address is the older one of the two; the warning to the old address goes all the same.
    set(&desk, "later@example.jp").await;
    run_try(&desk).await;
    let told = server.mail();
    assert_eq!(
        (&told["to"][0], &told["subject"]),
        (&"jimu@example.jp".into(), &"【れんけい】お知らせの送り先が変わりました".into())
    );
    assert!(desk.hub.hub().run(Job::Mails).await.is_ok(), "the server is there");
    assert_eq!(last(&desk).await, None);
}

#[tokio::test]
async fn an_address_that_is_refused_is_told_and_not_tried_again() {
    let server = Server::start();
    server.mood("refuse");
    let desk = desk(server.plain()).await;
    run_out(&desk).await;
    assert_eq!(last(&desk).await, Some(MailEnd::Refused));
    let mut visitor = desk.visitor().await;
    for place in ["/office", "/"] {
        let page = visitor.get(place).await.body;
        assert!(page.contains("受け取られませんでした"), "{place}: {page}");
    }
    server.mood("take");
    visitor.get("/office").await;
    let again = visitor.post("/office", &[("do", "save"), ("address", "jimu@example.jp")]).await;
    assert_eq!(again.location, "/office", "the same address can be tried again");
    run_out(&desk).await;
    assert_eq!(server.mail()["to"][0], "jimu@example.jp");
    assert_eq!(last(&desk).await, Some(MailEnd::Sent));
    assert!(!visitor.get("/").await.body.contains("メールが届いていません"));
}

#[tokio::test]
async fn addresses_with_dots_as_old_mobile_phones_have_them_arrive_in_quotation_marks() {
    let server = Server::start();
    let desk = desk(server.plain()).await;
    let mut visitor = desk.visitor().await;
    run_out(&desk).await;
    let before = [server.mail(), server.mail()];
    assert!(before.iter().all(|mail| mail["to"][0] == "jimu@example.jp"), "registered, and the password changed");
    let mut old = "jimu@example.jp".to_owned();
    for typed in ["ａｏｂａ．＠ｐｈｏｎｅ．ｅｘａｍｐｌｅ．ｊｐ", "aoba..kaigo@phone.example.jp"]
    {
        visitor.get("/office").await;
        assert_eq!(visitor.post("/office", &[("do", "save"), ("address", typed)]).await.location, "/office", "{typed}");
        run_out(&desk).await;
        let mails = [server.mail(), server.mail()];
        let of = |subject: &str| mails.iter().find(|mail| mail["subject"] == subject).expect("this mail, too");
        let told = of("【れんけい】お知らせの送り先が変わりました");
        assert_eq!(told["to"][0], old, "who had it before is told");
        let mail = of("【れんけい】メールアドレスが登録されました");
        let local = if typed.starts_with('a') { "aoba..kaigo" } else { "aoba." };
        assert_eq!(
            mail["to"][0],
            format!("{local}@phone.example.jp"),
            "as the server reads what stood in quotation marks"
        );
        assert!(mail["raw"].as_str().unwrap().contains(&format!("\"{local}\"@phone.example.jp")), "{mail}");
        assert_eq!(last(&desk).await, Some(MailEnd::Sent));
        old = format!("{local}@phone.example.jp");
    }
}

#[tokio::test]
async fn s81_a_server_with_another_certificate_or_without_tls_gets_nothing() {
    let server = Server::start();
    let other = Server::start();
    let wrong = MailServer { root: Some(other.folder.path().join("certificate.pem")), ..server.protected() };
    let desk_of_wrong = desk(wrong).await;
    run_try(&desk_of_wrong).await;
    let bare = MailServer { port: server.port("plain"), ..server.protected() };
    let desk_of_bare = desk(bare).await;
    // This one offers no STARTTLS.
    run_try(&desk_of_bare).await;
    assert!(!server.has_more());
    assert_eq!((last(&desk_of_wrong).await, last(&desk_of_bare).await), (None, None));
}
