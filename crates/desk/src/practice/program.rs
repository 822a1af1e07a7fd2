//! The program in practice: nothing to wait for, nothing that ends.

use super::Practice;
use crate::mailbox::{Answer, Program};

impl Program for Practice {
    fn news(&self, _known: u64) -> Answer<'_, u64> {
        self.answer(|world| Ok(world.unsaved()))
    }

    fn quit(&self) -> Answer<'_, ()> {
        self.answer(|_| Ok(()))
    }
}
