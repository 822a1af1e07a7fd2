//! The shelf of the pages over this office's store: bytes of dropped files, sealed until they are sent or thrown away.

use crate::refusal::Refusal;
use crate::store::{Store, StoreError};
use crate::transfer::NewSet;
use desk::batch::{Batch, GroupState, Ledger};
use desk::letter::Letter;
use desk::sorting::{CheckedSet, Shelf};
use desk::{Moment, Trouble, TroubleKind};
use evidence::{OfficeNumber, SetSerial};
use protocol::TransmissionState;
use std::collections::HashSet;

/// The shelf. Within [`Store::together`] its changes happen with the letter's or the table's, or not at all.
#[derive(Debug)]
pub struct StoreShelf<'s> {
    store: &'s Store,
}

impl<'s> StoreShelf<'s> {
    /// Over a store.
    pub fn new(store: &'s Store) -> Self {
        Self { store }
    }

    /// A checked set with its bytes and the names it is sent under, for [`crate::transfer::Workplace::dispatch`].
    ///
    /// # Errors
    /// When a file is not on the shelf any more, or the recipient is no office number.
    pub fn set(&self, set: &CheckedSet, to: &str, message: &str) -> Result<NewSet, Refusal> {
        let documents = set.files.iter().map(|file| {
            let bytes = self.store.from_shelf(file.key).map_err(|error| Refusal::from(&error))?;
            Ok((file.send_as.clone(), bytes.ok_or_else(|| gone(&file.name))?))
        });
        Ok(NewSet {
            to: OfficeNumber::parse(to).ok_or_else(|| not_an_office(to))?,
            serial: set.serial.as_deref().and_then(SetSerial::parse),
            month: set.month.clone(),
            message: message.to_owned(),
            documents: documents.collect::<Result<_, Refusal>>()?,
            deed: None,
        })
    }
}

impl Shelf for StoreShelf<'_> {
    fn put(&mut self, _name: &str, bytes: Vec<u8>) -> Result<u64, Trouble> {
        self.store.put_on_shelf(&bytes).map_err(|error| Refusal::from(&error).trouble(TroubleKind::Failed))
    }

    fn get(&self, key: u64) -> Result<Vec<u8>, Trouble> {
        let bytes = self.store.from_shelf(key);
        let bytes = bytes.map_err(|error| Refusal::from(&error).trouble(TroubleKind::Failed))?;
        bytes.ok_or_else(|| Trouble::missing("ファイル"))
    }

    fn remove(&mut self, key: u64) {
        // What stays is swept at the next start.
        let _ = self.store.clear_shelf(key);
    }
}

impl Ledger for StoreShelf<'_> {
    fn sent(&self, receiver: &str, set: &CheckedSet) -> Result<Option<GroupState>, Trouble> {
        let failed = |error: StoreError| Refusal::from(&error).trouble(TroubleKind::Failed);
        let set = self.set(set, receiver, "").map_err(|refusal| refusal.trouble(TroubleKind::Failed))?;
        let item = self.store.find_outbox(&set.fingerprint(self.store)).map_err(failed)?;
        let Some(item) = item else { return Ok(None) };
        if item.state.is_waiting() {
            return Ok(Some(GroupState::Waiting { id: item.id, why: None }));
        }
        if self.store.has_ended(&item.id).map_err(failed)? {
            return Ok(None);
        }
        let at = item.accepted_at.unwrap_or(item.created_at).unix().saturating_mul(1_000);
        let at = Moment(i64::try_from(at).unwrap_or(i64::MAX));
        Ok(Some(GroupState::SentBefore { id: item.id, at }))
    }
}

impl Store {
    /// What was sent was taken back or never fetched: the same set may go anew.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn has_ended(&self, id: &str) -> Result<bool, StoreError> {
        let state = self.sent_item(id)?.map(|summary| summary.state);
        Ok(matches!(state, Some(TransmissionState::Withdrawn | TransmissionState::Expired)))
    }

    /// At a start: removes bytes that no draft and not the work table names. Gives how many files.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn tidy_shelf(&mut self) -> Result<usize, StoreError> {
        self.together(|store| {
            let mut needed = HashSet::new();
            for draft in store.drafts::<Letter>()? {
                needed.extend(draft.letter.set.files.iter().map(|file| file.key));
            }
            if let Some(table) = store.work_table::<Batch>()? {
                needed.extend(table.groups.iter().flat_map(|group| &group.set.files).map(|file| file.key));
            }
            store.sweep_shelf(&needed)
        })
    }
}

fn gone(name: &str) -> Refusal {
    Refusal::new(
        format!("「{name}」が見つかりません。"),
        "ほかの画面で外されたか、下書きが消された可能性があります。",
        "もう一度ファイルを置いてください。",
        "まだ送っていません。",
    )
}

fn not_an_office(text: &str) -> Refusal {
    let cure = "宛先を選び直してください。";
    Refusal::new(format!("「{text}」は事業所番号ではありません。"), "", cure, "まだ送っていません。")
}
