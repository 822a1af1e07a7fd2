//! Certificates, sessions, passwords and tokens: S6, S12, S20 to S28.

use super::walk::two;
use hub::admin::AdminQuestion;
use protocol::*;
use testkit::office::{code_of, json, password, problem};
use testkit::samples::{RECIPIENT, SENDER};
use testkit::{TestHub, TestOffice, until};

#[tokio::test]
async fn s6_a_revocation_holds_at_the_next_request_of_an_open_connection() {
    let (hub, sender, _recipient) = two().await;
    json::<Me>(sender.get("/v1/me").await, 200).await;
    hub.admin(AdminQuestion::Revoke { serial: sender.serial(), compromised: true }).await;
    assert_eq!(code_of(sender.get("/v1/me").await).await, ProblemCode::CertificateRevoked);
    let names = sender.names.clone().unwrap();
    assert_eq!(code_of(sender.post("/v1/session", &names).await).await, ProblemCode::CertificateRevoked);
    // The list is renewed without a restart: a new connection ends in the handshake.
    let made = || hub.hub().trust.current();
    until(|| made().store.lists().any(|list| !list.is_empty())).await;
    let mut again = sender;
    again.reconnect(&hub);
    assert!(again.request(reqwest::Method::GET, "/v1/me").send().await.is_err());
    let crl = hub.public_client().get(hub.public_url("/v1/crl")).send().await.unwrap().bytes().await.unwrap();
    assert_eq!(crl, made().crl);
}

#[tokio::test]
async fn s12_certificate_session_signer_and_sender_are_one() {
    let (hub, sender, recipient) = two().await;
    let second = hub.enrol(SENDER).await;
    let letter = sender.letter(RECIPIENT);
    // Signer: another certificate of the same office, or another office.
    let refused = sender.submit(second.seal(&sender.letter(RECIPIENT))).await;
    assert_eq!(code_of(refused).await, ProblemCode::SenderMismatch);
    let refused = sender.submit(recipient.seal(&recipient.letter(SENDER))).await;
    assert_eq!(code_of(refused).await, ProblemCode::SenderMismatch);
    // The named sender.
    let mut forged = sender.letter("1370000003");
    forged.from = RECIPIENT.into();
    assert_eq!(code_of(sender.submit(sender.seal(&forged)).await).await, ProblemCode::SenderMismatch);
    // The session: of another terminal, of another office.
    for mut other in [second, recipient] {
        other.tokens.clone_from(&sender.tokens);
        assert_eq!(code_of(other.submit(sender.seal(&letter)).await).await, ProblemCode::SignInRequired);
    }
    // The documents' names.
    let mut misnamed = sender.set("K2");
    misnamed.to = "1370000003".into();
    hub.register("1370000003").await;
    hub.license("1370000003").await;
    assert_eq!(code_of(sender.submit(sender.seal(&misnamed)).await).await, ProblemCode::ContainerRefused);
    let sent: TransmissionPage = json(sender.get("/v1/sent").await, 200).await;
    assert!(sent.transmissions.is_empty());
}

#[tokio::test]
async fn s23_s24_unknown_wrong_and_waiting_get_one_answer() {
    let hub = TestHub::new().await;
    let office = hub.office(SENDER).await;
    let right = office.names.clone().unwrap();
    let mut wrong = right.clone();
    wrong.account_password = "another password entirely".into();
    let mut unknown = right.clone();
    unknown.account_id = "KJ000000000000".into();
    let mut texts = Vec::new();
    for names in [&wrong, &unknown, &wrong, &unknown, &wrong] {
        texts.push(problem(office.post("/v1/session", names).await).await);
    }
    // Five failures: now even the right passwords wait.
    texts.push(problem(office.post("/v1/session", &right).await).await);
    assert!(texts.iter().all(|one| one.code() == Some(ProblemCode::SignInRefused) && one.detail == texts[0].detail));
    hub.advance(16 * 60);
    assert_eq!(office.post("/v1/session", &right).await.status(), 200);
}

