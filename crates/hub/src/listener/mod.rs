//! Listeners: TLS, connections with their limits, graceful stop.

mod caps;
mod door;
mod first_bytes;
mod peer;
mod serve;
mod tls;
mod verifier;

pub use caps::{Caps, Held, HeldCertificate, Thumbprint};
pub use door::DoorVerifier;
pub use peer::Peer;
pub use serve::{Connection, Serving, serve_plain, serve_tls};
pub use tls::{ServerCertificate, TlsError, TlsKey, exchange_config, mutual_config, public_config};
pub use verifier::{ClientVerifier, VerifierError};
