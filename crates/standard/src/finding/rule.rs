//! A rule: what is wrong, why, and what to do, as data beside the code that finds it.

use super::Text;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Must be mended before sending.
    Error,
    /// Is read as it is meant; better mended.
    Warning,
}

impl Severity {
    /// The word in the JSON form: exactly `error` or `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// How often a rule speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// At every place.
    Each,
    /// Once a file, at the first place, with the number of places.
    File,
    /// Once for every field of a file, at the first place, with the number of places.
    Field,
}

/// One rule. Every rule has a file of its own and stands in [`crate::rules::all`].
#[derive(Debug)]
pub struct Rule {
    /// `C0001`…; never reused.
    pub id: &'static str,
    /// A name for machines, kebab-case.
    pub slug: &'static str,
    /// Error or warning; a rule has one severity.
    pub severity: Severity,
    /// How often it speaks.
    pub fold: Fold,
    /// What happened, a few words.
    pub title: Text,
    /// What happened, in one or two sentences, with facts.
    pub message: Text,
    /// Why it is a rule.
    pub why: Text,
    /// What to do.
    pub cure: Text,
    /// The section of the standard, or "記載なし" with the ambiguity.
    pub source: &'static str,
    /// The ambiguities that it answers (numbers of A001 to A154).
    pub ambiguities: &'static [u16],
}
