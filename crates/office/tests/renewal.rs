//! A certificate is renewed before its end: nothing is lost, whatever happens on the way.

use crate::hub::{Fault, HubDouble};
use crate::run::renkei;
use crate::seat::{A, PASSWORDS, Seat, k2, kill_at_fault};
use evidence::certificate::Certificate;
use evidence::cms::SignatureFile;
use evidence::container::{Container, Limits};
use office::Exit;
use protocol::ProblemCode;
use std::io::Write;

const RENEW: [&str; 4] = ["certificate", "renew", "--now", "--password-stdin"];
/// Double's certificates last three years less a day.
const YEARS: u64 = 3 * 365 * 24 * 3600;
const DAY: u64 = 24 * 3600;

fn signer(container: &[u8]) -> Certificate {
    let container = Container::open(container, &Limits::default()).unwrap();
    Certificate::from_der(SignatureFile::parse(container.signature()).unwrap().signer_certificate()).unwrap()
}

#[test]
fn s8_the_end_is_shown_and_spoken_of() {
    let hub = HubDouble::start();
    let a = Seat::new(&hub, A);
    let ran = a.run(&["certificate"], "");
    assert!(ran.exit == Exit::Clean && ran.output.contains("介護保険証明書") && ran.errors.is_empty(), "{ran:?}");
    let json: serde_json::Value = serde_json::from_str(&a.run(&["certificate", "--json"], "").output).unwrap();
    let serial = a.identity().certificate.identity().serial.clone();
    let serial: String = serial.iter().map(|byte| format!("{byte:02x}")).collect();
    let serial = serial.trim_start_matches("00");
    assert!(json["serial"] == serial && ran.output.contains(&format!("証明書の番号: {serial}")), "{ran:?} {json}");
    assert!(json["office"] == A && json["daysLeft"].as_u64().unwrap() > 1_000, "{json}");
    let early = a.run(&["certificate", "renew", "--password-stdin"], PASSWORDS);
    assert!(early.exit == Exit::Clean && early.output.contains("--now"), "{early:?}");
    assert_eq!(hub.state.lock().unwrap().issued.len(), 1);
    let soon = YEARS - 30 * DAY;
    let folders = tempfile::tempdir().unwrap();
    let (out, into) = (folders.path().join("out"), folders.path().join("in"));
    let watch = ["watch", "--outbox", out.to_str().unwrap(), "--inbox", into.to_str().unwrap()];
    for args in [&["certificate"][..], &["login", "--password-stdin"], &watch] {
        let ran = a.run_later(soon, args, PASSWORDS);
        let spoken = ran.errors.matches("電子証明書の期限が近づいています").count();
        assert!(spoken == 1 && ran.errors.contains("renkei certificate renew"), "{ran:?}");
        assert!(!a.run(args, PASSWORDS).errors.contains("期限が近づいています"), "{args:?}");
    }
    let doctor = a.run_later(soon, &["doctor"], "");
    assert!(doctor.exit == Exit::Errors && doctor.output.contains("renkei certificate renew"), "{doctor:?}");
}

#[test]
fn after_the_end_only_a_new_code_helps() {
    let hub = HubDouble::start();
    let a = Seat::new(&hub, A);
    let ran = a.run_later(YEARS + 3 * DAY, &["certificate"], "");
    assert!(ran.exit == Exit::Errors && ran.errors.contains("renkei enroll --again"), "{ran:?}");
    let ran = a.run_later(YEARS + 3 * DAY, &RENEW, PASSWORDS);
    assert!(ran.exit == Exit::Errors && ran.errors.contains("renkei enroll --again"), "{ran:?}");
    assert_eq!(hub.state.lock().unwrap().issued.len(), 1);
}

#[test]
fn renewed_it_sends_with_the_new_key_what_the_old_one_had_signed() {
    let hub = HubDouble::start();
    let a = Seat::new(&hub, A);
    let ran = a.login(&["--terminal-token", "90"]);
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    hub.state.lock().unwrap().refuse = Some(ProblemCode::Busy);
    assert_eq!(a.run(&["send", &k2()], "").exit, Exit::Errors);
    hub.state.lock().unwrap().refuse = None;
    let before = a.identity();
    let ran = a.run(&RENEW, PASSWORDS);
    assert!(ran.exit == Exit::Clean && ran.output.contains("更新しました"), "{ran:?}");
    let after = a.identity();
    assert_ne!(before.certificate.identity(), after.certificate.identity());
    assert_ne!(before.certificate.key().spki(), after.certificate.key().spki());
    let ran = a.run(&["send"], "");
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    let state = hub.state.lock().unwrap();
    assert_eq!(state.transmissions.len(), 1);
    let sent = state.transmissions.values().next().unwrap();
    assert_eq!(signer(&sent.container).identity(), after.certificate.identity());
}

