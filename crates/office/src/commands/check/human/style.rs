//! The colours of the output for people.

use anstyle::{AnsiColor, Style};

/// One style for each thing; all plain when colour is off.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Styles {
    pub(super) error: Style,
    pub(super) warning: Style,
    pub(super) good: Style,
    /// Arrows, bars and line numbers.
    pub(super) frame: Style,
    pub(super) strong: Style,
}

impl Styles {
    pub(super) fn new(colour: bool) -> Self {
        if !colour {
            return Self::default();
        }
        let bold = |colour: AnsiColor| colour.on_default().bold();
        Self {
            error: bold(AnsiColor::BrightRed),
            warning: bold(AnsiColor::Yellow),
            good: bold(AnsiColor::Green),
            frame: bold(AnsiColor::BrightCyan),
            strong: Style::new().bold(),
        }
    }
}
