//! What needs two operators, from both sides: who asks follows it to the letter, who decides knows whom and sees no secret.

use super::journeys::{browser_of, settle};
use super::*;
use exchange::instant::DAY;
use standard::OfficeNumber;

const ACCOUNT: &str = "/offices/1370000001/account";
const OFFICE: &str = "/offices/1370000001";

/// An office of Tokyo with a sign-in name; gives the name.
async fn with_account(hub: &TestHub, chief: &Operator) -> String {
    super::money::with_charges(hub).await;
    assert_eq!(chief.done(ACCOUNT, &[("do", "give")]).await, "/letter");
    let letter = chief.see("/letter").await;
    letter.split("<p class=\"secret\">").find(|part| part.starts_with("KJ")).unwrap()[..14].to_owned()
}

async fn ask(asker: &Operator, name: &str, reason: &str) -> String {
    asker.done(ACCOUNT, &[("do", "ask"), ("name", name), ("reason", reason)]).await
}

/// The kinds of the audit log that are about requests, the oldest first.
async fn kinds(hub: &TestHub) -> Vec<String> {
    let store = &hub.hub().store;
    while store.number_leaves(100).await.unwrap() > 0 {}
    let (mut found, mut from) = (Vec::new(), 0);
    loop {
        let limit = exchange::page::Limit::new(200);
        let page = store.leaves(exchange::audit::LeafNumber(from), limit).await.unwrap();
        if page.is_empty() {
            return found;
        }
        from += page.len() as u64;
        let kind = |bytes: &[u8]| {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            text.split("\"kind\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
        };
        found.extend(page.iter().map(|leaf| kind(&leaf.bytes)).filter(|kind| kind.starts_with("approval.")));
    }
}

#[tokio::test]
async fn s25_the_asker_opens_the_letter_once_and_the_approver_sees_no_secret() {
    let hub = hub_with_console().await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let tokyo = signed_in(&hub, "tokyo", "federation:13").await;
    let name = with_account(&hub, &chief).await;
    let request = ask(&tokyo, &name, "折り返しの電話で確認").await;
    let office = OfficeNumber::parse("1370000001").unwrap();
    let shared = hub.hub();
    let password = async || shared.store.credentials_of(office).await.unwrap()[0].changed_at;
    let before = password().await;
    for page in [tokyo.see("/").await, tokyo.see(OFFICE).await, tokyo.see("/requests").await, tokyo.see(&request).await]
    {
        assert!(page.contains("承認待ち") && page.contains("別の担当者が決めます"), "{page}");
    }
    let waiting = chief.see("/").await;
    assert!(waiting.contains("承認待ち 1件を見る"));
    assert!(waiting.contains("id=\"badge-approvals\" class=\"badge\">1<"), "{waiting}");
    let approval = request.replace("/requests/", "/approvals/");
    let list = chief.see("/approvals").await;
    assert!(list.contains("運用 tokyo（東京都国保連合会）") && list.contains(&approval), "{list}");
    let page = chief.see(&approval).await;
    assert!(page.contains("架空ケア1370000001") && page.contains("折り返しの電話で確認"), "{page}");
    assert_eq!(chief.get(&request).await.status(), StatusCode::NOT_FOUND, "another's request");
    assert_eq!(tokyo.get(&approval).await.status(), StatusCode::FORBIDDEN, "a federation decides nothing");
    let early = tokyo.submit(&request, &[("do", "open")]).await;
    assert_eq!(early.status(), StatusCode::FORBIDDEN, "before the yes");
    hub.advance(60);
    assert_eq!(chief.done(&approval, &[("do", "approve")]).await, "/approvals");
    assert!(chief.see("/letter").await.contains("もう表示できません"), "who approves gets no letter");
    let proof = proof(&chief.see("/").await);
    let by_approver = chief.post(&request, &[("proof", &proof), ("do", "open")]).await;
    assert_eq!(by_approver.status(), StatusCode::NOT_FOUND);
    assert_eq!(password().await, before, "the office works on until the letter is opened");
    for page in [tokyo.see("/").await, tokyo.see(OFFICE).await, tokyo.see("/requests").await, tokyo.see(&request).await]
    {
        assert!(page.contains("承認済み") && page.contains("運用 chief（管理者）が承認しました"), "{page}");
    }
    assert!(tokyo.see("/").await.contains("id=\"badge-requests\" class=\"badge\">1<"));
    hub.advance(120);
    assert_eq!(tokyo.done(&request, &[("do", "open")]).await, "/letter");
    let letter = tokyo.see("/letter").await;
    assert!(letter.contains(&name) && letter.contains("仮パスワード"));
    assert!(tokyo.see("/letter").await.contains("もう表示できません"), "once");
    assert!(password().await > before);
    assert_eq!(tokyo.submit(&request, &[("do", "open")]).await.status(), StatusCode::FORBIDDEN, "once");
    assert!(tokyo.see("/requests").await.contains("発行済み"));
    assert_eq!(kinds(&hub).await, ["approval.asked", "approval.given", "approval.letter-opened"]);
}

#[tokio::test]
async fn s25_a_refusal_has_a_reason_that_the_asker_reads_and_taking_back_is_the_askers() {
    let hub = hub_with_console().await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let tokyo = signed_in(&hub, "tokyo", "federation:13").await;
    let name = with_account(&hub, &chief).await;
    let request = ask(&tokyo, &name, "一度目").await;
    let approval = request.replace("/requests/", "/approvals/");
    let bare = chief.submit(&approval, &[("do", "refuse"), ("reason", " ")]).await.text().await.unwrap();
    assert!(bare.contains("承認しない理由を、400文字まで"), "{bare}");
    let reason = [("do", "refuse"), ("reason", "<b>電話番号が違う</b>")];
    assert_eq!(chief.done(&approval, &reason).await, "/approvals");
    for page in [tokyo.see("/").await, tokyo.see(OFFICE).await, tokyo.see("/requests").await, tokyo.see(&request).await]
    {
        assert!(page.contains("承認されず") && page.contains("運用 chief（管理者）が断りました"), "{page}");
        assert!(page.contains("電話番号が違う") && !page.contains("<b>電話"), "{page}");
    }
    assert_eq!(chief.get(&approval).await.status(), StatusCode::FORBIDDEN, "it is decided");
    let second = ask(&tokyo, &name, "二度目").await;
    assert_ne!(second, request);
    let own = tokyo.submit(&second, &[("do", "take-back")]).await;
    assert_eq!(own.status(), StatusCode::SEE_OTHER);
    let page = tokyo.see("/requests").await;
    assert!(page.contains("取り下げました。"), "{page}");
    let kinds = kinds(&hub).await;
    assert_eq!(kinds, ["approval.asked", "approval.refused", "approval.asked", "approval.taken-back"]);
}

#[tokio::test]
async fn a_second_request_for_the_same_name_says_that_one_waits_and_changes_nothing() {
    let hub = hub_with_console().await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let tokyo = signed_in(&hub, "tokyo", "federation:13").await;
    let name = with_account(&hub, &chief).await;
    let request = ask(&tokyo, &name, "一度目").await;
    assert_eq!(ask(&tokyo, &name, "二度目").await, request);
    let page = tokyo.see(&request).await;
    assert!(page.contains("一度目") && !page.contains("二度目"), "{page}");
    let other = chief.submit(ACCOUNT, &[("do", "ask"), ("name", &name), ("reason", "別の人")]).await;
    assert!(other.text().await.unwrap().contains("新しい依頼は作っていません"));
    let open = hub.hub().store.open_approvals(hub.hub().now()).await.unwrap();
    assert_eq!((open.len(), open[0].reason.as_str()), (1, "一度目"));
}

#[tokio::test]
async fn after_seven_days_the_asker_is_told_that_nobody_has_decided() {
    let hub = hub_with_console().await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let mut tokyo = signed_in(&hub, "tokyo", "federation:13").await;
    let name = with_account(&hub, &chief).await;
    let request = ask(&tokyo, &name, "一度目").await;
    hub.advance(7 * DAY / 1_000);
    super::operators::enter_again(&hub, &mut tokyo).await;
    for path in ["/", OFFICE, "/requests", &request] {
        let page = tokyo.see(path).await;
        assert!(page.contains("期限切れ") && page.contains("7日のあいだに決まらなかったため"), "{path}: {page}");
    }
    assert_ne!(ask(&tokyo, &name, "二度目").await, request, "it may be asked for again");
}

#[tokio::test(flavor = "multi_thread")]
async fn s25_a_request_goes_from_one_browser_to_another_and_back_as_a_letter() {
    let hub = hub_with_console().await;
    let helper = signed_in(&hub, "helper", "admin").await;
    with_account(&hub, &helper).await;
    let (asker, chief) = (operator(&hub, "tokyo", "federation:13").await, operator(&hub, "chief", "admin").await);
    let (one, two) = (browser_of(&hub, &asker).await, browser_of(&hub, &chief).await);
    settle(&one, &asker).await;
    settle(&two, &chief).await;
    one.axe().await;
    one.look("console", "home-federation").await;
    one.open(&format!("{}{ACCOUNT}", asker.base)).await;
    one.click_on(".choices label").await;
    one.type_into("理由", "折り返しの電話で本人と確認").await;
    one.click("仮パスワードの発行を依頼する").await;
    one.see("別の担当者が決めます").await;
    one.axe().await;
    one.look("console", "request-waits").await;
    two.open(&chief.base).await;
    two.see("承認待ち 1件を見る").await;
    two.axe().await;
    two.look("console", "home-waiting").await;
    two.click("承認待ち 1件を見る").await;
    two.see("運用 tokyo（東京都国保連合会）").await;
    two.axe().await;
    two.look("console", "approvals-waiting").await;
    two.click("内容を確かめる").await;
    two.axe().await;
    two.look("console", "approval").await;
    two.click_on("button[value=approve]").await;
    two.see("承認しました。").await;
    one.open(&asker.base).await;
    one.see("承認済み").await;
    one.axe().await;
    one.look("console", "home-approved").await;
    one.click("手紙へ進む").await;
    one.axe().await;
    one.look("console", "request-approved").await;
    one.click("手紙を開く").await;
    one.see("ログインのご案内").await;
    one.axe().await;
    one.look("console", "letter-of-request").await;
    one.open(&format!("{}/requests", asker.base)).await;
    one.see("発行済み").await;
    one.axe().await;
    one.look("console", "requests").await;
    one.open(&format!("{}{OFFICE}", asker.base)).await;
    one.axe().await;
    one.look("console", "office-requests").await;
    assert_eq!((one.complaints().await, two.complaints().await), (vec![], vec![]));
}
