//! A draft from what was sent before: the same recipient, message and files.

use super::Seat;
use super::drafts::Kept;
use super::letters::full;
use crate::refusal::Refusal;
use crate::shelf::StoreShelf;
use desk::Trouble;
use desk::letter::Letter;
use desk::sorting::{CheckedSet, Shelf, ShelvedFile};
use evidence::container::{Container, Limits};

/// A person waits so many seconds for what another PC of the office sent.
const PATIENCE: u64 = 20;

impl Seat {
    pub(super) fn send_again(&mut self, id: &str) -> Result<String, Trouble> {
        let line = self.sent_line(id)?;
        let container = self.sent_container(id)?;
        let (today, now) = (self.today()?, self.place.surroundings.timestamp());
        let to = self.look_up(&line.to.number).ok().flatten().unwrap_or(line.to);
        self.place.store.together(|store| {
            let mut kept = Kept { letter: Letter::new(store.new_draft_id()?), again: true };
            let mut files = Vec::new();
            for document in container.documents() {
                let (name, bytes) = (document.entry.name.as_str().to_owned(), document.content.to_vec());
                let key = StoreShelf::new(store).put(&name, bytes.clone())?;
                files.push(ShelvedFile { key, name, bytes });
            }
            kept.letter.set = CheckedSet::check(files, today);
            kept.letter.to = Some(to);
            kept.letter.message = line.message;
            store.keep_draft(&kept.letter.id, &kept, now).map_err(full)?;
            Ok(kept.letter.id)
        })
    }

    /// From this PC; of what another PC of the office sent, from the hub.
    fn sent_container(&mut self, id: &str) -> Result<Container, Trouble> {
        let item = self.place.store.outbox_item(id)?;
        let bytes = match item {
            Some(_) => self.place.store.outbox_container(id)?,
            None => self.wait(PATIENCE, async |place| {
                let client = place.client().await?;
                place.sent_container(&client, id).await
            })?,
        };
        Container::open(&bytes, &Limits::default()).map_err(|error| {
            let (what, cure) = ("送ったデータを読み取れません。", "元のファイルから、新しく作ってください。");
            Refusal::new(what, crate::refusal::in_its_words(&error), cure, "").into()
        })
    }
}
