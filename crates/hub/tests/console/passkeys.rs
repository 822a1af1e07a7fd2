//! Answers of authenticators that are not to be believed: each refused and in the audit log; the right one lets in.

use super::authenticator::{Authenticator, Manner};
use super::*;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use exchange::audit::AuditKind;
use exchange::page::Limit;
use exchange::store::AuditQuery;
use reqwest::header::{LOCATION, SET_COOKIE};

/// A person with a passkey before the sign-in page, in a browser with a cookie.
pub(super) struct Person {
    pub(super) operator: Operator,
    passkey: Authenticator,
}

impl Person {
    /// Registers the passkey with the code that the person was given.
    pub(super) async fn registered(hub: &TestHub, id: &str) -> Self {
        let mut person = Self { operator: operator(hub, id, "admin").await, passkey: Authenticator::new(hub) };
        person.begin("/register").await;
        let asked = person.code().await;
        let answer = person.passkey.register(&Manner::right(&person.operator.base, &asked));
        let fields = [("proof", proof(&asked)), ("do", "passkey".to_owned()), ("answer", answer)];
        assert_eq!(person.post("/register", &fields).await.headers()[LOCATION], "/sign-in");
        person
    }

    /// Opens a page as a new browser.
    pub(super) async fn begin(&mut self, path: &str) {
        self.operator.cookie.clear();
        let answer = self.operator.get(path).await;
        self.operator.cookie = cookie(&answer);
    }

    /// Enters the code; gives the page that asks for the passkey.
    async fn code(&self) -> String {
        let fields = [("do", "code"), ("code", self.operator.code.as_str())];
        self.operator.submit("/register", &fields).await.text().await.unwrap()
    }

    pub(super) async fn post(&self, path: &str, fields: &[(&str, String)]) -> reqwest::Response {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.operator.post(path, &fields).await
    }

    /// Sends an answer from the page that asked.
    async fn answer(&self, path: &str, page: &str, answer: String) -> reqwest::Response {
        self.post(path, &[("proof", proof(page)), ("answer", answer)]).await
    }

    /// The page that asks, and the right answer to it.
    async fn asked(&self, path: &str) -> (String, Manner) {
        let page = self.operator.see(path).await;
        let manner = Manner::right(&self.operator.base, &page);
        (page, manner)
    }

    /// Signs in; the count is the authenticator's.
    pub(super) async fn sign_in(&mut self, count: u32) {
        let (page, manner) = self.asked("/sign-in").await;
        let answer = self.passkey.answer(&Manner { count, ..manner });
        let entered = self.answer("/sign-in", &page, answer).await;
        assert_eq!(entered.headers()[LOCATION], "/");
        self.operator.cookie = cookie(&entered);
    }

    /// Uses the passkey where a form was led; gives the page that asked, and where the person goes on.
    pub(super) async fn proves(&mut self, path: &str, count: u32) -> (String, String) {
        let (page, manner) = self.asked(path).await;
        let answer = self.passkey.answer(&Manner { count, ..manner });
        let answer = self.answer(path, &page, answer).await;
        if answer.headers().contains_key(SET_COOKIE) {
            self.operator.cookie = cookie(&answer);
        }
        (page, answer.headers()[LOCATION].to_str().unwrap().to_owned())
    }

    /// An answer at a place leads back there with the words for it; nobody is let in, and it is written down.
    async fn is_refused(&self, hub: &TestHub, path: &str, page: &str, answer: String, what: &str) {
        let before = refusals(hub).await;
        let answer = self.answer(path, page, answer).await;
        assert_eq!(answer.headers()[LOCATION].to_str().unwrap(), path, "{what}");
        assert!(answer.headers().get(SET_COOKIE).is_none(), "{what}: no session begins");
        assert!(self.operator.see(path).await.contains("パスキーを確かめられませんでした"), "{what}");
        assert_eq!(refusals(hub).await, before + 1, "{what}: in the audit log");
    }
}

fn cookie(answer: &reqwest::Response) -> String {
    let set = answer.headers()[SET_COOKIE].to_str().unwrap();
    set.split(';').next().unwrap().to_owned()
}

/// How many sign-ins the audit log calls refused.
async fn refusals(hub: &TestHub) -> usize {
    let query = AuditQuery { kind: Some(AuditKind::SignInRefused), limit: Limit::default(), ..AuditQuery::default() };
    hub.hub().store.search_audit(query).await.unwrap().entries.len()
}

