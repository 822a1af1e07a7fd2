//! The offices this one exchanges with: search, recent, favourites.

use super::Answer;
use serde::{Deserialize, Serialize};

/// The directory.
pub trait Partners {
    /// Offices by number, name, kana, place or kind of service; at most [`super::PAGE`].
    fn search(&self, words: String) -> Answer<'_, Vec<Partner>>;

    /// Favourites and those used last.
    fn book(&self) -> Answer<'_, PartnerBook>;

    /// One office by its number; `None`: the directory does not know it.
    fn partner(&self, number: String) -> Answer<'_, Option<Partner>>;

    /// Puts an office among the favourites, or takes it off.
    fn favour(&self, number: String, favourite: bool) -> Answer<'_, ()>;
}

/// Favourites and those used last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartnerBook {
    /// お気に入り, by kana.
    pub favourites: Vec<Partner>,
    /// 最近の宛先, the latest first.
    pub recent: Vec<Partner>,
}

/// An office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// Its number.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Its name in kana.
    pub kana: String,
    /// Its municipality.
    pub place: String,
    /// Its kinds of service, in words.
    pub services: Vec<String>,
    /// Whether it can receive.
    pub state: PartnerState,
    /// Nothing was ever sent to it from this office: its number is confirmed before sending.
    pub first_time: bool,
    /// Among the favourites.
    pub favourite: bool,
    /// It is closed, or will be.
    #[serde(default)]
    pub closed: Option<Box<Closed>>,
}

impl Partner {
    /// The kinds of service as one text.
    pub fn service(&self) -> String {
        self.services.join("・")
    }
}

/// That an office is closed, or will be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// The first day on which it is closed, as a sentence has it.
    pub day: String,
    /// That day has come.
    pub has_come: bool,
    /// The last day on which it can still read what had arrived before, as a sentence has it.
    pub reads_until: Option<String>,
    /// Who takes over: number and name.
    pub successor: Option<(String, String)>,
}

impl Closed {
    /// In a few words, for lists.
    pub fn mark(&self) -> String {
        let when = if self.has_come { "廃止".to_owned() } else { format!("{}に廃止", self.day) };
        match &self.successor {
            Some((number, name)) => format!("{when}（引き継ぎ {number} {name}）"),
            None => when,
        }
    }

    /// What to do to reach who takes over.
    pub fn cure(&self) -> String {
        match &self.successor {
            Some((number, name)) => format!(
                "引き継いだ事業所は、{name}（{number}）です。介護ソフトに登録した送信先の事業所番号を{number}に直し、ファイルを出力し直して、新しく送ってください。"
            ),
            None => {
                "引き継いだ事業所は登録されていません。これからの受け渡しを、利用者や相手の法人に確かめてください。"
                    .to_owned()
            }
        }
    }
}

/// Whether an office can receive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartnerState {
    /// It can.
    Active,
    /// It is known, but has no licence now.
    Unlicensed,
    /// It is closed.
    Closed,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(has_come: bool, successor: Option<(&str, &str)>) -> Closed {
        Closed {
            day: "2026年12月1日".to_owned(),
            has_come,
            reads_until: None,
            successor: successor.map(|(number, name)| (number.to_owned(), name.to_owned())),
        }
    }

    #[test]
    fn the_mark_says_when_and_who_takes_over() {
        let next = Some(("1370000003", "架空センター"));
        assert_eq!(closed(true, None).mark(), "廃止");
        assert_eq!(closed(false, None).mark(), "2026年12月1日に廃止");
        assert_eq!(closed(true, next).mark(), "廃止（引き継ぎ 1370000003 架空センター）");
        assert!(closed(true, next).cure().contains("1370000003に直し"));
        assert!(!closed(true, None).cure().contains("直し"), "nobody is sent to no office");
    }

    #[test]
    fn nothing_is_sent_to_an_office_that_is_closed_and_who_took_over_is_named() {
        let mut letter = crate::letter::Letter::new("1");
        let partner = |closed: Closed| Partner {
            number: "1370000002".to_owned(),
            name: "架空ケア".to_owned(),
            kana: String::new(),
            place: String::new(),
            services: Vec::new(),
            state: PartnerState::Active,
            first_time: false,
            favourite: false,
            closed: Some(Box::new(closed)),
        };
        let next = Some(("1370000003", "架空センター"));
        letter.to = Some(partner(closed(true, next)));
        let stands = letter.hindrance().unwrap();
        assert!(stands.title.contains("廃止") && format!("{stands:?}").contains("1370000003"), "{stands:?}");
        letter.to = Some(partner(closed(false, next)));
        assert!(!letter.hindrance().unwrap().title.contains("廃止"), "its day has not come");
    }
}
