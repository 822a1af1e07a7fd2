//! The name under judgement, and the facts that findings about it share.

use super::wording;
use crate::check::Options;
use crate::finding::{Finding, Rule, printable, shorten};
use crate::types::{Date, NameReading};
use std::sync::Arc;

/// Most characters of a name that a text shows.
const SHOWN: usize = 120;

/// A name, as it is called, read and shown.
pub(super) struct Subject<'a> {
    document: &'a Arc<str>,
    pub(super) reading: &'a NameReading,
    options: Options,
}

impl<'a> Subject<'a> {
    pub(super) fn new(document: &'a Arc<str>, reading: &'a NameReading, options: Options) -> Self {
        Self { document, reading, options }
    }

    /// The day of the check.
    pub(super) fn today(&self) -> Date {
        self.options.as_of
    }

    /// The name itself: the last segment of what the caller gave.
    pub(super) fn text(&self) -> &'a str {
        self.document.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// A finding with the facts `name`, and `form_ja` and `form_en` where the kind is known.
    pub(super) fn finding(&self, rule: &'static Rule) -> Finding {
        let mut finding =
            Finding::of_document(rule, self.document).fact("name", shorten(&printable(self.text()), SHOWN));
        if let Some(kind) = self.reading.kind {
            finding = finding.fact("form_ja", wording::form_ja(kind)).fact("form_en", wording::form_en(kind));
        }
        finding
    }

    /// The same about a part of the name.
    pub(super) fn about(&self, rule: &'static Rule, value: &str) -> Finding {
        let mut finding = self.finding(rule).fact("length", value.chars().count().to_string());
        finding.value = Some(shorten(&printable(value), SHOWN));
        finding
    }
}
