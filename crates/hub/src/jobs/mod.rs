//! The hub's jobs, one a file. Each can be ended anywhere and run again: what is done is not done twice.

mod audit_numbers;
mod campaigns;
mod closed;
mod ended;
mod invoices;
mod mails;
mod reminders;
mod renewals;
mod retention;
mod unpaid;
mod usage;
mod words;

pub(crate) use words::japanese;

use crate::hub::Hub;
use crate::mail::NotHandedOver;
use exchange::Instant;
use exchange::store::StoreError;
use std::collections::BTreeMap;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use thiserror::Error;

/// A job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Job {
    /// Gives new entries of the audit log their numbers.
    AuditNumbers,
    /// Makes free what begins in a campaign.
    Campaigns,
    /// Ends licences of offices that were closed.
    Closed,
    /// Tells offices that their licence has ended.
    Ended,
    /// Makes invoices that could not be made while nobody had said where to pay.
    Invoices,
    /// Hands mails to the server.
    Mails,
    /// Reminds offices of certificates and licences that end.
    Reminders,
    /// Renews licences of offices that wish it.
    Renewals,
    /// Destroys content whose time is over, and removes what was kept long enough (S43).
    Retention,
    /// Reminds offices of invoices that are not paid.
    Unpaid,
    /// Counts transmissions by office and month.
    Usage,
}

/// Why a job did not do its part; the next run goes on.
#[derive(Debug, Error)]
pub enum JobFailure {
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The mail server does not take mails now.
    #[error(transparent)]
    Mail(NotHandedOver),
}

/// How the last run of a job went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastRun {
    /// When.
    pub at: Instant,
    /// How many things it did; `None` when it failed.
    pub done: Option<u64>,
}

/// The last runs since the hub was started.
#[derive(Debug, Default)]
pub struct JobBoard(Mutex<BTreeMap<Job, LastRun>>);

/// Jobs that run one after the other.
#[derive(Clone, Copy)]
pub(crate) struct Round {
    jobs: &'static [Job],
    every: Duration,
}

/// What runs how often. What is granted or waived in a round is not reminded of in it.
pub(crate) const ROUNDS: [Round; 4] = [
    Round {
        jobs: &[
            Job::Retention,
            Job::Closed,
            Job::Campaigns,
            Job::Renewals,
            Job::Invoices,
            Job::Reminders,
            Job::Ended,
            Job::Unpaid,
        ],
        every: Duration::from_secs(3_600),
    },
    Round { jobs: &[Job::Mails], every: Duration::from_secs(20) },
    Round { jobs: &[Job::Usage], every: Duration::from_secs(60) },
    Round { jobs: &[Job::AuditNumbers], every: Duration::from_secs(10) },
];

/// After a failure the round is tried again.
const SOON: Duration = Duration::from_secs(60);

impl Job {
    /// Every job.
    pub const ALL: [Self; 11] = [
        Self::AuditNumbers,
        Self::Campaigns,
        Self::Closed,
        Self::Ended,
        Self::Invoices,
        Self::Mails,
        Self::Reminders,
        Self::Renewals,
        Self::Retention,
        Self::Unpaid,
        Self::Usage,
    ];

    /// Its name in logs and lists.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AuditNumbers => "audit-numbers",
            Self::Campaigns => "campaigns",
            Self::Closed => "closed",
            Self::Ended => "ended",
            Self::Invoices => "invoices",
            Self::Mails => "mails",
            Self::Reminders => "reminders",
            Self::Renewals => "renewals",
            Self::Retention => "retention",
            Self::Unpaid => "unpaid",
            Self::Usage => "usage",
        }
    }
}

impl JobBoard {
    /// The last run of each job that has run.
    pub fn runs(&self) -> Vec<(Job, LastRun)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().map(|(job, run)| (*job, *run)).collect()
    }

    /// The last run of a job, if it has run.
    pub(crate) fn last(&self, job: Job) -> Option<LastRun> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&job).copied()
    }

    fn note(&self, job: Job, run: LastRun) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(job, run);
    }
}

impl Hub {
    /// Runs a job now, at the hub's time; gives how many things it did.
    ///
    /// # Errors
    /// [`JobFailure`]; what was done stays done.
    pub async fn run(&self, job: Job) -> Result<u64, JobFailure> {
        let at = self.now();
        let done = match job {
            Job::AuditNumbers => audit_numbers::run(self, at).await,
            Job::Campaigns => campaigns::run(self, at).await,
            Job::Closed => closed::run(self, at).await,
            Job::Ended => ended::run(self, at).await,
            Job::Invoices => invoices::run(self, at).await,
            Job::Mails => mails::run(self, at).await,
            Job::Reminders => reminders::run(self, at).await,
            Job::Renewals => renewals::run(self, at).await,
            Job::Retention => retention::run(self, at).await,
            Job::Unpaid => unpaid::run(self, at).await,
            Job::Usage => usage::run(self, at).await,
        };
        self.jobs.note(job, LastRun { at, done: done.as_ref().ok().copied() });
        done
    }
}

/// Runs a round again and again until the hub stops.
pub(crate) async fn keep(hub: Arc<Hub>, round: Round) {
    let mut stop = hub.stop.clone();
    loop {
        let mut wait = round.every;
        for job in round.jobs {
            match hub.run(*job).await {
                Ok(0) => {}
                Ok(done) => tracing::info!(job = job.name(), done, "a job did its part"),
                Err(error) => {
                    tracing::error!(job = job.name(), error = &error as &dyn Error, "a job failed");
                    wait = wait.min(SOON);
                }
            }
        }
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = stop.wait_for(|stopping| *stopping) => return,
        }
    }
}
