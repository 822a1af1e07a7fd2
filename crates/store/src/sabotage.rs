//! Breaks one protection on purpose, so that the fault harness can show that it would notice. Only in builds with the
//! feature `sabotage`, which no release has; in any other build every switch is off and the compiler drops it.

/// A protection that can be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sabotage {
    /// Commits are not written through to the disk.
    NoSync,
    /// The answer goes out a moment before the commit.
    AnswerBeforeCommit,
    /// A transmission that is sent again arrives again.
    NoDedupe,
    /// Each statement of a migration is committed alone.
    MigrateInPieces,
}

impl Sabotage {
    /// Whether the process was started with this protection broken.
    #[cfg(feature = "sabotage")]
    #[allow(clippy::disallowed_methods, reason = "never in a normal build")]
    pub(crate) fn is_on(self) -> bool {
        let word = match self {
            Self::NoSync => "no-sync",
            Self::AnswerBeforeCommit => "answer-before-commit",
            Self::NoDedupe => "no-dedupe",
            Self::MigrateInPieces => "migrate-in-pieces",
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

/// How long an answer is ahead of its commit: longer than it takes to arrive.
#[cfg(feature = "sabotage")]
#[allow(clippy::disallowed_methods, reason = "never in a normal build")]
pub(crate) fn linger() {
    std::thread::sleep(std::time::Duration::from_millis(40));
}

/// Nothing to wait for.
#[cfg(not(feature = "sabotage"))]
pub(crate) const fn linger() {}
