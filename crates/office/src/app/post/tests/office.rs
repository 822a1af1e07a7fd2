//! Settings, terminals, renewal, examination.

use super::{Window, own};
use desk::TroubleKind;
use desk::mailbox::{Bar, CheckState, Connection, Doors, Entry, Home as _, Office, Secret, SystemState};
use testkit::TestHub;
use testkit::samples::SENDER;

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_checked_and_receiving_goes_on_without_a_person_when_it_is_wanted() {
    let hub = TestHub::with(|config| config.contact = Some("ヘルプデスク 0120-000-000".to_owned())).await;
    let window = Window::new();
    let names = window.set_up(&hub).await;
    let before = window.post.settings().await.unwrap();
    assert_eq!(before.contact, "ヘルプデスク 0120-000-000");
    let mut wrong = before.clone();
    wrong.watch_send_folder = true;
    assert_eq!(window.post.keep_settings(wrong).await.unwrap_err().field.as_deref(), Some("send_folder"));
    let mut long = before.clone();
    long.lock_minutes = 61;
    assert_eq!(window.post.keep_settings(long).await.unwrap_err().field.as_deref(), Some("lock_minutes"));
    let mut new = before;
    (new.save_by_itself, new.lock_minutes) = (true, 5);
    window.post.keep_settings(new.clone()).await.unwrap();
    assert_eq!(window.post.settings().await.unwrap(), new);
    let token = |window: &Window| {
        let shared = &window.post.shared;
        shared.on_ground(|ground| Ok::<_, desk::Trouble>(ground.store.terminal_token()?.is_some())).unwrap()
    };
    assert_eq!(token(&window), Some(true));
    window.post.sign_out().await.unwrap();
    assert_eq!(token(&window), Some(true), "signing out does not end it");
    window.post.sign_in(names).await.unwrap();
    new.save_by_itself = false;
    window.post.keep_settings(new).await.unwrap();
    assert_eq!(token(&window), Some(false));
}

