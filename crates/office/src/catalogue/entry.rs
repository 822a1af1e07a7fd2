//! One line of a list: what is shown and searched, without what only the detail page needs.

use super::fold::fold;
use super::wanted::Passed;
use crate::contents::{Contents, User};
use crate::refusal::Refusal;
use crate::store::{InboxItem, OutboxItem, OutboxState, Store, StoreError};
use crate::transfer::instant;
use evidence::Timestamp;
use protocol::{TransmissionState, TransmissionSummary};
use standard::DocumentKind;
use standard::types::NameReading;
use std::path::PathBuf;

/// What came from another office.
#[derive(Debug, Clone)]
pub struct Received {
    /// Id of the transmission.
    pub id: String,
    /// When the hub accepted it.
    pub at: Timestamp,
    /// Number of the sending office.
    pub from: String,
    /// Its name.
    pub from_name: String,
    /// The message.
    pub message: String,
    /// Names of the documents.
    pub documents: Vec<String>,
    /// The service month, `YYYYMM`.
    pub month: Option<String>,
    /// CSVバージョン; `None` for attachments, and until it was fetched on this PC.
    pub version: Option<String>,
    /// Whom it is about; empty until it was fetched on this PC.
    pub users: Vec<User>,
    /// Where it is in its life.
    pub state: TransmissionState,
    /// When and where it was saved on this PC.
    pub saved: Option<(Timestamp, PathBuf)>,
    /// Its container was fetched by this PC.
    pub is_here: bool,
    /// When a person opened it on this PC.
    pub read_at: Option<Timestamp>,
    pub(super) kinds: Vec<DocumentKind>,
    pub(super) text: Box<str>,
}

/// What this office sent, or has signed and not sent yet.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Id of the transmission.
    pub id: String,
    /// When the hub accepted it; for what waits, when it was signed.
    pub at: Timestamp,
    /// Number of the receiving office.
    pub to: String,
    /// Its name; empty when this PC has never asked for it.
    pub to_name: String,
    /// The message.
    pub message: String,
    /// Names of the documents.
    pub documents: Vec<String>,
    /// The service month, `YYYYMM`.
    pub month: Option<String>,
    /// CSVバージョン.
    pub version: Option<String>,
    /// Whom it is about; empty when another terminal sent it.
    pub users: Vec<User>,
    /// How far it came.
    pub state: SentState,
    pub(super) kinds: Vec<DocumentKind>,
    pub(super) text: Box<str>,
}

/// How far what was sent came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SentState {
    /// Signed and kept; why it has not arrived yet, when it was tried.
    Waiting(Option<Refusal>),
    /// On its way.
    Sending,
    /// Refused for good; why.
    Failed(Refusal),
    /// At the hub, in this state.
    At(TransmissionState),
    /// Taken back before it left this PC.
    TakenBack,
}

impl SentState {
    /// Another number for another state.
    pub(super) fn mark(&self) -> u64 {
        match self {
            Self::Waiting(_) => 0,
            Self::Sending => 1,
            Self::Failed(_) => 2,
            Self::TakenBack => 3,
            Self::At(state) => 4 + *state as u64,
        }
    }
}

impl Received {
    pub(super) fn read(id: &str, store: &Store) -> Result<Option<Self>, StoreError> {
        let Some(item) = store.inbox_item(id)? else { return Ok(None) };
        let contents = store.contents(id)?;
        Ok(Some(Self::of(item, contents)))
    }

    fn of(item: InboxItem, contents: Option<Contents>) -> Self {
        let InboxItem { summary, saved_into, saved_at, read_at, .. } = item;
        let is_here = contents.is_some();
        let Contents { version, users } = contents.unwrap_or_default();
        let documents = names(&summary);
        let text = text([&summary.from, &summary.from_name, &summary.message], &documents, &users);
        Self {
            at: moment(&summary.accepted_at),
            kinds: kinds(&documents),
            version: version.or_else(|| version_of(&documents)),
            saved: saved_at.zip(saved_into),
            id: summary.id,
            from: summary.from,
            from_name: summary.from_name,
            message: summary.message,
            month: summary.month,
            state: summary.state,
            documents,
            users,
            is_here,
            read_at,
            text,
        }
    }

