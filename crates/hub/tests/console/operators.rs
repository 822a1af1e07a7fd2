//! Operators among themselves: stopping, passkeys that are lost, a second passkey beforehand; a federation's own work.

use super::journeys::{browser_of, looked_at, settle};
use super::*;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use exchange::operator::{OperatorSession, Passkey};
use exchange::store::{ChargeList, ChargeSearch, Lost};
use exchange::{Act, Actor, Sha256};
use serde_json::json;

/// A new session with the passkey that the operator has.
pub(super) async fn enter_again(hub: &TestHub, operator: &mut Operator) {
    let (shared, token) = (hub.hub(), hub.surroundings.random::<32>());
    let at = shared.now();
    let act = Act { actor: Actor::Operator(operator.id.clone()), at, salt: [7; 16] };
    let passkey = Passkey { id: operator.id.as_str().into(), data: "{}".into(), added_at: at };
    let session = OperatorSession {
        token: Sha256::of(&token),
        operator: operator.id.clone(),
        certificate: operator.certificate.fingerprint(),
        started_at: at,
        last_used_at: at,
        proven_at: at,
    };
    assert!(shared.store.open_operator_session(session, passkey, act).await.unwrap());
    operator.cookie = format!("__Host-renkei-console={}", URL_SAFE_NO_PAD.encode(token));
}

