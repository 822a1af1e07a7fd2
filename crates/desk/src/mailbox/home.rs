//! トップ: the state of the system, notices, licence, certificate, version, and what waits.

use super::{Answer, Closed};
use crate::moment::Moment;
use standard::Date;

/// What the first page needs.
pub trait Home {
    /// All facts of the first page.
    fn home(&self) -> Answer<'_, HomeFacts>;

    /// One notice; from now on it counts as read by this office on this PC.
    fn read_notice(&self, id: String) -> Answer<'_, Notice>;
}

/// The first page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeFacts {
    /// 利用可能です, or why not.
    pub system: SystemState,
    /// Notices, the newest first.
    pub notices: Vec<Notice>,
    /// The last day of the licence; `None` when none was granted yet.
    pub licence_end: Option<Date>,
    /// The certificate of this terminal.
    pub certificate: Option<CertificateFacts>,
    /// This program.
    pub app: AppVersion,
    /// What waits for a person.
    pub counts: Counts,
    /// Closed offices that have not fetched what was sent to them.
    pub lost: Vec<Lost>,
}

/// Transmissions that a closed office has not fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The closed office: number and name.
    pub office: (String, String),
    /// That it is closed.
    pub closed: Closed,
    /// How many.
    pub count: u64,
}

/// Whether the system can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SystemState {
    /// 利用可能です。
    Available,
    /// A planned maintenance lasts.
    Maintenance(Maintenance),
    /// Receiving works, sending does not.
    ReadOnly,
    /// The hub does not answer.
    Away,
    /// It answers, but this office may not use it now.
    Suspended {
        /// Why.
        why: String,
        /// What to do.
        cure: String,
    },
    /// The certificate of this terminal lets nobody in, as the words say; it is to be enrolled again.
    Barred(String),
    /// Without a licence nothing is sent, here or to here; what has arrived is still received.
    Unlicensed {
        /// The last day of the licence that is over; `None` when there never was one.
        ended: Option<Date>,
        /// The help desk, as the operator gives it.
        contact: Option<String>,
    },
    /// This office is closed; the words say since when, who takes over, and what is still possible until when.
    Closed(String),
}

impl HomeFacts {
    /// This office is closed.
    pub fn is_closed(&self) -> bool {
        matches!(self.system, SystemState::Closed(_))
    }

    /// The certificate of this terminal lets nobody in.
    pub fn is_barred(&self) -> bool {
        matches!(self.system, SystemState::Barred(_))
    }
}

/// News of the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: String,
    /// When it was put up.
    pub at: Moment,
    /// 件名.
    pub title: String,
    /// The whole text, plain, lines as written.
    pub body: String,
    /// How loudly it speaks.
    pub importance: Importance,
    /// Opened before on this PC.
    pub read: bool,
}

/// How loudly a notice speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Importance {
    /// お知らせ
    Normal,
    /// 重要
    Important,
    /// 緊急
    Urgent,
}

impl Importance {
    /// Kind of chip and word; none for what is only news.
    pub fn chip(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Normal => None,
            Self::Important => Some(("todo", "重要")),
            Self::Urgent => Some(("bad", "緊急")),
        }
    }
}

/// A planned maintenance that lasts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maintenance {
    /// Until when it is planned; `None` when the hub has not told.
    pub until: Option<Moment>,
    /// Sending and receiving go on.
    pub goes_on: bool,
    /// The hub does not answer meanwhile.
    pub away: bool,
    /// The operator's words.
    pub text: String,
}

impl Notice {
    /// The beginning of the text in one line, for the list.
    pub fn excerpt(&self) -> String {
        const SHOWN: usize = 60;
        let line: String = self.body.split_whitespace().collect::<Vec<_>>().join(" ");
        match line.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
            None => line,
        }
    }
}

/// The certificate of this terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFacts {
    /// The office it is for.
    pub office: String,
    /// Its serial number as 利用申請サイト shows it: hexadecimal digits, without zeros in front.
    pub number: String,
    /// Which of the two kinds.
    pub kind: CertificateKind,
    /// The last day it can be used.
    pub end: Date,
    /// Days from today to the end, by the calendar in Japan.
    pub days_left: i64,
    /// The end has passed.
    pub over: bool,
    /// It can be renewed now.
    pub renewable: bool,
}

/// The two kinds of certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateKind {
    /// 介護保険証明書
    Insurance,
    /// 請求委任事業所用ケアプラン証明書
    CarePlan,
}

impl CertificateKind {
    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Insurance => "介護保険証明書",
            Self::CarePlan => "請求委任事業所用ケアプラン証明書",
        }
    }
}

/// This program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppVersion {
    /// The version that runs.
    pub current: String,
    /// The newest one, as far as the operator has told.
    pub newest: Option<String>,
}

impl AppVersion {
    /// The newest one, when this is an older one.
    pub fn newer(&self) -> Option<&str> {
        self.newest.as_deref().filter(|newest| numbers(newest) > numbers(&self.current))
    }

    /// This is known to be the newest one.
    pub fn is_newest(&self) -> bool {
        self.newest.is_some() && self.newer().is_none()
    }
}

/// The numbers of a version, to compare it; what is no number counts as none.
fn numbers(version: &str) -> Vec<u64> {
    let plain = version.split(['-', '+']).next().unwrap_or_default();
    plain.split('.').map(|part| part.parse().unwrap_or_default()).collect()
}

/// What waits for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Received and not yet saved on this PC.
    pub unsaved: u64,
    /// Could not be sent.
    pub failed: u64,
    /// Waits for the hub and goes by itself.
    pub waiting: u64,
    /// Drafts.
    pub drafts: u64,
    /// Sent and not yet fetched by the other office.
    pub unfetched: u64,
    /// Groups on the page 一括送信 that are not sent.
    pub in_batch: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_version_is_told_and_an_unknown_one_is_not_called_the_newest() {
        let app = |current: &str, newest: Option<&str>| AppVersion {
            current: current.into(),
            newest: newest.map(Into::into),
        };
        assert_eq!(app("0.9.1", Some("0.10.0")).newer(), Some("0.10.0"));
        assert_eq!(app("0.10.0", Some("0.9.1")).newer(), None);
        assert!(app("1.0.0", Some("1.0.0")).is_newest());
        assert!(!app("1.0.0", None).is_newest());
        assert!(!app("1.0.0", Some("1.0.1-rc.1")).is_newest());
    }
}
