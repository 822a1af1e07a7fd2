//! 一括送信: the work table, and who the receivers of its sets are.

use super::{Post, Seat};
use desk::batch::{Addressee, Batch, BatchChange};
use desk::mailbox::{Answer, Batches, Connection};
use desk::{Trouble, TroubleKind};

impl Batches for Post {
    fn batch(&self) -> Answer<'_, Batch> {
        match self.shared.known_table() {
            Some(table) => Box::pin(std::future::ready(Ok(table))),
            None => self.ask(|seat| seat.with_table(|table, _| table.clone())),
        }
    }

    fn change_batch(&self, change: BatchChange) -> Answer<'_, Batch> {
        self.ask(move |seat| {
            let (own, today) = (seat.place.settings.office.clone(), seat.today()?);
            let done = seat.with_table(|table, shelf| table.apply(change, &own, today, shelf))?;
            seat.look_up_receivers()?;
            seat.shared.bell.notify_one();
            done?;
            seat.shared.known_table().ok_or_else(|| {
                Trouble::new(TroubleKind::Failed, "一括送信の表を読めません。", "", "画面を開き直してください。")
            })
        })
    }
}

impl Seat {
    /// Asks the directory for the receivers that are not known yet. With the hub away, what this PC learned earlier
    /// stands; a number of which it never heard stays open.
    pub(in crate::app) fn look_up_receivers(&mut self) -> Result<(), Trouble> {
        let Some(table) = self.shared.known_table() else { return Ok(()) };
        for number in table.unasked() {
            let found = match self.shared.memory().connection {
                Connection::Online => None,
                Connection::Away { .. } => Some(self.known_partner(&number)?),
            };
            let found = match found {
                Some(known) => known.map(Some),
                None => self.asked_partner(&number)?,
            };
            if let Some(partner) = found {
                self.with_table(|table, _| table.answer(&number, partner.as_ref()))?;
            }
        }
        Ok(())
    }

    /// True when a receiver is still open.
    pub(in crate::app) fn has_open_receivers(&self) -> bool {
        let table = self.shared.known_table();
        table.is_some_and(|table| table.groups.iter().any(|group| group.to == Addressee::Open))
    }
}
