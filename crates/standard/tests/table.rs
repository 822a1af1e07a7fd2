//! A sample as a table of raw fields, quotes included, to be changed and put together again.

use crate::support::{check, ms932, sample};
use standard::check::DocumentReport;
use standard::{Finding, Lang};

/// The records of a file, each field as it stands there.
#[derive(Clone)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) records: Vec<Vec<Vec<u8>>>,
    /// Rules that speak about the sample as it is, e.g. of characters that not every software has.
    pub(crate) known: Vec<&'static str>,
}

impl Table {
    /// A sample by set and prefix.
    pub(crate) fn sample(set: &str, prefix: &str) -> Self {
        let (name, bytes) = sample(set, prefix);
        Self::read(name, &bytes)
    }

    /// Splits at commas and line ends outside of quotes.
    pub(crate) fn read(name: String, bytes: &[u8]) -> Self {
        let mut records = Vec::new();
        let (mut record, mut field, mut quoted) = (Vec::new(), Vec::new(), false);
        for &byte in bytes {
            quoted ^= byte == b'"';
            match byte {
                b',' if !quoted => record.push(std::mem::take(&mut field)),
                b'\n' if !quoted => {
                    field.pop();
                    record.push(std::mem::take(&mut field));
                    records.push(std::mem::take(&mut record));
                }
                _ => field.push(byte),
            }
        }
        let mut table = Self { name, records, known: Vec::new() };
        table.known = table.check().findings.iter().map(|finding| finding.rule.id).collect();
        table
    }

    /// Changes a field by record and number, both from 1.
    pub(crate) fn set(&mut self, record: usize, no: usize, raw: &str) -> &mut Self {
        self.records[record - 1][no - 1] = ms932(raw);
        self
    }

    /// Changes a field in all records.
    pub(crate) fn set_all(&mut self, no: usize, raw: &str) -> &mut Self {
        (1..=self.records.len()).for_each(|record| {
            self.set(record, no, raw);
        });
        self
    }

    /// Another file name.
    pub(crate) fn named(&mut self, name: &str) -> &mut Self {
        name.clone_into(&mut self.name);
        self
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let lines = self.records.iter().map(|record| record.join(&b","[..]));
        lines.flat_map(|line| [line, b"\r\n".to_vec()]).flatten().collect()
    }

    /// The findings of rules that do not speak about the sample as it is. Rules about several records together
    /// (C06xx) have tests of their own and are left out.
    pub(crate) fn new_findings(&self) -> Vec<Finding> {
        let is_new = |finding: &Finding| !self.known.contains(&finding.rule.id) && !finding.rule.id.starts_with("C06");
        self.check().findings.into_iter().filter(is_new).collect()
    }

    /// The check of the file; no text of a finding may have a place left open.
    pub(crate) fn check(&self) -> DocumentReport {
        let report = check(&self.name, &self.bytes());
        for finding in &report.findings {
            for lang in [Lang::Ja, Lang::En] {
                let texts = [finding.message(lang), finding.why(lang), finding.cure(lang)];
                assert!(texts.iter().all(|text| !text.contains(['{', '}'])), "{texts:?}");
            }
        }
        report
    }
}
