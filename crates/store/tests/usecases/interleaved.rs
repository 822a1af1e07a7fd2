//! R28: what ends something (a withdrawal, a reset, a revocation, a sign-out) against requests that are under way, in 10,000
//! random orders. The use cases and the store are the real ones; `shuttle` decides before each call of the store who goes on.
//! What happens within one call is decided in the writer's one transaction.

use super::sessions::prepared_in;
use super::steps::{Broken, Steps};
use super::world::*;
use crate::support::{START, SqlitePlace, certificate, hub, id, office, parcel, run};
use exchange::account::{Scope, Scopes, SessionLimits, ThrottleKey};
use exchange::certificate::{CertificateKey, CertificateRecord, RevocationReason};
use exchange::ports::PasswordHash;
use exchange::store::{PasswordChange, Revocation};
use exchange::transmission::{Refusal, State};
use exchange::usecases::Context;
use exchange::usecases::account::reset::reset;
use exchange::usecases::session::authorise::{authorise, authorise_terminal};
use exchange::usecases::session::refresh::refresh;
use exchange::usecases::session::sign_in::{SignInInput, sign_in};
use exchange::usecases::session::sign_out::sign_out_everywhere;
use exchange::usecases::session::{Connection, SessionRules, SignedIn};
use exchange::usecases::terminal::make::{MakeTokenInput, make_token};
use exchange::usecases::transmission::fetch::{FetchError, fetch};
use exchange::usecases::transmission::withdraw::{WithdrawError, withdraw};
use exchange::{Actor, Password, Secret, Sha256};
use pollster::block_on;
use shuttle::scheduler::RandomScheduler;
use shuttle::{Config, FailurePersistence, Runner, thread};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Schedules of a recall and of an end, which takes more calls each: 10,000 together.
const RECALLS: usize = 7_000;
const ENDS: usize = 3_000;
/// So many are enough for a control: an order that shows the fault comes up within a few.
const OF_A_CONTROL: usize = 500;

/// A world whose store lets others come first before each call.
struct Stage {
    world: World,
    store: Steps,
    turn: AtomicU64,
}

impl Stage {
    fn new(broken: Option<Broken>) -> Arc<Self> {
        let world = prepared_in(World::at_place(SqlitePlace::in_memory()));
        let store = Steps { store: Arc::clone(&world.store), step: thread::yield_now, broken };
        Arc::new(Self { world, store, turn: AtomicU64::new(1) })
    }

    /// What a request needs.
    fn context(&self) -> Context<'_> {
        Context { store: &self.store, randomness: &self.world.random, at: START, invoice_days: Some(30) }
    }

    /// A number of its own for each schedule.
    fn turn(&self) -> u64 {
        self.turn.fetch_add(1, Ordering::Relaxed)
    }
}

/// Runs what is given under so many schedules. A failure prints the schedule, by which it can be run again.
fn schedules(count: usize, quiet: bool, scene: impl Fn() + Send + Sync + 'static) {
    let mut config = Config::new();
    // SQLite runs on these stacks.
    config.stack_size = 1 << 20;
    config.failure_persistence = if quiet { FailurePersistence::None } else { FailurePersistence::Print };
    Runner::new(RandomScheduler::new_from_seed(28, count), config).run(scene);
}

/// The protection is broken: some schedule must show it.
fn goes_red(broken: Broken, scene: fn(&Arc<Stage>)) {
    let stage = Stage::new(Some(broken));
    let red = catch_unwind(AssertUnwindSafe(|| schedules(OF_A_CONTROL, true, move || scene(&stage))));
    assert!(red.is_err(), "{broken:?}: the test does not see the fault");
}

/// A withdrawal against two fetches of the recipient: one side has it, wholly.
fn recall(stage: &Arc<Stage>) {
    let number = stage.turn();
    let sent = parcel(number, 1, 2);
    sent.send(&*stage.world.store);
    let fetching = [(); 2].map(|()| {
        let stage = Arc::clone(stage);
        thread::spawn(move || block_on(fetch(stage.context(), &seat_of(2).caller(), id(number))))
    });
    let withdrawn = block_on(withdraw(stage.context(), &seat_of(1).caller(), id(number)));
    let fetched = fetching.map(|one| one.join().unwrap());
    let history = run(stage.world.store.history(id(number), office(1))).unwrap();
    let states: Vec<State> = history.iter().map(|event| event.state).collect();
    match withdrawn {
        Ok(state) => {
            assert_eq!((state, &states[..]), (State::Withdrawn, &[State::Accepted, State::Withdrawn][..]));
            let refused = |one: &_| matches!(one, Err(FetchError::Refused(Refusal::AlreadyWithdrawn)));
            assert!(fetched.iter().all(refused), "withdrawn, and handed out all the same");
        }
        Err(WithdrawError::Refused(Refusal::AlreadyFetched)) => {
            assert_eq!(states, [State::Accepted, State::Fetched]);
            assert!(fetched.iter().all(|one| one.as_ref().is_ok_and(|one| one.container == sent.bytes)));
        }
        Err(error) => panic!("{error}"),
    }
}

