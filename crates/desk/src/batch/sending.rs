//! What the one who sends tells the work table.

use super::{Addressee, Batch, Confirmer, GroupState, Said};
use crate::mailbox::Partner;
use crate::sorting::Shelf;

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

    /// How far a group is now. When it was the last one, the table says how the sending went; what it says follows those that
    /// waited then. One that has not gone, and whose set was dropped anew meanwhile, leaves the table to the newer one.
    pub fn mark(&mut self, id: u32, state: GroupState, shelf: &mut dyn Shelf) {
        let is_told = !self.running && self.notice.as_ref() == Some(&self.outcome());
        if let Some(group) = self.group_mut(id) {
            group.selected = matches!(state, GroupState::Failed(_));
            let sent_to = matches!(state, GroupState::Sent { .. }).then(|| group.key.receiver.clone());
            group.state = state;
            self.is_known(sent_to.as_deref());
        }
        if self.is_outdated(id) {
            self.drop_groups(|group| group.id == id, shelf);
        }
        if self.running && self.under_way() == 0 {
            self.running = false;
            self.paused = false;
            self.notice = Some(self.outcome());
        } else if is_told {
            self.notice = Some(self.outcome()).filter(|said| !said.text.is_empty());
        }
    }

    /// It could be sent again, but the same receiver and serial stand on the table once more, put there after it was sent.
    fn is_outdated(&self, id: u32) -> bool {
        let open = self.group(id).filter(|group| !group.is_locked());
        open.is_some_and(|old| self.groups.iter().any(|group| group.id > id && group.key == old.key))
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

    /// Groups that go by themselves from the outbox.
    pub fn waiting(&self) -> usize {
        self.count(|state| matches!(state, GroupState::Waiting { .. }))
    }

    /// What truly went in this sending, what waits, and what is left to do.
    fn outcome(&self) -> Said {
        let sent = self.of_round(|state| matches!(state, GroupState::Sent { .. }));
        let before = self.of_round(|state| matches!(state, GroupState::SentBefore { .. }));
        let waiting = self.of_round(|state| matches!(state, GroupState::Waiting { .. }));
        let stopped = self.of_round(|state| matches!(state, GroupState::Waiting { why: Some(_), .. }));
        let failed = self.of_round(|state| matches!(state, GroupState::Failed(_)));
        let mut text = String::new();
        if sent > 0 {
            text += &format!("送信が終わりました。{sent}件送れました。");
        }
        if stopped > 0 {
            text += &format!(
                "{waiting}件は送信待ちです。送れるようになりしだい、自動で送ります。「送信結果」の欄を見てください。"
            );
        } else if waiting > 0 {
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
        Said { good: failed + stopped == 0, text }
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
        batch.mark(first, GroupState::Sending { percent: 40 }, &mut pile);
        let mut after = batch.clone();
        after.resume();
        assert_eq!((after.next(), after.running), (Some(first), true));
        pressed(&mut after, &mut pile, BatchAction::Pause);
        assert_eq!(after.next(), None);
        pressed(&mut after, &mut pile, BatchAction::Continue);
        while let Some(id) = after.next() {
            after.mark(id, GroupState::Waiting { id: "x".to_owned(), why: None }, &mut pile);
        }
        assert!(!after.running);
        assert!(
            after.notice.unwrap().text.starts_with("4件は送信待ちです。連携基盤につながりしだい、自動で送ります。")
        );
    }

    #[test]
    fn what_waits_is_no_failure_and_the_table_says_when_it_went() {
        let mut pile = Pile::default();
        let mut batch = loaded(&mut pile);
        known(&mut batch);
        let confirmed: Vec<(u32, u64)> = batch.chosen().map(|group| (group.id, group.revision)).collect();
        let ids: Vec<u32> = confirmed.iter().map(|(id, _)| *id).collect();
        pressed(&mut batch, &mut pile, BatchAction::Send(confirmed));
        let waiting = |id: u32, why| GroupState::Waiting { id: id.to_string(), why };
        ids.iter()
            .for_each(|id| batch.mark(*id, waiting(*id, Some(Trouble::input("", "停止中です。", ""))), &mut pile));
        let said = batch.notice.clone().unwrap();
        assert!(!said.good && said.text.starts_with("4件は送信待ちです。送れるようになりしだい"), "{said:?}");
        assert!(
            batch.waiting() == 4 && batch.gone() == 4 && batch.chosen().count() == 0,
            "nothing is offered a second time"
        );
        ids.iter().for_each(|id| batch.mark(*id, waiting(*id, None), &mut pile));
        assert!(batch.notice.clone().unwrap().text.starts_with("4件は送信待ちです。連携基盤につながりしだい"));
        let sent = |id: u32| GroupState::Sent { id: id.to_string(), at: crate::Moment(0) };
        ids.iter().for_each(|id| batch.mark(*id, sent(*id), &mut pile));
        let said = batch.notice.clone().unwrap();
        assert!(said.good && said.text.starts_with("送信が終わりました。4件送れました。"), "{said:?}");
        pressed(&mut batch, &mut pile, BatchAction::ClearMessages);
        let other = batch.notice.clone();
        batch.mark(ids[0], sent(ids[0]), &mut pile);
        assert_eq!(batch.notice, other, "what another button said stays");
    }

    #[test]
    fn what_did_not_go_leaves_the_table_to_its_corrected_version() {
        let mut pile = Pile::default();
        let mut batch = loaded(&mut pile);
        known(&mut batch);
        let confirmed: Vec<(u32, u64)> = batch.chosen().map(|group| (group.id, group.revision)).collect();
        let [taken_back, refused, alone, ..] = confirmed[..] else { panic!("{confirmed:?}") };
        pressed(&mut batch, &mut pile, BatchAction::Send(confirmed.clone()));
        let waiting = |id: u32| GroupState::Waiting { id: id.to_string(), why: None };
        confirmed.iter().for_each(|(id, _)| batch.mark(*id, waiting(*id), &mut pile));
        let number = |id: u32| batch.group(id).unwrap().key.receiver.clone();
        let corrected = [number(taken_back.0), number(refused.0)];
        let fits = |name: &str| corrected.iter().any(|number| name.contains(number));
        let files = practice_files().into_iter().filter(|(name, _)| fits(name));
        let files = files.map(|(name, bytes)| OfferedFile::new(&name, bytes)).collect();
        pressed(&mut batch, &mut pile, BatchAction::Add(files));
        let count = batch.groups.len();
        batch.mark(taken_back.0, GroupState::Unsent, &mut pile);
        batch.mark(refused.0, GroupState::Failed(Trouble::input("", "x", "")), &mut pile);
        batch.mark(alone.0, GroupState::Unsent, &mut pile);
        assert_eq!(batch.groups.len() + 2, count);
        assert!(batch.group(taken_back.0).is_none() && batch.group(refused.0).is_none());
        assert_eq!(batch.group(alone.0).unwrap().state, GroupState::Unsent, "nothing stands in its place");
        let open = |old: u32| batch.groups.iter().any(|group| group.id > old && group.state == GroupState::Unsent);
        assert!(open(taken_back.0) && open(refused.0), "the corrected ones stand");
    }
}
