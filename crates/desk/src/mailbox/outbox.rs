//! 送信一覧: what this office sent, and how far it came.

use super::{Answer, DocumentLine, Download, EvidenceStep, Partner};
use crate::moment::Moment;
use crate::remark::Remark;
use crate::trouble::Trouble;

/// What was sent.
pub trait Outbox {
    /// A page of what was sent or waits to be, the newest first. `fresh` asks the hub first.
    fn dispatches(&self, filter: DispatchFilter, fresh: bool) -> Answer<'_, DispatchPage>;

    /// One with its history.
    fn dispatch(&self, id: String) -> Answer<'_, DispatchDetail>;

    /// Takes it back: from the hub until the recipient fetched it, or from what waits on this PC.
    fn withdraw(&self, id: String) -> Answer<'_, ()>;

    /// Makes a draft with the same recipient, message and files; its id. The page leads there.
    fn send_again(&self, id: String) -> Answer<'_, String>;

    /// The evidence: container, 到達証, 受領証, certificates.
    fn proof(&self, id: String) -> Answer<'_, Download>;
}

/// Which of what was sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DispatchFilter {
    /// Only those in this state group.
    pub state: Option<Passed>,
    /// Only this service month, `YYYYMM`.
    pub month: Option<String>,
    /// Words in the message, the office's name or number, a file name.
    pub text: Option<String>,
    /// Page from 1.
    pub page: usize,
}

/// States as a person filters by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    /// Waits on this PC or is being sent.
    Waiting,
    /// Arrived, not fetched yet: can be withdrawn.
    Unfetched,
    /// Fetched or further.
    Delivered,
    /// Could not be sent, or could not be imported.
    Failed,
    /// Withdrawn or expired.
    Ended,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DispatchPage {
    /// At most [`super::PAGE`] entries.
    pub rows: Vec<Dispatch>,
    /// Number of all that fit the filter.
    pub total: u64,
    /// The months that occur, the newest first.
    pub months: Vec<String>,
    /// When the hub last answered.
    pub as_of: Option<Moment>,
    /// Why the list is not fresh.
    pub stale: Option<Trouble>,
}

/// One transmission in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispatch {
    /// Its id.
    pub id: String,
    /// When it was sent; for what waits, when it was handed over to be sent.
    pub at: Moment,
    /// The recipient.
    pub to: Partner,
    /// The message.
    pub message: String,
    /// The documents.
    pub documents: Vec<DocumentLine>,
    /// The service month, `YYYYMM`.
    pub month: Option<String>,
    /// CSVバージョン.
    pub version: Option<String>,
    /// How far it came.
    pub state: DispatchState,
}

impl Dispatch {
    /// The recipient was closed before it began to fetch: perhaps nobody will read it.
    pub fn is_lost(&self) -> bool {
        self.state == DispatchState::Arrived && self.to.closed.as_ref().is_some_and(|closed| closed.has_come)
    }
}

/// How far it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DispatchState {
    /// 送信待ち: goes by itself when the hub answers.
    Waiting,
    /// 送信中.
    Sending,
    /// 送信できませんでした.
    Failed(Trouble),
    /// 届いた: the hub has it and signed for it.
    Arrived,
    /// 相手が取得: the recipient's fetch has begun.
    Fetched,
    /// 相手が受領: the recipient signed for it.
    Received,
    /// 取込済.
    Imported,
    /// 取込エラー, with what the recipient said.
    Rejected(String),
    /// 取消.
    Withdrawn,
    /// 期限切れ.
    Expired,
}

impl DispatchState {
    /// How it is called.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Waiting => "送信待ち",
            Self::Sending => "送信中",
            Self::Failed(_) => "送信エラー",
            Self::Arrived => "届きました",
            Self::Fetched => "相手が取得",
            Self::Received => "相手が受領",
            Self::Imported => "取込済み",
            Self::Rejected(_) => "取込エラー",
            Self::Withdrawn => "取消",
            Self::Expired => "期限切れ",
        }
    }

    /// The group it is filtered by.
    pub fn passed(&self) -> Passed {
        match self {
            Self::Waiting | Self::Sending => Passed::Waiting,
            Self::Arrived => Passed::Unfetched,
            Self::Fetched | Self::Received | Self::Imported => Passed::Delivered,
            Self::Failed(_) | Self::Rejected(_) => Passed::Failed,
            Self::Withdrawn | Self::Expired => Passed::Ended,
        }
    }

    /// True until the recipient fetched it.
    pub fn can_be_withdrawn(&self) -> bool {
        matches!(self, Self::Waiting | Self::Failed(_) | Self::Arrived)
    }

    /// True when sending the same again makes sense.
    pub fn can_be_sent_again(&self) -> bool {
        !matches!(self, Self::Waiting | Self::Sending)
    }
}

/// One with its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispatchDetail {
    /// As in the list.
    pub summary: Dispatch,
    /// Each change, the oldest first: what, when, and by whom in words.
    pub steps: Vec<EvidenceStep>,
    /// The users it is about: name (may be empty) and insured number.
    pub users: Vec<(String, String)>,
    /// What the recipient's care software found.
    pub remarks: Vec<Remark>,
    /// The evidence can be taken.
    pub has_proof: bool,
}
