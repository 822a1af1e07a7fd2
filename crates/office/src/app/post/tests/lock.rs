//! The lock, and who sits here.

use super::Window;
use desk::TroubleKind;
use desk::mailbox::{
    Doors, Entry, LockedBy, ManagerReset, Office, PasswordOf, PersonSignIn, Secret, SignIn, StaffChange, StaffRole,
    Unlock,
};
use testkit::TestHub;

fn unlock(login: &str, password: &str) -> Unlock {
    Unlock { login: login.to_owned(), password: Secret::new(password) }
}

fn add(name: &str, login: &str, role: StaffRole) -> StaffChange {
    let password = Secret::new("first password");
    StaffChange::Add { name: name.to_owned(), login: login.to_owned(), role, password }
}

#[tokio::test(flavor = "multi_thread")]
async fn s77_idling_closes_the_lock_and_ending_the_program_does_not_open_it() {
    let hub = TestHub::new().await;
    let window = Window::new();
    window.set_up(&hub).await;
    window.minutes_later(14);
    window.post.used().await.unwrap();
    window.minutes_later(14);
    assert_eq!(window.entry().await, Entry::Open);
    window.minutes_later(2);
    window.post.used().await.unwrap();
    assert_eq!(window.entry().await, Entry::Locked);
    let window = window.start_again();
    assert_eq!(window.entry().await, Entry::Locked, "as long after a restart");
    assert_eq!(window.post.known().await.unwrap().locked, LockedBy::Idling);
    window.post.unlock(unlock("", super::PASSWORDS[1])).await.unwrap();
    assert_eq!(window.entry().await, Entry::Open);
    window.post.lock().await.unwrap();
    let window = window.start_again();
    assert_eq!(window.entry().await, Entry::Locked, "closed by hand");
    assert_eq!(window.post.known().await.unwrap().locked, LockedBy::Hand);
}

