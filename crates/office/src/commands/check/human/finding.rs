//! One finding for people: what, where, the line with a caret, why, and what to do.

use super::style::Styles;
use super::{excerpt, width};
use anstyle::Style;
use standard::finding::{Place, Spot};
use standard::{Finding, Lang, Severity};
use std::io::{self, Write};

/// How findings are written.
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

    /// Writes a finding whole.
    pub(super) fn finding(&self, out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
        let (word, style) = self.severity(finding.severity());
        let (id, strong) = (finding.rule.id, self.styles.strong);
        let title = finding.rule.title.get(self.lang);
        writeln!(out, "{style}{word}[{id}]{style:#} {strong}{title}{strong:#}")?;
        let gutter = gutter(finding);
        self.place(out, "-->", &finding.place, gutter, style)?;
        if let Some(related) = &finding.related {
            self.place(out, ":::", related, gutter, self.styles.frame)?;
        }
        self.texts(out, finding, gutter)?;
        writeln!(out)
    }

    fn place(&self, out: &mut dyn Write, arrow: &str, place: &Place, gutter: usize, mark: Style) -> io::Result<()> {
        let (frame, document) = (self.styles.frame, &place.document);
        let Some(spot) = &place.spot else {
            return writeln!(out, "{:gutter$}{frame}{arrow}{frame:#} {document}", "");
        };
        let (line, column, words) = (spot.line, spot.column, self.where_in_words(spot));
        writeln!(out, "{:gutter$}{frame}{arrow}{frame:#} {document}:{line}:{column}  ({words})", "")?;
        excerpt::write(out, spot, gutter, self.columns, &self.styles, mark)
    }

    /// `12行目・項目10「サービス利用日」`; the number of the record too where it is another.
    fn where_in_words(&self, spot: &Spot) -> String {
        let field = spot.field.map(|field| field.label(self.lang));
        let (line, record) = (spot.line, spot.record);
        let parts = match self.lang {
            Lang::Ja => [Some(format!("{line}行目")), (record != line).then(|| format!("{record}件目")), field],
            Lang::En => [Some(format!("line {line}")), (record != line).then(|| format!("record {record}")), field],
        };
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(if self.lang == Lang::Ja { "・" } else { ", " })
    }

    fn texts(&self, out: &mut dyn Write, finding: &Finding, gutter: usize) -> io::Result<()> {
        let lang = self.lang;
        let ja = lang == Lang::Ja;
        self.text(out, gutter, "", &finding.message(lang))?;
        let counted =
            finding.rule.message.fact_names().chain(finding.rule.cure.fact_names()).any(|name| name == "count");
        if finding.count > 1 && !counted {
            let count = finding.count;
            let text = if ja {
                format!("同じ指摘が、このファイルに全部で {count} か所あります。")
            } else {
                format!("{count} places in this file in all.")
            };
            self.text(out, gutter, "", &text)?;
        }
        self.text(out, gutter, if ja { "なぜ: " } else { "why: " }, &finding.why(lang))?;
        self.text(out, gutter, if ja { "直し方: " } else { "do: " }, &finding.cure(lang))?;
        match &finding.suggestion {
            Some(suggestion) => self.text(out, gutter, if ja { "こう書く: " } else { "write: " }, suggestion),
            None => Ok(()),
        }
    }

    /// `   = なぜ: …`, broken to the width of the screen, the next lines under the first.
    pub(super) fn text(&self, out: &mut dyn Write, gutter: usize, label: &str, text: &str) -> io::Result<()> {
        let (frame, strong) = (self.styles.frame, self.styles.strong);
        let indent = gutter + 3 + width::of(label);
        for (number, line) in width::wrap(text, self.columns.saturating_sub(indent)).iter().enumerate() {
            if number == 0 {
                writeln!(out, "{:gutter$} {frame}={frame:#} {strong}{label}{strong:#}{line}", "")?;
            } else {
                writeln!(out, "{:indent$}{line}", "")?;
            }
        }
        Ok(())
    }
}

/// Columns for the line numbers.
fn gutter(finding: &Finding) -> usize {
    let line = |place: &Place| place.spot.as_ref().map_or(0, |spot| spot.line);
    let greatest = line(&finding.place).max(finding.related.as_ref().map_or(0, line));
    greatest.checked_ilog10().unwrap_or(0) as usize + 2
}
