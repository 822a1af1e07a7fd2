//! 一括送信: the work table, and who the receivers of its sets are.

use super::{Post, Seat};
use crate::refusal::Refusal;
use crate::transfer::Workplace;
use desk::batch::{Addressee, Batch, BatchChange};
use desk::mailbox::{Answer, Batches, Partner};
use desk::{Trouble, TroubleKind};
use protocol::ProblemCode;

/// A person waits so many seconds for the directory; what is open then is asked again by itself.
const PATIENCE: u64 = 5;

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
            let person = seat.person()?;
            let done = seat.with_table(|table, shelf| {
                let done = table.apply(change, &own, today, shelf);
                table.sign(&person);
                done
            })?;
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
        let numbers = self.shared.on_table(Batch::unasked).unwrap_or_default();
        if numbers.is_empty() {
            return Ok(());
        }
        let (mut said, asked) = (Vec::new(), numbers.clone());
        if !self.is_away() {
            // What was answered before the hub fell silent counts.
            let _ = self.wait(PATIENCE, async |place| ask_directory(place, asked, &mut said).await);
        }
        let mut found = Vec::new();
        for number in numbers {
            if let Some(partner) = self.found(&number, &said)? {
                found.push((number, partner));
            }
        }
        self.with_table(|table, _| found.iter().for_each(|(number, partner)| table.answer(number, partner.as_ref())))
    }

    /// What is known of a number; `None`: nothing yet.
    fn found(&self, number: &str, said: &[(String, bool)]) -> Result<Option<Option<Partner>>, Trouble> {
        let is_there = said.iter().find(|(known, _)| known == number).map(|(_, is_there)| *is_there);
        Ok(match is_there {
            Some(false) => Some(None),
            None if self.place.store.recipient(number)?.is_none() => None,
            _ => Some(Some(self.known(number)?)),
        })
    }

    /// True when a receiver is still open.
    pub(in crate::app) fn has_open_receivers(&self) -> bool {
        let is_open = |table: &Batch| table.groups.iter().any(|group| group.to == Addressee::Open);
        self.shared.on_table(is_open).unwrap_or(false)
    }
}

/// Whether the directory knows each number; what it knows is kept on this PC.
async fn ask_directory(
    place: &mut Workplace,
    numbers: Vec<String>,
    said: &mut Vec<(String, bool)>,
) -> Result<(), Refusal> {
    let client = place.client().await?;
    for number in numbers {
        let is_there = match client.office(&number).await {
            Ok(office) => {
                place.store.keep_recipient(&office)?;
                true
            }
            Err(error) if error.code() == Some(ProblemCode::NotFound) => false,
            Err(error) => return Err(Refusal::from(&error)),
        };
        said.push((number, is_there));
    }
    Ok(())
}
