//! 受信一覧: what other offices sent here.

use super::Answer;
use crate::moment::Moment;
use crate::remark::Remark;
use crate::trouble::Trouble;
use standard::{Action, DocumentKind};

/// What came, and saving it.
pub trait Inbox {
    /// A page of what came, the newest first. `fresh` asks the hub first; without an answer the page is
    /// from this PC and says so.
    fn arrivals(&self, filter: ArrivalFilter, fresh: bool) -> Answer<'_, ArrivalPage>;

    /// One transmission with its documents. Opening fetches it from the hub when it is not here yet; from then on
    /// the sender cannot withdraw it.
    fn arrival(&self, id: String) -> Answer<'_, ArrivalDetail>;

    /// Saves documents where the care software reads them. Never overwrites; partial success is normal.
    fn save(&self, ids: Vec<String>) -> Answer<'_, Saved>;

    /// The evidence of one transmission: container, receipts, certificates.
    fn evidence(&self, id: String) -> Answer<'_, Download>;

    /// One document as it came.
    fn document(&self, id: String, name: String) -> Answer<'_, Download>;

    /// Tells the sender how the import into the care software went.
    fn report_import(&self, id: String, result: ImportResult) -> Answer<'_, ()>;
}

/// Which of what came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArrivalFilter {
    /// Only saved (`true`) or only unsaved (`false`).
    pub saved: Option<bool>,
    /// Only this service month, `YYYYMM`.
    pub month: Option<String>,
    /// Only from this office.
    pub sender: Option<String>,
    /// Only with a document of this kind.
    pub kind: Option<DocumentKind>,
    /// Only with this user's insured number (known for what was opened or saved on this PC).
    pub insured: Option<String>,
    /// Words in the message, the office's name or number, a file name.
    pub text: Option<String>,
    /// Page from 1.
    pub page: usize,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArrivalPage {
    /// At most [`super::PAGE`] entries.
    pub rows: Vec<Arrival>,
    /// Number of all that fit the filter.
    pub total: u64,
    /// The months that occur, the newest first, for the filter.
    pub months: Vec<String>,
    /// The offices that occur, number and name, for the filter.
    pub senders: Vec<(String, String)>,
    /// When the hub last answered.
    pub as_of: Option<Moment>,
    /// Why the list is not fresh.
    pub stale: Option<Trouble>,
}

/// One transmission in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Its id.
    pub id: String,
    /// When the hub accepted it.
    pub at: Moment,
    /// Number of the sending office.
    pub from: String,
    /// Its name.
    pub from_name: String,
    /// Its kind of service, in words; may be empty.
    pub from_service: String,
    /// The message.
    pub message: String,
    /// The documents.
    pub documents: Vec<DocumentLine>,
    /// The service month, `YYYYMM`.
    pub month: Option<String>,
    /// CSVバージョン, e.g. `202407`.
    pub version: Option<String>,
    /// データ取得状況.
    pub state: ArrivalState,
}

/// One document in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLine {
    /// The file name.
    pub name: String,
    /// What it is, in words: 第6表 サービス利用票（予定）.
    pub title: String,
    /// 登録, 削除 or 添付.
    pub action: Action,
}

impl DocumentLine {
    /// From a file name; what is none of the standard's documents is an attachment.
    pub fn of(name: &str) -> Self {
        let kind = standard::types::NameReading::read(name).kind;
        let title = kind.map_or("添付ファイル", DocumentKind::title).to_owned();
        Self { name: name.to_owned(), title, action: kind.map_or(Action::Attach, DocumentKind::action) }
    }
}

/// データ取得状況.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArrivalState {
    /// 未: not yet fetched by this office.
    New,
    /// Fetched by this office, not saved on this PC.
    Opened,
    /// Saved on this PC.
    Saved {
        /// When.
        at: Moment,
        /// Into which folder.
        folder: String,
    },
    /// Withdrawn by the sender before it was fetched.
    Withdrawn,
    /// No longer kept by the hub, and not on this PC.
    Expired,
}

impl ArrivalState {
    /// True when it can be saved.
    pub fn is_available(&self) -> bool {
        matches!(self, Self::New | Self::Opened | Self::Saved { .. })
    }

    /// True when it waits to be saved.
    pub fn is_unsaved(&self) -> bool {
        matches!(self, Self::New | Self::Opened)
    }
}

/// One transmission, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrivalDetail {
    /// As in the list.
    pub summary: Arrival,
    /// The documents with what was found in them.
    pub documents: Vec<DocumentDetail>,
    /// The users it is about: name (may be empty) and insured number.
    pub users: Vec<(String, String)>,
    /// What was found about the set as a whole.
    pub remarks: Vec<Remark>,
    /// What can be proved, step by step.
    pub evidence: Vec<EvidenceStep>,
    /// What this office told the sender about the import.
    pub import: Option<ImportResult>,
}

/// A document, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentDetail {
    /// As in the list.
    pub line: DocumentLine,
    /// Bytes.
    pub size: u64,
    /// Number of records.
    pub records: Option<u64>,
    /// What was found in it.
    pub remarks: Vec<Remark>,
}

/// One step of the proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceStep {
    /// What is stated, e.g. 送信元の電子署名.
    pub title: String,
    /// By whom, with what; one sentence.
    pub text: String,
    /// When it was stated.
    pub at: Option<Moment>,
    /// It holds; `None`: not there yet.
    pub holds: Option<bool>,
}

/// A file for the browser to save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// How the import into the care software went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportResult {
    /// 取込済
    Imported,
    /// 取込エラー, with what the care software said.
    Rejected(String),
}

/// What was saved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Saved {
    /// Number of transmissions.
    pub transmissions: u64,
    /// Number of files.
    pub files: u64,
    /// The folder.
    pub folder: String,
    /// What could not be saved: id and why.
    pub failed: Vec<(String, Trouble)>,
}
