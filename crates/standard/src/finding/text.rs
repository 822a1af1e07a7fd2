//! Texts in two languages with places for facts.

/// The language of a text that a person reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Plain Japanese (です・ます).
    #[default]
    Ja,
    /// English.
    En,
}

/// A text in both languages. `{name}` stands for the fact of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Japanese.
    pub ja: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// Both languages.
    pub const fn new(ja: &'static str, en: &'static str) -> Self {
        Self { ja, en }
    }

    /// The text in one language, as written.
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.ja,
            Lang::En => self.en,
        }
    }

    /// The text with its facts filled in. A fact that is missing stays as `{name}`, which a test of all rules excludes.
    pub fn fill<'f>(self, lang: Lang, fact: impl Fn(&str) -> Option<&'f str>) -> String {
        let mut rest = self.get(lang);
        let mut filled = String::with_capacity(rest.len() + 32);
        while let Some((head, tail)) = rest.split_once('{') {
            filled.push_str(head);
            let known = tail.split_once('}').and_then(|(name, after)| Some((fact(name)?, after)));
            match known {
                Some((value, after)) => {
                    filled.push_str(value);
                    rest = after;
                }
                None => {
                    filled.push('{');
                    rest = tail;
                }
            }
        }
        filled.push_str(rest);
        filled
    }

    /// The names of the facts that the text asks for, in both languages.
    pub fn fact_names(self) -> impl Iterator<Item = &'static str> {
        let names = |text: &'static str| text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0));
        names(self.ja).chain(names(self.en))
    }
}
