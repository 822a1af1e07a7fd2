//! Maintenance and long names in Chromium: what is pressed, what is told, and pages that hold together.

use super::journeys::{browser_of, looked_at, settle};
use super::money::with_charges;
use super::*;
use browser::{Browser, OFFICE, Window};
use serde_json::json;

fn typed(hub: &TestHub, minutes: i64) -> String {
    let at = hub.hub().now().plus(minutes * 60_000);
    web::JapanTime::from_unix_ms(at.millis()).list().replace('/', "-")
}

async fn write_times(browser: &Browser, hub: &TestHub, begins: i64, ends: i64) {
    for (label, minutes) in [("はじまり", begins), ("終わり", ends)] {
        browser.type_into(label, &typed(hub, minutes)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_plans_moves_takes_back_and_ends_a_maintenance() {
    let hub = hub_with_console().await;
    let operator = operator(&hub, "ito", "admin").await;
    let browser = browser_of(&hub, &operator).await;
    settle(&browser, &operator).await;
    let plan = async |begins, ends| {
        looked_at(&browser, &operator, "/maintenance/plan", "maintenance-plan").await;
        write_times(&browser, &hub, begins, ends).await;
        browser.click("つながらないことがある（連携基盤を止めるとき）").await;
        browser.type_into("事業所へのお知らせ", "部品を交換します。").await;
        browser.click("内容を確かめる").await;
        browser.see("まだ予定していません。").await;
        browser.axe().await;
        browser.look("console", "maintenance-preview").await;
        browser.click("予定して知らせる").await;
        browser.see("お知らせを公開しました。").await;
    };
    plan(60, 120).await;
    browser.click("お知らせを見る").await;
    browser.see("メンテナンスのお知らせです").await;
    browser.axe().await;
    browser.look("console", "notice-of-maintenance").await;
    browser.open(&format!("{}/maintenance", operator.base)).await;
    browser.click("取りやめる").await;
    browser.see("メンテナンスを取りやめますか").await;
    browser.axe().await;
    browser.look("console", "maintenance-cancel").await;
    browser.click_on("button[value=cancel]").await;
    browser.see("メンテナンスを取りやめました。").await;
    plan(-10, 120).await;
    browser.see("メンテナンス中です").await;
    browser.click("早く終える").await;
    browser.see("メンテナンスを早く終えますか").await;
    browser.axe().await;
    browser.look("console", "maintenance-end").await;
    browser.click_on("button[value=end]").await;
    browser.see("メンテナンスを終えました。").await;
    browser.axe().await;
    browser.look("console", "maintenance").await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

/// A phone, the sheet of an office PC, and a small window.
const WINDOWS: [Window; 3] = [
    OFFICE,
    Window { name: "768", width: 768, height: 1024, scale: 1 },
    Window { name: "390", width: 390, height: 844, scale: 1 },
];

/// Cells of amounts and days that stand in more than one line.
const BROKEN: &str = "[...document.querySelectorAll('td')].filter(cell => /^[0-9,]+円$|^[0-9/]+$|^[0-9/]+ ～ [0-9/]+$/.test(cell.textContent.trim())\
    && cell.textContent.trim() && (() => { const range = document.createRange(); range.selectNodeContents(cell);\
    return new Set([...range.getClientRects()].map(rect => Math.round(rect.top))).size > 1 })()).map(cell => cell.textContent)";
/// Names whose last line lies on the line below them.
const OVER: &str = "[...document.querySelectorAll('td > a + br + .sub')].filter(sub => { const lines = \
    [...sub.parentElement.querySelector('a').firstChild.parentElement.getClientRects()]; const range = document.createRange();\
    range.selectNodeContents(sub.parentElement.querySelector('a')); const last = [...range.getClientRects()].at(-1);\
    const below = [...sub.getClientRects()][0]; return lines.length && last.top + last.height / 2 > below.top }).length";

#[tokio::test(flavor = "multi_thread")]
async fn one_long_name_breaks_no_amount_no_day_and_no_other_line() {
    let hub = hub_with_console().await;
    with_charges(&hub).await;
    let line = hub::admin::NewOfficeLine {
        line: 1,
        number: "1370000001".into(),
        name: "社会福祉法人架空長名福祉会".repeat(6),
        kana: "カクウ".into(),
        prefecture: "13".into(),
        services: vec!["43".into()],
    };
    hub.admin(AdminQuestion::PutOffices { offices: vec![line], dry: false }).await;
    let operator = operator(&hub, "ito", "admin").await;
    let browser = browser_of(&hub, &operator).await;
    settle(&browser, &operator).await;
    for (path, name) in
        [("/payments", "long-payments"), ("/payments/unpaid", "long-unpaid"), ("/offices/1370000001", "long-office")]
    {
        browser.open(&format!("{}{path}", operator.base)).await;
        for window in WINDOWS {
            browser.window(window).await;
            browser.picture("console", &format!("{name}-{}", window.name)).await;
            assert_eq!(browser.value(BROKEN).await, json!([]), "{path} at {}", window.name);
            assert_eq!(browser.value(OVER).await, json!(0), "{path} at {}", window.name);
        }
        browser.window(OFFICE).await;
        browser.axe().await;
    }
}
