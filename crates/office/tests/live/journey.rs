//! Two offices exchange sets through the hub: send, inbox, fetch, sent, evidence, verify, withdraw, doctor, logout.

use super::{A, B, Live, assert_saved, k2, run};
use crate::run::renkei_live;
use office::Exit;
use testkit::State;

#[test]
fn a_set_travels_and_is_acknowledged() {
    let (live, a, b) = Live::two();
    let ran = run(&a, &["send", &k2(), "--message", "5月分です"], "");
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    assert!(ran.output.contains("届きました（到達証 "), "{ran:?}");
    let again = run(&a, &["send", &k2()], "");
    assert!(again.output.contains("同じ内容がすでに届いています"), "{again:?}");
    assert_eq!(live.state(), State::Accepted);

    let listed = run(&b, &["inbox", "--unread"], "");
    assert!(listed.output.contains("未受領") && listed.output.contains("5月分です"), "{listed:?}");
    assert!(listed.output.lines().all(|line| unicode_width::UnicodeWidthStr::width_cjk(line) <= 80), "{listed:?}");
    let into = tempfile::tempdir().unwrap();
    let ran = run(&b, &["fetch", "--into", into.path().to_str().unwrap()], "");
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    assert_saved(into.path());
    let none = run(&b, &["fetch", "--into", into.path().to_str().unwrap()], "");
    assert!(none.output.contains("新しい受信はありません"), "{none:?}");
    assert_eq!(live.state(), State::Received);
    assert!(run(&a, &["sent"], "").output.contains("受領"));

    let id = live.only().header.id.to_string();
    let bundle = into.path().join("evidence.zip");
    let (bundle, root) = (bundle.to_str().unwrap(), a.path().join("root.pem"));
    let ran = run(&a, &["evidence", "export", &id[28..], "--to", bundle], "");
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    let ran = renkei_live(0, b"", &["verify", bundle, "--root", root.to_str().unwrap()]);
    assert!(ran.exit == Exit::Clean && ran.output.contains("すべて確認できました"), "{ran:?}");
    let ran = run(&a, &["evidence", "export", &id, "--to", bundle], "");
    assert!(ran.exit == Exit::Unusable && ran.errors.contains("すでにあります"), "{ran:?}");
    let late = run(&a, &["withdraw", &id], "");
    assert!(late.exit == Exit::Errors && late.errors.contains("取り消していません"), "{late:?}");
    live.holds();
}

#[test]
fn s34_a_set_is_withdrawn_before_it_is_fetched() {
    let (live, a, b) = Live::two();
    assert_eq!(run(&a, &["send", &k2()], "").exit, Exit::Clean);
    let id = live.only().header.id.to_string();
    let ran = run(&a, &["withdraw", &id], "");
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    assert_eq!(live.state(), State::Withdrawn);
    let into = tempfile::tempdir().unwrap();
    let ran = run(&b, &["fetch", "--into", into.path().to_str().unwrap()], "");
    assert!(ran.output.contains("新しい受信はありません"), "{ran:?}");
    assert_eq!(into.path().read_dir().unwrap().count(), 0);
    // What was taken back may be sent anew: another transmission.
    assert_eq!(run(&a, &["send", &k2()], "").exit, Exit::Clean);
    assert_eq!(live.transmissions().len(), 2);
    live.holds();
}

#[test]
fn s3_a_code_of_another_root_sends_nothing() {
    let (live, other) = (Live::start(), Live::start());
    other.wait(other.hub.register(A));
    let home = tempfile::tempdir().unwrap();
    let ran = live.enroll(&home, &other.wait(other.hub.code_text(A)));
    assert_eq!(ran.exit, Exit::Errors);
    assert!(ran.errors.contains("認証局が、発行コードに書かれたものと違います"), "{ran:?}");
    assert!(!home.path().join("settings.json").exists());
}

#[test]
fn wrong_password_other_sender_other_receiver() {
    let (live, a, b) = Live::two();
    let ran = run(&a, &["login", "--password-stdin"], "wrong\nwrong\n");
    assert!(ran.exit == Exit::Errors && ran.errors.contains("ログインできませんでした"), "{ran:?}");
    let ran = run(&b, &["send", &k2()], "");
    assert!(ran.output.contains("この端末の事業所ではありません"), "{ran:?}");
    let ran = run(&a, &["send", &k2(), "--to", "1370000003"], "");
    assert!(ran.output.contains("送信先の事業所番号が合いません"), "{ran:?}");
    assert!(live.transmissions().is_empty());
    live.holds();
}

#[cfg(unix)]
#[test]
fn s75_the_data_folder_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let live = Live::start();
    let a = live.office(A);
    assert_eq!(a.path().metadata().unwrap().permissions().mode() & 0o777, 0o700);
    for entry in a.path().read_dir().unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", entry.path());
    }
}

#[test]
fn doctor_and_logout() {
    let live = Live::start();
    let a = live.office(A);
    let ran = run(&a, &["doctor"], "");
    assert!(ran.exit == Exit::Clean && ran.output.contains("すべてよい状態です"), "{ran:?}");
    assert_eq!(run(&a, &["logout"], "").exit, Exit::Clean);
    let ran = run(&a, &["doctor"], "");
    assert!(ran.exit == Exit::Errors && ran.output.contains("renkei login"), "{ran:?}");
    live.holds();
}

#[test]
fn a_revoked_terminal_is_told_what_to_do_and_keeps_what_waits() {
    let (live, a, _b) = Live::two();
    live.wait(live.hub.revoke_terminals(A));
    let ran = run(&a, &["send", &k2()], "");
    assert!(ran.exit == Exit::Errors && ran.output.contains("まだ"), "{ran:?}");
    // Whether the listener refuses the certificate already or the request does: the words say what helps.
    assert!(ran.output.contains("enroll --again"), "{ran:?}");
    assert!(run(&a, &["sent"], "").output.contains("20250425102000"));
    assert!(live.transmissions().is_empty());
    live.holds();
}

#[test]
fn refusals_leave_the_set_where_it_can_be_found() {
    let live = Live::start();
    let a = live.office(A);
    let told = |word: &str| {
        let ran = run(&a, &["send", &k2()], "");
        assert_eq!(ran.exit, Exit::Errors, "{ran:?}");
        assert!(ran.output.contains(word) && ran.output.contains("問い合わせ番号"), "{ran:?}");
        assert_eq!(run(&a, &["sent"], "").output.matches("20250425102000").count(), 1);
    };
    // No room for bodies: the hub says to come again.
    let bodies = &live.hub.hub().bodies;
    let all = u32::try_from(bodies.available_permits()).unwrap();
    let held = live.wait(std::sync::Arc::clone(bodies).acquire_many_owned(all)).unwrap();
    told("まだ届いていません");
    drop(held);
    // The recipient takes part without a licence: for good.
    live.wait(live.hub.register(B));
    told("届きませんでした");
    live.wait(live.hub.license(B));
    assert!(run(&a, &["send"], "").output.contains("送信待ちはありません"));
    assert!(run(&a, &["send", &k2()], "").output.contains("届きました"));
    assert_eq!(live.state(), State::Accepted);
    live.holds();
}
