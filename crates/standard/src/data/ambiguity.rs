//! The points where two vendors can read the standard in two ways (A001 to A154).

use super::tsv::{DataError, for_each_line};

/// One ambiguity with the safe choice that Renkei follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambiguity {
    /// Its number, 1 to 154.
    pub number: u16,
    /// The part of the standard it belongs to.
    pub area: &'static str,
    /// What it is about.
    pub topic: &'static str,
    /// The possible readings.
    pub readings: &'static str,
    /// What is written and what is tolerated when reading.
    pub safe_choice: &'static str,
    /// The section of the standard.
    pub source: &'static str,
}

pub(super) fn parse() -> Result<Vec<Ambiguity>, DataError> {
    let mut all = Vec::new();
    for_each_line("ambiguities.tsv", include_str!("ambiguities.tsv"), |line| {
        let id = line.column(0)?;
        let number = id.strip_prefix('A').and_then(|digits| digits.parse().ok());
        all.push(Ambiguity {
            number: number.ok_or_else(|| line.error("ambiguity", id))?,
            area: line.column(1)?,
            topic: line.column(2)?,
            readings: line.column(3)?,
            safe_choice: line.column(4)?,
            source: line.column(5)?,
        });
        Ok(())
    })?;
    Ok(all)
}
