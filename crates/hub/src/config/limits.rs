//! Sizes and times of the hub (R24).

use serde::Deserialize;

/// Limits that protect the hub. Times in seconds, sizes in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// A TLS handshake must be done in this time.
    pub handshake_seconds: u64,
    /// The head of a request must be there in this time.
    pub head_seconds: u64,
    /// Largest head of a request.
    pub head_bytes: usize,
    /// Fewest bytes a second of a body, measured over ten seconds.
    pub body_bytes_per_second: u64,
    /// Most streams of one HTTP/2 connection.
    pub streams: u32,
    /// Most connections at once.
    pub connections: usize,
    /// Most connections of one address at once.
    pub connections_per_address: usize,
    /// Most connections with one certificate at once.
    pub connections_per_certificate: usize,
    /// Most bytes of bodies in flight; beyond it requests are told to come again.
    pub bodies_in_flight: usize,
    /// Most time for running requests when the hub stops.
    pub drain_seconds: u64,
    /// Least room on the disk: below it nothing new is taken, and reading goes on.
    pub free_bytes: u64,
    /// An open event stream looks at certificate and session again after this time.
    pub stream_check_seconds: u64,
    /// Largest database; none for as much as the disk holds. Beyond it the hub answers 507, as on a full disk.
    pub database_bytes: Option<u64>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            handshake_seconds: 10,
            head_seconds: 10,
            head_bytes: 16 << 10,
            body_bytes_per_second: 1 << 10,
            streams: 100,
            connections: 20_000,
            connections_per_address: 256,
            connections_per_certificate: 64,
            bodies_in_flight: 256 << 20,
            drain_seconds: 30,
            free_bytes: 256 << 20,
            stream_check_seconds: 30,
            database_bytes: None,
        }
    }
}
