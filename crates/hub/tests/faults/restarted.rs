//! The hub ends in the middle of a send, and starts again on the same folder.

use protocol::*;
use std::cell::Cell;
use testkit::office::json;
use testkit::proxy::Seed;
use testkit::samples::{RECIPIENT, large_pdf};
use testkit::{Fault, FaultProxy, Invariants, Letter, Plan, TestHub, TestOffice, until};

/// Hubs that end in one run.
const ENDS: u64 = 24;

fn letter(sender: &TestOffice, bytes: usize, mark: u64) -> Letter {
    let mut letter = sender.letter(RECIPIENT);
    letter.files = vec![("記録.pdf".into(), large_pdf(bytes, mark))];
    letter
}

#[tokio::test]
async fn r10_a_hub_that_ends_in_the_middle_of_a_send_has_it_once_or_not_at_all() {
    let mut hub = TestHub::new().await;
    let (mut sender, _recipient) = hub.two_offices().await;
    let proxy = FaultProxy::start(hub.running().exchange);
    sender.connect_to(proxy.address);
    let (mut invariants, mut seed) = (Invariants::new(), Seed::new(10));
    proxy.follow(Plan::pass());
    let measured = letter(&sender, 60_000, 99);
    json::<Submitted>(sender.submit(sender.seal(&measured)).await, 201).await;
    let (up, _) = proxy.carried();
    for round in 0..ENDS {
        let letter = letter(&sender, 60_000, round);
        let bytes = sender.seal(&letter);
        sender.connect_to(proxy.address);
        proxy.follow(Plan::pass());
        // Half of the ends come while bytes arrive, half while the hub works on the whole.
        let moment = if round % 2 == 0 { seed.below(up) } else { up - 1 - seed.below(20) };
        let done = Cell::new(false);
        let sending = async {
            let answer = sender.try_submit(bytes.clone()).await;
            done.set(true);
            answer
        };
        let crash = async {
            until(|| done.get() || proxy.carried().0 >= moment).await;
            hub.crash().await;
            proxy.cut_all();
        };
        let (answer, ()) = tokio::join!(sending, crash);
        let answered = match answer {
            Ok(answer) if answer.status() == 201 => answer.json::<Submitted>().await.ok(),
            _ => None,
        };
        hub.start().await;
        proxy.lead_to(hub.running().exchange);
        sender.connect_to(proxy.address);
        let known = sender.get(&format!("/v1/transmissions/{}", letter.id)).await.status() == 200;
        assert!(known || answered.is_none(), "round {round}: acknowledged and gone (I1)");
        let done: Submitted = json(sender.submit(bytes.clone()).await, 201).await;
        assert_eq!(done.repeated, known, "round {round}");
        if let Some(answered) = answered {
            assert_eq!(answered.receipt, done.receipt, "round {round}");
        }
        invariants.acknowledged(&bytes, &done);
    }
    invariants.hold_after_restart(&mut hub).await;
}

#[tokio::test]
async fn r19_a_hub_that_stops_answers_what_it_has_begun() {
    let mut hub = TestHub::new().await;
    let (mut sender, _recipient) = hub.two_offices().await;
    let proxy = FaultProxy::start(hub.running().exchange);
    sender.connect_to(proxy.address);
    let mut invariants = Invariants::new();
    let letter = letter(&sender, 300_000, 1);
    let bytes = sender.seal(&letter);
    proxy.follow(Plan::once(Fault::Delay { each: std::time::Duration::from_millis(2) }));
    let stopping = async {
        until(|| proxy.carried().0 >= 100_000).await;
        hub.restart().await;
        proxy.lead_to(hub.running().exchange);
    };
    let (answer, ()) = tokio::join!(sender.try_submit(bytes.clone()), stopping);
    let first: Submitted = json(answer.unwrap(), 201).await;
    invariants.acknowledged(&bytes, &first);
    sender.connect_to(proxy.address);
    let again: Submitted = json(sender.submit(bytes).await, 201).await;
    assert!(again.repeated && again.receipt == first.receipt);
    invariants.hold_after_restart(&mut hub).await;
}
