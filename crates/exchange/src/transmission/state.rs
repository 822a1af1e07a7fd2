//! The life of a transmission as a pure function: states only move forward (I6).

use thiserror::Error;

/// Where a transmission stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// The hub has it and has signed so.
    Accepted,
    /// The first answer with the container has begun; it can no longer be withdrawn.
    Fetched,
    /// The recipient has signed that it has it.
    Received,
    /// The recipient told that its software took it in.
    Imported,
    /// The recipient told that its software refused it.
    Rejected,
    /// The sender took it back before it was fetched.
    Withdrawn,
    /// The kept time was over before the recipient signed.
    Expired,
}

/// What may happen to a transmission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// The recipient is being given the container.
    Fetch,
    /// The recipient signed that it has the container.
    Receive,
    /// The recipient's software took the documents in.
    Import,
    /// The recipient's software refused the documents.
    Reject,
    /// The sender takes it back.
    Withdraw,
    /// The kept time is over.
    Expire,
}

/// Why a change cannot happen. Each reason has its own sentence for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Withdrawing what the recipient has already begun to fetch.
    #[error("the recipient has already fetched it")]
    AlreadyFetched,
    /// Changing what the sender took back.
    #[error("the sender has withdrawn it")]
    AlreadyWithdrawn,
    /// Changing what is no longer kept.
    #[error("the time for which it is kept is over")]
    AlreadyExpired,
    /// Reporting an import as refused after it was reported as done.
    #[error("it was already reported as imported")]
    AlreadyImported,
    /// Reporting an import as done after it was reported as refused.
    #[error("it was already reported as rejected")]
    AlreadyRejected,
    /// Acknowledging what was never fetched.
    #[error("it has not been fetched yet")]
    NotFetched,
    /// Reporting an import before acknowledging.
    #[error("it has not been acknowledged yet")]
    NotReceived,
}

/// The state after a change. The same state comes back when the change has already happened (a repeat after a lost
/// reply), so a caller writes an event only when the state differs.
pub const fn apply(state: State, change: Change) -> Result<State, Refusal> {
    match change {
        Change::Fetch => fetch(state),
        Change::Receive => receive(state),
        Change::Import => import(state),
        Change::Reject => reject(state),
        Change::Withdraw => withdraw(state),
        Change::Expire => Ok(expire(state)),
    }
}

const fn fetch(state: State) -> Result<State, Refusal> {
    match state {
        State::Accepted => Ok(State::Fetched),
        State::Fetched | State::Received | State::Imported | State::Rejected => Ok(state),
        State::Withdrawn => Err(Refusal::AlreadyWithdrawn),
        State::Expired => Err(Refusal::AlreadyExpired),
    }
}

const fn receive(state: State) -> Result<State, Refusal> {
    match state {
        State::Fetched => Ok(State::Received),
        State::Received | State::Imported | State::Rejected => Ok(state),
        State::Accepted => Err(Refusal::NotFetched),
        State::Withdrawn => Err(Refusal::AlreadyWithdrawn),
        State::Expired => Err(Refusal::AlreadyExpired),
    }
}

const fn import(state: State) -> Result<State, Refusal> {
    match state {
        State::Received | State::Imported => Ok(State::Imported),
        State::Rejected => Err(Refusal::AlreadyRejected),
        _ => not_received(state),
    }
}

const fn reject(state: State) -> Result<State, Refusal> {
    match state {
        State::Received | State::Rejected => Ok(State::Rejected),
        State::Imported => Err(Refusal::AlreadyImported),
        _ => not_received(state),
    }
}

const fn not_received(state: State) -> Result<State, Refusal> {
    Err(match state {
        State::Accepted => Refusal::NotFetched,
        State::Withdrawn => Refusal::AlreadyWithdrawn,
        State::Expired => Refusal::AlreadyExpired,
        _ => Refusal::NotReceived,
    })
}

const fn withdraw(state: State) -> Result<State, Refusal> {
    match state {
        State::Accepted | State::Withdrawn => Ok(State::Withdrawn),
        State::Expired => Err(Refusal::AlreadyExpired),
        State::Fetched | State::Received | State::Imported | State::Rejected => Err(Refusal::AlreadyFetched),
    }
}

/// What was received, imported, rejected or withdrawn stays so when its content goes; only the unanswered expires.
const fn expire(state: State) -> State {
    match state {
        State::Accepted | State::Fetched => State::Expired,
        State::Received | State::Imported | State::Rejected | State::Withdrawn | State::Expired => state,
    }
}

impl State {
    /// Every state, in the order of life.
    pub const ALL: [Self; 7] =
        [Self::Accepted, Self::Fetched, Self::Received, Self::Imported, Self::Rejected, Self::Withdrawn, Self::Expired];

    /// The word in stored data and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Fetched => "fetched",
            Self::Received => "received",
            Self::Imported => "imported",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// How far along the life: a later state never has a smaller number.
    pub const fn rank(self) -> u8 {
        match self {
            Self::Accepted => 0,
            Self::Fetched => 1,
            Self::Received => 2,
            Self::Imported | Self::Rejected | Self::Withdrawn | Self::Expired => 3,
        }
    }
}

impl Change {
    /// Every change.
    pub const ALL: [Self; 6] = [Self::Fetch, Self::Receive, Self::Import, Self::Reject, Self::Withdraw, Self::Expire];
}
