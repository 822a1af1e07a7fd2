//! Sign-in names, passwords, throttling, sessions and terminal tokens of offices.

mod name;
mod password;
mod portal;
mod session;
mod terminal;
mod throttle;

pub use name::{AccountId, AccountIdError, CredentialName, SystemId, SystemIdError};
pub use password::{PasswordAge, PasswordPolicy, PasswordWeakness};
pub use portal::{PORTAL_IDLE, PORTAL_LONGEST, PortalSession, PortalView};
pub use session::{Session, SessionEnd, SessionLimits, SessionState};
pub use terminal::{Scope, Scopes, TERMINAL_TOKEN_DAYS, TerminalToken};
pub use throttle::{ThrottleKey, ThrottleState};
