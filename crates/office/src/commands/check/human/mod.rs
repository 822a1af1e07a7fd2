//! The result for people: every finding in the manner of a compiler, then a summary of each set, then one line.

mod excerpt;
mod explain;
mod finding;
mod list;
mod manner;
mod repeats;
mod style;
mod summary;
mod width;

pub(super) use explain::explain;
pub(super) use list::list_rules;

use super::outcome::{FileOutcome, SetOutcome};
use super::writer::{Closing, Writer};
use finding::Teller;
use manner::Manner;
use repeats::{Rest, Shown};
use standard::{Finding, Lang};
use std::io::{self, Write};
use style::Styles;

/// Writes for people.
#[derive(Debug)]
pub(super) struct Human {
    manner: Manner,
    quiet: bool,
}

impl Human {
    pub(super) fn new(lang: Lang, columns: usize, colour: bool, quiet: bool) -> Self {
        Self { manner: Manner { lang, columns, styles: Styles::new(colour) }, quiet }
    }

    fn findings(&self, out: &mut dyn Write, teller: &mut Teller<'_>, findings: &[Finding]) -> io::Result<()> {
        for shown in repeats::shorten(findings) {
            match shown {
                Shown::Whole(finding) => teller.tell(out, finding)?,
                Shown::Rest(rest) => self.rest(out, &rest)?,
            }
        }
        Ok(())
    }

    /// `誤り[C0401] 同じ指摘がほか 297 か所（4, 5, 6, …行目）`
    fn rest(&self, out: &mut dyn Write, rest: &Rest<'_>) -> io::Result<()> {
        let (word, style) = self.manner.severity(rest.finding.severity());
        let (id, places) = (rest.finding.rule.id, rest.places);
        let mut lines: Vec<String> = rest.lines.iter().map(u64::to_string).collect();
        if rest.more {
            lines.push("…".to_owned());
        }
        let lines = lines.join(", ");
        let text = match (self.manner.lang, lines.is_empty()) {
            (Lang::Ja, false) => format!("同じ指摘がほか {places} か所（{lines}行目）"),
            (Lang::Ja, true) => format!("同じ指摘がほか {places} か所"),
            (Lang::En, false) => format!("the same at {places} more places (lines {lines})"),
            (Lang::En, true) => format!("the same at {places} more places"),
        };
        writeln!(out, "{style}{word}[{id}]{style:#} {text}\n")
    }

    /// Says how many places were counted but not kept.
    fn uncounted(&self, out: &mut dyn Write, file: &FileOutcome) -> io::Result<()> {
        let (errors, warnings) = file.counts();
        let kept: u64 = file.findings().iter().map(|finding| finding.count).sum();
        let rest = (errors + warnings).saturating_sub(kept);
        if rest == 0 {
            return Ok(());
        }
        let name = file.file_name();
        match self.manner.lang {
            Lang::Ja => writeln!(out, "{name} には、ほかに {rest} か所の指摘があります（数だけ数えました）。\n"),
            Lang::En => writeln!(out, "{name} has {rest} more places that were only counted.\n"),
        }
    }
}

impl Writer for Human {
    fn set(&mut self, out: &mut dyn Write, set: &SetOutcome) -> io::Result<()> {
        if self.quiet {
            return summary::in_one_line(&self.manner, out, set);
        }
        let mut teller = Teller::new(&self.manner, set);
        for file in &set.files {
            self.findings(out, &mut teller, file.findings())?;
            self.uncounted(out, file)?;
        }
        self.findings(out, &mut teller, set.findings())?;
        summary::of_set(&self.manner, out, set)
    }

    fn close(&mut self, out: &mut dyn Write, closing: &Closing<'_>) -> io::Result<()> {
        summary::of_all(&self.manner, out, closing, self.quiet)
    }
}
