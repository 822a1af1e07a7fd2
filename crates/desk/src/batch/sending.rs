//! What the one who sends tells the work table.

use super::{Addressee, Batch, Confirmer, GroupState};
use crate::mailbox::Partner;

impl Batch {
    /// Numbers of receivers that the directory was not asked for yet.
    pub fn unasked(&self) -> Vec<String> {
        let open = self.groups.iter().filter(|group| group.to == Addressee::Open);
        let mut numbers: Vec<String> = open.map(|group| group.key.receiver.clone()).collect();
        numbers.sort();
        numbers.dedup();
        numbers
    }

    /// What the directory says about a number; `None`: it does not know it.
    pub fn answer(&mut self, number: &str, partner: Option<&Partner>) {
        for group in self.groups.iter_mut().filter(|group| group.key.receiver == number) {
            group.to = partner.map_or(Addressee::Unknown, |partner| Addressee::Known(partner.clone()));
        }
    }

    /// The next group to send; `None` when none waits or a person paused.
    pub fn next(&self) -> Option<u32> {
        let queued = self.groups.iter().find(|group| group.state == GroupState::Queued);
        queued.filter(|_| !self.paused).map(|group| group.id)
    }

    /// How far a group is now. When it was the last one, the table says how the sending went.
    pub fn mark(&mut self, id: u32, state: GroupState) {
        if let Some(group) = self.group_mut(id) {
            group.selected = matches!(state, GroupState::Failed(_));
            let sent_to = matches!(state, GroupState::Sent { .. }).then(|| group.key.receiver.clone());
            group.state = state;
            self.is_known(sent_to.as_deref());
        }
        if self.running && self.under_way() == 0 {
            self.running = false;
            self.paused = false;
            self.conclude();
        }
    }

    /// An office to which something was sent is no first-time recipient any more.
    fn is_known(&mut self, number: Option<&str>) {
        for group in self.groups.iter_mut().filter(|group| Some(group.key.receiver.as_str()) == number) {
            if let Addressee::Known(partner) = &mut group.to {
                partner.first_time = false;
            }
        }
    }

    /// After a restart: what was being sent when the program ended is sent again first; the same bytes count once.
    pub fn resume(&mut self) {
        for group in &mut self.groups {
            if matches!(group.state, GroupState::Sending { .. }) {
                group.state = GroupState::Queued;
            }
        }
        self.running = self.under_way() > 0;
        if self.running && self.round.is_empty() {
            let under_way = self.groups.iter().filter(|group| group.state == GroupState::Queued);
            self.round = under_way.map(|group| group.id).collect();
        }
    }

    /// Who confirmed what was queued just now.
    pub fn sign(&mut self, by: &Confirmer) {
        let queued = self.groups.iter_mut().filter(|group| group.state == GroupState::Queued && group.by.is_none());
        queued.for_each(|group| group.by = Some(by.clone()));
    }

    /// Says what truly went in this sending, what waits, and what is left to do.
    fn conclude(&mut self) {
        let sent = self.of_round(|state| matches!(state, GroupState::Sent { .. }));
        let before = self.of_round(|state| matches!(state, GroupState::SentBefore { .. }));
        let waiting = self.of_round(|state| matches!(state, GroupState::Waiting { .. }));
        let failed = self.of_round(|state| matches!(state, GroupState::Failed(_)));
        let mut text = String::new();
        if sent > 0 {
            text += &format!("送信が終わりました。{sent}件送れました。");
        }
        if waiting > 0 {
            text += &format!("{waiting}件は送信待ちです。連携基盤につながりしだい、自動で送ります。");
        }
        if before > 0 {
            text += &format!("{before}件は、すでに送信済みだったので送りませんでした。");
        }
        if failed > 0 {
            text += &format!("{failed}件は送れませんでした。「送信結果」の欄を見てください。");
        }
        let broken = self.broken();
        if broken > 0 {
            text += &format!("{broken}件は、直してから送ってください。");
        }
        self.say(failed == 0, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::{BatchAction, BatchChange, Ledger};
    use crate::mailbox::PartnerState;
    use crate::practice::{OWN, practice_files};
    use crate::sorting::{CheckedSet, OfferedFile, Shelf};
    use crate::trouble::Trouble;
    use standard::Date;

    #[derive(Default)]
    struct Pile(Vec<Vec<u8>>);

    impl Shelf for Pile {
        fn put(&mut self, _: &str, bytes: Vec<u8>) -> Result<u64, Trouble> {
            self.0.push(bytes);
            Ok(self.0.len() as u64 - 1)
        }

        fn get(&self, key: u64) -> Result<Vec<u8>, Trouble> {
            Ok(self.0[key as usize].clone())
        }

        fn remove(&mut self, _: u64) {}
    }

    impl Ledger for Pile {
        fn sent(&self, _: &str, _: &CheckedSet) -> Result<Option<GroupState>, Trouble> {
            Ok(None)
        }
    }

    fn pressed(batch: &mut Batch, pile: &mut Pile, action: BatchAction) {
        let change = BatchChange { typed: Vec::new(), selected: None, action };
        batch.apply(change, OWN, Date::new(2025, 6, 5).unwrap(), pile).unwrap();
    }

    fn loaded(pile: &mut Pile) -> Batch {
        let mut batch = Batch::default();
        let files = practice_files().into_iter().map(|(name, bytes)| OfferedFile::new(&name, bytes)).collect();
        pressed(&mut batch, pile, BatchAction::Add(files));
        batch
    }

    fn known(batch: &mut Batch) {
        for number in batch.unasked() {
            let partner = Partner {
                name: number.clone(),
                kana: String::new(),
                place: String::new(),
                services: Vec::new(),
                state: PartnerState::Active,
                first_time: false,
                favourite: false,
                closed: None,
                number: number.clone(),
            };
            batch.answer(&number, Some(&partner));
        }
    }

    #[test]
    fn nothing_is_sent_to_a_number_that_was_not_looked_up() {
        let mut batch = loaded(&mut Pile::default());
        assert_eq!(batch.chosen().count(), 0);
        assert_eq!(batch.unasked().len(), 5);
        known(&mut batch);
        assert_eq!(batch.chosen().count(), 4);
        batch.answer("1370000002", None);
        assert_eq!(batch.chosen().count(), 2);
    }

    #[test]
    fn what_was_being_sent_goes_first_after_a_restart_and_a_second_press_adds_nothing() {
        let mut pile = Pile::default();
        let mut batch = loaded(&mut pile);
        known(&mut batch);
        let confirmed: Vec<(u32, u64)> = batch.chosen().map(|group| (group.id, group.revision)).collect();
        pressed(&mut batch, &mut pile, BatchAction::Send(confirmed.clone()));
        pressed(&mut batch, &mut pile, BatchAction::Send(confirmed));
        assert_eq!((batch.under_way(), batch.running), (4, true));
        let first = batch.next().unwrap();
        batch.mark(first, GroupState::Sending { percent: 40 });
        let mut after = batch.clone();
        after.resume();
        assert_eq!((after.next(), after.running), (Some(first), true));
        pressed(&mut after, &mut pile, BatchAction::Pause);
        assert_eq!(after.next(), None);
        pressed(&mut after, &mut pile, BatchAction::Continue);
        while let Some(id) = after.next() {
            after.mark(id, GroupState::Waiting { id: "x".to_owned() });
        }
        assert!(!after.running);
        assert!(
            after.notice.unwrap().text.starts_with("4件は送信待ちです。連携基盤につながりしだい、自動で送ります。")
        );
    }
}
