//! Two offices exchange a set through the double of the hub, with everything that can go wrong on the way.

use crate::hub::{Fault, HubDouble};
use crate::run::{Ran, renkei_live, samples};
use office::Exit;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const A: &str = "1370000001";
const B: &str = "1370000002";

fn enrolled(hub: &HubDouble, office: &str) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let (address, port) = (format!("localhost:{}", hub.port), hub.port.to_string());
    let args = ["enroll", "--hub", &address, "--exchange-port", &port, "--code-stdin"];
    let ran = run(&home, &args, &hub.made.code(office));
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    let id = format!("c{office}");
    let args = ["login", "--system-id", &id, "--account-id", "KJ0000000001", "--password-stdin"];
    let ran = run(&home, &args, "right\nalso right\n");
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    home
}

fn run(home: &TempDir, args: &[&str], input: &str) -> Ran {
    run_later(home, args, input, 0)
}

fn run_later(home: &TempDir, args: &[&str], input: &str, seconds: u64) -> Ran {
    let home = home.path().to_str().unwrap();
    let args: Vec<&str> = args.iter().copied().chain(["--home", home]).collect();
    renkei_live(seconds, input.as_bytes(), &args)
}

fn k2() -> String {
    samples().join("202407/K2").to_str().unwrap().to_owned()
}

#[test]
fn a_set_travels_and_is_acknowledged() {
    let hub = HubDouble::start();
    let (a, b) = (enrolled(&hub, A), enrolled(&hub, B));
    let ran = run(&a, &["send", &k2(), "--message", "5月分です"], "");
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    assert!(ran.output.contains("届きました（到達証 "), "{ran:?}");
    let again = run(&a, &["send", &k2()], "");
    assert!(again.output.contains("同じ内容がすでに届いています"), "{again:?}");
    assert_eq!(hub.state.lock().unwrap().posts, 1);

    let listed = run(&b, &["inbox", "--unread"], "");
    assert!(listed.output.contains("未受領") && listed.output.contains("5月分です"), "{listed:?}");
    assert!(listed.output.lines().all(|line| unicode_width::UnicodeWidthStr::width_cjk(line) <= 80), "{listed:?}");
    let into = tempfile::tempdir().unwrap();
    let ran = run(&b, &["fetch", "--into", into.path().to_str().unwrap()], "");
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    let folder = into.path().join(format!("{A} さくら居宅介護支援事業所/20250425102000"));
    for entry in samples().join("202407/K2").read_dir().unwrap() {
        let entry = entry.unwrap();
        let saved = std::fs::read(folder.join(entry.file_name())).unwrap();
        assert_eq!(saved, std::fs::read(entry.path()).unwrap());
    }
    let none = run(&b, &["fetch", "--into", into.path().to_str().unwrap()], "");
    assert!(none.output.contains("新しい受信はありません"), "{none:?}");
    assert_eq!(hub.state.lock().unwrap().acknowledgements, 1);
    assert!(run(&a, &["sent"], "").output.contains("受領"));
    let id = hub.state.lock().unwrap().transmissions.keys().next().unwrap().clone();
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
}

#[test]
fn s3_a_code_of_another_root_sends_nothing() {
    let (hub, other) = (HubDouble::start(), HubDouble::start());
    let home = tempfile::tempdir().unwrap();
    let address = format!("localhost:{}", hub.port);
    let ran = run(&home, &["enroll", "--hub", &address, "--code-stdin"], &other.made.code(A));
    assert_eq!(ran.exit, Exit::Errors);
    assert!(ran.errors.contains("認証局が、発行コードに書かれたものと違います"), "{ran:?}");
    assert!(!home.path().join("settings.json").exists());
}