/// Each way in which an answer can be wrong that an attacker or a broken authenticator would send.
fn wrong(right: &Manner) -> Vec<(&'static str, Manner)> {
    let other = URL_SAFE_NO_PAD.encode([9_u8; 32]);
    vec![
        ("another origin", Manner { origin: "https://evil.test".to_owned(), ..right.clone() }),
        ("another port", Manner { origin: "https://localhost:1".to_owned(), ..right.clone() }),
        ("http", Manner { origin: right.origin.replace("https", "http"), ..right.clone() }),
        ("another challenge", Manner { challenge: other, ..right.clone() }),
        ("no challenge", Manner { challenge: String::new(), ..right.clone() }),
        ("another site's name", Manner { name: "evil.test", ..right.clone() }),
        ("the person not verified", Manner { is_verified: false, ..right.clone() }),
        ("made to register", Manner { kind: "webauthn.create", ..right.clone() }),
        ("made for something else", Manner { kind: "payment.get", ..right.clone() }),
    ]
}

#[tokio::test]
async fn s22_an_answer_that_is_wrong_in_any_way_lets_nobody_in() {
    let hub = hub_with_console().await;
    let mut person = Person::registered(&hub, "ito").await;
    person.begin("/sign-in").await;
    for index in 0..9 {
        let (page, right) = person.asked("/sign-in").await;
        let (what, manner) = wrong(&right).swap_remove(index);
        person.is_refused(&hub, "/sign-in", &page, person.passkey.answer(&manner), what).await;
    }
    for (what, answer) in [("nothing", ""), ("no JSON", "x"), ("an empty object", "{}")] {
        let (page, _) = person.asked("/sign-in").await;
        person.is_refused(&hub, "/sign-in", &page, answer.to_owned(), what).await;
    }
    person.sign_in(2).await;
    assert_eq!(person.operator.get("/").await.status(), StatusCode::OK, "the right one is believed");
}

#[tokio::test]
async fn s22_an_answer_counts_once_in_its_own_browser_and_in_time() {
    let hub = hub_with_console().await;
    let mut person = Person::registered(&hub, "ito").await;
    person.begin("/sign-in").await;
    let (page, right) = person.asked("/sign-in").await;
    let answer = person.passkey.answer(&Manner { count: 5, ..right });
    let before = person.operator.cookie.clone();
    let entered = person.answer("/sign-in", &page, answer.clone()).await;
    assert_eq!(entered.headers()[LOCATION], "/");
    person.operator.cookie = before;
    person.is_refused(&hub, "/sign-in", &page, answer, "the same answer again").await;

    let (_, right) = person.asked("/sign-in").await;
    let answer = person.passkey.answer(&Manner { count: 6, ..right });
    let first = person.operator.cookie.clone();
    person.begin("/sign-in").await;
    let (other, _) = person.asked("/sign-in").await;
    person.is_refused(&hub, "/sign-in", &other, answer, "the answer to another browser's question").await;
    person.operator.cookie = first;

    let (page, right) = person.asked("/sign-in").await;
    hub.advance(5 * 60);
    person.is_refused(&hub, "/sign-in", &page, person.passkey.answer(&Manner { count: 7, ..right }), "too late").await;
    person.sign_in(8).await;
}

#[tokio::test]
async fn s22_a_count_that_went_back_is_a_copied_key() {
    let hub = hub_with_console().await;
    let mut person = Person::registered(&hub, "ito").await;
    person.begin("/sign-in").await;
    person.sign_in(7).await;
    for (count, what) in [(7, "the same count"), (3, "a lower count"), (0, "none any more")] {
        person.begin("/sign-in").await;
        let (page, right) = person.asked("/sign-in").await;
        let answer = person.passkey.answer(&Manner { count, ..right });
        person.is_refused(&hub, "/sign-in", &page, answer, what).await;
    }
    // Asked in two browsers before either answered, the second answer counts no higher than the first.
    person.begin("/sign-in").await;
    let (page, right) = person.asked("/sign-in").await;
    let first = person.operator.cookie.clone();
    person.begin("/sign-in").await;
    person.sign_in(9).await;
    person.operator.cookie = first;
    let answer = person.passkey.answer(&Manner { count: 9, ..right });
    person.is_refused(&hub, "/sign-in", &page, answer, "the same count, asked before").await;
    person.sign_in(10).await;
}

