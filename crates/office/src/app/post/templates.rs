//! Templates of messages: those of the app, and this office's own.

use super::{Post, Seat};
use crate::store::TemplateWords;
use desk::mailbox::{Answer, Template};
use desk::{Trouble, TroubleKind};

/// Most characters of a name.
const LONGEST_NAME: usize = 60;

impl Post {
    pub(super) fn all_templates(&self) -> Answer<'static, Vec<Template>> {
        self.ask(|seat| {
            let mut all = Template::of_the_app();
            let own = seat.place.store.templates()?.into_iter();
            all.extend(own.map(|one| Template { id: one.id, name: one.words.name, text: one.words.text, own: true }));
            Ok(all)
        })
    }

    pub(super) fn keep_one_template(&self, template: Template) -> Answer<'static, String> {
        self.ask(move |seat| seat.keep_template(&template))
    }

    pub(super) fn remove_one_template(&self, id: String) -> Answer<'static, ()> {
        self.ask(move |seat| Ok(seat.place.store.remove_template(&id)?))
    }
}

impl Seat {
    fn keep_template(&mut self, template: &Template) -> Result<String, Trouble> {
        let name = template.name.trim();
        if name.is_empty() {
            return Err(Trouble::input("name", "ひな形の名前が空です。", "あとで見つけやすい名前を付けてください。"));
        }
        if name.chars().count() > LONGEST_NAME {
            return Err(Trouble::input("name", "ひな形の名前が長すぎます。", "60文字までにしてください。"));
        }
        if template.text.chars().count() > desk::letter::MAX_MESSAGE {
            return Err(Trouble::input("text", "ひな形の文が長すぎます。", "2,000文字までにしてください。"));
        }
        let words = TemplateWords { name: name.to_owned(), text: template.text.replace("\r\n", "\n") };
        if template.id.is_empty() {
            return Ok(self.place.store.keep_template(None, &words)?);
        }
        if Template::of_the_app().iter().any(|one| one.id == template.id) {
            return Err(not_own());
        }
        self.place.store.together(|store| {
            if !store.templates()?.iter().any(|one| one.id == template.id) {
                return Err(Trouble::missing("ひな形"));
            }
            Ok(store.keep_template(Some(&template.id), &words)?)
        })
    }
}

fn not_own() -> Trouble {
    let why = "はじめから入っているひな形は変えられません。";
    Trouble::new(TroubleKind::Forbidden, "このひな形は変えられません。", why, "新しいひな形を作ってください。")
}