#[tokio::test]
async fn s23_an_agent_is_told() {
    let hub = TestHub::new().await;
    let office = hub.office(SENDER).await;
    let mut names = office.names.clone().unwrap();
    names.account_id = "HD0123456789AB".into();
    assert_eq!(code_of(office.post("/v1/session", &names).await).await, ProblemCode::AgentAccount);
}

#[tokio::test]
async fn s25_a_first_password_opens_nothing_but_its_change() {
    let hub = TestHub::new().await;
    let office = hub.office(SENDER).await;
    let names = office.names.clone().unwrap();
    let lines = hub.admin(AdminQuestion::ResetPassword { name: names.account_id.clone() }).await;
    let first = lines[1].strip_prefix("仮のパスワード: ").unwrap().to_owned();
    // Every session has ended.
    assert_eq!(code_of(office.get("/v1/me").await).await, ProblemCode::SignInRequired);
    let again = SignIn { account_password: first.clone(), ..names.clone() };
    assert_eq!(code_of(office.post("/v1/session", &again).await).await, ProblemCode::PasswordMustChange);
    let change = |new: &str| PasswordChange { of: PasswordOf::Account, current: first.clone(), new: new.into() };
    for weak in ["short", "password1234", &format!("{SENDER}careplan")] {
        let refused = office.post("/v1/session/password", &change(weak)).await;
        assert_eq!(code_of(refused).await, ProblemCode::PasswordRefused, "{weak}");
    }
    assert_eq!(office.post("/v1/session/password", &change(&password(PasswordOf::Account))).await.status(), 204);
    assert_eq!(office.post("/v1/session", &names).await.status(), 200);
}

#[tokio::test]
async fn s25_a_first_password_ends() {
    let hub = TestHub::new().await;
    let office = hub.office(SENDER).await;
    let names = office.names.clone().unwrap();
    let lines = hub.admin(AdminQuestion::ResetPassword { name: names.system_id.clone() }).await;
    let first = lines[1].strip_prefix("仮のパスワード: ").unwrap().to_owned();
    hub.advance(8 * 86_400);
    let late = SignIn { system_password: first.clone(), ..names.clone() };
    let told = problem(office.post("/v1/session", &late).await).await;
    assert_eq!(told.code(), Some(ProblemCode::SignInRefused));
    assert!(told.detail.contains("期限が切れました"), "who has it is told: {}", told.detail);
    let wrong = SignIn { account_password: "another password entirely".into(), ..late };
    let told = problem(office.post("/v1/session", &wrong).await).await;
    assert!(!told.detail.contains("期限"), "nobody else is: {}", told.detail);
    let change = PasswordChange { of: PasswordOf::System, current: first, new: password(PasswordOf::System) };
    assert_eq!(code_of(office.post("/v1/session/password", &change).await).await, ProblemCode::SignInRefused);
}

#[tokio::test]
async fn s26_a_refresh_token_works_once() {
    let hub = TestHub::new().await;
    let mut office = hub.office(SENDER).await;
    let first = office.tokens.clone().unwrap();
    let refresh = RefreshRequest { refresh_token: first.refresh_token };
    let second: SignedIn = json(office.post("/v1/session/refresh", &refresh).await, 200).await;
    assert_ne!(second.access_token, first.access_token);
    assert_eq!(code_of(office.get("/v1/me").await).await, ProblemCode::SignInRequired, "the old access token is over");
    office.tokens = Some(second);
    assert_eq!(office.get("/v1/me").await.status(), 200);
    assert_eq!(code_of(office.post("/v1/session/refresh", &refresh).await).await, ProblemCode::SignInRequired);
    assert_eq!(code_of(office.get("/v1/me").await).await, ProblemCode::SignInRequired, "one of two holders is a thief");
}

#[tokio::test]
async fn s26_sessions_idle_away_and_end() {
    let hub = TestHub::new().await;
    let mut office = hub.office(SENDER).await;
    hub.advance(32 * 60);
    assert_eq!(code_of(office.get("/v1/me").await).await, ProblemCode::SignInRequired);
    office.sign_in().await;
    for _ in 0..3 {
        hub.advance(21 * 60);
        if office.get("/v1/me").await.status() != 200 {
            break;
        }
    }
    assert_eq!(code_of(office.get("/v1/me").await).await, ProblemCode::SignInRequired, "60 minutes are over");
}

