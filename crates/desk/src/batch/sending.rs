//! What the one who sends tells the work table.

use super::{Addressee, Batch, GroupState};
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
            group.state = state;
        }
        if self.running && self.under_way() == 0 {
            self.running = false;
            self.paused = false;
            self.conclude();
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
    }

    fn conclude(&mut self) {
        let (sent, failed) = (self.sent(), self.failed());
        let waiting = self.count(|state| matches!(state, GroupState::Waiting { .. }));
        let mut text = format!("送信が終わりました。{sent}件送れました。");
        if waiting > 0 {
            text += &format!("{waiting}件は、連携基盤につながりしだい自動で送ります。");
        }
        if failed > 0 {
            text += &format!("{failed}件は送れませんでした。「送信結果」の欄を見てください。");
        }
        self.say(failed == 0, text);
    }
}
