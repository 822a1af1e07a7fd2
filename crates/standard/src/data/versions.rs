//! The history of the CSV version (別紙 CSVバージョン履歴).

use super::tsv::{DataError, for_each_line};

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionEntry {
    /// The value in the files.
    pub value: &'static str,
    /// The month from which it applies, `YYYY-MM`.
    pub from: &'static str,
    /// What the edition is called.
    pub edition: &'static str,
}

pub(super) fn parse() -> Result<Vec<VersionEntry>, DataError> {
    let mut all = Vec::new();
    for_each_line("versions.tsv", include_str!("versions.tsv"), |line| {
        all.push(VersionEntry { value: line.column(0)?, from: line.column(1)?, edition: line.column(2)? });
        Ok(())
    })?;
    Ok(all)
}
