//! How the ambiguities are answered that no rule answers, or not a rule alone.

use super::tsv::{DataError, for_each_line};

/// One answer to one ambiguity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The ambiguity, 1 to 154.
    pub number: u16,
    /// In what way it is answered.
    pub how: How,
    /// Why that is the answer, one English sentence.
    pub because: &'static str,
}

/// In what way an ambiguity is answered without a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Every reading is accepted, or read alike.
    Tolerant {
        /// The test that proves it.
        test: &'static str,
    },
    /// Files do not show it: it is for the software that sends or takes in.
    NotCheckable,
}

pub(super) fn parse() -> Result<Vec<Answer>, DataError> {
    let mut all = Vec::new();
    for_each_line("answers.tsv", include_str!("answers.tsv"), |line| {
        let (id, how, test) = (line.column(0)?, line.column(1)?, line.column(2)?);
        let number = id.strip_prefix('A').and_then(|digits| digits.parse().ok());
        all.push(Answer {
            number: number.ok_or_else(|| line.error("ambiguity", id))?,
            how: match (how, test) {
                ("tolerant", test) if !test.is_empty() => How::Tolerant { test },
                ("not-checkable", "") => How::NotCheckable,
                _ => return Err(line.error("answer", how)),
            },
            because: line.column(3)?,
        });
        Ok(())
    })?;
    Ok(all)
}
