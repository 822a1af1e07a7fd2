//! 一括送信: the one work table of this office on this PC.

use super::Answer;
use crate::batch::{Batch, BatchChange};

/// The work table of the page 一括送信.
pub trait Batches {
    /// How it stands. Asked for twice a second while something is being sent, so it answers from memory.
    fn batch(&self) -> Answer<'_, Batch>;

    /// Changes it ([`Batch::apply`]), keeps it before the answer, and begins, pauses or goes on sending when
    /// [`Batch::running`] says so. An interrupted sending goes on after a restart.
    fn change_batch(&self, change: BatchChange) -> Answer<'_, Batch>;
}
