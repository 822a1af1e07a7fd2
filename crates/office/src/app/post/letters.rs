//! Letters that are being written.

use super::drafts::Kept;
use super::when::moment;
use super::{Post, Seat};
use crate::shelf::StoreShelf;
use crate::store::StoreError;
use desk::Trouble;
use desk::letter::{Letter, LetterAction, LetterChange};
use desk::mailbox::{Answer, Draft, LetterSent, Letters, Template};

impl Letters for Post {
    fn drafts(&self) -> Answer<'_, Vec<Draft>> {
        self.ask(|seat| {
            let all = seat.place.store.drafts::<Letter>()?.into_iter();
            Ok(all.map(|one| Draft { letter: one.letter, changed: moment(one.changed_at) }).collect())
        })
    }

    fn begin(&self) -> Answer<'_, Letter> {
        self.ask(|seat| {
            let now = seat.place.surroundings.timestamp();
            let store = &seat.place.store;
            let letter = Letter::new(store.new_draft_id()?);
            store.keep_draft(&letter.id, &letter, now).map_err(full)?;
            Ok(letter)
        })
    }

    fn letter(&self, id: String) -> Answer<'_, Letter> {
        self.ask(move |seat| Ok(Kept::read(&seat.place.store, &id)?.letter))
    }

    fn change_letter(&self, id: String, change: LetterChange) -> Answer<'_, Letter> {
        self.ask(move |seat| seat.change_letter(&id, change))
    }

    fn remove_letters(&self, ids: Vec<String>) -> Answer<'_, ()> {
        self.ask(move |seat| {
            seat.place.store.together(|store| {
                for id in &ids {
                    // Another window may have thrown it away before.
                    if store.draft::<Kept>(id)?.is_some() {
                        Kept::read(store, id)?.remove(store)?;
                    }
                }
                Ok(())
            })
        })
    }

    fn send_letter(&self, id: String, revision: u64) -> Answer<'_, LetterSent> {
        self.ask(move |seat| seat.send_letter(&id, revision))
    }

    fn templates(&self) -> Answer<'_, Vec<Template>> {
        self.all_templates()
    }

    fn keep_template(&self, template: Template) -> Answer<'_, String> {
        self.keep_one_template(template)
    }

    fn remove_template(&self, id: String) -> Answer<'_, ()> {
        self.remove_one_template(id)
    }
}

impl Seat {
    fn change_letter(&mut self, id: &str, change: LetterChange) -> Result<Letter, Trouble> {
        let (today, now) = (self.today()?, self.place.surroundings.timestamp());
        let confirms = matches!(change.action, LetterAction::ConfirmNumber(_));
        // Who took the recipient off does not want it back at once.
        let looks = change.action != LetterAction::NoRecipient;
        let (letter, done) = self.place.store.together(|store| {
            let before = Kept::read(store, id)?;
            let mut kept = before.clone();
            let done = kept.letter.apply(change, &mut StoreShelf::new(store), today);
            if let Some(to) = kept.letter.to.as_ref().filter(|_| confirms && done.is_ok()) {
                store.confirm_partner(&to.number, now)?;
            }
            if kept != before {
                store.keep_draft(id, &kept, now)?;
            }
            Ok::<_, Trouble>((kept.letter, done))
        })?;
        done?;
        if looks { self.with_recipient(letter) } else { Ok(letter) }
    }

    /// Sets the recipient that the files name, when none is chosen and the directory knows it. With the hub away and an
    /// office that this PC does not know the recipient stays open.
    fn with_recipient(&mut self, letter: Letter) -> Result<Letter, Trouble> {
        let Some(number) = letter.wanted().map(str::to_owned) else { return Ok(letter) };
        if self.is_away() && self.place.store.recipient(&number)?.is_none() {
            return Ok(letter);
        }
        let Ok(Some(partner)) = self.look_up(&number) else { return Ok(letter) };
        let now = self.place.surroundings.timestamp();
        self.place.store.together(|store| {
            let mut kept = Kept::read(store, &letter.id)?;
            if kept.letter.wanted() == Some(number.as_str()) {
                kept.letter.to = Some(partner);
                store.keep_draft(&letter.id, &kept, now)?;
            }
            Ok(kept.letter)
        })
    }
}

/// What is told when no more drafts are kept.
pub(super) fn full(error: StoreError) -> Trouble {
    match error {
        StoreError::Full(_) => Trouble::new(
            desk::TroubleKind::Failed,
            "これ以上は下書きを作れません。",
            "下書きが1,000件あります。",
            "下書き一覧で、要らないものを消してください。",
        ),
        error => error.into(),
    }
}
