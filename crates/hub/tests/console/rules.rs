//! What holds for every office: campaigns and terms; and what single ones ask for: IDs and passwords that were lost.

use super::*;
use crate::portals::desk::{Desk, OFFICE};
use exchange::Sha256;
use exchange::audit::AuditKind;
use exchange::store::{AuditQuery, Lost, Recovery};
use standard::OfficeNumber;

fn day(hub: &TestHub, days: i64) -> String {
    let (year, month, day) = hub.hub().now().day_in_japan().plus(days).date();
    format!("{year}-{month:02}-{day:02}")
}

/// The first address on a page that begins so.
fn link(page: &str, begin: &str) -> String {
    let found = page.split("href=\"").find(|part| part.starts_with(begin)).unwrap();
    found.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_campaign_is_added_never_over_another_shows_who_is_under_it_and_ends_early() {
    let hub = hub_with_console().await;
    super::money::with_charges(&hub).await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let (today, last) = (day(&hub, 0), day(&hub, 30));
    let fields = |name, first, last| [("do", "add"), ("name", name), ("first", first), ("last", last)];
    let wrong = chief.submit("/campaigns/new", &fields(" ", "4月", "2020-01-01")).await.text().await.unwrap();
    assert!(wrong.contains("2025年4月1日 のように") && wrong.contains("今日か、それより後"));
    let campaign = chief.done("/campaigns/new", &fields("春のフリーパス", &today, &last)).await;
    let (begin, end) = (day(&hub, 30), day(&hub, 60));
    let over = chief.submit("/campaigns/new", &fields("夏", &begin, &end)).await.text().await.unwrap();
    assert!(over.contains("「春のフリーパス」（") && over.contains("と重なります"), "{over}");
    assert!(chief.see(&campaign).await.contains("無料になった事業所はまだありません"));
    assert_eq!(hub.hub().run(hub::jobs::Job::Campaigns).await.unwrap(), 4);
    let page = chief.see(&campaign).await;
    assert!(page.contains("<dd>4件</dd>") && page.contains("84,000円") && page.contains("2770000001"));
    let tokyo = signed_in(&hub, "tokyo", "federation:13").await;
    let own = tokyo.see(&campaign).await;
    assert!(own.contains("1370000001") && !own.contains("2770000001") && !own.contains("84,000円"));
    assert!(!own.contains(&format!("{campaign}/end")));
    let late = chief.submit(&format!("{campaign}/end"), &[("do", "end"), ("last", &last)]).await.text().await.unwrap();
    assert!(late.contains("いまの最後の日の前の日まで"));
    assert_eq!(chief.done(&format!("{campaign}/end"), &[("do", "end"), ("last", &today)]).await, campaign);
    assert!(chief.see(&campaign).await.contains("すでに無料になったライセンスは、そのままです"));
    let later = chief.done("/campaigns/new", &fields("夏", &begin, &end)).await;
    assert_eq!(chief.done(&format!("{later}/end"), &[("do", "end")]).await, later);
    assert!(chief.see("/campaigns").await.contains("始まる前に取りやめ"));
}

#[tokio::test]
async fn a_version_of_the_terms_holds_from_its_day_and_agreements_stay() {
    let desk = Desk::at(hub_with_console().await, OFFICE).await;
    let hub = &desk.hub;
    let chief = signed_in(hub, "chief", "admin").await;
    let mut visitor = desk.visitor().await;
    let apply = |version| [("do", "agree"), ("agreed", "1"), ("payment", "invoice"), ("version", version)];
    assert_eq!(visitor.press("/apply", &apply("2")).await.status, StatusCode::OK);
    let (today, tomorrow) = (day(hub, 0), day(hub, 1));
    let text = "# 第1条（目的）\r\n<script>alert(1)</script>決まりです。\r\n\r\n以上です。";
    let fields = |from, verb| [("do", verb), ("from", from), ("text", text), ("version", "3")];
    let wrong = chief.submit("/terms/new", &fields(&today, "look")).await.text().await.unwrap();
    assert!(wrong.contains("この日からの版は公開できません"));
    for verb in ["look", "publish"] {
        let looked = chief.submit("/terms/new", &fields(&tomorrow, verb)).await.text().await.unwrap();
        assert!(looked.contains("この内容で公開しますか") && looked.contains("<h3>第1条（目的）</h3>"), "{verb}");
        assert!(!looked.contains("<script>alert") && hub.hub().store.terms().await.unwrap().is_empty());
    }
    let sure: Vec<_> = fields(&tomorrow, "publish").into_iter().chain([("confirmed", "1")]).collect();
    assert_eq!(chief.done("/terms/new", &sure).await, "/terms");
    let again = chief.submit("/terms/new", &sure).await.text().await.unwrap();
    assert!(again.contains("先に新しい版を公開しました"), "the number that was seen is taken");
    let list = chief.see("/terms").await;
    assert!(list.contains("予定") && list.contains("いまの版") && list.contains("使っていない版"), "{list}");
    let (year, month, date) = hub.hub().now().day_in_japan().date();
    assert!(list.contains(&format!("<td>{year}/{month:02}/{date:02}</td>")) && !list.contains("はじめから"));
    assert_eq!(visitor.get("/terms/3").await.status, StatusCode::NOT_FOUND, "it does not hold yet");
    assert!(!visitor.get("/terms/2").await.body.contains("前の版の利用規約です"));
    hub.advance(300 * 86_400);
    visitor.enter(&desk.account).await;
    assert!(visitor.get("/apply").await.body.contains("第1条（目的）"));
    let old = visitor.press("/apply", &apply("2")).await;
    assert!(old.body.contains("利用規約に同意します"), "who has the older text on the screen reads the present one");
    assert!(visitor.press("/apply", &apply("3")).await.body.contains("ライセンスを更新しました"));
    assert!(visitor.get("/terms/2").await.body.contains("前の版の利用規約です"), "the older one stays to be read");
    let agreed = hub.hub().store.agreements(OfficeNumber::parse(OFFICE).unwrap()).await.unwrap();
    let versions: Vec<_> = agreed.iter().map(|agreement| agreement.version).collect();
    assert_eq!(versions, [2, 3]);
    let shown = text.replace("\r\n", "\n");
    assert_eq!(agreed[1].text, Sha256::of(shown.as_bytes()));
}

pub(super) async fn lost(hub: &TestHub, office: &str, lost: Lost) {
    let (shared, office) = (hub.hub(), OfficeNumber::parse(office).unwrap());
    let context = shared.context(shared.now());
    exchange::usecases::account::ask_recovery::ask_recovery(context, office, lost).await.unwrap();
}

async fn open(hub: &TestHub) -> Vec<Recovery> {
    hub.hub().store.open_recoveries(None, None, exchange::page::Limit::default()).await.unwrap().entries
}

#[tokio::test]
async fn s25_what_was_lost_is_answered_by_letter_or_refused_and_a_password_needs_two_operators() {
    let desk = Desk::at(hub_with_console().await, OFFICE).await;
    let hub = &desk.hub;
    let (clerk, chief) = (signed_in(hub, "clerk", "clerk").await, signed_in(hub, "chief", "admin").await);
    lost(hub, OFFICE, Lost::Account).await;
    let question = link(&clerk.see("/recoveries").await, "/recoveries/0");
    assert_eq!(clerk.done(&question, &[("do", "answer")]).await, "/letter");
    let letter = clerk.see("/letter").await;
    assert!(letter.contains(&desk.account) && letter.contains("パスワードは変わっていません"));
    assert!(!letter.contains("仮パスワードは"));
    assert!(open(hub).await.is_empty());
    assert_eq!(clerk.get(&question).await.status(), StatusCode::NOT_FOUND, "answered once");
    lost(hub, OFFICE, Lost::Password).await;
    let question = link(&clerk.see("/recoveries").await, "/recoveries/0");
    let bare = clerk.submit(&question, &[("do", "answer")]).await.text().await.unwrap();
    assert!(bare.contains("理由を、400文字まで"));
    let asked = clerk.done(&question, &[("do", "answer"), ("reason", "折り返しの電話で確認")]).await;
    assert_eq!((asked.as_str(), open(hub).await.len()), ("/recoveries", 1), "nothing has happened yet");
    let request = link(&clerk.see("/requests").await, "/requests/");
    let approval = request.replace("/requests/", "/approvals/");
    assert_eq!(clerk.submit(&approval, &[("do", "approve")]).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(chief.done(&approval, &[("do", "approve")]).await, "/approvals");
    assert_eq!(open(hub).await.len(), 1, "the office has nothing yet");
    let again = clerk.submit(&question, &[("do", "answer"), ("reason", "もう一度")]).await.text().await.unwrap();
    assert!(again.contains("新しい依頼は作っていません"), "{again}");
    assert_eq!(clerk.done(&request, &[("do", "open")]).await, "/letter");
    assert!(clerk.see("/letter").await.contains("仮パスワード"));
    assert!(open(hub).await.is_empty(), "the letter has answered it");
    lost(hub, OFFICE, Lost::Password).await;
    let question = link(&clerk.see("/recoveries").await, "/recoveries/0");
    let bare = clerk.submit(&question, &[("do", "refuse")]).await.text().await.unwrap();
    assert!(bare.contains("断る理由を"));
    let refused = clerk.done(&question, &[("do", "refuse"), ("refusal", "本人と確かめられない")]).await;
    assert_eq!((refused.as_str(), open(hub).await.len()), ("/recoveries", 0));
    assert!(chief.see("/audit?kind=recovery.refused").await.contains("依頼を断った"));
}

#[tokio::test]
async fn s30_a_federation_answers_its_own_offices_alone() {
    let hub = hub_with_console().await;
    super::money::with_charges(&hub).await;
    lost(&hub, "1370000001", Lost::Account).await;
    lost(&hub, "2770000001", Lost::Account).await;
    let (tokyo, osaka) =
        (signed_in(&hub, "tokyo", "federation:13").await, signed_in(&hub, "osaka", "federation:27").await);
    let list = tokyo.see("/recoveries").await;
    assert!(list.contains("1370000001") && !list.contains("2770000001"));
    let foreign = link(&osaka.see("/recoveries").await, "/recoveries/0");
    assert_eq!(tokyo.get(&foreign).await.status(), StatusCode::NOT_FOUND);
    let proof = proof(&tokyo.see(&link(&list, "/recoveries/0")).await);
    let answered = tokyo.post(&foreign, &[("proof", &proof), ("do", "answer")]).await;
    assert_eq!((answered.status(), open(&hub).await.len()), (StatusCode::NOT_FOUND, 2));
    assert_eq!(refusals(&hub).await, ["operator:tokyo", "operator:tokyo"], "each is written down");
}

/// Who was refused, in the audit log.
async fn refusals(hub: &TestHub) -> Vec<String> {
    let query = AuditQuery { kind: Some(AuditKind::AccessRefused), ..AuditQuery::default() };
    let found = hub.hub().store.search_audit(query).await.unwrap();
    let actor = |bytes: &[u8]| {
        let entry: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        entry["actor"].as_str().unwrap().to_owned()
    };
    found.entries.iter().map(|(_, bytes)| actor(bytes)).collect()
}

#[tokio::test]
async fn s60_who_asks_for_what_the_role_does_not_include_is_written_down() {
    let hub = hub_with_console().await;
    let viewer = signed_in(&hub, "viewer", "viewer").await;
    for place in ["/operators", "/audit/export", "/offices/1370000001/freeze"] {
        assert_eq!(viewer.get(place).await.status(), StatusCode::FORBIDDEN, "{place}");
    }
    assert_eq!(viewer.get("/offices/1370000099").await.status(), StatusCode::NOT_FOUND);
    assert_eq!(refusals(&hub).await, ["operator:viewer"; 3], "what is not there is no refusal");
    let chief = signed_in(&hub, "chief", "admin").await;
    let list = chief.see("/audit?kind=access.refused").await;
    assert!(list.contains("アクセスを断った") && list.contains("operator:viewer"), "{list}");
}
