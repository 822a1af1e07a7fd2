//! Sends what waits: the queue of 一括送信 first, then everything in the outbox that is due.

use super::seat::Heard;
use super::when::moment;
use super::{Seat, bar_of};
use crate::hub_client::ExchangeClient;
use crate::refusal::Refusal;
use crate::shelf::StoreShelf;
use crate::store::{Deed, SenderLock};
use crate::transfer::{Delivery, Prepared, Workplace};
use desk::Trouble;
use desk::batch::{Batch, Confirmer, Group, GroupState};
use evidence::certificate::TrustStore;

/// The longest that one set may take, in seconds: 50 MB over a slow line.
const ONE_SET: u64 = 600;
/// The longest that the hub may take to let us in, in seconds.
const SIGNED_IN: u64 = 15;

/// What sending needs of the hub, for a whole round: a connection, not a session, which may be renewed meanwhile.
pub(in crate::app) struct Line {
    pub(super) client: ExchangeClient,
    pub(super) trust: TrustStore,
}

impl Seat {
    /// Sends what can be sent now. Another process of this office may be sending; then nothing is done.
    ///
    /// # Errors
    /// Why sending stopped; what was not sent waits.
    pub(in crate::app) fn send_what_waits(&mut self) -> Result<(), Trouble> {
        // After a start the table says what was being sent.
        if self.shared.on_table(|_| ()).is_none() {
            self.with_table(|_, _| ())?;
        }
        self.follow_outbox()?;
        if self.has_open_receivers() {
            self.look_up_receivers()?;
        }
        if self.shared.on_table(Batch::next).flatten().is_none() && self.place.due()?.is_empty() {
            return Ok(());
        }
        let home = &self.place.home;
        let lock = SenderLock::take(home).map_err(|error| Refusal::of_file(home.folder(), &error))?;
        let Some(_lock) = lock else { return Ok(()) };
        let line = self.reach_hub();
        self.send_table(line.as_ref())?;
        self.send_due(&line?)
    }

    /// The connection for one round.
    pub(in crate::app) fn reach_hub(&mut self) -> Result<Line, Refusal> {
        let work =
            async |place: &mut Workplace| Ok(Line { client: place.client().await?, trust: place.trust().await? });
        // The certificates of the hub lie at its public door.
        self.wait_hearing(SIGNED_IN, work, |_| Heard::Public)
    }

    /// One group after the other, as long as nobody pauses. What cannot go now is signed and waits in the outbox.
    fn send_table(&mut self, line: Result<&Line, &Refusal>) -> Result<(), Trouble> {
        while let Some(id) = self.shared.on_table(Batch::next).flatten() {
            self.with_table(|table, shelf| table.mark(id, GroupState::Sending { percent: 10 }, shelf))?;
            let group = self.shared.on_table(|table| table.group(id).cloned()).flatten();
            let Some(group) = group else { continue };
            let state = self.send_group(&group, line).unwrap_or_else(GroupState::Failed);
            self.with_table(|table, shelf| table.mark(id, state, shelf))?;
        }
        Ok(())
    }

    fn send_group(&mut self, group: &Group, line: Result<&Line, &Refusal>) -> Result<GroupState, Trouble> {
        let mut set = StoreShelf::new(&self.place.store).set(&group.set, &group.key.receiver, &group.message)?;
        // Noted when it arrives, now or later, with the one who confirmed it.
        set.deed = group.by.clone().map(|by| deed(by, group));
        let again = self.has_ended(&set)?;
        let prepared = self.place.prepare(&set, again)?;
        let id = prepared.id().to_owned();
        if let Prepared::Known(item) = &prepared
            && let Some(at) = item.accepted_at
        {
            return Ok(GroupState::SentBefore { id, at: moment(at) });
        }
        self.with_table(|table, shelf| table.mark(group.id, GroupState::Sending { percent: 40 }, shelf))?;
        // It is in the outbox now, and goes from there whatever happens here.
        match line.map_err(Clone::clone).and_then(|line| self.deliver(line, &id)) {
            Ok(delivery) => self.state_after(&id, &delivery),
            Err(refusal) if self.place.known(&set)?.is_some_and(|item| item.state.is_waiting()) => {
                self.state_after(&id, &Delivery::Waiting(refusal))
            }
            Err(refusal) => Err(refusal.into()),
        }
    }

    /// Sends one of the outbox, and keeps whether the hub answered.
    pub(in crate::app) fn deliver(&mut self, line: &Line, id: &str) -> Result<Delivery, Refusal> {
        let Line { client, trust } = line;
        self.wait_hearing(ONE_SET, async |place| place.deliver_in_session(client, trust, id).await, hear)
    }

    fn send_due(&mut self, line: &Line) -> Result<(), Trouble> {
        for item in self.place.due()? {
            let delivery = self.deliver(line, &item.id)?;
            self.settle_in_table(&item.id, &delivery)?;
            match delivery {
                Delivery::Arrived(_) => {}
                Delivery::Refused(refusal) => self.tell_of_failure(&refusal),
                // The next ones would be stopped by the same.
                Delivery::Waiting(refusal) if refusal.away => return Err(refusal.into()),
                Delivery::Stopped(refusal) => return Err(refusal.into()),
                Delivery::Waiting(_) => {}
            }
        }
        Ok(())
    }

    /// A group that waited is where its item is now.
    fn settle_in_table(&mut self, sent: &str, delivery: &Delivery) -> Result<(), Trouble> {
        let waited = |group: &&Group| matches!(&group.state, GroupState::Waiting { id, .. } if id == sent);
        let group = self.shared.on_table(|table| table.groups.iter().find(waited).cloned()).flatten();
        let Some(group) = group else { return Ok(()) };
        let state = self.state_after(sent, delivery)?;
        if state == group.state {
            return Ok(());
        }
        self.with_table(|table, shelf| table.mark(group.id, state, shelf))
    }

    /// How far a group is whose set is in the outbox. What waited too long was sealed anew under another id.
    fn state_after(&self, sent: &str, delivery: &Delivery) -> Result<GroupState, Trouble> {
        let id = self.place.store.id_now(sent)?;
        let barring = |refusal: &Refusal| bar_of(refusal).map(|_| refusal.clone().into());
        Ok(match delivery {
            Delivery::Arrived(at) => GroupState::Sent { id, at: moment(*at) },
            Delivery::Refused(refusal) => GroupState::Failed(refusal.clone().into()),
            Delivery::Stopped(refusal) => GroupState::Waiting { id, why: Some(refusal.clone().into()) },
            Delivery::Waiting(refusal) => GroupState::Waiting { id, why: barring(refusal) },
        })
    }
}

/// What became of one says whether the hub lets in.
pub(super) fn hear(delivery: &Delivery) -> Heard {
    match delivery {
        Delivery::Waiting(refusal) | Delivery::Stopped(refusal) => Heard::Refusal(refusal.clone()),
        Delivery::Arrived(_) | Delivery::Refused(_) => Heard::Answer,
    }
}

fn deed(by: Confirmer, group: &Group) -> Deed {
    Deed { who: by.who, staff: by.staff, what: format!("「{}」に送信しました。", group.name()) }
}
