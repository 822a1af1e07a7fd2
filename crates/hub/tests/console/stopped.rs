//! Offices that are stopped, closed or merged: why is kept and told, nothing is lost, and what was done is found again.

use super::*;
use crate::portals::desk::{Desk, OFFICE};
use exchange::audit::AuditKind;
use exchange::store::AuditQuery;
use protocol::ProblemCode;
use standard::OfficeNumber;
use testkit::office::{code_of, problem};
use testkit::visitor::{OWN, Visitor, own_password};

const OTHER: &str = "1370000002";

fn number(text: &str) -> OfficeNumber {
    OfficeNumber::parse(text).unwrap()
}

/// How many entries of a kind concern an office.
async fn entries(hub: &TestHub, office: &str, kind: AuditKind) -> usize {
    let query = AuditQuery { office: Some(number(office)), kind: Some(kind), ..AuditQuery::default() };
    hub.hub().store.search_audit(query).await.unwrap().entries.len()
}

#[tokio::test]
async fn s23_why_an_office_is_stopped_is_told_after_the_right_password_alone_and_in_the_same_words() {
    let desk = Desk::at(hub_with_console().await, OFFICE).await;
    let hub = &desk.hub;
    own_password(hub, &desk.account).await;
    let app = hub.office(OTHER).await;
    let chief = signed_in(hub, "chief", "admin").await;
    let told = "書類を確かめています。終わりしだい再開します。";
    let fields = [("do", "freeze"), ("reason", "匿名の通報があったため"), ("told", told)];
    for office in [OFFICE, OTHER] {
        chief.done(&format!("/offices/{office}/freeze"), &fields).await;
    }
    let page = chief.see(&format!("/offices/{OFFICE}")).await;
    assert!(
        page.contains("匿名の通報があったため") && page.contains(told) && page.contains("<td>chief</td>"),
        "{page}"
    );
    let enter = |password| [("do", "enter"), ("account", desk.account.as_str()), ("password", password)];
    let wrong = Visitor::new(hub).press("/sign-in", &enter("ちがうパスワードです")).await.body;
    assert!(wrong.contains("登録されているものと違います") && !wrong.contains("停止"), "no word to a stranger");
    let right = Visitor::new(hub).press("/sign-in", &enter(OWN)).await.body;
    let answer = problem(app.get("/v1/me").await).await;
    assert_eq!(answer.code(), Some(ProblemCode::OfficeFrozen));
    for said in [right.as_str(), answer.detail.as_str()] {
        assert!(said.contains("運営者が一時的に停止しています") && said.contains(told), "{said}");
        assert!(said.contains("から運営者が") && said.contains("0120-000-000"), "since when, and whom to ask: {said}");
        assert!(!said.contains("匿名の通報"), "the note is the operators' own");
    }
    let small = [("do", "enter"), ("account", "ｋｊ00 0000 0000zz"), ("password", OWN)];
    assert!(Visitor::new(hub).press("/sign-in", &small).await.body.contains(told), "the ID is understood");
}