#[tokio::test]
async fn s22_the_question_of_a_page_that_was_left_still_counts() {
    let hub = hub_with_console().await;
    let mut person = Person::registered(&hub, "ito").await;
    person.begin("/sign-in").await;
    let (page, right) = person.asked("/sign-in").await;
    for _ in 0..3 {
        person.asked("/sign-in").await;
    }
    let answer = person.passkey.answer(&Manner { count: 2, ..right });
    assert_eq!(person.answer("/sign-in", &page, answer).await.headers()[LOCATION], "/");
    person.begin("/sign-in").await;
    let (page, right) = person.asked("/sign-in").await;
    for _ in 0..4 {
        person.asked("/sign-in").await;
    }
    let answer = person.passkey.answer(&Manner { count: 3, ..right });
    person.is_refused(&hub, "/sign-in", &page, answer, "of too many pages ago").await;
}

#[tokio::test]
async fn s22_another_operators_passkey_lets_in_neither_here_nor_there() {
    let hub = hub_with_console().await;
    let mut person = Person::registered(&hub, "ito").await;
    let other = Person::registered(&hub, "sato").await;
    person.begin("/sign-in").await;
    let (page, right) = person.asked("/sign-in").await;
    person.is_refused(&hub, "/sign-in", &page, other.passkey.answer(&right), "of another operator").await;
    let (page, right) = person.asked("/sign-in").await;
    let unknown = Authenticator::new(&hub);
    person.is_refused(&hub, "/sign-in", &page, unknown.answer(&right), "of nobody").await;
}

#[tokio::test]
async fn s29_what_is_not_believed_at_the_door_is_not_believed_before_what_matters() {
    let hub = hub_with_console().await;
    let mut person = Person::registered(&hub, "ito").await;
    let other = Person::registered(&hub, "sato").await;
    person.begin("/sign-in").await;
    person.sign_in(2).await;
    hub.advance(6 * 60);
    let (place, path) = ("/campaigns/new", "/prove?to=/campaigns/new");
    for index in 0..9 {
        let (page, right) = person.asked(path).await;
        let (what, manner) = wrong(&Manner { count: 3, ..right }).swap_remove(index);
        person.is_refused(&hub, path, &page, person.passkey.answer(&manner), what).await;
        assert_eq!(person.operator.get(place).await.headers()[LOCATION].to_str().unwrap(), path, "{what}");
    }
    let (page, right) = person.asked(path).await;
    person.is_refused(&hub, path, &page, other.passkey.answer(&right), "of another operator").await;
    let (page, right) = person.asked(path).await;
    let answer = person.passkey.answer(&Manner { count: 3, ..right });
    assert_eq!(person.answer(path, &page, answer.clone()).await.headers()[LOCATION], place);
    assert_eq!(person.operator.get(place).await.status(), StatusCode::OK);
    hub.advance(6 * 60);
    let (page, _) = person.asked(path).await;
    person.is_refused(&hub, path, &page, answer, "the answer from before").await;
}

#[tokio::test]
async fn s22_a_passkey_is_registered_with_its_own_question_alone() {
    let hub = hub_with_console().await;
    let mut person = Person { operator: operator(&hub, "ito", "admin").await, passkey: Authenticator::new(&hub) };
    person.begin("/register").await;
    for index in 0..8 {
        let asked = person.code().await;
        let right = Manner::right(&person.operator.base, &asked);
        let (what, manner) =
            wrong(&right).into_iter().filter(|(what, _)| *what != "made to register").nth(index).unwrap();
        let answer = person.passkey.register(&manner);
        let fields = [("proof", proof(&asked)), ("do", "passkey".to_owned()), ("answer", answer)];
        assert_eq!(person.post("/register", &fields).await.headers()[LOCATION], "/register", "{what}");
        assert!(person.operator.see("/register").await.contains("パスキーを確かめられませんでした"), "{what}");
        assert_eq!(refusals(&hub).await, index + 1, "{what}: in the audit log");
    }
    let asked = person.code().await;
    let manner = Manner { kind: "webauthn.get", ..Manner::right(&person.operator.base, &asked) };
    let fields = [("proof", proof(&asked)), ("do", "passkey".to_owned()), ("answer", person.passkey.register(&manner))];
    assert_eq!(person.post("/register", &fields).await.headers()[LOCATION], "/register", "made to sign in");
    assert_eq!(person.operator.get("/sign-in").await.headers()[LOCATION], "/register", "there is none yet");
}
