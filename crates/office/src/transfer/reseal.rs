//! A container that was never accepted and cannot be any more, too old or signed with the certificate before this one:
//! the same set is sealed anew under a new id.

use super::prepare::NewSet;
use super::{Workplace, id};
use crate::refusal::{Refusal, in_its_words};
use crate::store::OutboxItem;
use evidence::container::{Container, Limits};

impl Workplace {
    /// Puts the set of an item under a new id in its place; gives the new id. Call only when the hub does not know the
    /// old id.
    pub(super) fn reseal(&mut self, item: &OutboxItem) -> Result<String, Refusal> {
        let bytes = self.store.outbox_container(&item.id).map_err(|error| Refusal::from(&error))?;
        let container = Container::open(&bytes, &Limits::default()).map_err(|error| damaged(&error))?;
        let transmission = container.transmission();
        let documents = container.documents();
        let set = NewSet {
            to: transmission.to.office.clone(),
            serial: transmission.serial.clone(),
            month: item.letter.month.clone(),
            message: transmission.message.clone(),
            documents: documents
                .map(|document| (document.entry.name.as_str().to_owned(), document.content.to_vec()))
                .collect(),
            deed: item.letter.deed.clone(),
        };
        let fresh = id::fresh(&self.surroundings)?;
        let fingerprint = self.fingerprint_of(&set);
        self.put(&set, &fresh, &fingerprint, Some(&item.id))?;
        Ok(fresh.as_str().to_owned())
    }
}

fn damaged(error: &dyn std::fmt::Display) -> Refusal {
    let cure = "同じファイルを renkei send --again で送り直してください。";
    Refusal::new("送信待ちの封筒を読み取れません。", in_its_words(&error), cure, "")
}
