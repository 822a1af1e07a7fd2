//! How the output for people is written: language, width, colours.

use super::style::Styles;
use anstyle::Style;
use standard::{Lang, Severity};

/// How the output is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    pub(super) lang: Lang,
    pub(super) columns: usize,
    pub(super) styles: Styles,
}

impl Manner {
    /// The word and the style of a severity.
    pub(super) fn severity(&self, severity: Severity) -> (&'static str, Style) {
        match (severity, self.lang) {
            (Severity::Error, Lang::Ja) => ("誤り", self.styles.error),
            (Severity::Warning, Lang::Ja) => ("注意", self.styles.warning),
            (Severity::Error, Lang::En) => ("error", self.styles.error),
            (Severity::Warning, Lang::En) => ("warning", self.styles.warning),
        }
    }
}
