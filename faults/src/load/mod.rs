//! Load: offices that send, fetch, sign and withdraw, and that ask again after a lost answer as an office does.

mod act;
pub(crate) mod ledger;
pub(crate) mod letter;

pub(crate) use ledger::{Entry, Ledger};

use crate::clock;
use crate::dice::Dice;
use crate::world::Member;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How heavy the load is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weight {
    /// Workers of each office.
    pub(crate) workers: usize,
    /// Size of a letter's document in bytes.
    pub(crate) bytes: usize,
    /// Only sending, no fetching or withdrawing.
    pub(crate) only_send: bool,
    /// A worker's pause between two requests, in milliseconds.
    pub(crate) pause: u64,
}

impl Weight {
    /// What most kinds use.
    pub(crate) const USUAL: Self = Self { workers: 2, bytes: 3_000, only_send: false, pause: 40 };
}

/// What the hub answered beside successes.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    /// No answer, or a broken connection.
    pub(crate) lost: AtomicU64,
    /// Told to come again later, with a time.
    pub(crate) later: AtomicU64,
    /// Told to come again later, without a time.
    pub(crate) no_time: AtomicU64,
    /// Told that there is no room.
    pub(crate) full: AtomicU64,
    /// Told that something went wrong in the hub.
    pub(crate) failed: AtomicU64,
    /// Any other refusal.
    pub(crate) refused: AtomicU64,
    /// Successes.
    pub(crate) done: AtomicU64,
}

impl Answers {
    /// Refusals that ask neither to come again nor for room.
    pub(crate) fn other(&self) -> u64 {
        Self::of(&self.refused) + Self::of(&self.failed)
    }

    /// How many of one kind.
    pub(crate) fn of(counter: &AtomicU64) -> u64 {
        counter.load(Ordering::Relaxed)
    }
}

/// Running load.
pub(crate) struct Load {
    pub(crate) ledger: Ledger,
    pub(crate) answers: Arc<Answers>,
    stop: watch::Sender<bool>,
    workers: Vec<JoinHandle<()>>,
}

impl Load {
    /// Starts workers for every member.
    pub(crate) fn start(runtime: &Handle, members: &[Member], seed: u64, weight: Weight) -> Self {
        Self::go_on(runtime, members, seed, weight, Ledger::default())
    }

    /// The same on top of what a ledger knows.
    pub(crate) fn go_on(runtime: &Handle, members: &[Member], seed: u64, weight: Weight, ledger: Ledger) -> Self {
        ledger.settle(false);
        let (stop, stopping) = watch::channel(false);
        let answers = Arc::new(Answers::default());
        let mut workers = Vec::new();
        for (index, me) in members.iter().enumerate() {
            for worker in 0..weight.workers {
                let dice = Dice::new(seed ^ (index as u64) << 32 ^ (worker as u64) << 48);
                let desk = act::Desk {
                    me: me.clone(),
                    all: members.iter().map(|member| member.number.clone()).collect(),
                    ledger: ledger.clone(),
                    answers: Arc::clone(&answers),
                    weight,
                    dice,
                };
                workers.push(runtime.spawn(desk.work(stopping.clone())));
            }
        }
        Self { ledger, answers, stop, workers }
    }

    /// Waits until the hub has acknowledged so many more.
    pub(crate) fn wait_for(&self, more: usize) -> Result<(), String> {
        let goal = self.ledger.acknowledged() + more;
        clock::until("the load goes on", || Ok(self.ledger.acknowledged() >= goal))
    }

    /// Lets workers finish what they are at.
    pub(crate) fn stop(self, runtime: &Handle) -> Ledger {
        // No worker listens any more when all have ended.
        let _told = self.stop.send(true);
        runtime.block_on(async {
            for mut worker in self.workers {
                if tokio::time::timeout(Duration::from_secs(20), &mut worker).await.is_err() {
                    worker.abort();
                }
            }
        });
        self.ledger.settle(true);
        self.ledger
    }
}
