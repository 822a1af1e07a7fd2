//! Breaks one protection on purpose, so that the fault harness can show that it would notice. Only in builds with the
//! feature `sabotage`, which no release has; in any other build every switch is off and the compiler drops it.

/// A protection that can be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sabotage {
    /// A set that is handed over again is not recognised.
    NoFingerprint,
    /// The sender is told before anything is kept.
    AcknowledgeBeforeSaving,
}

impl Sabotage {
    /// Whether the process was started with this protection broken.
    #[cfg(feature = "sabotage")]
    #[allow(clippy::disallowed_methods, reason = "never in a normal build")]
    pub(crate) fn is_on(self) -> bool {
        let word = match self {
            Self::NoFingerprint => "no-fingerprint",
            Self::AcknowledgeBeforeSaving => "acknowledge-before-saving",
        };
        std::env::var("RENKEI_SABOTAGE").is_ok_and(|broken| broken == word)
    }

    /// Never: this build cannot be broken.
    #[cfg(not(feature = "sabotage"))]
    pub(crate) const fn is_on(self) -> bool {
        let _ = self;
        false
    }
}

/// How long a broken protection stands open: long enough that a random kill hits the moment.
#[cfg(feature = "sabotage")]
#[allow(clippy::disallowed_methods, reason = "never in a normal build")]
pub(crate) fn linger() {
    std::thread::sleep(std::time::Duration::from_millis(200));
}

/// Nothing to wait for.
#[cfg(not(feature = "sabotage"))]
pub(crate) const fn linger() {}
