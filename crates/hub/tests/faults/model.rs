//! R27 over HTTP: whatever three offices do in whatever order, with restarts and ended processes between, the hub
//! answers as a small model does, and the invariants hold.

use evidence::receipt::ReceiptKind;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use protocol::*;
use std::cell::RefCell;
use testkit::office::json;
use testkit::{Invariants, Letter, TestHub, TestOffice};
use tokio::runtime::{Builder, Runtime};

/// Sequences in one run.
const SEQUENCES: u32 = 40;
/// Letters in one sequence.
const LETTERS: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Send(usize),
    SendOther(usize),
    Fetch(usize, usize),
    State(usize, usize, Deed),
    Restart,
    Crash,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Withdraw,
    Receive,
    Import,
}

fn step() -> impl Strategy<Value = Step> {
    let deed = prop::sample::select(vec![Deed::Withdraw, Deed::Receive, Deed::Import]);
    prop_oneof![
        6 => (0..LETTERS).prop_map(Step::Send),
        1 => (0..LETTERS).prop_map(Step::SendOther),
        5 => (0..LETTERS, 0..3_usize).prop_map(|(letter, by)| Step::Fetch(letter, by)),
        8 => (0..LETTERS, 0..3_usize, deed).prop_map(|(letter, by, deed)| Step::State(letter, by, deed)),
        1 => Just(Step::Restart),
        1 => Just(Step::Crash),
    ]
}

struct World {
    hub: TestHub,
    offices: Vec<TestOffice>,
    invariants: Invariants,
}

/// A letter with what the model knows of it. Letter `n` goes from office `n` to the next.
struct Sent {
    letter: Letter,
    bytes: Vec<u8>,
    state: Option<TransmissionState>,
}

impl Sent {
    /// The status that a deed by an office must get, and the state after it.
    fn does(&self, by: usize, from: usize, deed: Option<Deed>) -> (u16, Option<TransmissionState>) {
        use TransmissionState as S;
        let to = (from + 1) % 3;
        let Some(state) = self.state.filter(|_| by == from || by == to) else { return (404, self.state) };
        let same = Some(state);
        match (deed, by == to) {
            (None, false) => (if state == S::Withdrawn { 0 } else { 200 }, same),
            (None, true) => match state {
                S::Accepted => (200, Some(S::Fetched)),
                S::Withdrawn => (409, same),
                _ => (200, same),
            },
            (Some(Deed::Withdraw), true) | (Some(Deed::Receive | Deed::Import), false) => (404, same),
            (Some(Deed::Withdraw), false) => match state {
                S::Accepted | S::Withdrawn => (200, Some(S::Withdrawn)),
                _ => (409, same),
            },
            (Some(Deed::Receive), true) => match state {
                S::Fetched => (200, Some(S::Received)),
                S::Received | S::Imported => (200, same),
                _ => (409, same),
            },
            (Some(Deed::Import), true) => match state {
                S::Received | S::Imported => (200, Some(S::Imported)),
                _ => (409, same),
            },
        }
    }
}

impl World {
    async fn new() -> Self {
        let hub = TestHub::new().await;
        let mut offices = Vec::new();
        for number in ["1370000001", "1370000002", "1370000003"] {
            offices.push(hub.office(number).await);
        }
        Self { hub, offices, invariants: Invariants::new() }
    }

    fn letters(&self) -> Vec<Sent> {
        let letter = |from: usize| {
            let letter = self.offices[from].letter(&self.offices[(from + 1) % 3].number);
            Sent { bytes: self.offices[from].seal(&letter), letter, state: None }
        };
        (0..LETTERS).map(letter).collect()
    }