#[tokio::test]
async fn s30_nobody_stops_oneself_and_the_last_administrator_stays() {
    let hub = hub_with_console().await;
    let (ito, clerk) = (signed_in(&hub, "ito", "admin").await, operator(&hub, "clerk", "clerk").await);
    let list = ito.see("/operators").await;
    assert!(list.contains("自分自身は停止できません") && !list.contains("/operators/ito/stop"));
    let own = ito.get("/operators/ito/stop").await;
    assert_eq!(own.status(), StatusCode::FORBIDDEN);
    let said = own.text().await.unwrap();
    assert!(
        said.contains("自分自身を停止することはできません") && !said.contains("停止しますか"),
        "before the question"
    );
    let shared = hub.hub();
    let stop = exchange::usecases::operator::stop::stop_operator;
    let refused = stop(shared.context(shared.now()), Actor::Hub, ito.id.clone()).await.unwrap_err();
    assert!(matches!(refused, exchange::usecases::operator::stop::StopOperatorError::LastAdmin));
    assert_eq!(ito.get("/").await.status(), StatusCode::OK);
    assert_eq!(ito.done("/operators/clerk/stop", &[("do", "stop")]).await, "/operators");
    assert_eq!(clerk.get("/sign-in").await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn s25_a_new_registration_code_works_only_with_the_operators_own_certificate() {
    let hub = hub_with_console().await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let (clerk, other) = (signed_in(&hub, "clerk", "clerk").await, signed_in(&hub, "other", "clerk").await);
    assert_eq!(clerk.get("/operators/other/code").await.status(), StatusCode::FORBIDDEN, "no administrator");
    let own = chief.get("/operators/chief/code").await;
    assert_eq!(own.status(), StatusCode::FORBIDDEN);
    assert!(own.text().await.unwrap().contains("自分の登録コードは作り直せません"));
    assert!(chief.see("/operators/clerk/code").await.contains("renkei-hub operator renew clerk"));
    assert_eq!(clerk.get("/").await.status(), StatusCode::OK, "the question alone does nothing");
    assert_eq!(chief.done("/operators/clerk/code", &[("do", "make")]).await, "/operators/code");
    let page = chief.see("/operators/code").await;
    let shown = page.split("<p class=\"secret\">").nth(2).unwrap();
    let code = shown.split('<').next().unwrap().to_owned();
    assert!(chief.see("/operators/code").await.contains("もう表示できません"), "once");
    assert_eq!(clerk.get("/").await.headers()["location"], "/sign-in", "the session has ended");
    assert_eq!(clerk.get("/sign-in").await.headers()["location"], "/register", "the passkeys are gone");
    let entered = [("do", "code"), ("code", &*code)];
    let stolen = other.get("/register").await.text().await.unwrap();
    assert!(stolen.contains("登録コードが用意されていません"));
    let token = proof(&other.see("/").await);
    let stolen = other.post("/register", &[("proof", &token), ("do", "code"), ("code", &code)]).await;
    assert!(!stolen.text().await.unwrap().contains("パスキーを登録します"), "another's certificate");
    let right = clerk.submit("/register", &entered).await.text().await.unwrap();
    assert!(right.contains("パスキーを登録します"), "{right}");
    let log = chief.see("/audit?kind=operator.code-made").await;
    assert!(log.contains("運営者の登録コードを作り直した"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sign_in_page_says_what_to_do_when_the_passkey_is_lost() {
    let hub = hub_with_console().await;
    let (ito, _clerk) = (operator(&hub, "ito", "admin").await, operator(&hub, "clerk", "clerk").await);
    let browser = browser_of(&hub, &ito).await;
    settle(&browser, &ito).await;
    browser.open(&format!("{}/sign-in", ito.base)).await;
    browser.click_on("summary").await;
    browser.see("ほかに管理者が登録されていません").await;
    browser.see("renkei-hub operator renew ito").await;
    let _sato = operator(&hub, "sato", "admin").await;
    browser.reload().await;
    browser.click_on("summary").await;
    browser.see("管理者（運用 satoさん）").await;
    browser.axe().await;
}

#[tokio::test]
async fn s22_the_last_passkey_is_not_removed_and_anothers_is_not_found() {
    let hub = hub_with_console().await;
    let (ito, sato) = (signed_in(&hub, "ito", "admin").await, signed_in(&hub, "sato", "admin").await);
    let only = format!("/passkeys/{}", Sha256::of(b"ito"));
    let page = ito.see(&only).await;
    assert!(page.contains("最後のパスキーは削除できません") && !page.contains("value=\"remove\""));
    let forced = ito.submit(&only, &[("do", "remove"), ("confirmed", "1")]).await;
    assert_eq!(forced.status(), StatusCode::FORBIDDEN);
    assert_eq!(sato.get(&only).await.status(), StatusCode::NOT_FOUND);
    assert!(ito.see("/").await.contains("パスキーが1つだけ登録されています"));
    let empty = ito.submit("/passkeys", &[("do", "ask"), ("name", "")]).await.text().await.unwrap();
    assert!(empty.contains("名前を、40文字まで"));
    assert_eq!(ito.done(&only, &[("do", "name"), ("name", "机のパソコン")]).await, "/passkeys");
    assert!(ito.see("/passkeys").await.contains("机のパソコン"));
    let shared = hub.hub();
    let act = || Act { actor: Actor::Operator(ito.id.clone()), at: shared.now(), salt: [7; 16] };
    let spare = Passkey { id: b"spare".to_vec(), data: "{}".into(), added_at: shared.now() };
    assert!(shared.store.add_passkey(ito.id.clone(), spare, "予備".into(), act()).await.unwrap());
    let question = ito.submit(&only, &[("do", "remove")]).await.text().await.unwrap();
    assert!(question.contains("削除しますか"), "asked by the server");
    assert_eq!(shared.store.passkeys_of(ito.id.clone()).await.unwrap().len(), 2);
    assert_eq!(ito.done(&only, &[("do", "remove"), ("confirmed", "1")]).await, "/passkeys");
    assert_eq!(shared.store.passkeys_of(ito.id.clone()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn s30_a_federations_first_page_shows_its_own_prefectures_work_alone() {
    let hub = hub_with_console().await;
    super::money::with_charges(&hub).await;
    super::rules::lost(&hub, "1370000001", Lost::Account).await;
    super::rules::lost(&hub, "2770000001", Lost::Account).await;
    super::rules::lost(&hub, "2770000001", Lost::Password).await;
    let tokyo = signed_in(&hub, "tokyo", "federation:13").await;
    let tile = |page: &str, label: &str| {
        let (_, rest) = page.split_once(&format!("<span>{label}</span><span class=\"tile__n\">")).unwrap();
        rest.split('<').next().unwrap().to_owned()
    };
    let page = tokyo.see("/").await;
    assert_eq!(tile(&page, "答えを待つお問い合わせ"), "1", "{page}");
    let search = ChargeSearch {
        list: ChargeList::Unpaid,
        office: None,
        state: None,
        payment: None,
        prefecture: exchange::office::Prefecture::new(13),
        after: None,
        limit: exchange::page::Limit::default(),
    };
    let unpaid = hub.hub().store.search_charges(search).await.unwrap().entries.len();
    assert!(unpaid > 0);
    assert_eq!(tile(&page, "入金を待つもの"), unpaid.to_string());
    assert_eq!(tile(&page, "今月の差し引き"), "未作成");
    assert!(page.contains("href=\"/deductions/new\""));
    let hokkaido = signed_in(&hub, "hokkaido", "federation:01").await;
    let page = hokkaido.see("/").await;
    assert_eq!((tile(&page, "答えを待つお問い合わせ"), tile(&page, "入金を待つもの")), ("0".into(), "0".into()));
    let chief = signed_in(&hub, "chief", "admin").await;
    assert!(!chief.see("/").await.contains("答えを待つお問い合わせ"));
}

/// Another device: the authenticator there was is gone, a new one says yes.
async fn another_device(browser: &browser::Browser) {
    browser.devtools("WebAuthn.disable", json!({})).await;
    browser.devtools("WebAuthn.enable", json!({})).await;
    let options = json!({
        "protocol": "ctap2", "transport": "internal", "hasUserVerification": true, "isUserVerified": true,
        "hasResidentKey": true, "automaticPresenceSimulation": true
    });
    browser.devtools("WebAuthn.addVirtualAuthenticator", json!({ "options": options })).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s22_a_second_passkey_is_registered_beforehand_and_signs_in_when_the_first_is_lost() {
    let hub = hub_with_console().await;
    let (ito, _sato) = (operator(&hub, "ito", "admin").await, operator(&hub, "sato", "admin").await);
    let browser = browser_of(&hub, &ito).await;
    settle(&browser, &ito).await;
    looked_at(&browser, &ito, "/operators", "operators").await;
    looked_at(&browser, &ito, "/operators/sato/code", "operator-code").await;
    looked_at(&browser, &ito, "/passkeys", "passkeys").await;
    browser.type_into("名前", "予備のセキュリティキー").await;
    browser.click("次へ進む").await;
    browser.see("まだ登録していない端末").await;
    browser.axe().await;
    browser.look("console", "passkey-new").await;
    another_device(&browser).await;
    browser.click("パスキーを登録する").await;
    browser.see("パスキーを登録しました。").await;
    browser.see("予備のセキュリティキー").await;
    browser.axe().await;
    browser.click("ログアウト").await;
    browser.see("ログアウトしました。").await;
    browser.click_on("summary").await;
    browser.see("renkei-hub operator renew ito").await;
    browser.axe().await;
    browser.look("console", "sign-in-lost").await;
    browser.click("パスキーでログインする").await;
    browser.at("/").await;
    looked_at(&browser, &ito, "/passkeys", "passkeys-two").await;
    browser.click("変更する").await;
    browser.see("削除の内容を確かめる").await;
    browser.axe().await;
    browser.click("削除の内容を確かめる").await;
    browser.see("を削除しますか").await;
    browser.axe().await;
    browser.look("console", "passkey-remove").await;
    browser.click("削除する").await;
    browser.see("パスキーを削除しました。").await;
    assert_eq!(browser.complaints().await, [""; 0]);
}
