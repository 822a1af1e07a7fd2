//! The program in practice: nothing to wait for, nothing that ends.

use super::Practice;
use crate::mailbox::{Answer, LogLine, Program, Sight};

impl Program for Practice {
    fn news(&self, _known: Sight) -> Answer<'_, Sight> {
        self.answer(|world| Ok(world.sight()))
    }

    fn told(&self, what: String, number: String) -> Answer<'_, ()> {
        self.answer(|world| {
            world.told.insert(0, LogLine { at: world.now, error: true, text: what, number: Some(number) });
            Ok(())
        })
    }

    fn quit(&self) -> Answer<'_, ()> {
        self.answer(|_| Ok(()))
    }
}
