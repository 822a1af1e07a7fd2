//! Transmissions in the store: accepting, listing, fetching, changing.

use std::sync::Arc;

use super::StoreFuture;
use crate::actor::Act;
use crate::id::TransmissionId;
use crate::instant::{Day, Instant};
use crate::office::OfficeState;
use crate::page::{Limit, Order, Page};
use crate::transmission::{
    Change, FeedEvent, FeedNumber, HistoryEvent, Quota, QuotaReached, Refusal, SignedStatement, State, StoredReceipt,
    Summary, TransmissionEntry, TransmissionHeader,
};
use evidence::Sha256;
use standard::{OfficeNumber, TargetMonth};

/// Transmissions, their containers, receipts and events.
pub trait Transmissions {
    /// Reads what decides whether a transmission can be accepted: both offices, and whether its id is known.
    fn route(
        &self,
        id: TransmissionId,
        sender: OfficeNumber,
        recipient: OfficeNumber,
        day: Day,
    ) -> StoreFuture<'_, Route>;

    /// Stores a transmission with container, summary, receipt, events, quota use and audit entry.
    fn accept<'a>(&'a self, accept: Accept<'a>) -> StoreFuture<'a, AcceptOutcome>;

    /// A transmission as `reader` may see it; `None` when it is not a party.
    fn find(&self, id: TransmissionId, reader: OfficeNumber) -> StoreFuture<'_, Option<TransmissionEntry>>;

    /// A page of an office's inbox or sent list.
    fn list(&self, query: ListQuery) -> StoreFuture<'_, Page<TransmissionEntry, FeedNumber>>;

    /// Gives the container to a party. For the recipient the first time marks it fetched, durably, before the bytes
    /// are handed out; from then on it cannot be withdrawn.
    fn fetch(&self, id: TransmissionId, reader: OfficeNumber, act: Act) -> StoreFuture<'_, FetchOutcome>;

    /// Makes a change of state with its event, its receipt and its audit entry.
    fn change(&self, change: StateChange) -> StoreFuture<'_, ChangeOutcome>;

    /// Every receipt of a transmission, in the order stored; `None` when `reader` is not a party.
    fn receipts(&self, id: TransmissionId, reader: OfficeNumber) -> StoreFuture<'_, Option<Vec<StoredReceipt>>>;

    /// Every step of a transmission; `None` when `reader` is not a party.
    fn history(&self, id: TransmissionId, reader: OfficeNumber) -> StoreFuture<'_, Option<Vec<HistoryEvent>>>;

    /// The events of an office after a position, oldest first.
    fn feed(&self, office: OfficeNumber, after: FeedNumber, limit: Limit) -> StoreFuture<'_, Vec<FeedEvent>>;

    /// The position of an office's newest event.
    fn feed_end(&self, office: OfficeNumber) -> StoreFuture<'_, FeedNumber>;

    /// Calls `listener` after each commit that moved feeds, with the offices concerned. It must not block.
    fn listen(&self, listener: Arc<dyn FeedListener>);
}

/// Wakes open event streams.
pub trait FeedListener: Send + Sync {
    /// The feed of `office` has grown.
    fn feed_moved(&self, office: OfficeNumber);
}

/// What decides whether a transmission can be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The sender, if the hub has it.
    pub sender: Option<PartyState>,
    /// The recipient, if the hub has it.
    pub recipient: Option<PartyState>,
    /// What is known under this id.
    pub known: Option<Known>,
}

/// An office as far as sending and receiving are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartyState {
    /// Whether it takes part.
    pub state: OfficeState,
    /// Whether it holds a licence on the day asked.
    pub licensed: bool,
}

/// A transmission accepted before under the id asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Who sent it.
    pub sender: OfficeNumber,
    /// Digest of its container.
    pub sha256: Sha256,
    /// The receipt given for it.
    pub receipt: StoredReceipt,
}

/// A transmission to store.
#[derive(Clone, Copy, Debug)]
pub struct Accept<'a> {
    /// The facts.
    pub header: &'a TransmissionHeader,
    /// The container, byte for byte. The store encrypts it.
    pub container: &'a [u8],
    /// Message and names. The store encrypts them.
    pub summary: &'a Summary,
    /// The hub's receipt, signed already.
    pub receipt: &'a SignedStatement,
    /// Limits of the sender.
    pub quota: Quota,
    /// Until when the content is kept.
    pub kept_until: Instant,
    /// Who and when.
    pub act: &'a Act,
}

/// How accepting went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AcceptOutcome {
    /// Stored now.
    Stored {
        /// Its position in the recipient's feed.
        position: FeedNumber,
    },
    /// The same bytes were stored before; the receipt given then.
    Same(StoredReceipt),
    /// Other bytes, or another sender's, were stored before under this id.
    Conflict,
    /// The sender's quota is used up.
    QuotaReached(QuotaReached),
    /// Sender or recipient was frozen or closed since the route was read.
    PartyStopped,
}

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mailbox {
    /// What came.
    Inbox,
    /// What was sent.
    Sent,
}

/// What a list shows; every given part must fit.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ListFilter {
    /// Only these states; empty for all.
    pub states: Vec<State>,
    /// Only to or from this office.
    pub counterpart: Option<OfficeNumber>,
    /// Only this service month.
    pub month: Option<TargetMonth>,
    /// Only accepted at or after.
    pub accepted_from: Option<Instant>,
    /// Only accepted before.
    pub accepted_before: Option<Instant>,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuery {
    /// Whose list.
    pub office: OfficeNumber,
    /// Which list.
    pub mailbox: Mailbox,
    /// What it shows.
    pub filter: ListFilter,
    /// In which direction.
    pub order: Order,
    /// The position after which the page begins.
    pub after: Option<FeedNumber>,
    /// Size of the page.
    pub limit: Limit,
}

/// How fetching went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchOutcome {
    /// The container.
    Found {
        /// The facts.
        header: TransmissionHeader,
        /// Where it stands now.
        state: State,
        /// The container, byte for byte as it came.
        container: Vec<u8>,
    },
    /// No such transmission for this office.
    NotFound,
    /// It was withdrawn or its time is over.
    Refused(Refusal),
}

/// A change of state to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateChange {
    /// Of which transmission.
    pub id: TransmissionId,
    /// By which office.
    pub office: OfficeNumber,
    /// Which change.
    pub change: Change,
    /// The signed statement that goes with it.
    pub receipt: Option<SignedStatement>,
    /// Who and when.
    pub act: Act,
}

/// How a change went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeOutcome {
    /// Made now.
    Changed(State),
    /// Made before; nothing was written.
    Already(State),
    /// It cannot be made.
    Refused(Refusal),
    /// No such transmission for this office, or not this side's to change.
    NotFound,
}
