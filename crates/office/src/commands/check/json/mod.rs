//! The result for programs: the form `renkei-check/1`, written in `docs/check-json.md`.

mod form;

use super::outcome::SetOutcome;
use super::writer::{Closing, Writer};
use standard::Lang;
use std::io::{self, Write};

/// Gathers the sets and writes them at the end.
#[derive(Debug)]
pub(super) struct Json {
    lang: Lang,
    sets: Vec<form::Set>,
}

impl Json {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, sets: Vec::new() }
    }
}

impl Writer for Json {
    fn set(&mut self, _out: &mut dyn Write, set: &SetOutcome) -> io::Result<()> {
        self.sets.push(form::Set::of(set, self.lang));
        Ok(())
    }

    fn close(&mut self, out: &mut dyn Write, closing: &Closing<'_>) -> io::Result<()> {
        let result = form::Result::of(std::mem::take(&mut self.sets), closing, self.lang);
        serde_json::to_writer_pretty(&mut *out, &result)?;
        writeln!(out)
    }
}
