//! The hub's own authority: root (kept offline), issuing key (in a process of its own), revocation list (S9).
//!
//! `renkei-hub init` makes the folder. `renkei-hub ca serve` holds the issuing key and answers over a Unix socket; the
//! serving process has only the client side, so that a flaw in it cannot give away the key.

mod client;
mod files;
mod keys;
mod message;
mod own;
mod service;
mod socket;

pub use client::{AuthorityClient, AuthorityError};
pub(crate) use client::{from_hex, to_hex};
pub(crate) use files::write_whole;
pub use files::{AuthorityFiles, FilesError, Founding};
pub use keys::new_key;
pub use message::{Answer, IssueOffice, OwnCertificate, Question, RevokedSerial};
pub use own::HubProfile;
pub use service::{AuthorityService, ServiceError};
pub use socket::{SocketError, serve};
pub(crate) use socket::{ask, serve_with};