#[tokio::test(flavor = "multi_thread")]
async fn s77_wrong_tries_at_the_lock_make_waits_also_over_a_restart() {
    let hub = TestHub::new().await;
    let window = Window::new();
    window.set_up(&hub).await;
    window.post.lock().await.unwrap();
    for _ in 0..5 {
        let wrong = window.post.unlock(unlock("", "not the password")).await.unwrap_err();
        assert!(wrong.field.as_deref() == Some("password") && wrong.title.contains("違います"), "{wrong:?}");
    }
    let window = window.start_again();
    let waits = window.post.unlock(unlock("", super::PASSWORDS[1])).await.unwrap_err();
    assert!(waits.title.contains("待つ必要"), "{waits:?}");
    window.minutes_later(2);
    window.post.unlock(unlock("", super::PASSWORDS[1])).await.unwrap();
    assert_eq!(window.entry().await, Entry::Open);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sits_here_is_proved_and_only_managers_change_the_office() {
    let hub = TestHub::new().await;
    let window = Window::new();
    let names = window.set_up(&hub).await;
    window.post.change_staff(add("佐藤", "sato", StaffRole::Staff)).await.unwrap();
    window.post.change_staff(add("鈴木", "suzuki", StaffRole::Staff)).await.unwrap();
    assert_eq!(window.entry().await, Entry::Open, "who made the accounts goes on");
    let window = window.start_again();
    assert_eq!(window.entry().await, Entry::Locked, "nobody knows who sits here");
    assert_eq!(window.post.known().await.unwrap().locked, LockedBy::Start);
    let nobody = window.post.unlock(unlock("", super::PASSWORDS[1])).await.unwrap_err();
    assert_eq!(nobody.field.as_deref(), Some("login"), "the office's password is no person");
    window.post.unlock(unlock("suzuki", "first password")).await.unwrap();
    assert_eq!(window.post.must_change().await.unwrap(), [PasswordOf::Person]);
    assert_eq!(window.entry().await, Entry::Locked);
    let change = |text: &str| vec![(PasswordOf::Person, Secret::new(text))];
    let same = window.post.change_passwords(change("first password")).await.unwrap_err();
    assert_eq!(same.field.as_deref(), Some("new_person"));
    window.post.change_passwords(change("鈴木さんの長いパスワード")).await.unwrap();
    let standing = window.standing().await;
    assert_eq!(standing.entry, Entry::Open);
    assert!(standing.person.is_some_and(|person| person.name == "鈴木" && !person.manager));
    let refused = window.post.change_staff(add("田中", "tanaka", StaffRole::Manager)).await.unwrap_err();
    assert_eq!(refused.kind, TroubleKind::Forbidden);
    let settings = window.post.settings().await.unwrap();
    assert_eq!(window.post.keep_settings(settings).await.unwrap_err().kind, TroubleKind::Forbidden);
    assert_eq!(window.post.retire_terminal("x".to_owned()).await.unwrap_err().kind, TroubleKind::Forbidden);
    window.post.sign_out().await.unwrap();
    assert_eq!(window.post.sign_in(names.clone()).await.unwrap_err().field.as_deref(), Some("login"));
    let person = PersonSignIn { login: "sato".to_owned(), password: Secret::new("first password") };
    window.post.sign_in(SignIn { person: Some(person), ..names }).await.unwrap();
    window.post.change_passwords(change("佐藤さんの長いパスワード")).await.unwrap();
    assert!(window.standing().await.person.is_some_and(|person| person.manager), "the first is a manager");
    window.post.change_staff(add("田中", "tanaka", StaffRole::Manager)).await.unwrap();
    let (deeds, _) = window.post.activity(1).await.unwrap();
    assert_eq!((deeds[0].who.as_str(), deeds[0].what.as_str()), ("佐藤", "職員「田中」を加えました。"));
    let accounts = window.post.staff().await.unwrap();
    let own = accounts.iter().find(|account| account.login == "sato").unwrap().id.clone();
    window.post.change_staff(StaffChange::Close { id: own }).await.unwrap();
    assert_eq!(window.entry().await, Entry::Locked, "a closed account sits nowhere");
}

#[tokio::test(flavor = "multi_thread")]
async fn s77_a_managers_lost_password_is_set_anew_by_who_has_both_passwords_of_the_office() {
    let hub = TestHub::new().await;
    let window = Window::new();
    let names = window.set_up(&hub).await;
    window.post.change_staff(add("佐藤", "sato", StaffRole::Staff)).await.unwrap();
    window.post.change_staff(add("鈴木", "suzuki", StaffRole::Staff)).await.unwrap();
    let window = window.start_again();
    assert_eq!(window.entry().await, Entry::Locked);
    let reset = |login: &str, sign_in: &SignIn| ManagerReset {
        sign_in: sign_in.clone(),
        login: login.to_owned(),
        password: Secret::new("佐藤さんの新しいパスワード"),
    };
    let mut wrong = names.clone();
    wrong.account_password = Secret::new("not the password");
    let refused = window.post.reset_manager(reset("sato", &wrong)).await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("system_password"), "the hub proves both");
    let refused = window.post.reset_manager(reset("suzuki", &names)).await.unwrap_err();
    assert!(refused.field.as_deref() == Some("login") && refused.cure.contains("「sato」"), "{refused:?}");
    assert_eq!(window.entry().await, Entry::Locked);
    window.post.reset_manager(reset("", &names)).await.unwrap();
    let standing = window.standing().await;
    assert!(standing.entry == Entry::Open && standing.person.is_some_and(|person| person.manager));
    let (deeds, _) = window.post.activity(1).await.unwrap();
    let deed = deeds.iter().find(|deed| deed.what.contains("管理者「佐藤」")).unwrap();
    assert_eq!(deed.who, names.account, "nobody is known to have done it but the office");
    window.post.lock().await.unwrap();
    window.post.unlock(unlock("sato", "佐藤さんの新しいパスワード")).await.unwrap();
    assert_eq!(window.entry().await, Entry::Open);
}
