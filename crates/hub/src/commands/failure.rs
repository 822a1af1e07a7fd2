//! Why a command failed, as it is printed: the sentence, then each cause.

use std::error::Error;
use std::fmt;

/// A failure with its causes.
#[derive(Debug)]
pub(super) struct Failure(Vec<String>);

impl Failure {
    /// What was said already needs no causes.
    pub(super) fn says(lines: Vec<String>) -> Self {
        Self(lines)
    }

    pub(super) fn of(error: impl Error) -> Self {
        let mut lines = vec![format!("{error}。")];
        let mut cause = error.source();
        while let Some(error) = cause {
            lines.push(format!("  原因: {error}"));
            cause = error.source();
        }
        Self(lines)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}
