//! Sends what waits: the queue of 一括送信 first, then everything in the outbox that is due.

use super::Seat;
use super::when::moment;
use crate::hub_client::ExchangeClient;
use crate::refusal::Refusal;
use crate::shelf::StoreShelf;
use crate::store::{Deed, SenderLock};
use crate::transfer::{Delivery, Prepared};
use desk::Trouble;
use desk::batch::{Batch, Confirmer, Group, GroupState};
use evidence::certificate::TrustStore;

/// The longest that one set may take, in seconds: 50 MB over a slow line.
const ONE_SET: u64 = 600;
/// The longest that the hub may take to let us in, in seconds.
const SIGNED_IN: u64 = 15;

/// What sending needs of the hub.
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
        self.send_table(line.as_ref().ok())?;
        self.send_due(&line?)
    }

    /// The connection for one round.
    pub(in crate::app) fn reach_hub(&mut self) -> Result<Line, Refusal> {
        self.wait(SIGNED_IN, async |place| Ok(Line { client: place.client().await?, trust: place.trust().await? }))
    }

    /// One group after the other, as long as nobody pauses. What cannot go now is signed and waits in the outbox.
    fn send_table(&mut self, line: Option<&Line>) -> Result<(), Trouble> {
        while let Some(id) = self.shared.on_table(Batch::next).flatten() {
            self.with_table(|table, _| table.mark(id, GroupState::Sending { percent: 10 }))?;
            let group = self.shared.on_table(|table| table.group(id).cloned()).flatten();
            let Some(group) = group else { continue };
            let state = self.send_group(&group, line).unwrap_or_else(GroupState::Failed);
            self.with_table(|table, _| table.mark(id, state))?;
        }
        Ok(())
    }

    fn send_group(&mut self, group: &Group, line: Option<&Line>) -> Result<GroupState, Trouble> {
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
        self.with_table(|table, _| table.mark(group.id, GroupState::Sending { percent: 40 }))?;
        let Some(line) = line else { return Ok(GroupState::Waiting { id }) };
        Ok(match self.deliver(line, &id)? {
            Delivery::Arrived(at) => GroupState::Sent { id, at: moment(at) },
            Delivery::Waiting(_) => GroupState::Waiting { id },
            Delivery::Refused(refusal) | Delivery::Stopped(refusal) => GroupState::Failed(refusal.into()),
        })
    }

    /// Sends one of the outbox, and keeps whether the hub answered.
    pub(in crate::app) fn deliver(&mut self, line: &Line, id: &str) -> Result<Delivery, Refusal> {
        let Line { client, trust } = line;
        let delivery = self.wait(ONE_SET, async |place| place.deliver(client, trust, id).await)?;
        if let Delivery::Waiting(refusal) = &delivery {
            self.shared.heard::<()>(&Err(refusal.clone()));
        }
        Ok(delivery)
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

    /// A group that waited has arrived or was refused meanwhile.
    fn settle_in_table(&mut self, sent: &str, delivery: &Delivery) -> Result<(), Trouble> {
        let waited = |group: &&Group| matches!(&group.state, GroupState::Waiting { id } if id == sent);
        let group = self.shared.on_table(|table| table.groups.iter().find(waited).map(|group| group.id)).flatten();
        let Some(group) = group else { return Ok(()) };
        let state = match delivery {
            Delivery::Arrived(at) => GroupState::Sent { id: sent.to_owned(), at: moment(*at) },
            Delivery::Refused(refusal) => GroupState::Failed(refusal.clone().into()),
            Delivery::Waiting(_) | Delivery::Stopped(_) => return Ok(()),
        };
        self.with_table(|table, _| table.mark(group, state))
    }
}

fn deed(by: Confirmer, group: &Group) -> Deed {
    Deed { who: by.who, staff: by.staff, what: format!("「{}」に送信しました。", group.name()) }
}
