//! Notices (お知らせ): the operator's news, for whom, when, and who has read them.

mod maintenance;
mod reminder;

pub use maintenance::{Fate, Maintenance, Stage};
pub use reminder::{Ending, PAYMENT_DAYS, REMINDER_DAYS, Reminder, payment_days, reminder_days};

use crate::id::NoticeId;
use crate::instant::Instant;
use standard::{OfficeNumber, ServiceType};

/// For whom a notice is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Every office.
    All,
    /// Offices with a licence.
    Licensed,
    /// Offices that give one of these services.
    Services(Vec<ServiceType>),
    /// These offices.
    Offices(Vec<OfficeNumber>),
}

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Importance {
    /// News.
    Normal,
    /// Should be read.
    Important,
    /// Concerns the running of the exchange now (a stop, a fault).
    Urgent,
}

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// For whom.
    pub audience: Audience,
    /// How much it matters.
    pub importance: Importance,
    /// Headline.
    pub title: String,
    /// Text.
    pub body: String,
    /// Shown from.
    pub from: Instant,
    /// Shown until.
    pub until: Instant,
}

/// A notice as one office sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeEntry {
    /// The notice.
    pub notice: Notice,
    /// When somebody of the office read it.
    pub read_at: Option<Instant>,
}

impl Audience {
    /// True when an office with these services and this licence belongs to the audience.
    pub fn includes(&self, office: OfficeNumber, services: &[ServiceType], licensed: bool) -> bool {
        match self {
            Self::All => true,
            Self::Licensed => licensed,
            Self::Services(wanted) => services.iter().any(|service| wanted.contains(service)),
            Self::Offices(wanted) => wanted.contains(&office),
        }
    }

    /// The stored form.
    pub fn text(&self) -> String {
        let join = |parts: Vec<&str>| parts.join(",");
        match self {
            Self::All => "all".to_owned(),
            Self::Licensed => "licensed".to_owned(),
            Self::Services(services) => {
                format!("services:{}", join(services.iter().map(ServiceType::as_str).collect()))
            }
            Self::Offices(offices) => format!("offices:{}", join(offices.iter().map(OfficeNumber::as_str).collect())),
        }
    }

    /// Reads the stored form.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':') {
            None if text == "all" => Some(Self::All),
            None if text == "licensed" => Some(Self::Licensed),
            Some(("services", list)) => {
                list.split(',').map(|s| ServiceType::parse(s).ok()).collect::<Option<_>>().map(Self::Services)
            }
            Some(("offices", list)) => {
                list.split(',').map(|o| OfficeNumber::parse(o).ok()).collect::<Option<_>>().map(Self::Offices)
            }
            _ => None,
        }
    }
}

impl Importance {
    /// Every importance.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Important, Self::Urgent];

    /// The word in stored data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Important => "important",
            Self::Urgent => "urgent",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|importance| importance.as_str() == word)
    }
}
