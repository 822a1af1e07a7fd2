//! The program in practice: nothing to wait for, nothing that ends.

use super::Practice;
use crate::mailbox::{Answer, Program, Sight};

impl Program for Practice {
    fn news(&self, _known: Sight) -> Answer<'_, Sight> {
        self.answer(|world| Ok(world.sight()))
    }

    fn quit(&self) -> Answer<'_, ()> {
        self.answer(|_| Ok(()))
    }
}