#[test]
fn what_arrived_under_the_old_key_is_not_sent_again() {
    let hub = HubDouble::start();
    let a = Seat::new(&hub, A);
    hub.fail_at(3, Fault::LostAnswer);
    assert_eq!(a.run(&["send", &k2()], "").exit, Exit::Errors);
    assert_eq!(a.run(&RENEW, PASSWORDS).exit, Exit::Clean);
    let ran = a.run(&["send"], "");
    assert!(ran.exit == Exit::Clean && ran.output.contains("届きました"), "{ran:?}");
    let state = hub.state.lock().unwrap();
    assert_eq!((state.transmissions.len(), state.posts), (1, 1));
}

#[test]
fn a_wrong_password_or_an_unknown_certificate_leaves_the_old_one_in_use() {
    let hub = HubDouble::start();
    let a = Seat::new(&hub, A);
    let before = a.identity();
    let ran = a.run(&RENEW, "wrong\nwrong\n");
    assert!(ran.exit == Exit::Errors && ran.errors.contains("これまでどおり使えます"), "{ran:?}");
    // The hub has issued the new one; the sign-in with it does not get through.
    hub.fail_at(4, Fault::LostRequest);
    assert_eq!(a.run(&RENEW, PASSWORDS).exit, Exit::Errors);
    assert_eq!(a.identity().certificate.identity(), before.certificate.identity());
    assert!(a.run(&["certificate"], "").output.contains("途中で止まっています"));
    // The hub has lost its record of it: it is thrown away and another one asked for.
    hub.state.lock().unwrap().refuse_sign_in = vec![ProblemCode::CertificateUnknown];
    let ran = a.run(&["certificate", "renew", "--password-stdin"], PASSWORDS);
    assert!(ran.exit == Exit::Clean && ran.output.contains("更新しました"), "{ran:?}");
    let newest = hub.state.lock().unwrap().issued.last().unwrap().clone();
    assert_eq!(a.identity().certificate.to_pem(), newest);
}

#[test]
fn r11_killed_at_any_request_the_old_one_works_until_the_new_one_does() {
    // Sign-in with the old one, renewal, sign-out, sign-in with the new one, token.
    for nth in 1..=5 {
        for fault in [Fault::SilentBefore, Fault::SilentAfter] {
            let hub = HubDouble::start();
            let a = Seat::new(&hub, A);
            assert_eq!(a.login(&["--terminal-token", "90"]).exit, Exit::Clean);
            hub.fail_at(nth, fault);
            let mut child = a.start(&RENEW);
            child.stdin.take().unwrap().write_all(PASSWORDS.as_bytes()).unwrap();
            kill_at_fault(&hub, child);
            assert_eq!(a.run(&["inbox"], "").exit, Exit::Clean, "{nth} {fault:?}");
            let ran = a.run(&RENEW, PASSWORDS);
            assert_eq!(ran.exit, Exit::Clean, "{nth} {fault:?} {ran:?}");
            let newest = hub.state.lock().unwrap().issued.last().unwrap().clone();
            assert_eq!(a.identity().certificate.to_pem(), newest, "{nth} {fault:?}");
            assert!(!a.home.path().join("identity-next.pem").exists());
            assert_eq!(a.run(&["send", &k2()], "").exit, Exit::Clean);
        }
    }
}

#[cfg(unix)]
#[test]
fn s76_the_key_stands_encrypted_and_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let hub = HubDouble::start();
    let a = Seat::new(&hub, A);
    hub.fail_at(2, Fault::LostAnswer);
    assert_eq!(a.run(&RENEW, PASSWORDS).exit, Exit::Errors);
    for name in ["identity.pem", "identity-next.pem"] {
        let file = a.home.path().join(name);
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains("BEGIN ENCRYPTED PRIVATE KEY") && !text.contains("BEGIN PRIVATE KEY"), "{name}");
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{name}");
    }
}

#[test]
fn the_help_teaches() {
    let ran = renkei(&["certificate", "--help"]);
    assert!(ran.output.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80), "{}", ran.output);
    insta::assert_snapshot!("help-certificate", ran.output);
}