#[tokio::test(flavor = "multi_thread")]
async fn key_and_certificate_are_written_out_under_a_password_as_often_as_wanted() {
    let hub = TestHub::new().await;
    let window = Window::new();
    window.set_up(&hub).await;
    let short = window.post.make_key_file(Secret::new("みじかい")).await.unwrap_err();
    assert_eq!((short.kind, short.field.as_deref()), (TroubleKind::Input, Some("password")));
    assert_eq!(window.post.key_file_name().await.unwrap(), None);
    let made = async || {
        window.post.make_key_file(Secret::new("correct horse battery")).await.unwrap();
        window.post.take_key_file().await.unwrap().unwrap()
    };
    let (one, two) = (made().await, made().await);
    assert_eq!(window.post.take_key_file().await.unwrap(), None, "each is taken once");
    assert_eq!(one.name, format!("renkei-{SENDER}.p12"));
    assert!(one.bytes.len() > 1_000 && one.bytes != two.bytes, "each has a salt of its own");
    let (log, _) = window.post.activity(1).await.unwrap();
    assert_eq!(log.iter().filter(|line| line.what.contains("鍵と電子証明書のファイル")).count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_file_does_not_wait_for_ever_nor_after_the_sign_out_nor_after_a_renewal() {
    let hub = TestHub::new().await;
    let window = Window::new();
    let names = window.set_up(&hub).await;
    let make = async || window.post.make_key_file(Secret::new("correct horse battery")).await.unwrap();
    make().await;
    assert_eq!(window.post.key_file_name().await.unwrap(), Some(format!("renkei-{SENDER}.p12")));
    window.minutes_later(10);
    assert_eq!(window.post.key_file_name().await.unwrap(), None);
    assert_eq!(window.post.take_key_file().await.unwrap(), None);
    make().await;
    window.post.renew_certificate(own(names.clone())).await.unwrap();
    assert_eq!(window.post.take_key_file().await.unwrap(), None, "it has the certificate that was renewed");
    make().await;
    window.post.sign_out().await.unwrap();
    window.post.sign_in(names).await.unwrap();
    assert_eq!(window.post.take_key_file().await.unwrap(), None);
    let (log, _) = window.post.activity(1).await.unwrap();
    assert!(log.iter().all(|line| !line.what.contains("鍵と電子証明書のファイル")), "none was written out");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_terminals_have_the_numbers_of_their_certificates() {
    let hub = TestHub::new().await;
    let window = Window::new();
    window.set_up(&hub).await;
    let other = hub.enrol(SENDER).await;
    let own = window.post.certificate().await.unwrap().unwrap();
    let terminals = window.post.terminals().await.unwrap();
    let number = |this| terminals.iter().find(|one| one.this == this).unwrap().certificate.number.clone();
    assert_eq!(number(true), own.number);
    assert_eq!(number(false), other.serial().trim_start_matches("00"));
}

#[tokio::test(flavor = "multi_thread")]
async fn s6_another_terminal_is_taken_out_of_use() {
    let hub = TestHub::new().await;
    let window = Window::new();
    window.set_up(&hub).await;
    let other = hub.enrol(SENDER).await;
    let terminals = window.post.terminals().await.unwrap();
    assert_eq!(terminals.len(), 2);
    let (this, lost) =
        (terminals.iter().find(|one| one.this).unwrap(), terminals.iter().find(|one| !one.this).unwrap());
    assert!(this.last_seen.is_some() && lost.last_seen.is_none() && lost.id == other.serial());
    let own = window.post.retire_terminal(this.id.clone()).await.unwrap_err();
    assert_eq!(own.kind, TroubleKind::Missing, "not the one that one sits at");
    window.post.retire_terminal(lost.id.clone()).await.unwrap();
    let after = window.post.terminals().await.unwrap();
    assert!(after.iter().find(|one| one.id == lost.id).unwrap().retired);
    let again = window.post.retire_terminal(lost.id.clone()).await.unwrap_err();
    assert_eq!(again.kind, TroubleKind::Missing);
}

#[tokio::test(flavor = "multi_thread")]
async fn s29_the_renewal_asks_for_both_sign_ins_and_is_one_terminal_still() {
    let hub = TestHub::new().await;
    let window = Window::new();
    let names = window.set_up(&hub).await;
    let mut wrong = names.clone();
    wrong.system_password = Secret::new("not the password");
    let refused = window.post.renew_certificate(wrong).await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("system_password"));
    assert!(refused.undone.contains("これまでどおり使えます"), "{refused:?}");
    let before = window.post.terminals().await.unwrap();
    window.post.renew_certificate(own(names)).await.unwrap();
    let after = window.post.terminals().await.unwrap();
    assert_eq!((before.len(), after.len()), (1, 1));
    assert!(after[0].this && after[0].id != before[0].id && after[0].since == before[0].since);
    assert_eq!(window.entry().await, Entry::Open);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_terminal_that_was_taken_out_of_use_is_enrolled_again_with_its_records() {
    let hub = TestHub::new().await;
    let window = Window::new();
    let names = window.set_up(&hub).await;
    hub.revoke_terminals(SENDER).await;
    let refused = window.post.terminals().await.unwrap_err();
    assert!(refused.cure.contains("発行コード") && !refused.cure.contains("renkei "), "{refused:?}");
    assert!(refused.cure.contains("利用申請サイト"), "where the code comes from: {refused:?}");
    // On a connection that stands the hub says so; on a new one the handshake fails for the same reason.
    for _ in 0..2 {
        let facts = window.post.home().await.unwrap();
        let SystemState::Barred(words) = facts.system else { panic!("{:?}", facts.system) };
        assert!(words.contains("失効しています"), "{words}");
        let connection = window.standing().await.connection;
        assert_eq!(connection, Connection::Refused(Bar::Revoked), "nothing green after a revocation");
    }
    let wrong = desk::mailbox::StepInput::Code { code: Secret::new("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH") };
    window.post.take_step(wrong).await.unwrap_err();
    assert!(window.standing().await.barred().is_some(), "a wrong code opens nothing");
    let window = window.start_again();
    assert!(matches!(window.post.home().await.unwrap().system, SystemState::Barred(_)));
    assert_eq!(window.standing().await.connection, Connection::Refused(Bar::Revoked), "after a start as well");
    let code = Secret::new(hub.code_text(SENDER).await);
    window.step(desk::mailbox::StepInput::Code { code }).await;
    assert_eq!(window.entry().await, Entry::SignedOut);
    window.post.sign_in(names).await.unwrap();
    assert_eq!(window.entry().await, Entry::Open);
    assert_eq!(window.standing().await.connection, Connection::Online);
    assert_eq!(window.post.home().await.unwrap().system, SystemState::Available);
    assert!(window.post.activity(1).await.unwrap().1 > 0, "what was done before is still known");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_examination_names_what_is_wrong_in_words_of_pages() {
    let mut hub = TestHub::new().await;
    let window = Window::new();
    window.set_up(&hub).await;
    let good = window.post.doctor().await.unwrap();
    assert!(good.len() >= 8 && good.iter().all(|check| check.state == CheckState::Good), "{good:?}");
    hub.stop().await;
    let bad = window.post.doctor().await.unwrap();
    assert!(bad.iter().any(|check| check.state == CheckState::Bad && check.title == "連携基盤の公開窓口"), "{bad:?}");
    assert!(bad.iter().all(|check| !check.cure.contains("renkei ")), "{bad:?}");
    assert!(matches!(window.standing().await.connection, Connection::Away { .. }));
}
