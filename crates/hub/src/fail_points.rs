//! Fail points (R3): places where a test with real processes ends, delays or breaks the hub.

/// Every fail point of the hub beside those of [`store::FAIL_POINTS`]; a test holds this list against the source.
///
/// They exist only when the feature `failpoints` is on and are set by the environment variable `FAILPOINTS`, as
/// [`store::FAIL_POINTS`] says. Here `return(exit)`, `panic`, `sleep(…)` and `pause` do something, other returns nothing.
/// `hub.file.*` are passed by every file that is written whole (keys, certificates, revocation list); `hub.ca.*` in the
/// process of `renkei-hub ca serve`.
pub const FAIL_POINTS: &[&str] = &[
    "hub.acknowledge.stored",
    "hub.acknowledge.verified",
    "hub.backup.database-copied",
    "hub.backup.files-copied",
    "hub.ca.issued",
    "hub.ca.list-made",
    "hub.ca.list-numbered",
    "hub.enrol.issued",
    "hub.enrol.recorded",
    "hub.enrol.redeemed",
    "hub.fetch.found",
    "hub.file.renamed",
    "hub.file.synced",
    "hub.file.written",
    "hub.own.certificate-written",
    "hub.own.issued",
    "hub.own.key-written",
    "hub.own.promoted",
    "hub.renewal.issued",
    "hub.renewal.recorded",
    "hub.restore.database-copied",
    "hub.restore.files-copied",
    "hub.rotate.key-written",
    "hub.rotate.old-kept",
    "hub.rotate.promoted",
    "hub.rotate.rewrapped",
    "hub.submit.answered",
    "hub.submit.received",
    "hub.submit.stored",
    "hub.submit.verified",
    "hub.withdraw.stored",
];

/// A fail point: nothing at all in a build without the feature `failpoints`.
macro_rules! fail_point {
    ($name:literal) => {
        #[cfg(feature = "failpoints")]
        let _ = store::asked($name);
    };
}
pub(crate) use fail_point;

/// Reads `FAILPOINTS`. Held as long as the process runs.
#[cfg(feature = "failpoints")]
pub(crate) fn set_up() -> fail::FailScenario<'static> {
    fail::FailScenario::setup()
}
