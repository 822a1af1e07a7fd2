//! Two windows, a second start, a double click, the back button, a wrong office.

use super::{App, Window, k2_files, others, ready};
use crate::live::{A, B, Live};
use browser::Browser;

#[test]
fn s77_a_second_start_opens_the_same_pages_and_two_windows_do_not_undo_each_other() {
    let live = Live::start();
    let home = ready(&live, A);
    others(&live, &[B, "1370000003"]);
    live.wait(async {
        let one = Window::open(home.path()).await;
        let mut again = App::start(home.path());
        assert_eq!(again.origin(), one.app.origin());
        assert!(again.process.wait().unwrap().success(), "a second start ends when it has handed over");
        let other = Browser::start().await;
        other.open(&again.address).await;
        other.see("利用可能です。").await;
        one.go("/new").await;
        one.browser.click("新しく作る").await;
        one.browser.see("先にファイルを置くと").await;
        one.browser.drop_files(&k2_files()).await;
        one.browser.see("送る準備ができました。").await;
        let letter = one.browser.address().await;
        one.browser.click_on("#confirm").await;
        one.browser.see("この内容で送信しますか").await;
        // The other window writes something meanwhile.
        other.open(&letter).await;
        other.type_into("メッセージ", "あとから書きました。").await;
        let kept =
            "fetch(location.href).then((page) => page.text()).then((page) => page.includes('あとから書きました。'))";
        other.until("the text is kept", async |other| (other.value(kept).await == true).then_some(())).await;
        one.browser.type_into("相手の事業所番号", B).await;
        one.browser.click("送信する").await;
        one.browser.see("確認したあとで、下書きが変わりました。").await;
        one.browser.axe().await;
        one.browser.look("office", "two-windows").await;
    });
    assert_eq!(live.transmissions().len(), 0);
}

#[test]
fn files_for_another_office_than_was_chosen_are_not_sent() {
    let live = Live::start();
    let home = ready(&live, A);
    others(&live, &[B, "1370000003"]);
    live.wait(async {
        let window = Window::open(home.path()).await;
        let browser = &window.browser;
        window.go("/new").await;
        browser.click("新しく作る").await;
        browser.see("先にファイルを置くと").await;
        browser.type_into("事業所番号・名前・かな・市町村・サービス", "1370000003").await;
        browser.click("宛先をさがす").await;
        browser.click("架空事業所1370000003").await;
        browser.drop_files(&k2_files()).await;
        browser.see("選んだ宛先と、ファイルの中の宛先が違います。").await;
        browser.axe().await;
        browser.look("office", "letter-wrong-office").await;
    });
    assert_eq!(live.transmissions().len(), 0);
}
