//! A page that follows what happens takes nothing away from the one who works in it.

use crate::support::served::Window;
use browser::Browser;
use desk::batch::{Group, GroupState};
use desk::mailbox::{Batches, Outbox};

async fn group(window: &Window, fits: impl Fn(&Group) -> bool) -> Option<Group> {
    Batches::batch(&window.practice).await.unwrap().groups.into_iter().find(|group| fits(group))
}

async fn is_kept(window: &Window, text: &str) {
    let fact = async |_: &Browser| group(window, |group| group.message == text).await;
    window.browser.until(text, fact).await;
}

/// How often the page has asked how far the sending is, and got an answer.
async fn asked(browser: &Browser) -> u64 {
    let asked = "performance.getEntriesByType('resource').filter((one) => one.name.includes('/bulk/progress')).length";
    browser.value(asked).await.as_u64().unwrap()
}

/// What waited is taken back while somebody ticks and writes: the row changes, and neither a tick nor a letter is lost.
#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_waits_no_more_takes_no_tick_and_no_letter_with_it() {
    let window = Window::new().await;
    let browser = &window.browser;
    window.open("/bulk").await;
    browser.drop_files(&[window.export_folder()]).await;
    browser.see("4件を選んでいます。").await;
    let open = "[...document.querySelectorAll('input[name=sel]:not(:disabled)')].map((box) => box.value).join()";
    let open = browser.value(open).await.as_str().unwrap().to_owned();
    let [_, ticked, other, another] = open.split(',').collect::<Vec<_>>()[..] else { panic!("{open}") };
    for id in [ticked, other, another] {
        browser.click_on(&format!("input[name=sel][value='{id}']")).await;
    }
    window.practice.set_online(false);
    browser.click_on("#send").await;
    browser.see("1件の宛先に送信しますか").await;
    browser.click("送信する").await;
    browser.see("1件は送信待ちです。").await;
    browser.click_on(&format!("input[name=sel][value='{ticked}']")).await;
    browser.focus_on(&format!("#m{ticked}")).await;
    browser.type_here("五月分です。").await;
    is_kept(&window, "五月分です。").await;
    // Kana that are not converted yet: what composes them would be cut off with its field.
    let field = format!("document.querySelector('#m{ticked}')");
    let compose = "dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))";
    browser.value(&format!("({field}.{compose}, {field}.value += 'よろしく')")).await;
    let waiting = group(&window, |group| matches!(group.state, GroupState::Waiting { .. })).await.unwrap();
    let GroupState::Waiting { id, .. } = waiting.state else { unreachable!() };
    Outbox::withdraw(&window.practice, id).await.unwrap();
    let before = asked(browser).await;
    browser.until("two answers", async |browser| (asked(browser).await >= before + 2).then_some(())).await;
    assert!(browser.text("tbody").await.contains("送信待ち"), "the answer waits for the one who writes");
    assert_eq!(browser.value(&format!("{field}.value")).await, "五月分です。よろしく");
    let composed = "dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))";
    let told = "dispatchEvent(new Event('input', { bubbles: true }))";
    browser.value(&format!("({field}.{composed}, {field}.{told})")).await;
    browser.see_no("送信待ち").await;
    is_kept(&window, "五月分です。よろしく").await;
    assert_eq!(browser.value(&format!("{field}.value")).await, "五月分です。よろしく");
    assert_eq!(browser.value("document.activeElement.id").await, format!("m{ticked}"));
    let chosen = "[...document.querySelectorAll('input[name=sel]:checked')].map((box) => box.value).join()";
    assert_eq!(browser.value(chosen).await, ticked);
    browser.see("1件を選んでいます。").await;
    window.is_quiet().await;
}