#[tokio::test]
async fn s26_sessions_are_listed_and_ended_by_the_office() {
    let hub = TestHub::new().await;
    let mut one = hub.office(SENDER).await;
    let mut two: TestOffice = hub.enrol(SENDER).await;
    two.names.clone_from(&one.names);
    two.sign_in().await;
    let list: SessionList = json(one.get("/v1/sessions").await, 200).await;
    assert_eq!(list.sessions.len(), 2);
    let other = list.sessions.iter().find(|session| !session.current).unwrap();
    assert_eq!(other.certificate_serial, two.serial());
    assert_eq!(one.delete(&format!("/v1/sessions/{}", other.id)).await.status(), 204);
    assert_eq!(code_of(two.get("/v1/me").await).await, ProblemCode::SignInRequired);
    two.sign_in().await;
    assert_eq!(one.delete("/v1/sessions").await.status(), 204);
    assert_eq!(code_of(one.get("/v1/me").await).await, ProblemCode::SignInRequired);
    assert_eq!(code_of(two.get("/v1/me").await).await, ProblemCode::SignInRequired);
    one.sign_in().await;
    assert_eq!(one.delete("/v1/session").await.status(), 204);
    assert_eq!(code_of(one.get("/v1/me").await).await, ProblemCode::SignInRequired);
}

#[tokio::test]
async fn s28_a_terminal_token_is_bound_bounded_and_revocable() {
    let hub = TestHub::new().await;
    let mut office = hub.office(SENDER).await;
    let ask = |days, scopes| TerminalTokenRequest { name: "watch".into(), scopes, days };
    for wrong in [ask(0, vec![Scope::Read]), ask(91, vec![Scope::Read]), ask(1, vec![])] {
        assert_eq!(code_of(office.post("/v1/terminal-tokens", &wrong).await).await, ProblemCode::BadMember);
    }
    let made: TerminalTokenMade = json(office.post("/v1/terminal-tokens", &ask(2, vec![Scope::Read])).await, 201).await;
    let session = office.tokens.clone();
    let mut other = hub.enrol(SENDER).await;
    office.tokens.as_mut().unwrap().access_token.clone_from(&made.token);
    other.tokens.clone_from(&office.tokens);
    assert_eq!(office.get("/v1/me").await.status(), 200);
    assert_eq!(code_of(other.get("/v1/me").await).await, ProblemCode::SignInRequired, "another terminal's");
    let by_token = office.tokens.clone();
    office.tokens = session;
    assert_eq!(office.delete(&format!("/v1/terminal-tokens/{}", made.id)).await.status(), 204);
    office.tokens = by_token;
    assert_eq!(code_of(office.get("/v1/me").await).await, ProblemCode::SignInRequired);
}

#[tokio::test]
async fn a_code_works_once_and_a_certificate_is_renewed() {
    let hub = TestHub::new().await;
    let office = hub.office(SENDER).await;
    let code = hub.code(SENDER).await;
    let csr = || {
        let key = hub::authority::new_key(evidence::Curve::P256, &hub.surroundings).unwrap();
        evidence::certificate::make_request(&evidence::OfficeNumber::parse(SENDER).unwrap(), &key).unwrap()
    };
    let enrol = async |code: &str, csr: &str| {
        let request = EnrolRequest { code: code.into(), csr: csr.into() };
        hub.public_client().post(hub.public_url("/v1/enrolments")).json(&request).send().await.unwrap()
    };
    let first = csr();
    assert_eq!(code_of(enrol(&code.secret_text(), "no request").await).await, ProblemCode::CsrRefused);
    assert_eq!(enrol(&code.secret_text(), &first).await.status(), 201);
    assert_eq!(enrol(&code.secret_text(), &first).await.status(), 201, "a lost reply costs nothing");
    assert_eq!(code_of(enrol(&code.secret_text(), &csr()).await).await, ProblemCode::CodeRefused);
    assert_eq!(code_of(enrol("0000000000000000", &csr()).await).await, ProblemCode::CodeRefused);
    let late = hub.code(SENDER).await;
    let renewed: IssuedCertificate =
        json(office.post("/v1/certificates/renewal", &RenewRequest { csr: csr() }).await, 201).await;
    assert_eq!(renewed.office, SENDER);
    hub.advance(73 * 3_600);
    assert_eq!(code_of(enrol(&late.secret_text(), &csr()).await).await, ProblemCode::CodeRefused);
}

