//! 一括送信 in practice: each look at the table moves the sending one step, so that progress can be seen without a clock.

use super::Practice;
use super::world::World;
use crate::batch::{Addressee, Batch, BatchChange, GroupState};
use crate::mailbox::{Answer, Batches};
use crate::trouble::{Trouble, TroubleKind};

impl Batches for Practice {
    fn batch(&self) -> Answer<'_, Batch> {
        self.answer(|world| {
            world.step();
            Ok(world.batch.clone())
        })
    }

    fn change_batch(&self, change: BatchChange) -> Answer<'_, Batch> {
        self.answer(move |world| {
            let today = world.today()?;
            let done = world.batch.apply(change, super::OWN, today, &mut world.files);
            for number in world.batch.unasked() {
                let partner = world.partner(&number);
                world.batch.answer(&number, partner.as_ref());
            }
            done.map(|()| world.batch.clone())
        })
    }
}

impl World {
    /// Sends a little more.
    fn step(&mut self) {
        let sending = self.batch.groups.iter().find(|group| matches!(group.state, GroupState::Sending { .. }));
        if let Some((id, state)) = sending.map(|group| (group.id, group.state.clone())) {
            let next = match state {
                GroupState::Sending { percent } if percent < 80 => GroupState::Sending { percent: percent + 40 },
                _ => self.deliver(id),
            };
            return self.batch.mark(id, next);
        }
        if let Some(id) = self.batch.next() {
            self.batch.mark(id, GroupState::Sending { percent: 10 });
        }
    }

    fn deliver(&mut self, id: u32) -> GroupState {
        let Some(group) = self.batch.group(id).cloned() else { return GroupState::Unsent };
        let Addressee::Known(to) = &group.to else { return GroupState::Failed(Trouble::missing("宛先の事業所")) };
        // One group fails at the first try, so that sending again can be practised.
        if to.number == "1370000004" && group.message.is_empty() {
            let trouble = Trouble::new(
                TroubleKind::Failed,
                "連携基盤が混み合っていて、送れませんでした。",
                "たくさんの事業所が同時に送っています。（練習では、メッセージが空のときに必ず起きます）",
                "メッセージを書いて、もう一度「送信する」を押してください。",
            );
            return GroupState::Failed(trouble.leaving("この宛先には何も届いていません。"));
        }
        match self.post(to, &group.message, &group.set) {
            Ok((id, true)) => GroupState::Sent { id, at: self.now },
            Ok((id, false)) => GroupState::Waiting { id },
            Err(trouble) => GroupState::Failed(trouble),
        }
    }
}