fn enter(stage: &Stage, connection: &Connection) -> Option<SignedIn> {
    let input = SignInInput {
        system: names().0,
        system_password: Password::new("right".to_owned()),
        account: names().1,
        account_password: Password::new("right".to_owned()),
    };
    block_on(sign_in(stage.context(), &stage.world.hasher, &SessionRules::default(), connection, input)).ok()
}

/// A certificate of office 1 that no schedule has used.
fn fresh_certificate(number: u64) -> CertificateRecord {
    let bytes = number.to_be_bytes();
    let key = CertificateKey::new(b"issuing", &[&[9][..], &bytes].concat()).unwrap();
    CertificateRecord { key, thumbprint: Sha256::of(&bytes), office: office(1), ..certificate(1, 1) }
}

/// What ends everything of an office, or of one certificate.
#[derive(Clone, Copy)]
enum End {
    Reset,
    Revoke,
    SignOut,
}

/// One who signs in, one who makes a token, one who refreshes, and the end of all: afterwards nothing lets in that was begun
/// before, and what was begun after a reset with the old password is refused.
fn ending(stage: &Arc<Stage>) {
    let number = stage.turn();
    let end = [End::Reset, End::Revoke, End::SignOut][(number % 3) as usize];
    let record = fresh_certificate(number);
    let connection = Connection { certificate: record.key, thumbprint: record.thumbprint };
    let store = &stage.world.store;
    run(store.record_certificate(record, hub(START)));
    for name in [system_name(), account_name()] {
        let password = PasswordHash("new$right".to_owned());
        let change = PasswordChange { name, password, first_until: None, expected: None, ends_sessions: false };
        assert!(run(store.set_password(change, hub(START))));
    }
    run(store.forget_failures(vec![ThrottleKey::Certificate(connection.thumbprint)]));
    let before = enter(stage, &connection).unwrap();
    let limits = SessionLimits::default();
    let caller = block_on(authorise(stage.context(), &limits, &connection, &before.tokens.access)).unwrap();

    let others = (Arc::clone(stage), Arc::clone(stage), Arc::clone(stage));
    let entering = thread::spawn(move || enter(&others.0, &connection));
    let by_session = caller.clone();
    let making = thread::spawn(move || {
        let asked = MakeTokenInput { scopes: Scopes::of(&[Scope::Send]), days: 90, label: "watch".to_owned() };
        block_on(make_token(others.1.context(), &by_session, asked)).ok()
    });
    let old = before.tokens.refresh;
    let renewing =
        thread::spawn(move || block_on(refresh(others.2.context(), &SessionRules::default(), &connection, &old)).ok());
    match end {
        End::Reset => drop(block_on(reset(stage.context(), &stage.world.hasher, Actor::Hub, account_name())).unwrap()),
        End::Revoke => {
            let revocation =
                Revocation { key: connection.certificate, office: None, reason: RevocationReason::KeyCompromise };
            block_on(stage.context().store.revoke_certificate(revocation, hub(START))).unwrap();
        }
        End::SignOut => drop(block_on(sign_out_everywhere(stage.context(), &caller)).unwrap()),
    }
    let (entered, made, renewed) = (entering.join().unwrap(), making.join().unwrap(), renewing.join().unwrap());
    let lets_in = |access: &Secret| block_on(authorise(stage.context(), &limits, &connection, access)).is_ok();
    assert!(!lets_in(&before.tokens.access));
    assert!(!renewed.is_some_and(|renewed| lets_in(&renewed.tokens.access)), "a refresh outlived the end");
    let token =
        made.is_some_and(|(_, token)| block_on(authorise_terminal(stage.context(), &connection, &token)).is_ok());
    let entered = entered.is_some_and(|entered| lets_in(&entered.tokens.access));
    match end {
        End::Reset => assert!(!token && !entered, "the old password still opens something: {token} {entered}"),
        End::Revoke => {
            assert!(!token && !entered, "the certificate still lets in");
            let open = run(store.sessions_of(office(1), START));
            assert!(open.iter().all(|session| session.certificate != connection.thumbprint), "a session stayed open");
        }
        // Who signs in after it is in; what was there before is not. Terminal tokens are not signed out.
        End::SignOut => {}
    }
}

#[test]
fn r28_a_recall_and_a_fetch_are_never_both_done() {
    let stage = Stage::new(None);
    schedules(RECALLS, false, move || recall(&stage));
}

#[test]
fn r28_control_a_fetch_that_is_marked_afterwards_is_seen() {
    goes_red(Broken::Fetch, recall);
}

#[test]
fn r28_what_ends_sessions_ends_what_is_under_way() {
    let stage = Stage::new(None);
    schedules(ENDS, false, move || ending(&stage));
}

#[test]
fn r28_control_a_session_that_is_opened_unlooked_is_seen() {
    goes_red(Broken::Passwords, ending);
}
