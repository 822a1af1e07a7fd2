//! People who work at this office: accounts on this PC, what each may do, and the proof of a password without the hub.

mod account;
mod sign_in;
mod verifier;

pub use account::{Account, AccountFacts, MOST_ACCOUNTS, Role, StaffError};
pub use sign_in::SignInRefused;
pub(crate) use sign_in::wait_after;
pub use verifier::Verifier;
