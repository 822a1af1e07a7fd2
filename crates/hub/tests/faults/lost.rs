//! R9, R10: requests and replies lost by a proxy between office and hub, by many seeds.

use protocol::*;
use testkit::office::{json, problem};
use testkit::proxy::Seed;
use testkit::samples::RECIPIENT;
use testkit::{Fault, FaultProxy, Invariants, Letter, Plan, TestHub, TestOffice};

/// Seeds of one run.
const SEEDS: u64 = 200;
/// After so many broken connections the way is good.
const TRIES: u64 = 8;

/// What an office knows after it has tried once.
enum Tried {
    Answered(Submitted),
    Unknown,
}

/// One try: send, and when no answer comes, ask by id (R10).
async fn attempt(sender: &TestOffice, bytes: &[u8]) -> Tried {
    if let Ok(answer) = sender.try_submit(bytes.to_vec()).await
        && answer.status() == 201
        && let Ok(body) = answer.bytes().await
    {
        return Tried::Answered(serde_json::from_slice(&body).unwrap());
    }
    Tried::Unknown
}

/// What the hub says of an id over the same bad way; nothing when no answer comes.
async fn ask(sender: &TestOffice, letter: &Letter) -> Option<bool> {
    let request = sender.request(reqwest::Method::GET, &format!("/v1/transmissions/{}", letter.id));
    let answer = request.send().await.ok()?;
    let status = answer.status().as_u16();
    assert!(matches!(status, 200 | 404), "{status}");
    Some(status == 200)
}

/// Sends until there is an answer. What was known by id is a repeat, and its receipt is always the same.
async fn send(sender: &TestOffice, letter: &Letter, bytes: &[u8]) -> Submitted {
    let mut known = false;
    for _ in 0..TRIES + 2 {
        match attempt(sender, bytes).await {
            Tried::Answered(answer) => {
                assert!(answer.repeated || !known, "what was known by id is a repeat");
                return answer;
            }
            Tried::Unknown => {
                let asked = ask(sender, letter).await;
                assert!(asked != Some(false) || !known, "what was known is not unknown again");
                known |= asked == Some(true);
            }
        }
    }
    panic!("the way was good and no answer came");
}

fn faults(seed: u64, up: u64, down: u64) -> Plan {
    let plan = Plan::seeded(seed, up, down);
    Plan::new(move |number| if number < TRIES { plan.fault(number) } else { Fault::Pass })
}

/// How many bytes an undisturbed send takes, both ways.
async fn measure(proxy: &FaultProxy, sender: &mut TestOffice) -> (u64, u64) {
    proxy.follow(Plan::pass());
    sender.connect_to(proxy.address);
    let letter = sender.letter(RECIPIENT);
    json::<Submitted>(sender.submit(sender.seal(&letter)).await, 201).await;
    proxy.carried()
}

#[tokio::test]
async fn r9_r10_whatever_is_lost_on_the_way_it_is_accepted_once() {
    let mut hub = TestHub::new().await;
    let (mut sender, recipient) = hub.two_offices().await;
    let proxy = FaultProxy::start(hub.running().exchange);
    let (up, down) = measure(&proxy, &mut sender).await;
    let mut invariants = Invariants::new();
    let mut struck = 0;
    for seed in 0..SEEDS {
        sender.connect_to(proxy.address);
        proxy.follow(faults(seed, up, down));
        let letter = sender.letter(RECIPIENT);
        let bytes = sender.seal(&letter);
        let first = send(&sender, &letter, &bytes).await;
        invariants.acknowledged(&bytes, &first);
        struck += proxy.struck();
        let again = send(&sender, &letter, &bytes).await;
        assert!(again.repeated && again.receipt == first.receipt, "seed {seed}");
        assert_eq!(again.accepted_at, first.accepted_at, "seed {seed}");
    }
    assert!(struck > SEEDS / 2, "the proxy did something: {struck}");
    assert_eq!(invariants.count() as u64, SEEDS);
    let inbox = count(&recipient).await;
    assert_eq!(inbox, SEEDS + 1, "each once, and the one that was measured");
    invariants.hold_after_restart(&mut hub).await;
}

/// How many transmissions an office's inbox has.
async fn count(office: &TestOffice) -> u64 {
    let (mut count, mut after) = (0, String::new());
    loop {
        let page: TransmissionPage = json(office.get(&format!("/v1/inbox?limit=100{after}")).await, 200).await;
        count += page.transmissions.len() as u64;
        match page.next {
            Some(next) => after = format!("&cursor={}", next.0),
            None => return count,
        }
    }
}

#[tokio::test]
async fn r9_other_bytes_under_a_known_id_are_a_conflict_over_a_bad_way_too() {
    let hub = TestHub::new().await;
    let (mut sender, _recipient) = hub.two_offices().await;
    let proxy = FaultProxy::start(hub.running().exchange);
    let (up, down) = measure(&proxy, &mut sender).await;
    let letter = sender.letter(RECIPIENT);
    let bytes = sender.seal(&letter);
    let mut invariants = Invariants::new();
    invariants.acknowledged(&bytes, &json(sender.submit(bytes.clone()).await, 201).await);
    Invariants::unchanged(&hub, async {
        let mut answers = 0;
        for seed in 0..40 {
            sender.connect_to(proxy.address);
            proxy.follow(Plan::seeded(seed, up, down));
            // Signing again gives other bytes (S19).
            if let Ok(answer) = sender.try_submit(sender.seal(&letter)).await
                && answer.status() == 409
            {
                answers += 1;
            }
        }
        assert!(answers > 0, "some came through");
    })
    .await;
    invariants.hold(&hub).await;
}

#[tokio::test]
async fn r12_a_fetch_that_breaks_at_any_byte_is_done_again() {
    let hub = TestHub::new().await;
    let (sender, mut recipient) = hub.two_offices().await;
    let proxy = FaultProxy::start(hub.running().exchange);
    let mut invariants = Invariants::new();
    let mut letter = sender.letter(RECIPIENT);
    letter.files = vec![("大きい.pdf".into(), testkit::samples::large_pdf(200_000, 7))];
    let bytes = sender.seal(&letter);
    invariants.acknowledged(&bytes, &json(sender.submit(bytes.clone()).await, 201).await);
    let mut seed = Seed::new(12);
    for _ in 0..30 {
        recipient.connect_to(proxy.address);
        proxy.follow(Plan::once(Fault::CutReply { at: seed.below(bytes.len() as u64) }));
        let request = recipient.request(reqwest::Method::GET, &format!("/v1/transmissions/{}/container", letter.id));
        if let Ok(answer) = request.send().await {
            assert!(answer.bytes().await.is_err(), "a half answer is no answer");
        }
        let whole = recipient.get(&format!("/v1/transmissions/{}/container", letter.id)).await;
        assert_eq!(whole.bytes().await.unwrap(), bytes);
    }
    let path = format!("/v1/transmissions/{}/withdrawal", letter.id);
    let late = Invariants::unchanged(&hub, sender.post(&path, &())).await;
    assert_eq!(problem(late).await.code(), Some(ProblemCode::AlreadyFetched), "its first byte has left the hub");
    invariants.hold(&hub).await;
}
