//! The way in and out, as the pages ask for it.

use super::{Post, Seat, Shared};
use crate::store::{ACCOUNT_ID, SYSTEM_ID};
use desk::Trouble;
use desk::mailbox::{
    Answer, Doors, Known, ManagerReset, PasswordOf, Secret, Setup, SignIn, Standing, StepInput, Unlock,
};

impl Doors for Post {
    fn standing(&self) -> Answer<'_, Standing> {
        self.ask_outside(Shared::standing)
    }

    fn setup(&self) -> Answer<'_, Setup> {
        self.ask_outside(Shared::setup)
    }

    fn take_step(&self, input: StepInput) -> Answer<'_, Setup> {
        self.do_step(input)
    }

    fn folders_to_make(&self, folders: Vec<String>) -> Answer<'_, Vec<String>> {
        self.ask_outside(move |shared| Ok(shared.folders_to_make(folders)))
    }

    fn used(&self) -> Answer<'_, ()> {
        self.ask_outside(|shared| shared.used())
    }

    fn known(&self) -> Answer<'_, Known> {
        self.ask_outside(|shared| {
            let known = shared.on_ground(|ground| {
                Ok::<_, Trouble>(Known {
                    system_id: ground.store.fact(SYSTEM_ID)?.unwrap_or_default(),
                    account: ground.store.fact(ACCOUNT_ID)?.unwrap_or_default(),
                    asks_person: ground.store.uses_staff()?,
                    locked: shared.locked_by(ground)?,
                    ended: shared.ended(),
                })
            })?;
            Ok(known.unwrap_or_default())
        })
    }

    fn sign_in(&self, input: SignIn) -> Answer<'_, ()> {
        self.ask(|seat| seat.sign_in(input))
    }

    fn reset_manager(&self, input: ManagerReset) -> Answer<'_, ()> {
        self.ask(|seat| seat.reset_manager(input))
    }

    fn must_change(&self) -> Answer<'_, Vec<PasswordOf>> {
        self.ask_outside(|shared| Ok(shared.must_change()))
    }

    fn change_passwords(&self, new: Vec<(PasswordOf, Secret)>) -> Answer<'_, ()> {
        self.ask(move |seat| seat.change_passwords(&new))
    }

    fn sign_out(&self) -> Answer<'_, ()> {
        self.ask(Seat::sign_out)
    }

    fn lock(&self) -> Answer<'_, ()> {
        self.ask(Seat::lock)
    }

    fn unlock(&self, input: Unlock) -> Answer<'_, ()> {
        self.ask(|seat| seat.unlock(input))
    }
}
