//! Events: what changed for the office, by stream (server-sent events) or long poll.

use crate::forms;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum EventKind {
    /// A transmission for the office was accepted.
    Arrived,
    /// A transmission of the office was fetched.
    Fetched,
    /// The recipient signed that it has it.
    Received,
    /// The recipient imported it.
    Imported,
    /// The recipient could not import it.
    Rejected,
    /// The sender took it back.
    Withdrawn,
    /// Its time of keeping is over.
    Expired,
    /// A notice was published.
    Notice,
    /// A certificate nears its end or was revoked.
    Certificate,
    /// The licence changed or nears its end.
    Licence,
}

/// One event. The stream's `id` is its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Event {
    /// Number of the event among those of the office, rising without gaps that matter; the cursor for the next call.
    pub number: u64,
    /// What happened.
    pub kind: EventKind,
    /// When, UTC, RFC 3339.
    #[schemars(extend("pattern" = forms::TIME))]
    pub at: String,
    /// The transmission it is about.
    #[schemars(extend("pattern" = forms::ID))]
    pub transmission: Option<String>,
}

/// Asks for the events after a number; waits up to `wait` seconds for the first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PollQuery {
    /// The last number that was seen; 0 for all that are kept.
    pub after: u64,
    /// Seconds to wait, 0 to 25; 0 when not given.
    pub wait: Option<u16>,
}

/// Events in order.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EventPage {
    /// The events.
    pub events: Vec<Event>,
    /// The number to ask with next.
    pub last: u64,
}
