//! What only operators ask the store: lists over all offices, and figures.

use super::StoreFuture;
use crate::actor::{Actor, OperatorId};
use crate::audit::{AuditKind, Subject};
use crate::id::NoticeId;
use crate::instant::{Day, Instant};
use crate::licence::Payment;
use crate::notice::Notice;
use crate::office::Prefecture;
use crate::page::{Limit, Page};
use standard::OfficeNumber;

/// Questions of operators. Each page is a range of an index.
pub trait Overviews {
    /// Licences that run now, those that end first first. An office that has renewed is found by its newest end.
    fn ending_licences(&self, query: EndingQuery) -> StoreFuture<'_, Page<EndingLicence, (Day, OfficeNumber)>>;

    /// Entries of the audit log, the newest first. A call looks at a bounded number of entries: where many do not fit, a
    /// page may be short or empty and still have a next one.
    fn search_audit(&self, query: AuditQuery) -> StoreFuture<'_, AuditFound>;

    /// Notices that operators published, the newest first, 50 at most.
    fn published_notices(&self) -> StoreFuture<'_, Vec<PublishedNotice>>;

    /// One of them.
    fn published_notice(&self, id: NoticeId) -> StoreFuture<'_, Option<PublishedNotice>>;
}

/// Which licences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndingQuery {
    /// The day that counts as today.
    pub today: Day,
    /// Only of this prefecture's offices.
    pub prefecture: Option<Prefecture>,
    /// The last day and office after which the page begins.
    pub after: Option<(Day, OfficeNumber)>,
    /// Size of the page.
    pub limit: Limit,
}

/// A licence that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndingLicence {
    /// Whose.
    pub office: OfficeNumber,
    /// The office's name.
    pub name: String,
    /// Where it is.
    pub prefecture: Prefecture,
    /// The last day.
    pub last: Day,
    /// How it is paid.
    pub payment: Payment,
}

/// Which entries of the audit log; every given part must fit.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AuditQuery {
    /// The entry before which the search goes on; none for the newest.
    pub before: Option<u64>,
    /// Written at or after.
    pub from: Option<Instant>,
    /// Written before.
    pub until: Option<Instant>,
    /// Only of this kind.
    pub kind: Option<AuditKind>,
    /// Only about this, as `kind:id`.
    pub subject: Option<Subject>,
    /// Only by this actor.
    pub actor: Option<Actor>,
    /// Entries of a page.
    pub limit: Limit,
}

/// What a search in the audit log gave.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AuditFound {
    /// Entries with their place of writing, the newest first.
    pub entries: Vec<(u64, Vec<u8>)>,
    /// The entry before which to go on; none at the begin of the log or the period.
    pub next: Option<u64>,
}

/// A notice as operators see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedNotice {
    /// The notice.
    pub notice: Notice,
    /// Who published it.
    pub author: OperatorId,
    /// When it was taken back.
    pub withdrawn_at: Option<Instant>,
    /// How many offices have read it.
    pub read_by: u64,
}
