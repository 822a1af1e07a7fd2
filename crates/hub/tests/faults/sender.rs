//! S31: the sender is fixed by the certificate of the connection, whatever the body says.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use protocol::*;
use testkit::office::problem;
use testkit::samples::{RECIPIENT, SENDER};
use testkit::{Invariants, TestHub, TestOffice};

const THIRD: &str = "1370000003";
const NOBODY: &str = "1379999999";

/// Who has signed what comes over the sender's connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signer {
    Own,
    OtherTerminal,
    OtherOffice,
}

#[derive(Debug, Clone)]
struct Attempt {
    signer: Signer,
    from: &'static str,
    to: &'static str,
    in_bulk: bool,
    message: String,
}

fn attempt() -> impl Strategy<Value = Attempt> {
    let signer = prop::sample::select(vec![Signer::Own, Signer::OtherTerminal, Signer::OtherOffice]);
    let from = prop::sample::select(vec![SENDER, RECIPIENT, THIRD, NOBODY]);
    let to = prop::sample::select(vec![SENDER, RECIPIENT, THIRD]);
    (signer, from, to, any::<bool>(), "[a-zあ-ん0-9]{0,30}")
        .prop_map(|(signer, from, to, in_bulk, message)| Attempt { signer, from, to, in_bulk, message })
        .prop_filter("this one is right", |attempt| attempt.signer != Signer::Own || attempt.from != SENDER)
}

struct World {
    hub: TestHub,
    sender: TestOffice,
    terminal: TestOffice,
    other: TestOffice,
}

impl World {
    async fn new() -> Self {
        let hub = TestHub::new().await;
        let (sender, other) = hub.two_offices().await;
        let (_third, terminal) = (hub.office(THIRD).await, hub.enrol(SENDER).await);
        Self { hub, sender, terminal, other }
    }

    /// Sends what another has signed or what names another, over the sender's connection and session.
    async fn refused(&self, attempt: &Attempt) -> ProblemCode {
        let signer = match attempt.signer {
            Signer::Own => &self.sender,
            Signer::OtherTerminal => &self.terminal,
            Signer::OtherOffice => &self.other,
        };
        let mut letter = self.sender.letter(attempt.to);
        letter.from = attempt.from.into();
        letter.message.clone_from(&attempt.message);
        let bytes = signer.seal(&letter);
        if !attempt.in_bulk {
            return problem(self.sender.submit(bytes).await).await.code().unwrap();
        }
        let head = b"--B\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n";
        let body = [&head[..], &bytes, b"\r\n--B--\r\n"].concat();
        let request = self.sender.request(reqwest::Method::POST, "/v1/transmissions/bulk");
        let request = request.header("content-type", "multipart/form-data; boundary=B").body(body);
        let results: SubmitResults = testkit::office::json(request.send().await.unwrap(), 200).await;
        assert!(results.results[0].submitted.is_none());
        results.results[0].problem.as_ref().unwrap().code().unwrap()
    }
}

#[test]
fn s31_what_another_signed_or_names_another_is_refused_and_changes_nothing() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let world = runtime.block_on(World::new());
    let config = Config { cases: 96, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&attempt(), |attempt| {
            let refused = Invariants::unchanged(&world.hub, world.refused(&attempt));
            prop_assert_eq!(runtime.block_on(refused), ProblemCode::SenderMismatch);
            Ok(())
        })
        .unwrap();
    runtime.block_on(Invariants::new().hold(&world.hub));
}