    /// Its documents can be had: from the hub or from this PC.
    pub fn is_available(&self) -> bool {
        match self.state {
            TransmissionState::Withdrawn => false,
            TransmissionState::Expired => self.is_here,
            _ => true,
        }
    }
}

impl Sent {
    pub(super) fn read(id: &str, store: &Store) -> Result<Option<Self>, StoreError> {
        let contents = || store.contents(id).map(Option::unwrap_or_default);
        match (store.sent_item(id)?, store.outbox_item(id)?) {
            (Some(listed), _) => Ok(Some(Self::listed(listed, contents()?))),
            (None, Some(item)) => {
                let name = store.recipient(&item.letter.recipient)?.map(|office| office.name).unwrap_or_default();
                Ok(Some(Self::waiting(item, name, contents()?)))
            }
            (None, None) => Ok(None),
        }
    }

    fn listed(summary: TransmissionSummary, Contents { version, users }: Contents) -> Self {
        let documents = names(&summary);
        let text = text([&summary.to, &summary.to_name, &summary.message], &documents, &users);
        Self {
            at: moment(&summary.accepted_at),
            kinds: kinds(&documents),
            version: version.or_else(|| version_of(&documents)),
            state: SentState::At(summary.state),
            id: summary.id,
            to: summary.to,
            to_name: summary.to_name,
            message: summary.message,
            month: summary.month,
            documents,
            users,
            text,
        }
    }

    /// Known to this PC alone, or accepted and not listed by the hub yet.
    fn waiting(item: OutboxItem, to_name: String, Contents { version, users }: Contents) -> Self {
        let state = match (item.state, item.problem) {
            (OutboxState::Prepared, problem) => SentState::Waiting(problem),
            // It was tried and put off: it is not on its way now.
            (OutboxState::Sending, Some(problem)) => SentState::Waiting(Some(problem)),
            (OutboxState::Sending, None) => SentState::Sending,
            (OutboxState::Accepted, _) => SentState::At(TransmissionState::Accepted),
            (OutboxState::Refused, problem) => SentState::Failed(problem.unwrap_or_else(unknown)),
            (OutboxState::Withdrawn, _) if item.accepted_at.is_some() => SentState::At(TransmissionState::Withdrawn),
            (OutboxState::Withdrawn, _) => SentState::TakenBack,
        };
        let letter = item.letter;
        let text = text([&letter.recipient, &to_name, &letter.message], &letter.documents, &users);
        Self {
            id: item.id,
            at: item.accepted_at.unwrap_or(item.created_at),
            to: letter.recipient,
            to_name,
            message: letter.message,
            kinds: kinds(&letter.documents),
            version: version.or_else(|| version_of(&letter.documents)),
            documents: letter.documents,
            month: letter.month,
            users,
            state,
            text,
        }
    }
}

impl SentState {
    /// The group by which a person filters.
    pub fn passed(&self) -> Passed {
        use TransmissionState as T;
        match self {
            Self::Waiting(_) | Self::Sending => Passed::Waiting,
            Self::Failed(_) | Self::At(T::Rejected) => Passed::Failed,
            Self::At(T::Accepted) => Passed::Unfetched,
            Self::At(T::Fetched | T::Received | T::Imported) => Passed::Delivered,
            Self::At(T::Withdrawn | T::Expired) | Self::TakenBack => Passed::Ended,
        }
    }
}

fn unknown() -> Refusal {
    Refusal::new("送信できませんでした。", "", "もう一度送ってください。", "相手には届いていません。")
}

fn moment(text: &str) -> Timestamp {
    instant(text).or_else(|| Timestamp::from_unix(0)).unwrap_or(Timestamp::LAST)
}

fn names(summary: &TransmissionSummary) -> Vec<String> {
    summary.documents.iter().map(|document| document.name.clone()).collect()
}

fn kinds(documents: &[String]) -> Vec<DocumentKind> {
    documents.iter().filter_map(|name| NameReading::read(name).kind).collect()
}

fn version_of(documents: &[String]) -> Option<String> {
    documents.iter().find_map(|name| NameReading::read(name).name).map(|name| name.version().to_string())
}

fn text(words: [&String; 3], documents: &[String], users: &[User]) -> Box<str> {
    let people = users.iter().flat_map(|user| [&user.name, &user.insured]);
    let all = words.into_iter().chain(documents).chain(people).map(|text| fold(text));
    all.collect::<Vec<_>>().join("\n").into_boxed_str()
}
