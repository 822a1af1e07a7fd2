//! Every page in a real browser: no violation that axe finds, nothing that scrolls sideways, no target too small, and pictures
//! (`target/pictures/desk`) for the person who changes a page.

use crate::support::NOW;
use crate::support::served::Window;
use browser::Scripts;
use desk::Practice;
use desk::mailbox::{Entry, PasswordOf};

async fn looked_at(window: &Window, name: &str) {
    window.browser.axe().await;
    window.browser.look("desk", name).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_every_day() {
    let window = Window::new().await;
    let pages = [
        ("/", "home"),
        ("/notices/n2", "notice"),
        ("/inbox", "inbox"),
        ("/inbox?q=ありません", "inbox-empty"),
        ("/inbox/a00003", "inbox-item"),
        ("/sent", "sent"),
        ("/sent/s00001", "sent-failed"),
        ("/sent/s00004", "sent-imported"),
        ("/sent/s00000/withdraw", "withdraw"),
        ("/new", "new"),
        ("/drafts", "drafts-empty"),
        ("/templates", "templates"),
        ("/bulk", "bulk-empty"),
        ("/practise", "practise"),
    ];
    for (path, name) in pages {
        window.open(path).await;
        looked_at(&window, name).await;
    }
    window.is_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_headline_of_two_lines_keeps_off_the_line_of_its_row() {
    let window = Window::new().await;
    window.open("/").await;
    let highest =
        "Math.max(...[...document.querySelectorAll('.notices a')].map((a) => a.getBoundingClientRect().height))";
    assert!(window.browser.value(highest).await.as_f64().unwrap() > 50.0, "one has two lines");
    let gap = "Math.min(...[...document.querySelectorAll('.notices a')].map((a) => a.closest('tr').getBoundingClientRect().bottom - a.getBoundingClientRect().bottom))";
    assert!(window.browser.value(gap).await.as_f64().unwrap() >= 8.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_and_help() {
    let window = Window::new().await;
    window.practice.set_certificate_days(20);
    for page in [
        "",
        "/certificate",
        "/certificate/file",
        "/certificate/file/ready",
        "/terminals",
        "/terminals/w2",
        "/staff",
        "/staff/p2",
        "/staff/p2/password",
        "/activity",
        "/log",
        "/doctor",
    ] {
        window.open(&format!("/settings{page}")).await;
        looked_at(&window, &format!("settings{}", page.replace('/', "-"))).await;
    }
    for page in
        ["index", "setup", "sign-in", "receive", "send", "bulk", "withdraw", "certificate", "trouble", "contact"]
    {
        window.open(&format!("/help/{page}")).await;
        looked_at(&window, &format!("help-{page}")).await;
    }
    window.is_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doors() {
    for (entry, path, name) in [
        (Entry::FirstRun, "/setup", "setup"),
        (Entry::SignedOut, "/sign-in", "sign-in"),
        (Entry::Locked, "/lock", "lock"),
    ] {
        let window = Window::at(Practice::new(NOW).at_door(entry), Scripts::On).await;
        window.open(path).await;
        looked_at(&window, name).await;
        window.is_quiet().await;
    }
    let first = [PasswordOf::System, PasswordOf::Account];
    let practice = Practice::new(NOW).at_door(Entry::SignedOut).with_staff().with_first_passwords(&first);
    let window = Window::at(practice, Scripts::On).await;
    for (path, name) in [("/sign-in", "sign-in-staff"), ("/sign-in/manager", "manager"), ("/password", "password")] {
        window.open(path).await;
        looked_at(&window, name).await;
    }
    window.is_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_registered_yet() {
    let window = Window::at(Practice::new(NOW).without_staff(), Scripts::On).await;
    window.open("/settings/staff").await;
    looked_at(&window, "settings-staff-first").await;
    window.is_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_hub_away() {
    let window = Window::new().await;
    window.practice.set_online(false);
    window.practice.set_certificate_days(-1);
    for (path, name) in [("/", "home-away"), ("/inbox", "inbox-away"), ("/settings/certificate", "certificate-over")] {
        window.open(path).await;
        looked_at(&window, name).await;
    }
    window.is_quiet().await;
}
