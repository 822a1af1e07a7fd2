//! A terminal enrols again: with a new code it gets a new certificate and keeps its records.

use crate::hub::HubDouble;
use crate::seat::{A, B, Seat, k2};
use office::Exit;
use protocol::ProblemCode;

#[test]
fn a_new_certificate_and_the_old_records() {
    let hub = HubDouble::start();
    let a = Seat::new(&hub, A);
    hub.state.lock().unwrap().refuse = Some(ProblemCode::Busy);
    assert_eq!(a.run(&["send", &k2()], "").exit, Exit::Errors);
    hub.state.lock().unwrap().refuse = None;
    let before = a.identity();
    let without = a.enrol(&hub, &[]);
    assert!(without.exit == Exit::Unusable && without.errors.contains("--again"), "{without:?}");
    let ran = a.enrol(&hub, &["--again"]);
    assert!(ran.exit == Exit::Clean && ran.output.contains("renkei login"), "{ran:?}");
    assert!(!ran.output.contains("renkei password"), "{ran:?}");
    assert_ne!(before.certificate.identity(), a.identity().certificate.identity());
    // The session was bound to the certificate before.
    let ran = a.run(&["send"], "");
    assert!(ran.exit == Exit::Errors && ran.output.contains("renkei login"), "{ran:?}");
    assert_eq!(a.login(&[]).exit, Exit::Clean);
    let ran = a.run(&["send"], "");
    assert!(ran.exit == Exit::Clean && ran.output.contains("届きました"), "{ran:?}");
    assert_eq!(hub.state.lock().unwrap().transmissions.len(), 1);
}

#[test]
fn a_code_of_another_office_changes_nothing() {
    let hub = HubDouble::start();
    let a = Seat::new(&hub, A);
    let before = a.identity();
    let ran = a.enrol_with(&hub, &["--again"], &hub.made.code(B));
    assert!(ran.exit == Exit::Errors && ran.errors.contains("別の事業所のもの"), "{ran:?}");
    assert_eq!(before.certificate.identity(), a.identity().certificate.identity());
    assert_eq!(a.run(&["inbox"], "").exit, Exit::Clean);
}

#[test]
fn damaged_settings_are_mended() {
    let hub = HubDouble::start();
    let a = Seat::new(&hub, A);
    assert_eq!(a.run(&["send", &k2()], "").exit, Exit::Clean);
    std::fs::write(a.home.path().join("settings.json"), "{").unwrap();
    let ran = a.run(&["inbox"], "");
    assert!(ran.exit == Exit::Unusable && ran.errors.contains("renkei enroll --again"), "{ran:?}");
    let other = a.enrol_with(&hub, &["--again"], &hub.made.code(B));
    assert!(other.exit == Exit::Errors && other.errors.contains("別の事業所のもの"), "{other:?}");
    assert_eq!(a.enrol(&hub, &["--again"]).exit, Exit::Clean);
    assert_eq!(a.login(&[]).exit, Exit::Clean);
    assert!(a.run(&["send", &k2()], "").output.contains("すでに届いています"));
}

#[test]
fn a_secret_that_cannot_be_read_is_not_replaced() {
    let hub = HubDouble::start();
    let a = Seat::new(&hub, A);
    let secret = a.home.path().join("secret");
    std::fs::remove_file(&secret).unwrap();
    std::fs::create_dir(&secret).unwrap();
    let ran = a.enrol(&hub, &["--again"]);
    assert!(ran.exit == Exit::Errors && ran.errors.contains("発行コードは使っていません"), "{ran:?}");
    assert!(secret.is_dir() && hub.state.lock().unwrap().issued.len() == 1);
}