    async fn run(&mut self, steps: &[Step]) {
        let mut letters = self.letters();
        for step in steps {
            match *step {
                Step::Send(from) => self.send(from, &mut letters[from]).await,
                Step::SendOther(from) => self.send_other(from, &mut letters[from]).await,
                Step::Fetch(from, by) => self.fetch(by, from, &mut letters[from]).await,
                Step::State(from, by, deed) => self.change(by, from, deed, &mut letters[from]).await,
                Step::Restart => self.hub.restart().await,
                Step::Crash => {
                    self.hub.crash().await;
                    self.hub.start().await;
                }
            }
            if matches!(step, Step::Restart | Step::Crash) {
                self.offices.iter_mut().for_each(|office| office.reconnect(&self.hub));
            }
        }
        self.invariants.hold(&self.hub).await;
    }

    async fn send(&mut self, from: usize, sent: &mut Sent) {
        let answer: Submitted = json(self.offices[from].submit(sent.bytes.clone()).await, 201).await;
        assert_eq!(answer.repeated, sent.state.is_some());
        self.invariants.acknowledged(&sent.bytes, &answer);
        sent.state = sent.state.or(Some(TransmissionState::Accepted));
    }

    /// The same letter sealed anew: other bytes under its id.
    async fn send_other(&mut self, from: usize, sent: &mut Sent) {
        let bytes = self.offices[from].seal(&sent.letter);
        if sent.state.is_some() {
            let refused = Invariants::unchanged(&self.hub, self.offices[from].submit(bytes)).await;
            assert_eq!(refused.status(), 409);
        } else {
            sent.bytes = bytes;
            self.send(from, sent).await;
        }
    }

    async fn fetch(&self, by: usize, from: usize, sent: &mut Sent) {
        let path = format!("/v1/transmissions/{}/container", sent.letter.id);
        let (status, state) = sent.does(by, from, None);
        let answer = self.offices[by].get(&path).await;
        // What a sender sees of what it took back is not this model's.
        assert!(status == 0 || answer.status().as_u16() == status, "{by} {from} {:?} {answer:?}", sent.state);
        if answer.status() == 200 {
            assert_eq!(answer.bytes().await.unwrap(), sent.bytes);
        }
        sent.state = state;
    }

    async fn change(&self, by: usize, from: usize, deed: Deed, sent: &mut Sent) {
        let office = &self.offices[by];
        let path = |what: &str| format!("/v1/transmissions/{}/{what}", sent.letter.id);
        // Only the recipient can sign as the recipient.
        let signer = &self.offices[(from + 1) % 3];
        let request = match deed {
            Deed::Withdraw => office.request(reqwest::Method::POST, &path("withdrawal")),
            Deed::Receive => {
                let receipt = signer.receipt(ReceiptKind::Received, &sent.letter, &sent.bytes);
                office.request(reqwest::Method::POST, &path("acknowledgement")).json(&receipt)
            }
            Deed::Import => {
                let receipt = signer.receipt(ReceiptKind::Imported, &sent.letter, &sent.bytes);
                office.request(reqwest::Method::POST, &path("import")).json(&receipt)
            }
        };
        let (status, state) = sent.does(by, from, Some(deed));
        let answer = request.send().await.unwrap().status().as_u16();
        // Another's statement is refused for its signer before anything of the transmission is told.
        let foreign = status == 404 && deed != Deed::Withdraw && matches!(answer, 400 | 403 | 422);
        assert!(answer == status || foreign, "{deed:?} by {by} of {from} in {:?}: {answer}, not {status}", sent.state);
        sent.state = state;
    }
}

#[test]
fn r27_whatever_offices_do_the_hub_answers_as_the_model() {
    let runtime: Runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let world = RefCell::new(runtime.block_on(World::new()));
    let config = Config { cases: SEQUENCES, failure_persistence: None, max_shrink_iters: 0, ..Config::default() };
    TestRunner::new(config)
        .run(&prop::collection::vec(step(), 1..14), |steps| {
            runtime.block_on(world.borrow_mut().run(&steps));
            Ok(())
        })
        .unwrap();
    let mut world = world.into_inner();
    runtime.block_on(world.invariants.hold_after_restart(&mut world.hub));
}
