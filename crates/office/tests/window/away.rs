//! The hub is away, and comes back.

use super::{Window, k2_files, others, ready};
use crate::live::{A, B, Live};
use testkit::{Fault, Plan};

#[test]
fn with_the_hub_away_a_letter_waits_and_goes_by_itself() {
    let live = Live::start();
    let home = ready(&live, A);
    others(&live, &[B]);
    live.wait(async {
        let window = Window::open(home.path()).await;
        let browser = &window.browser;
        window.go("/new").await;
        browser.click("新しく作る").await;
        browser.see("先にファイルを置くと").await;
        browser.drop_files(&k2_files()).await;
        browser.see("送る準備ができました。").await;
        browser.axe().await;
        browser.look("office", "letter-ready").await;
        for proxy in [&live.exchange, &live.public] {
            proxy.follow(Plan::new(|_| Fault::Refuse));
            proxy.cut_all();
        }
        browser.click_on("#confirm").await;
        browser.see("この内容で送信しますか").await;
        browser.type_into("相手の事業所番号", B).await;
        browser.click("送信する").await;
        browser.see("自動で送ります").await;
        browser.axe().await;
        browser.look("office", "letter-waits").await;
        window.go("/sent").await;
        browser.see("送信待ち").await;
        browser.see("つながっていません").await;
        browser.axe().await;
        browser.look("office", "sent-away").await;
        window.go("/").await;
        browser.see("連携基盤につながりません。").await;
        live.clear_way();
        // The page that stays open learns of it by itself.
        browser.see_after_work("利用可能です。").await;
        browser.see("つながっています").await;
        browser
            .until("it has arrived", async |browser| {
                window.go("/sent").await;
                browser.text("tbody").await.contains("届きました").then_some(())
            })
            .await;
    });
    assert_eq!(live.transmissions().len(), 1);
    live.holds();
}

#[test]
fn a_set_confirmed_with_the_hub_away_is_noted_when_it_goes() {
    let live = Live::start();
    let home = ready(&live, A);
    others(&live, &[B]);
    live.wait(async {
        let window = Window::open(home.path()).await;
        let browser = &window.browser;
        window.go("/bulk").await;
        browser.drop_files(&k2_files()).await;
        browser.see("1件を選んでいます。").await;
        for proxy in [&live.exchange, &live.public] {
            proxy.follow(Plan::new(|_| Fault::Refuse));
            proxy.cut_all();
        }
        browser.click_on("#send").await;
        browser.see("1件の宛先に送信しますか").await;
        browser.value("document.querySelectorAll('input[name=known]').forEach((box) => box.click())").await;
        browser.click("送信する").await;
        browser.see_after_work("1件は送信待ちです。").await;
        browser.axe().await;
        browser.look("office", "bulk-waits").await;
        window.go("/settings/activity").await;
        assert!(!browser.text("main").await.contains("に送信しました。"), "nothing has gone yet");
        live.clear_way();
        let noted = async |browser: &browser::Browser| {
            window.go("/settings/activity").await;
            let page = browser.text("main").await;
            let count = page.matches("に送信しました。").count();
            (count == 1 && page.contains("架空事業所")).then_some(())
        };
        browser.until("the sending is noted", noted).await;
    });
    assert_eq!(live.transmissions().len(), 1);
    live.holds();
}
