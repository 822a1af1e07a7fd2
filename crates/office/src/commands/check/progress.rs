//! A progress bar on standard error, only on a terminal and only when the work is long.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use standard::Lang;

/// Work of so many bytes takes about half a second from a slow disk.
const LONG: u64 = 50 << 20;
/// So do so many files.
const MANY: usize = 1_000;

/// Shows how far the work is, or nothing.
#[derive(Debug)]
pub(super) struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    /// `shown`: somebody looks at standard error.
    pub(super) fn new(bytes: u64, files: usize, shown: bool, lang: Lang) -> Self {
        if !shown || (bytes < LONG && files < MANY) {
            return Self { bar: None };
        }
        let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr_with_hz(10));
        let word = match lang {
            Lang::Ja => "調べています",
            Lang::En => "checking",
        };
        let form = format!("{word} {{bar:30}} {{bytes}}/{{total_bytes}} ({{eta}})");
        if let Ok(style) = ProgressStyle::with_template(&form) {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { bar: Some(bar) }
    }

    /// So many bytes more are done.
    pub(super) fn advance(&self, bytes: u64) {
        if let Some(bar) = &self.bar {
            bar.inc(bytes);
        }
    }

    /// True when there is a bar.
    pub(super) fn is_shown(&self) -> bool {
        self.bar.is_some()
    }

    /// Takes the bar away while something is written.
    pub(super) fn aside<R>(&self, write: impl FnOnce() -> R) -> R {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// The work is done.
    pub(super) fn close(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_for_long_work_that_somebody_looks_at() {
        let has_bar = |bytes, files, shown| Progress::new(bytes, files, shown, Lang::Ja).bar.is_some();
        assert!(has_bar(LONG, 1, true) && has_bar(1, MANY, true));
        assert!(!has_bar(LONG - 1, MANY - 1, true) && !has_bar(LONG, MANY, false));
    }
}
