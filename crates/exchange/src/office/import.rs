//! An import of offices from a file: first looked at as a whole, then stored in parts that are each whole.

use super::NewOffice;
use crate::actor::OperatorId;
use crate::id::ImportId;
use crate::instant::Instant;

/// How many findings are kept; the rest is only counted.
pub const MOST_FINDINGS: usize = 200;

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportState {
    /// Its lines are being looked at; nothing is stored.
    Checking,
    /// Some lines are wrong: nothing was stored and nothing will be.
    Refused,
    /// Every line is right; it waits for a person's yes.
    Checked,
    /// It is being stored, part by part, to its end whatever happens.
    Storing,
    /// Every office is stored.
    Done,
    /// Somebody let it be, or the hub was stopped while it was being looked at. Nothing was stored.
    Dropped,
}

/// What storing the offices does, or would do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// New ones.
    pub added: u64,
    /// Known ones with other data.
    pub changed: u64,
    /// Known ones with the same data.
    pub same: u64,
    /// Closed for good: their lines are left out.
    pub closed: u64,
}

/// What is wrong with a line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportFinding {
    /// The line, from 1; 0 for the whole file.
    pub line: u64,
    /// What is wrong and how to mend it.
    pub text: String,
}

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeImport {
    /// Its id.
    pub id: ImportId,
    /// Who brought it.
    pub operator: OperatorId,
    /// The name of the file.
    pub file: String,
    /// When.
    pub at: Instant,
    /// Where it stands.
    pub state: ImportState,
    /// Offices in it.
    pub total: u64,
    /// Offices that were looked at, and then stored.
    pub done: u64,
    /// What it does.
    pub counts: ImportCounts,
    /// Wrong lines.
    pub wrong: u64,
    /// The first of them, in words.
    pub findings: Vec<ImportFinding>,
}

/// What a look at a part of the offices gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportPart {
    /// Of which import.
    pub id: ImportId,
    /// Its place in the file, from 0.
    pub part: u32,
    /// The offices, each with its line.
    pub offices: Vec<ImportLine>,
}

/// An office as a line of the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportLine {
    /// The line, from 1.
    pub line: u64,
    /// The office.
    pub office: NewOffice,
}

/// What an import does to an office. Those that stay as they are have no kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// It is new.
    Added,
    /// It is known, with other data.
    Changed,
    /// It was closed for good: the line is left out.
    Closed,
}

crate::licence::words!(LineKind: Added = "added", Changed = "changed", Closed = "closed");

/// What a line of the file does, or did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineChange {
    /// The line, from 1.
    pub line: u64,
    /// The office as it was; none when it is new.
    pub before: Option<NewOffice>,
    /// The office as it will be.
    pub after: NewOffice,
}

impl ImportCounts {
    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            added: self.added + other.added,
            changed: self.changed + other.changed,
            same: self.same + other.same,
            closed: self.closed + other.closed,
        }
    }
}

impl ImportState {
    /// Every state.
    pub const ALL: [Self; 6] = [Self::Checking, Self::Refused, Self::Checked, Self::Storing, Self::Done, Self::Dropped];

    /// The word in stored data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Checking => "checking",
            Self::Refused => "refused",
            Self::Checked => "checked",
            Self::Storing => "storing",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}
