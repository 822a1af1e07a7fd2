//! Renewal, enrolling again and import results at a real hub.

use crate::live::{A, B, Live, run};
use crate::seat::k2;
use office::Exit;
use office::home::{Home, Identity};
use tempfile::TempDir;

/// Both passwords of every office, as the harness chooses them.
const PASSWORDS: &str = "三毛猫が縁側で昼寝をする\ncorrect horse battery staple\n";

fn identity(home: &TempDir) -> Identity {
    Identity::read(&Home::find(Some(home.path().to_owned())).unwrap()).unwrap()
}

#[test]
fn a_renewed_terminal_sends_receives_and_watches() {
    let (live, a, b) = Live::two();
    let before = identity(&a);
    let ran = run(&a, &["certificate", "renew", "--now", "--password-stdin"], PASSWORDS);
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    let after = identity(&a);
    assert_ne!(before.certificate.identity(), after.certificate.identity());
    assert_eq!((after.office(), after.kind()), (Some(A.to_owned()), before.kind()));
    // The token for `watch` was made anew: no session is needed.
    let folders = tempfile::tempdir().unwrap();
    let at = |name: &str| folders.path().join(name).to_str().unwrap().to_owned();
    crate::seat::export_k2(&folders.path().join("out"));
    let ran = run(&a, &["watch", "--outbox", &at("out"), "--inbox", &at("in")], "");
    assert!(ran.output.contains("届きました"), "{ran:?}");
    let ran = run(&b, &["fetch", "--into", &at("b")], "");
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    let id = live.only().header.id.to_string();
    let ran = run(&a, &["evidence", "export", &id, "--to", &at("evidence.zip")], "");
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    live.holds();
}

#[test]
fn an_import_result_reaches_the_sender() {
    let (live, a, b) = Live::two();
    assert_eq!(run(&a, &["send", &k2()], "").exit, Exit::Clean);
    let into = tempfile::tempdir().unwrap();
    assert_eq!(run(&b, &["fetch", "--into", into.path().to_str().unwrap()], "").exit, Exit::Clean);
    let id = live.only().header.id.to_string();
    let said = ["report", "rejected", &id[28..], "--message", "利用者が登録されていません。"];
    for _ in 0..2 {
        let ran = run(&b, &said, "");
        assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    }
    let sent = run(&a, &["sent"], "");
    assert!(sent.output.contains("取込エラー") && sent.output.contains("利用者が登録されていません。"), "{sent:?}");
    let other = run(&b, &["report", "imported", &id[28..]], "");
    assert!(other.exit == Exit::Errors && other.output.contains("先に知らせた結果のままです"), "{other:?}");
    assert!(run(&b, &["inbox"], "").output.contains("取込エラー"));
    live.holds();
}

#[test]
fn enrolled_again_the_records_stay_and_the_session_does_not() {
    let (live, a, _b) = Live::two();
    assert_eq!(run(&a, &["send", &k2()], "").exit, Exit::Clean);
    let code = live.wait(live.hub.code_text(A));
    let (hub, port) = (format!("localhost:{}", live.public.address.port()), live.exchange.address.port().to_string());
    let args = ["enroll", "--again", "--hub", &hub, "--exchange-port", &port, "--code-stdin"];
    let ran = run(&a, &args, &code);
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    assert!(run(&a, &["inbox"], "").errors.contains("renkei login"));
    assert_eq!(run(&a, &["login", "--password-stdin"], PASSWORDS).exit, Exit::Clean);
    assert!(run(&a, &["send", &k2()], "").output.contains("同じ内容がすでに届いています"));
    assert_eq!(live.only().header.recipient.to_string(), B);
    live.holds();
}
