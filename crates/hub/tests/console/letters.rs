//! Letters of many offices at once: made, printed, never twice, and nobody's but the operator's who made them.

use super::journeys::{browser_of, settle};
use super::*;
use standard::OfficeNumber;

/// Seven offices: four of Tokyo without anything, one with an ID, one stopped, and one of Osaka.
async fn seven(hub: &TestHub, clerk: &Operator) {
    let line = |number: u32| format!("13{number:08},架空事業所{number},カクウジギョウショ,13,43\n");
    let mut file: String = (1..=6).map(line).collect();
    file += "2770000001,大阪の架空,オオサカ,27,43\n";
    let import = clerk.put_in(&file).await;
    clerk.wait_for(&import, "登録待ち").await;
    clerk.done(&import, &[("do", "store")]).await;
    let page = clerk.wait_for(&import, "7件の登録が終わりました").await;
    assert!(page.contains("href=\"/letters\""), "from there to the letters");
    hub.account_of_portals("1300000004", "KJ0000000000ZZ").await;
    clerk.done("/offices/1300000005/freeze", &[("do", "freeze"), ("reason", "調査のため")]).await;
}

/// The numbers of the list.
fn listed(page: &str) -> Vec<&str> {
    page.split("name=\"sel\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

async fn has_account(hub: &TestHub, number: &str) -> bool {
    let number = OfficeNumber::parse(number).unwrap();
    !hub.hub().store.credentials_of(number).await.unwrap().is_empty()
}

#[tokio::test]
async fn letters_are_made_together_once_and_stay_until_they_are_printed() {
    let hub = hub_with_console().await;
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    seven(&hub, &clerk).await;
    let page = clerk.see("/letters").await;
    assert_eq!(listed(&page), ["1300000001", "1300000002", "1300000003", "1300000006", "2770000001"]);
    let none = clerk.submit("/letters", &[("do", "make")]).await.text().await.unwrap();
    assert!(none.contains("手紙を作る事業所を選んでください。"));
    // One that has its ID meanwhile, one that was stopped meanwhile: said, and not made.
    let chosen =
        [("do", "make"), ("sel", "1300000001"), ("sel", "1300000002"), ("sel", "1300000004"), ("sel", "1300000005")];
    assert_eq!(clerk.done("/letters", &chosen).await, "/letters/print");
    let sheets = clerk.see("/letters/print").await;
    assert!(sheets.contains("2通の手紙を作りました。印刷してください。ほかの2件は"), "{sheets}");
    assert!(
        sheets.contains("架空事業所1 御中") && sheets.contains("架空事業所2 御中") && !sheets.contains("架空事業所4")
    );
    assert!(sheets.contains("架空県国民健康保険団体連合会<br>〒000-0000"), "who writes stands on it");
    assert_eq!(sheets.matches("<h2 class=\"sheet__title\">").count(), 2);
    let again = clerk.see("/letters/print").await;
    assert_eq!(again.matches("架空事業所2 御中").count(), 1, "a reload loses nothing");
    assert!(!has_account(&hub, "1300000005").await && !has_account(&hub, "1300000003").await);
    // The next ones wait until these are printed.
    assert_eq!(clerk.done("/letters", &[("do", "make"), ("sel", "1300000003")]).await, "/letters/print");
    assert!(clerk.see("/letters/print").await.contains("まだ印刷していない手紙があります。"));
    assert!(!has_account(&hub, "1300000003").await);
    let chief = signed_in(&hub, "chief", "admin").await;
    assert!(chief.see("/letters/print").await.contains("印刷する手紙はありません"), "another operator sees none");
    assert_eq!(clerk.done("/letters/print", &[("do", "printed")]).await, "/letters");
    assert!(clerk.see("/letters/print").await.contains("印刷する手紙はありません"));
    assert_eq!(listed(&clerk.see("/letters").await), ["1300000003", "1300000006", "2770000001"]);
    assert_eq!(clerk.done("/letters", &[("do", "make"), ("sel", "1300000001")]).await, "/letters");
    assert!(clerk.see("/letters").await.contains("手紙は作っていません。"), "nothing twice");
}

#[tokio::test]
async fn s25_letters_are_forgotten_after_half_an_hour_and_ask_for_the_passkey() {
    let hub = hub_with_console().await;
    let mut clerk = signed_in(&hub, "clerk", "clerk").await;
    seven(&hub, &clerk).await;
    clerk.done("/letters", &[("do", "make"), ("sel", "1300000001")]).await;
    assert!(clerk.see("/letters/print").await.contains("架空事業所1 御中"));
    hub.advance(6 * 60);
    assert_eq!(clerk.get("/letters/print").await.status(), StatusCode::SEE_OTHER, "the passkey is asked for");
    hub.advance(25 * 60);
    clerk.enter(&hub).await;
    assert!(clerk.see("/letters/print").await.contains("印刷する手紙はありません"));
}

#[tokio::test]
async fn s30_a_federation_makes_the_letters_of_its_own_prefecture_alone() {
    let hub = hub_with_console().await;
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    seven(&hub, &clerk).await;
    let osaka = signed_in(&hub, "osaka", "federation:27").await;
    assert_eq!(listed(&osaka.see("/letters?prefecture=13").await), ["2770000001"]);
    let proof = proof(&osaka.see("/letters").await);
    let stolen = [("proof", proof.as_str()), ("do", "make"), ("sel", "1300000001")];
    assert_eq!(osaka.post("/letters", &stolen).await.status(), StatusCode::NOT_FOUND);
    assert!(!has_account(&hub, "1300000001").await);
    assert_eq!(osaka.done("/letters", &[("do", "make"), ("sel", "2770000001")]).await, "/letters/print");
    assert!(osaka.see("/letters/print").await.contains("大阪の架空 御中"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_prints_fifty_letters_in_one_go() {
    let hub = hub_with_console().await;
    let operator = operator(&hub, "ito", "admin").await;
    let browser = browser_of(&hub, &operator).await;
    settle(&browser, &operator).await;
    let file = hub.folder.path().join("offices.csv");
    let post = |number| if number % 2 == 0 { ",100-0001,東京都千代田区千代田1-1" } else { "" };
    let line = |number| format!("13{number:08},架空ケアセンター{number},カクウケアセンター,13,43{}\n", post(number));
    std::fs::write(&file, (1..=53).map(line).collect::<String>()).unwrap();
    browser.open(&format!("{}/imports", operator.base)).await;
    browser.drop_files(&[file]).await;
    browser.see("53件を登録する").await;
    browser.click("53件を登録する").await;
    browser.see("53件の登録が終わりました。").await;
    browser.click("手紙をまとめて作る").await;
    browser.see("次の50件").await;
    browser.axe().await;
    browser.look("console", "letters").await;
    browser.click("選んだ事業所の手紙を作る").await;
    browser.see_after_work("50通の手紙を作りました。").await;
    browser.axe().await;
    browser.look("console", "letters-print").await;
    browser.see_count(".sheet", 50).await;
    assert_eq!(browser.paper("console", "letters").await, 50, "a sheet of paper each, and nothing beside them");
    browser.click("印刷しました").await;
    browser.see("手紙の表示を消しました。").await;
    browser.see_count("input[name=sel]", 3).await;
    assert_eq!(browser.complaints().await, [""; 0]);
}
