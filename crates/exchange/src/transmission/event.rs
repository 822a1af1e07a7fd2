//! What happened to a transmission, and the numbered feed of an office.

use crate::actor::Actor;
use crate::id::TransmissionId;
use crate::instant::Instant;
use crate::transmission::State;
use standard::OfficeNumber;

/// A position in an office's feed. Raised by one inside each transaction, so its order is the order of commits; it
/// is also the cursor of the inbox and the sent list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FeedNumber(pub u64);

/// One step in the life of a transmission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEvent {
    /// The state that the step led to.
    pub state: State,
    /// When.
    pub at: Instant,
    /// Who.
    pub actor: Actor,
}

/// A step as an office's event stream tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedEvent {
    /// The position in the office's feed.
    pub number: FeedNumber,
    /// The transmission.
    pub transmission: TransmissionId,
    /// The state that the step led to.
    pub state: State,
    /// When.
    pub at: Instant,
    /// The sender.
    pub sender: OfficeNumber,
    /// The recipient.
    pub recipient: OfficeNumber,
}
