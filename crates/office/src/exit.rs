//! How a command ends, as the shell sees it.

use std::process::{ExitCode, Termination};

/// The exit code. The worse one is the greater one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: no error; warnings may have been shown.
    Clean,
    /// 1: an error was found.
    Errors,
    /// 2: nothing could be done: no such path, nothing to check, arguments that cannot be read.
    Unusable,
}

impl Exit {
    /// The number that the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Errors => 1,
            Self::Unusable => 2,
        }
    }
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self.code())
    }
}
