//! What the writers of all formats have in common: they get set after set, then the end.

use super::gather::Gathered;
use super::outcome::{SetOutcome, Totals};
use crate::Exit;
use standard::Date;
use std::io::{self, Write};

/// Writes a result in one format.
pub(super) trait Writer {
    /// Takes a set; sets come in their order.
    fn set(&mut self, out: &mut dyn Write, set: &SetOutcome) -> io::Result<()>;

    /// There are no more sets.
    fn close(&mut self, out: &mut dyn Write, closing: &Closing<'_>) -> io::Result<()>;
}

/// What is known at the end.
#[derive(Debug)]
pub(super) struct Closing<'g> {
    /// What was left out or could not be reached.
    pub(super) gathered: &'g Gathered,
    /// Over all sets.
    pub(super) totals: Totals,
    /// The day of the check.
    pub(super) as_of: Date,
    /// How the command ends.
    pub(super) exit: Exit,
}