#[tokio::test]
async fn a_merge_beside_running_traffic_loses_nothing_and_is_told_to_both_sides() {
    let hub = hub_with_console().await;
    let (sender, merged) = (hub.office(OFFICE).await, hub.office(OTHER).await);
    hub.register("1370000003").await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let first = sender.letter(OTHER);
    sender.deliver(&merged, &first).await;
    let (year, month, day) = hub.hub().now().day_in_japan().date();
    let from = format!("{year}-{month}-{day}");
    let close = async {
        let fields = [
            ("do", "close"),
            ("from", &*from),
            ("typed", OTHER),
            ("reason", "法人の合併"),
            ("told", "4月に統合しました。"),
            ("successor", "1370000003"),
        ];
        chief.done(&format!("/offices/{OTHER}/close"), &fields).await
    };
    let traffic = async {
        let mut accepted = 1;
        loop {
            let answer = sender.submit(sender.seal(&sender.letter(OTHER))).await;
            match answer.status().as_u16() {
                201 => accepted += 1,
                _ => return (accepted, problem(answer).await),
            }
        }
    };
    let (_, (accepted, refused)) = tokio::join!(close, traffic);
    assert_eq!(refused.code(), Some(ProblemCode::RecipientClosed));
    assert!(refused.detail.contains("1370000003"), "who took over: {}", refused.detail);
    assert_eq!(entries(&hub, OTHER, AuditKind::TransmissionAccepted).await, accepted, "each acknowledged one is there");
    assert_eq!(entries(&hub, OTHER, AuditKind::OfficeClosed).await, 1);
    assert_eq!(entries(&hub, "1370000003", AuditKind::OfficeClosed).await, 1, "found with who took over, too");
    let own = testkit::office::json::<protocol::ClosingPage>(merged.get("/v1/closings").await, 200).await.own.unwrap();
    assert_eq!(own.successor.unwrap().name, "架空事業所1370000003");
    let again = merged.submit(merged.seal(&merged.letter(OFFICE))).await;
    assert_eq!(code_of(again).await, ProblemCode::OfficeClosed);
    let seen: protocol::OfficeBody =
        testkit::office::json(sender.get(&format!("/v1/offices/{OTHER}")).await, 200).await;
    assert!(seen.name == format!("架空事業所{OTHER}") && !seen.licensed, "a name is a name: {seen:?}");
    let closed = sender.get(&format!("/v1/closings?office={OTHER}")).await;
    let closed: protocol::ClosingPage = testkit::office::json(closed, 200).await;
    let successor = closed.offices.first().and_then(|one| one.successor.as_ref()).map(|next| next.number.as_str());
    assert_eq!(successor, Some("1370000003"));
    let office = standard::OfficeNumber::parse("1370000003").unwrap();
    let told = hub.hub().store.notices_for(exchange::store::Reader { office, at: hub.hub().now() }).await.unwrap();
    let told = told.iter().map(|entry| entry.notice.title.as_str()).collect::<Vec<_>>();
    assert!(
        told.contains(&&*format!("架空事業所{OTHER}が、この事業所に統合されました")),
        "who takes over is told: {told:?}"
    );
    let page = chief.see("/offices/1370000003").await;
    assert!(page.contains("統合された事業所") && page.contains(OTHER), "{page}");
    let twice = [("do", "close"), ("typed", "1370000003"), ("reason", "統合"), ("successor", OTHER), ("from", &*from)];
    let twice = chief.submit("/offices/1370000003/close", &twice).await.text().await.unwrap();
    assert!(twice.contains("統合先にできません"), "nobody is sent to an office that is gone");
}

/// The entries on a page; the filter above them names every kind.
fn rows(page: &str) -> String {
    page.split_once("<tbody").expect("a list").1.to_owned()
}

#[tokio::test]
async fn what_concerns_an_office_is_found_by_its_number_on_the_page_and_in_the_file() {
    let hub = hub_with_console().await;
    let office = hub.office(OFFICE).await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let found = chief.see(&format!("/certificates?q={}", office.serial())).await;
    let revoke = found.split("href=\"").find(|part| part.starts_with("/certificates/")).unwrap();
    let revoke = revoke.split('"').next().unwrap().to_owned();
    chief.done(&revoke, &[("do", "revoke"), ("reason", "key-compromise")]).await;
    let kinds = ["office.added", "licence.granted", "certificate.revoked", "credential.made", "enrol-code.redeemed"];
    for step in ["before it is noted", "after"] {
        let page = rows(&chief.see("/audit?subject=%EF%BC%91370000001").await);
        for kind in kinds {
            assert!(page.contains(kind), "{kind} {step}");
        }
        hub.hub().run(hub::jobs::Job::AuditNumbers).await.unwrap();
    }
    let by = rows(&chief.see("/audit?actor=chief").await);
    assert!(by.contains("certificate.revoked") && !by.contains("licence.granted"), "{by}");
    let own = rows(&chief.see(&format!("/audit?actor={OFFICE}")).await);
    assert!(own.contains("session.opened") && !own.contains("certificate.revoked"));
    let file = chief.submit("/audit/export", &[("do", "export"), ("subject", OFFICE)]).await.text().await.unwrap();
    for kind in kinds {
        assert!(file.contains(kind), "{kind} in the file");
    }
    assert!(!file.contains("operator.added"), "and nothing of others");
}

#[tokio::test]
async fn what_an_import_does_is_shown_line_by_line_before_the_yes() {
    let hub = hub_with_console().await;
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    let file = "1370000001,甲センター,コウセンター,13,43\n1370000002,乙センター,オツセンター,13,43 11\n";
    let import = clerk.put_in(file).await;
    clerk.wait_for(&import, "2件を登録する").await;
    clerk.done(&import, &[("do", "store")]).await;
    clerk.wait_for(&import, "2件の登録が終わりました").await;
    let same = clerk.put_in(file).await;
    let page = clerk.wait_for(&same, "登録するものはありません").await;
    assert!(!page.contains("件を登録する"), "no button for nothing");
    clerk.done(&same, &[("do", "drop")]).await;
    let changed = "1370000001,甲センター,コウセンター,13,43\n1370000002,乙センター 北,オツセンター,13,43 11,100-0001,架空市1-2\n\
                   1370000003,丙センター,ヘイセンター,27,11\n";
    let import = clerk.put_in(changed).await;
    let page = clerk.wait_for(&import, "登録待ち").await;
    assert!(page.contains("2件を登録する"), "one new, one changed: {page}");
    let lines = clerk.see(&format!("{import}/lines/changed")).await;
    assert!(lines.contains("名称：乙センター → 乙センター 北"), "{lines}");
    assert!(lines.contains("住所：（なし） → 架空市1-2") && !lines.contains("甲センター"));
    let added = clerk.see(&format!("{import}/lines/added")).await;
    assert!(added.contains("丙センター") && added.contains(">3<"), "{added}");
    let all = clerk.see(&format!("{import}/changes.csv")).await;
    assert!(all.contains("\"名称\",\"乙センター\",\"乙センター 北\"") && all.contains("1370000003"));
    clerk.done(&import, &[("do", "store")]).await;
    clerk.wait_for(&import, "2件の登録が終わりました").await;
    assert!(clerk.see("/offices/1370000002").await.contains("〒100-0001"));
    assert!(clerk.see("/offices").await.contains("全部で3件"));
}

