//! Letters and templates, in practice.

use super::Practice;
use super::world::World;
use crate::letter::{Letter, LetterChange, changed_since};
use crate::mailbox::{Answer, Draft, LetterSent, Letters, Template};
use crate::sorting::Shelf;
use crate::trouble::{Trouble, TroubleKind};

impl Letters for Practice {
    fn drafts(&self) -> Answer<'_, Vec<Draft>> {
        self.answer(|world| {
            let draft = |(letter, changed): &(Letter, _)| Draft { letter: letter.clone(), changed: *changed };
            Ok(world.letters.iter().map(draft).collect())
        })
    }

    fn begin(&self) -> Answer<'_, Letter> {
        self.answer(|world| {
            let letter = Letter::new(format!("d{:05}", world.number()));
            let now = world.now;
            world.letters.insert(0, (letter.clone(), now));
            Ok(letter)
        })
    }

    fn letter(&self, id: String) -> Answer<'_, Letter> {
        self.answer(move |world| world.letter(&id).cloned())
    }

    fn change_letter(&self, id: String, change: LetterChange) -> Answer<'_, Letter> {
        self.answer(move |world| world.change_letter(&id, change))
    }

    fn remove_letters(&self, ids: Vec<String>) -> Answer<'_, ()> {
        self.answer(move |world| {
            let (gone, kept) =
                std::mem::take(&mut world.letters).into_iter().partition(|(one, _)| ids.contains(&one.id));
            world.letters = kept;
            let gone: Vec<(Letter, _)> = gone;
            gone.iter().flat_map(|(letter, _)| &letter.set.files).for_each(|file| world.files.remove(file.key));
            Ok(())
        })
    }

    fn send_letter(&self, id: String, revision: u64) -> Answer<'_, LetterSent> {
        self.answer(move |world| world.send_letter(&id, revision))
    }

    fn templates(&self) -> Answer<'_, Vec<Template>> {
        self.answer(|world| Ok(world.templates.clone()))
    }

    fn keep_template(&self, template: Template) -> Answer<'_, String> {
        self.answer(move |world| world.keep_template(template))
    }

    fn remove_template(&self, id: String) -> Answer<'_, ()> {
        self.answer(move |world| {
            world.templates.retain(|template| !template.own || template.id != id);
            Ok(())
        })
    }
}

impl World {
    fn letter(&mut self, id: &str) -> Result<&mut Letter, Trouble> {
        let found = self.letters.iter_mut().find(|(letter, _)| letter.id == id);
        found.map(|(letter, _)| letter).ok_or_else(|| Trouble::missing("下書き"))
    }

    fn change_letter(&mut self, id: &str, change: LetterChange) -> Result<Letter, Trouble> {
        let (today, now) = (self.today()?, self.now);
        let at = self.letters.iter().position(|(letter, _)| letter.id == id);
        let at = at.ok_or_else(|| Trouble::missing("下書き"))?;
        let (mut letter, _) = self.letters.remove(at);
        let done = letter.apply(change, &mut self.files, today);
        if let Some(partner) = letter.wanted().and_then(|number| self.partner(number)) {
            letter.to = Some(partner);
        }
        self.letters.insert(0, (letter.clone(), now));
        done.map(|()| letter)
    }

    fn send_letter(&mut self, id: &str, revision: u64) -> Result<LetterSent, Trouble> {
        let letter = self.letter(id)?.clone();
        if letter.revision != revision {
            return Err(changed_since());
        }
        if let Some(trouble) = letter.hindrance() {
            return Err(trouble);
        }
        if letter.needs_number() {
            return Err(Trouble::input("number", "宛先の番号がまだ確かめられていません。", "番号を入力してください。"));
        }
        let to = letter.to.as_ref().ok_or_else(|| Trouble::missing("宛先"))?;
        let (id, arrived) = self.post(to, &letter.message, &letter.set)?;
        self.letters.retain(|(kept, _)| kept.id != letter.id);
        letter.set.files.iter().for_each(|file| self.files.remove(file.key));
        Ok(LetterSent { id, arrived: arrived.then_some(self.now) })
    }

    fn keep_template(&mut self, mut template: Template) -> Result<String, Trouble> {
        if template.name.trim().is_empty() {
            return Err(Trouble::input("name", "ひな形の名前が空です。", "あとで見つけやすい名前を付けてください。"));
        }
        template.own = true;
        if template.id.is_empty() {
            template.id = format!("t{:05}", self.number());
            self.templates.push(template.clone());
            return Ok(template.id);
        }
        let known = self.templates.iter_mut().find(|known| known.own && known.id == template.id);
        let known = known.ok_or_else(|| {
            let why = "はじめから入っているひな形は変えられません。";
            Trouble::new(TroubleKind::Forbidden, "このひな形は変えられません。", why, "新しいひな形を作ってください。")
        })?;
        *known = template.clone();
        Ok(template.id)
    }
}
