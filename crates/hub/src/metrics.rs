//! What Prometheus reads: counts of requests, and how full the hub is. No office and no person in it.

use prometheus_client::encoding::{EncodeLabelSet, text::encode};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

/// What a request was and how it was answered.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub struct Answered {
    /// The operation's name.
    pub operation: &'static str,
    /// The status.
    pub status: u32,
}

/// A certificate of the hub or of its authority.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub struct Certificate {
    /// Which: `server`, `receipts` or `issuing`.
    pub certificate: &'static str,
}

/// The hub's figures.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    /// Requests by operation and status.
    pub requests: Family<Answered, Counter>,
    /// Requests that ended in a panic.
    pub panics: Counter,
    /// Open connections.
    pub connections: Gauge,
    /// Seconds since the revocation list was made.
    pub crl_age: Gauge,
    /// Bytes of bodies in flight.
    pub bodies: Gauge,
    /// Stored containers found damaged by the slow search; one is counted each time it is come across.
    pub damaged: Counter,
    /// Bytes left on the disk of the data.
    pub disk_free: Gauge,
    /// When the hub's certificates end, seconds since 1970 (UTC).
    pub certificate_ends: Family<Certificate, Gauge>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("renkei_hub");
        let (requests, panics) = (Family::default(), Counter::default());
        let (connections, crl_age, bodies) = (Gauge::default(), Gauge::default(), Gauge::default());
        let damaged = Counter::default();
        registry.register("damaged_containers", "Stored containers found damaged", Counter::clone(&damaged));
        let (disk_free, certificate_ends) = (Gauge::default(), Family::default());
        registry.register("disk_free_bytes", "Room on the disk of the data", Gauge::clone(&disk_free));
        registry.register("requests", "Requests by operation and status", Family::clone(&requests));
        registry.register("panics", "Requests that ended in a panic", Counter::clone(&panics));
        registry.register("connections", "Open connections", Gauge::clone(&connections));
        registry.register("crl_age_seconds", "Age of the revocation list", Gauge::clone(&crl_age));
        registry.register("bodies_in_flight_bytes", "Bytes of bodies in flight", Gauge::clone(&bodies));
        let help = "When a certificate of the hub ends, seconds since 1970";
        registry.register("certificate_end_timestamp_seconds", help, Family::clone(&certificate_ends));
        Self { registry, requests, panics, connections, crl_age, bodies, damaged, disk_free, certificate_ends }
    }
}

impl Metrics {
    /// The text that Prometheus reads.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let _ = encode(&mut text, &self.registry);
        text
    }
}
