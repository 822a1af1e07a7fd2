//! What was asked of the hub and what it promised, as the offices know it.

use super::letter::sealed;
use crate::dice::Dice;
use crate::world::Member;
use evidence::{OfficeNumber, Sha256};
use office::hub_client::HubError;
use protocol::{ProblemCode, Submitted, TransmissionState};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// One transmission as its offices know it.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) from: OfficeNumber,
    pub(crate) to: OfficeNumber,
    pub(crate) container: Arc<Vec<u8>>,
    /// SHA-256 of the container, hexadecimal.
    pub(crate) sha256: String,
    /// What the hub has answered; `None`: it was sent, and no answer came yet.
    pub(crate) promised: Option<TransmissionState>,
    /// Withdrawing was asked for, whatever came of it.
    pub(crate) may_be_withdrawn: bool,
    /// A worker is busy with it.
    pub(crate) taken: bool,
    /// The receipt for the acceptance, as it came.
    pub(crate) receipt: Option<protocol::Receipt>,
    /// Sent again, it was taken for another one.
    pub(crate) accepted_again: bool,
    /// An answer was lost on the way: it may be there or not.
    pub(crate) unknown: bool,
    /// No load runs any more: nothing can have happened that is not written here.
    pub(crate) settled: bool,
    /// The hub refused it for good: nothing of it may be there.
    pub(crate) refused: bool,
}

impl Entry {
    /// A letter of about so many bytes, sealed now and not sent yet.
    pub(crate) fn new(from: &Member, to: &OfficeNumber, dice: &mut Dice, bytes: usize) -> Result<Self, String> {
        let (id, container) = sealed(from, to, dice, bytes)?;
        Ok(Self {
            id,
            from: from.number.clone(),
            to: to.clone(),
            sha256: Sha256::of(&container).to_string(),
            container: Arc::new(container),
            promised: None,
            may_be_withdrawn: false,
            taken: false,
            receipt: None,
            accepted_again: false,
            unknown: false,
            settled: false,
            refused: false,
        })
    }

    /// Notes what came of sending it.
    pub(crate) fn settle(&mut self, answer: &Result<Submitted, HubError>) {
        self.taken = false;
        match answer {
            Ok(submitted) => {
                self.promised = Some(TransmissionState::Accepted);
                self.receipt = Some(submitted.receipt.clone());
            }
            Err(error) => {
                self.refused = error.code().is_some() && !error.is_temporary();
                // No answer, or one that says that it is not known what became of it.
                self.unknown |= !matches!(error.code(), Some(ProblemCode::StorageFull | ProblemCode::Busy));
            }
        }
    }
}

/// All of them. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ledger(Arc<Mutex<BTreeMap<String, Entry>>>);

impl Ledger {
    fn open(&self) -> MutexGuard<'_, BTreeMap<String, Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Before the first byte leaves.
    pub(crate) fn begin(&self, entry: Entry) {
        self.open().insert(entry.id.clone(), entry);
    }

    /// Changes an entry.
    pub(crate) fn change(&self, id: &str, change: impl FnOnce(&mut Entry)) {
        if let Some(entry) = self.open().get_mut(id) {
            change(entry);
        }
    }

    /// Takes one that fits for a worker, the newest; it gives it back by clearing `taken`.
    pub(crate) fn take(&self, fits: impl Fn(&Entry) -> bool) -> Option<Entry> {
        let mut open = self.open();
        let entry = open.values_mut().rev().find(|entry| !entry.taken && fits(entry))?;
        entry.taken = true;
        Some(entry.clone())
    }

    /// The load has stopped, or goes on. What was interrupted in the middle is free again, and its fate is not known.
    pub(crate) fn settle(&self, settled: bool) {
        for entry in self.open().values_mut() {
            entry.unknown |= entry.taken;
            entry.taken = false;
            entry.settled = settled;
        }
    }

    /// As it stands now.
    pub(crate) fn snapshot(&self) -> Vec<Entry> {
        self.open().values().cloned().collect()
    }

    /// How many the hub has acknowledged.
    pub(crate) fn acknowledged(&self) -> usize {
        self.open().values().filter(|entry| entry.promised.is_some()).count()
    }
}
