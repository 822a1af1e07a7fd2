//! The exchange API, version 1: the table of routes with its handlers, the gate before them, the answers after them.
//!
//! [`router::public`] and [`router::exchange`] are built from `protocol::ROUTES` alone; who may call what is enforced
//! in `gate`, once, before any handler. A handler (`v1`) translates between wire and domain and decides nothing.

mod answer;
mod body;
pub mod bulk;
mod call;
mod gate;
mod number;
mod refusal;
pub mod router;
mod v1;
mod wire;

pub(crate) use wire::timestamp;
