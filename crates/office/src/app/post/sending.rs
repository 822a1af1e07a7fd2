//! Sends a letter: into the outbox first, together with the end of its draft; then at once when the hub answers.

use super::Seat;
use super::drafts::Kept;
use super::patience::patience;
use super::sender::hear;
use super::when::moment;
use crate::refusal::Refusal;
use crate::shelf::StoreShelf;
use crate::store::{OutboxItem, SenderLock};
use crate::transfer::{Delivery, NewSet, Prepared, Workplace};
use desk::letter::{Letter, changed_since};
use desk::mailbox::LetterSent;
use desk::{Trouble, TroubleKind};
use standard::types::NameReading;
use std::time::Duration;

/// A person waits so many seconds for the hub, longer for a large letter; then it goes by itself.
const PATIENCE: u64 = 8;
/// Another sender of this PC may be at work: how often it is asked for the turn, and how long between.
const TURNS: u32 = 40;
const TURN: Duration = Duration::from_millis(100);

impl Seat {
    pub(super) fn send_letter(&mut self, id: &str, revision: u64) -> Result<LetterSent, Trouble> {
        let kept = Kept::read(&self.place.store, id)?;
        let (number, name) = self.guard(&kept.letter, revision)?;
        let set = StoreShelf::new(&self.place.store).set(&kept.letter.set, &number, &kept.letter.message)?;
        let again = kept.again || self.has_ended(&set)?;
        // In one transaction: after a crash the letter is a draft or in the outbox, never both.
        let prepared = self.place.hand_over(&set, again, |store| {
            let now = Kept::read(store, id)?;
            if now.letter.revision == revision { now.remove(store) } else { Err(changed_since()) }
        })?;
        if let Prepared::Known(item) = &prepared
            && !item.state.is_waiting()
        {
            return Err(arrived_before(item, &name));
        }
        // It is in the outbox now, whether this can be noted or not.
        drop(self.did(format!("「{name}」に送信しました。")));
        self.send_now(&set, prepared.id())
    }

    /// The recipient's number and name, when nothing stands against sending.
    fn guard(&self, letter: &Letter, revision: u64) -> Result<(String, String), Trouble> {
        if letter.revision != revision {
            return Err(changed_since());
        }
        if let Some(trouble) = letter.hindrance() {
            return Err(trouble);
        }
        let to = letter.to.as_ref().ok_or_else(|| Trouble::missing("宛先"))?;
        let own = self.place.settings.office.as_str();
        if to.number == own {
            return Err(Trouble::input("to", "宛先がこの事業所です。", "相手の事業所を選んでください。"));
        }
        let senders = letter.set.files.iter().filter_map(|file| NameReading::read(&file.send_as).name);
        if let Some(name) = senders.into_iter().find(|name| name.sender.as_str() != own) {
            return Err(other_sender(name.sender.as_str(), own));
        }
        let is_first = self.place.store.partner(&to.number)?.is_first_time();
        if letter.needs_number() && is_first {
            let title = "宛先の番号がまだ確かめられていません。";
            return Err(Trouble::input("number", title, "番号を入力してください。"));
        }
        Ok((to.number.clone(), to.name.clone()))
    }

    /// The same set was sent before and withdrawn or never fetched: it may go anew.
    pub(super) fn has_ended(&self, set: &NewSet) -> Result<bool, Trouble> {
        let Some(item) = self.place.known(set)? else { return Ok(false) };
        Ok(self.place.store.has_ended(&item.id)?)
    }

    /// Whatever happens here, it is in the outbox.
    fn send_now(&mut self, set: &NewSet, id: &str) -> Result<LetterSent, Trouble> {
        let turn = self.turn(id)?;
        if turn.is_none() && self.waits(id)? {
            // The other sender takes what is in the outbox.
            return Ok(LetterSent { id: id.to_owned(), arrived: None });
        }
        let asked = id.to_owned();
        let bytes = set.documents.iter().map(|(_, bytes)| bytes.len() as u64).sum();
        let work = async |place: &mut Workplace| {
            let (client, trust) = (place.client().await?, place.trust().await?);
            place.deliver_in_session(&client, &trust, &asked).await
        };
        let delivery = self.wait_hearing(patience(PATIENCE, bytes), work, hear);
        let arrived = match delivery {
            Ok(Delivery::Arrived(at)) => Some(moment(at)),
            Ok(Delivery::Refused(_)) => None,
            _ => {
                self.shared.bell.notify_one();
                None
            }
        };
        // One that waited too long was sealed anew under another id.
        Ok(LetterSent { id: self.place.store.id_now(id)?, arrived })
    }

    /// The right to send, when no other sender of this PC keeps it for long; `None` also when that one has sent it.
    pub(super) fn turn(&self, id: &str) -> Result<Option<SenderLock>, Trouble> {
        let home = &self.place.home;
        for _ in 0..TURNS {
            let lock = SenderLock::take(home).map_err(|error| Refusal::of_file(home.folder(), &error))?;
            if lock.is_some() || !self.waits(id)? {
                return Ok(lock);
            }
            self.shared.bell.notify_one();
            if !(self.place.surroundings.pause)(TURN) {
                break;
            }
        }
        Ok(None)
    }

    pub(super) fn waits(&self, id: &str) -> Result<bool, Trouble> {
        Ok(self.place.store.outbox_item(id)?.is_some_and(|item| item.state.is_waiting()))
    }
}

fn other_sender(sender: &str, own: &str) -> Trouble {
    let title = format!("送信元の事業所番号が {sender} で、この事業所（{own}）と違うファイルがあります。");
    let cure = "介護ソフトの自事業所番号を確かめて、出力し直してください。";
    Trouble::input("files", title, cure).leaving("まだ送っていません。下書きは残っています。")
}

fn arrived_before(item: &OutboxItem, name: &str) -> Trouble {
    let at = item.accepted_at.unwrap_or(item.created_at);
    Trouble::new(
        TroubleKind::Changed,
        "同じファイルが、すでに届いています。",
        format!("{} に「{name}」へ送った内容と、ファイルがすべて同じです。", moment(at).sentence()),
        "送り直すときは、送信一覧でその送信を開き、「同じ内容で下書きを作る」を押してください。",
    )
    .leaving("今回は送っていません。下書きは残っています。")
}
