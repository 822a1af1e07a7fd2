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
}

impl Partner {
    /// The kinds of service as one text.
    pub fn service(&self) -> String {
        self.services.join("・")
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