#[tokio::test]
async fn one_office_is_added_by_hand_and_changed() {
    let hub = hub_with_console().await;
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    assert!(clerk.see("/offices").await.contains("まだ事業所が登録されていません"));
    let fields = |kind| {
        [
            ("do", "save"),
            ("number", "１３７０００００ ０１"),
            ("name", "甲センター"),
            ("kana", "コウ"),
            ("prefecture", "13"),
            ("services", kind),
        ]
    };
    let wrong = clerk.submit("/offices/new", &fields("43 99")).await.text().await.unwrap();
    assert!(wrong.contains("「99」は、標準にありません"), "{wrong}");
    assert_eq!(clerk.done("/offices/new", &fields("43、１１")).await, "/offices/1370000001");
    let twice = clerk.submit("/offices/new", &fields("43")).await.text().await.unwrap();
    assert!(twice.contains("すでに登録されています"));
    let change = [
        ("do", "save"),
        ("name", "甲センター"),
        ("kana", "コウ"),
        ("prefecture", "13"),
        ("services", "43 11"),
        ("postcode", "１００－０００１"),
        ("address", "架空市1-2"),
    ];
    clerk.done("/offices/1370000001/edit", &change).await;
    assert!(clerk.see("/offices/1370000001").await.contains("〒100-0001　架空市1-2"));
    assert_eq!(entries(&hub, OFFICE, AuditKind::OfficeAdded).await, 1);
    assert_eq!(entries(&hub, OFFICE, AuditKind::OfficeChanged).await, 1);
    clerk.done("/offices/1370000001/account", &[("do", "give")]).await;
    let letter = clerk.see("/letter").await;
    for said in
        ["〒100-0001", "甲センター 御中", &hub.public_url("/"), "0120-000-000", "https://app.example.jp/renkei/"]
    {
        assert!(letter.contains(said), "{said} in {letter}");
    }
    let (year, month, day) = hub.hub().now().plus(30 * exchange::instant::DAY).day_in_japan().date();
    assert!(letter.contains(&format!("{year}年{month}月{day}日")), "the exact day: {letter}");
}

#[tokio::test]
async fn a_question_that_waits_for_a_yes_says_so_and_a_refused_one_is_told_to_the_office() {
    let desk = Desk::at(hub_with_console().await, OFFICE).await;
    let hub = &desk.hub;
    let clerk = signed_in(hub, "clerk", "clerk").await;
    super::rules::lost(hub, OFFICE, exchange::store::Lost::Password).await;
    let list = clerk.see("/recoveries").await;
    assert!(list.contains("未着手") && !list.contains("以外の担当者"));
    let question = list.split("href=\"").find(|part| part.starts_with("/recoveries/0")).unwrap();
    let question = question.split('"').next().unwrap().to_owned();
    clerk.done(&question, &[("do", "answer"), ("reason", "電話で確認")]).await;
    let list = clerk.see("/recoveries").await;
    assert!(list.contains("以外の担当者の承認を待っています"), "{list}");
    assert!(clerk.see(&question).await.contains("以外の担当者の承認を待っています"));
    let chief = signed_in(hub, "chief", "admin").await;
    let approval = hub.hub().store.open_approvals(hub.hub().now()).await.unwrap()[0].id;
    chief.done(&format!("/approvals/{approval}"), &[("do", "approve")]).await;
    for page in [clerk.see("/recoveries").await, clerk.see(&question).await] {
        assert!(page.contains("承認されました。運用 clerk（担当）が手紙を開くのを待っています"), "{page}");
    }
    clerk.done(&question, &[("do", "refuse"), ("refusal", "本人と<b>確かめられない</b>")]).await;
    let mut visitor = desk.visitor().await;
    let home = visitor.get("/").await.body;
    assert!(home.contains("お問い合わせをお受けできませんでした") && home.contains("本人と&#60;b&#62;"), "{home}");
}
