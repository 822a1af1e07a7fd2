//! 一括送信 in practice: each look at the table moves the sending one step, so that progress can be seen without a clock.

use super::Practice;
use super::dispatches::Sent;
use super::world::{Files, World};
use crate::batch::{Addressee, Batch, BatchChange, Group, GroupState, Ledger};
use crate::mailbox::{Answer, Batches, DispatchState};
use crate::sorting::{CheckedFile, CheckedSet, Shelf};
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
            let mut ledger = Known { files: &mut world.files, sent: &world.sent };
            let done = world.batch.apply(change, super::OWN, today, &mut ledger);
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
            return self.batch.mark(id, next, &mut self.files);
        }
        if let Some(id) = self.batch.next() {
            self.batch.mark(id, GroupState::Sending { percent: 10 }, &mut self.files);
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
            Ok((id, false)) => GroupState::Waiting { id, why: None },
            Err(trouble) => GroupState::Failed(trouble),
        }
    }

    /// What waited has arrived, or was taken back.
    pub(super) fn settle(&mut self, sent: &str, state: GroupState) {
        let waited = |group: &&Group| matches!(&group.state, GroupState::Waiting { id, .. } if id == sent);
        if let Some(group) = self.batch.groups.iter().find(waited).map(|group| group.id) {
            self.batch.mark(group, state, &mut self.files);
        }
    }
}

/// The shelf of practice with what was sent in it.
struct Known<'w> {
    files: &'w mut Files,
    sent: &'w [Sent],
}

impl Shelf for Known<'_> {
    fn put(&mut self, name: &str, bytes: Vec<u8>) -> Result<u64, Trouble> {
        self.files.put(name, bytes)
    }

    fn get(&self, key: u64) -> Result<Vec<u8>, Trouble> {
        self.files.get(key)
    }

    fn remove(&mut self, key: u64) {
        self.files.remove(key);
    }
}

impl Ledger for Known<'_> {
    fn sent(&self, receiver: &str, set: &CheckedSet) -> Result<Option<GroupState>, Trouble> {
        let file = |file: &CheckedFile| Ok((file.send_as.clone(), self.files.get(file.key)?));
        let mut files = set.files.iter().map(file).collect::<Result<Vec<_>, Trouble>>()?;
        files.sort();
        let same = |sent: &&Sent| {
            let mut known = sent.files.clone();
            known.sort();
            sent.practised && sent.summary.to.number == receiver && known == files
        };
        let Some(sent) = self.sent.iter().find(same) else { return Ok(None) };
        let id = sent.summary.id.clone();
        Ok(match sent.summary.state {
            DispatchState::Failed(_) | DispatchState::Withdrawn | DispatchState::Expired => None,
            DispatchState::Waiting | DispatchState::Sending => Some(GroupState::Waiting { id, why: None }),
            _ => Some(GroupState::SentBefore { id, at: sent.summary.at }),
        })
    }
}
