//! A text that a blank field takes from the row before.

use std::borrow::Cow;

/// A text for showing, with where it comes from. What stands in the row itself is in the row's view.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inherited<'f> {
    /// The text; `None` when neither this row nor one before it has one.
    pub text: Option<Cow<'f, str>>,
    /// The text was taken from a row before.
    pub from_before: bool,
}

impl<'f> Inherited<'f> {
    /// The text of the next row: its own, or this one when the row continues what this one belongs to.
    pub(super) fn next(&self, own: Option<Cow<'f, str>>, continues: bool) -> Self {
        match own {
            Some(text) => Self { text: Some(text), from_before: false },
            None if continues => Self { text: self.text.clone(), from_before: self.text.is_some() },
            None => Self::default(),
        }
    }
}

/// Whether a row continues the block that a number counts (課題NO and the like). A row without a number continues it
/// unless it begins something with a text of its own (A119: the order of the rows then decides).
pub(super) fn continues(before: Option<i64>, now: Option<i64>, begins_with: Option<&str>, shown: Option<&str>) -> bool {
    match (before, now) {
        (Some(before), Some(now)) => before == now,
        (None, Some(_)) => false,
        (_, None) => begins_with.is_none() || begins_with == shown,
    }
}
