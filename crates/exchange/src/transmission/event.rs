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

/// An event as an office's event stream tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedEvent {
    /// The position in the office's feed.
    pub number: FeedNumber,
    /// When.
    pub at: Instant,
    /// What it is about.
    pub matter: Matter,
}

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// A step in the life of a transmission.
    Step {
        /// The transmission.
        transmission: TransmissionId,
        /// The state that the step led to.
        state: State,
        /// The sender.
        sender: OfficeNumber,
        /// The recipient.
        recipient: OfficeNumber,
    },
    /// Something else that the office should know of.
    Office(OfficeMatter),
}

/// What concerns an office besides transmissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeMatter {
    /// A certificate nears its end or was revoked.
    Certificate,
    /// The licence changed or nears its end.
    Licence,
    /// A notice was published for this office.
    Notice,
}

impl OfficeMatter {
    /// Every matter.
    pub const ALL: [Self; 3] = [Self::Certificate, Self::Licence, Self::Notice];

    /// The word in stored data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::Licence => "licence",
            Self::Notice => "notice",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|matter| matter.as_str() == word)
    }
}