#[test]
fn refusals_leave_the_set_where_it_can_be_found() {
    use protocol::ProblemCode as P;
    let hub = HubDouble::start();
    let a = enrolled(&hub, A);
    for (code, word) in [
        (P::Busy, "まだ届いていません"),
        (P::LicenceMissing, "まだ届いていません"),
        (P::RecipientNotLicensed, "届きませんでした"),
    ] {
        hub.state.lock().unwrap().refuse = Some(code);
        let ran = run(&a, &["send", &k2()], "");
        assert_eq!(ran.exit, Exit::Errors, "{ran:?}");
        assert!(ran.output.contains(word) && ran.output.contains("R-0001"), "{ran:?}");
        assert_eq!(run(&a, &["sent"], "").output.matches("20250425102000").count(), 1);
    }
    hub.state.lock().unwrap().refuse = None;
    assert!(run(&a, &["send"], "").output.contains("送信待ちはありません"));
    assert!(run(&a, &["send", &k2()], "").output.contains("届きました"));
    assert_eq!(hub.state.lock().unwrap().transmissions.len(), 1);
}

#[test]
fn wrong_password_other_sender_other_receiver() {
    let hub = HubDouble::start();
    let (a, b) = (enrolled(&hub, A), enrolled(&hub, B));
    let ran = run(&a, &["login", "--password-stdin"], "wrong\nwrong\n");
    assert!(ran.exit == Exit::Errors && ran.errors.contains("サインインできませんでした"), "{ran:?}");
    let ran = run(&b, &["send", &k2()], "");
    assert!(ran.output.contains("この端末の事業所ではありません"), "{ran:?}");
    let ran = run(&a, &["send", &k2(), "--to", "1370000003"], "");
    assert!(ran.output.contains("送信先の事業所番号が合いません"), "{ran:?}");
    assert_eq!(hub.state.lock().unwrap().posts, 0);
}

#[test]
fn r9_after_a_day_the_hub_is_asked_first() {
    for known in [true, false] {
        let hub = HubDouble::start();
        let a = enrolled(&hub, A);
        // Requests of a send: authority, list, the container.
        hub.fail_at(3, if known { Fault::LostAnswer } else { Fault::LostRequest });
        assert_eq!(run(&a, &["send", &k2()], "").exit, Exit::Errors);
        let before: Vec<String> = hub.state.lock().unwrap().transmissions.keys().cloned().collect();
        let posts = hub.state.lock().unwrap().posts;
        let ran = run_later(&a, &["send"], "", 25 * 3600);
        assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
        let state = hub.state.lock().unwrap();
        assert_eq!((state.transmissions.len(), state.posts), (1, if known { posts } else { posts + 1 }));
        assert!(!known || state.transmissions.contains_key(&before[0]));
    }
}

#[test]
fn r11_killed_at_any_request_it_is_sent_exactly_once() {
    for fault in [Fault::SilentBefore, Fault::SilentAfter] {
        for nth in 1..=3 {
            let hub = HubDouble::start();
            let a = enrolled(&hub, A);
            hub.fail_at(nth, fault);
            kill_at_fault(&hub, a.path(), &["send", &k2()]);
            let ran = run(&a, &["send", &k2()], "");
            assert_eq!(ran.exit, Exit::Clean, "{fault:?} {nth} {ran:?}");
            assert_eq!(hub.state.lock().unwrap().transmissions.len(), 1, "{fault:?} {nth}");
            assert!(run(&a, &["send"], "").output.contains("送信待ちはありません"));
        }
    }
}

#[test]
fn r12_killed_while_receiving_it_is_saved_once_and_acknowledged() {
    for fault in [Fault::SilentBefore, Fault::SilentAfter] {
        for nth in 1..=6 {
            let hub = HubDouble::start();
            let (a, b) = (enrolled(&hub, A), enrolled(&hub, B));
            assert_eq!(run(&a, &["send", &k2()], "").exit, Exit::Clean);
            let into = tempfile::tempdir().unwrap();
            let fetch = ["fetch", "--into", into.path().to_str().unwrap()];
            hub.fail_at(nth, fault);
            kill_at_fault(&hub, b.path(), &fetch);
            let ran = run(&b, &fetch, "");
            assert_eq!(ran.exit, Exit::Clean, "{fault:?} {nth} {ran:?}");
            let state = hub.state.lock().unwrap();
            let kept = state.transmissions.values().next().unwrap();
            assert_eq!(kept.state, protocol::TransmissionState::Received, "{fault:?} {nth}");
            let folder = into.path().join(format!("{A} さくら居宅介護支援事業所/20250425102000"));
            let saved = folder.read_dir().map_or(0, Iterator::count);
            let sent = samples().join("202407/K2").read_dir().unwrap().count();
            assert!(saved == sent, "{fault:?} {nth}: {saved}");
        }
    }
}