#[tokio::test]
async fn s25_both_first_passwords_are_named_at_once() {
    let hub = TestHub::new().await;
    hub.register(SENDER).await;
    let office = hub.enrol(SENDER).await;
    let names = hub.account(SENDER).await;
    let refused = problem(office.post("/v1/session", &names).await).await;
    assert_eq!(refused.code(), Some(ProblemCode::PasswordMustChange));
    assert_eq!(refused.must_change, [PasswordOf::System, PasswordOf::Account]);
}

#[tokio::test]
async fn s6_s30_an_office_takes_a_terminal_out_of_use() {
    let hub = TestHub::new().await;
    let office = hub.office(SENDER).await;
    let mut lost = hub.enrol(SENDER).await;
    lost.names.clone_from(&office.names);
    lost.sign_in().await;
    let list: TerminalCertificateList = json(office.get("/v1/certificates").await, 200).await;
    assert_eq!(list.certificates.len(), 2);
    let other = list.certificates.iter().find(|one| !one.current).unwrap();
    assert!(other.renews.is_none());
    let id = &other.certificate.serial;
    let revoked = office.request(reqwest::Method::DELETE, &format!("/v1/certificates/{id}")).send().await.unwrap();
    assert_eq!(revoked.status(), 204);
    assert_eq!(code_of(lost.get("/v1/me").await).await, ProblemCode::CertificateRevoked);
    let list: TerminalCertificateList = json(office.get("/v1/certificates").await, 200).await;
    let other = list.certificates.iter().find(|one| !one.current).unwrap();
    assert_eq!(other.certificate.state, CertificateState::Revoked);
    assert_eq!(office.get("/v1/me").await.status(), 200);
}

#[tokio::test]
async fn s25_a_reset_ends_sessions_and_terminal_tokens_and_a_change_of_ones_own_leaves_the_tokens() {
    let (hub, mut office, other) = two().await;
    let token = async |office: &TestOffice| {
        let request = TerminalTokenRequest { name: "watch".into(), scopes: vec![Scope::Read], days: 90 };
        json::<TerminalTokenMade>(office.post("/v1/terminal-tokens", &request).await, 201).await.token
    };
    let (own, foreign) = (token(&office).await, token(&other).await);
    let ask = async |office: &TestOffice, token: &str| {
        office.http.get(format!("{}/v1/me", office.base)).bearer_auth(token).send().await.unwrap()
    };
    // The control: the office changes its password itself. Its session ends, what runs by itself goes on.
    let names = office.names.clone().unwrap();
    let (of, current) = (PasswordOf::Account, names.account_password.clone());
    let change = PasswordChange { of, current, new: "縁側の三毛猫は昼寝が好き".into() };
    assert_eq!(office.post("/v1/session/password", &change).await.status(), 204);
    assert_eq!(office.get("/v1/me").await.status(), 401);
    assert_eq!(ask(&office, &own).await.status(), 200);
    office.names.as_mut().unwrap().account_password = change.new;
    office.sign_in().await;

    hub.admin(AdminQuestion::ResetPassword { name: names.account_id }).await;
    assert_eq!(code_of(office.get("/v1/me").await).await, ProblemCode::SignInRequired);
    assert_eq!(code_of(ask(&office, &own).await).await, ProblemCode::SignInRequired);
    assert_eq!(ask(&other, &foreign).await.status(), 200, "only this office's end");
}
