//! One finding for people: what, where, the line with a caret, why, and what to do.

use super::manner::Manner;
use super::{excerpt, width};
use crate::commands::check::outcome::SetOutcome;
use anstyle::Style;
use standard::finding::{Place, Spot};
use standard::{Finding, Lang};
use std::collections::HashSet;
use std::io::{self, Write};

/// Tells the findings of one set. What was said once of a rule is not said again.
#[derive(Debug)]
pub(super) struct Teller<'s> {
    manner: &'s Manner,
    set: &'s SetOutcome,
    said: HashSet<(&'static str, String)>,
}

impl<'s> Teller<'s> {
    pub(super) fn new(manner: &'s Manner, set: &'s SetOutcome) -> Self {
        Self { manner, set, said: HashSet::new() }
    }

    /// Writes a finding whole.
    pub(super) fn tell(&mut self, out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
        let manner = self.manner;
        let (word, style) = manner.severity(finding.severity());
        let (id, strong) = (finding.rule.id, manner.styles.strong);
        let title = finding.rule.title.get(manner.lang);
        writeln!(out, "{style}{word}[{id}]{style:#} {strong}{title}{strong:#}")?;
        let gutter = gutter(finding);
        self.place(out, "-->", &finding.place, gutter, style)?;
        if let Some(related) = &finding.related {
            self.place(out, ":::", related, gutter, manner.styles.frame)?;
        }
        self.texts(out, finding, gutter)?;
        writeln!(out)
    }

    fn place(&self, out: &mut dyn Write, arrow: &str, place: &Place, gutter: usize, mark: Style) -> io::Result<()> {
        let frame = self.manner.styles.frame;
        let path = self.set.path_of(&place.document);
        let Some(spot) = &place.spot else {
            return writeln!(out, "{:gutter$}{frame}{arrow}{frame:#} {path}", "");
        };
        let (line, column, words) = (spot.line, spot.column, where_in_words(spot, self.manner.lang));
        writeln!(out, "{:gutter$}{frame}{arrow}{frame:#} {path}:{line}:{column}  ({words})", "")?;
        excerpt::write(out, spot, gutter, self.manner.columns, &self.manner.styles, mark)
    }

    fn texts(&mut self, out: &mut dyn Write, finding: &Finding, gutter: usize) -> io::Result<()> {
        let lang = self.manner.lang;
        let [why, cure, write] = match lang {
            Lang::Ja => ["なぜ: ", "直し方: ", "こう書く: "],
            Lang::En => ["why: ", "do: ", "write: "],
        };
        line(self.manner, out, gutter, "", &finding.message(lang))?;
        if let Some(count) = count(finding, lang) {
            line(self.manner, out, gutter, "", &count)?;
        }
        for (label, text) in [(why, finding.why(lang)), (cure, finding.cure(lang))] {
            if self.said.insert((finding.rule.id, text.clone())) {
                line(self.manner, out, gutter, label, &text)?;
            }
        }
        let cure = finding.cure(lang);
        match &finding.suggestion {
            Some(suggestion) if !cure.contains(suggestion.as_str()) => {
                line(self.manner, out, gutter, write, suggestion)
            }
            _ => Ok(()),
        }
    }
}

/// `12行目・項目10「サービス利用日」`; the number of the record too where it is another.
fn where_in_words(spot: &Spot, lang: Lang) -> String {
    let field = spot.field.map(|field| field.label(lang));
    let (line, record) = (spot.line, spot.record);
    let other = record != line;
    let parts = match lang {
        Lang::Ja => [Some(format!("{line}行目")), other.then(|| format!("{record}件目")), field],
        Lang::En => [Some(format!("line {line}")), other.then(|| format!("record {record}")), field],
    };
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(if lang == Lang::Ja { "・" } else { ", " })
}

/// How many places a finding stands for, unless its texts say so themselves.
fn count(finding: &Finding, lang: Lang) -> Option<String> {
    let count = finding.count;
    let mut names = finding.rule.message.fact_names().chain(finding.rule.cure.fact_names());
    (count > 1 && !names.any(|name| name == "count")).then(|| match lang {
        Lang::Ja => format!("同じ指摘が、このファイルに全部で {count} か所あります。"),
        Lang::En => format!("{count} places in this file in all."),
    })
}

/// `   = なぜ: …`, broken to the width of the screen, the next lines under the first.
fn line(manner: &Manner, out: &mut dyn Write, gutter: usize, label: &str, text: &str) -> io::Result<()> {
    let (frame, strong) = (manner.styles.frame, manner.styles.strong);
    let indent = gutter + 3 + width::of(label);
    for (number, line) in width::wrap(text, manner.columns.saturating_sub(indent)).iter().enumerate() {
        if number == 0 {
            writeln!(out, "{:gutter$} {frame}={frame:#} {strong}{label}{strong:#}{line}", "")?;
        } else {
            writeln!(out, "{:indent$}{line}", "")?;
        }
    }
    Ok(())
}

/// Columns for the line numbers.
fn gutter(finding: &Finding) -> usize {
    let line = |place: &Place| place.spot.as_ref().map_or(0, |spot| spot.line);
    let greatest = line(&finding.place).max(finding.related.as_ref().map_or(0, line));
    greatest.checked_ilog10().unwrap_or(0) as usize + 2
}