/// Runs the binary, and kills it when the fault has come.
fn kill_at_fault(hub: &HubDouble, home: &Path, args: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_renkei"));
    command.args(args).arg("--home").arg(home).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    while !hub.has_failed() {
        assert!(child.try_wait().unwrap().is_none(), "it ended before the fault");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn two_apps_on_one_store() {
    let hub = HubDouble::start();
    let a = enrolled(&hub, A);
    let lock = std::fs::OpenOptions::new().create(true).append(true).open(a.path().join("sender.lock")).unwrap();
    lock.lock().unwrap();
    let ran = run(&a, &["send", &k2()], "");
    assert!(ran.exit == Exit::Errors && ran.errors.contains("別の renkei が送信中です"), "{ran:?}");
    assert_eq!(hub.state.lock().unwrap().posts, 0);
    drop(lock);
    assert!(run(&a, &["send"], "").output.contains("届きました"));
}

#[test]
fn a_folder_that_cannot_be_written() {
    let hub = HubDouble::start();
    let (a, b) = (enrolled(&hub, A), enrolled(&hub, B));
    assert_eq!(run(&a, &["send", &k2()], "").exit, Exit::Clean);
    let taken = tempfile::NamedTempFile::new().unwrap();
    let ran = run(&b, &["fetch", "--into", taken.path().to_str().unwrap()], "");
    assert!(ran.exit == Exit::Errors && ran.output.contains("受領証はまだ渡していません"), "{ran:?}");
    assert_eq!(hub.state.lock().unwrap().acknowledgements, 0);
    let into = tempfile::tempdir().unwrap();
    assert_eq!(run(&b, &["fetch", "--into", into.path().to_str().unwrap()], "").exit, Exit::Clean);
}

#[cfg(unix)]
#[test]
fn s75_the_data_folder_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let hub = HubDouble::start();
    let a = enrolled(&hub, A);
    assert_eq!(a.path().metadata().unwrap().permissions().mode() & 0o777, 0o700);
    for entry in a.path().read_dir().unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", entry.path());
    }
}

#[test]
fn doctor_and_logout() {
    let hub = HubDouble::start();
    let a = enrolled(&hub, A);
    let ran = run(&a, &["doctor"], "");
    assert!(ran.exit == Exit::Clean && ran.output.contains("すべてよい状態です"), "{ran:?}");
    assert_eq!(run(&a, &["logout"], "").exit, Exit::Clean);
    let ran = run(&a, &["doctor"], "");
    assert!(ran.exit == Exit::Errors && ran.output.contains("renkei login"), "{ran:?}");
}

#[test]
fn watch_sends_and_receives() {
    let hub = HubDouble::start();
    let (a, b) = (enrolled(&hub, A), enrolled(&hub, B));
    let folders = tempfile::tempdir().unwrap();
    let at = |name: &str| folders.path().join(name);
    std::fs::create_dir_all(at("out")).unwrap();
    for entry in samples().join("202407/K2").read_dir().unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), at("out").join(entry.file_name())).unwrap();
    }
    let bad = "UPJSK_202505_1370000001_11_1370000002_43_20250602090000.CSV";
    std::fs::write(at("out").join(bad), b"").unwrap();
    let watch = |home: &TempDir, out: &str, into: &str| {
        let (out, into) = (at(out), at(into));
        run(home, &["watch", "--outbox", out.to_str().unwrap(), "--inbox", into.to_str().unwrap()], "")
    };
    let ran = watch(&a, "out", "in");
    assert!(ran.output.contains("届きました: 1370000002"), "{ran:?}");
    let sent = samples().join("202407/K2").read_dir().unwrap().count();
    assert_eq!(at("out/送信済み").read_dir().unwrap().count(), sent);
    assert!(at("out/エラー").join(bad).exists());
    let ran = watch(&b, "out-b", "in-b");
    assert!(ran.output.contains("受領証を渡しました"), "{ran:?}");
    assert!(at("in-b").join(format!("{A} さくら居宅介護支援事業所")).exists());
}
