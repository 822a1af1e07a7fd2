//! What only operators ask the store: lists over all offices, and figures.

use super::StoreFuture;
use crate::actor::{Actor, OperatorId};
use crate::audit::{AuditKind, Subject};
use crate::id::{CampaignId, LicenceEntryId, MaintenanceId, NoticeId};
use crate::instant::{Day, Instant};
use crate::licence::{ChargeState, Payment};
use crate::notice::{Audience, Notice};
use crate::office::Prefecture;
use crate::page::{Limit, Page};
use standard::OfficeNumber;

/// Questions of operators. Each page is a range of an index.
pub trait Overviews {
    /// Licences that run now, those that end first first. An office that has renewed is found by its newest end.
    fn ending_licences(&self, query: EndingQuery) -> StoreFuture<'_, Page<EndingLicence, (Day, OfficeNumber)>>;

    /// Charges as one of the lists shows them.
    fn search_charges(&self, search: ChargeSearch) -> StoreFuture<'_, Page<ChargeFound, (Day, LicenceEntryId)>>;

    /// What a campaign has made free, the newest first; of a prefecture's offices when one is given.
    fn campaign_uses(
        &self,
        campaign: CampaignId,
        prefecture: Option<Prefecture>,
        after: Option<LicenceEntryId>,
        limit: Limit,
    ) -> StoreFuture<'_, Page<CampaignUse, LicenceEntryId>>;

    /// How much a campaign has made free.
    fn campaign_figures(&self, campaign: CampaignId) -> StoreFuture<'_, CampaignFigures>;

    /// Entries of the audit log, the newest first. A call looks at a bounded number of entries: where many do not fit, a
    /// page may be short or empty and still have a next one.
    fn search_audit(&self, query: AuditQuery) -> StoreFuture<'_, AuditFound>;

    /// Notices that operators published, the newest first, 50 at most.
    fn published_notices(&self) -> StoreFuture<'_, Vec<PublishedNotice>>;

    /// One of them.
    fn published_notice(&self, id: NoticeId) -> StoreFuture<'_, Option<PublishedNotice>>;

    /// How many offices that are not closed an audience has on a day.
    fn audience_size(&self, audience: Audience, day: Day) -> StoreFuture<'_, u64>;
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

/// Which list of charges, and in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChargeList {
    /// Every charge whose licence begins in the span, both days included; those that begin last first.
    All {
        /// The first day of the span.
        from: Day,
        /// The last day of the span.
        until: Day,
    },
    /// Asked for without an answer, or in vain; what is late for the longest time first.
    Unpaid,
    /// With an invoice that was made in the span, both days included, the oldest first.
    Invoices {
        /// The first day of the span.
        from: Day,
        /// The last day of the span.
        until: Day,
    },
}

/// Which charges; every given part must fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChargeSearch {
    /// The list.
    pub list: ChargeList,
    /// Only of this office.
    pub office: Option<OfficeNumber>,
    /// Only where the payment stands so.
    pub state: Option<ChargeState>,
    /// Only paid in this way.
    pub payment: Option<Payment>,
    /// Only of this prefecture's offices.
    pub prefecture: Option<Prefecture>,
    /// The day of the list and the grant after which the page begins.
    pub after: Option<(Day, LicenceEntryId)>,
    /// Size of the page.
    pub limit: Limit,
}

/// A charge as operators see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeFound {
    /// Who owes it.
    pub office: OfficeNumber,
    /// The office's name.
    pub name: String,
    /// Where the office is.
    pub prefecture: Prefecture,
    /// The grant.
    pub grant: LicenceEntryId,
    /// Its first day.
    pub first: Day,
    /// Its last day, as granted.
    pub last: Day,
    /// How it is paid.
    pub payment: Payment,
    /// What it was granted for, yen.
    pub fee: u32,
    /// What is open, yen; negative when it is to be given back.
    pub open: i64,
    /// Where it stands.
    pub state: ChargeState,
    /// The last invoice or deduction.
    pub request: Option<LicenceEntryId>,
    /// On which day that was asked for.
    pub asked: Option<Day>,
    /// The day after which it is late.
    pub due: Option<Day>,
    /// On which day it ended, or the money was given back.
    pub settled: Option<Day>,
    /// When it was cancelled: the last day that remains, the day before the first when none does.
    pub ended: Option<Day>,
}

/// A licence that a campaign has made free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignUse {
    /// The line of the ledger.
    pub entry: LicenceEntryId,
    /// Whose.
    pub office: OfficeNumber,
    /// The office's name.
    pub name: String,
    /// Where the office is.
    pub prefecture: Prefecture,
    /// When it was made free.
    pub at: Instant,
    /// True when it was granted before the campaign came and waived afterwards.
    pub is_waived: bool,
}

/// How much a campaign has made free.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct CampaignFigures {
    /// Licences that were granted free.
    pub granted: u64,
    /// Licences that were waived afterwards.
    pub waived: u64,
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
    /// Only what concerns this office: what was done with it, its licence, its certificates, its names and its
    /// transmissions, and what it did itself.
    pub office: Option<OfficeNumber>,
    /// Only about this, as `kind:id`.
    pub subject: Option<Subject>,
    /// Only by this actor.
    pub actor: Option<Actor>,
    /// Only what an office did itself: a person of it, its terminals, its certificate.
    pub by_office: Option<OfficeNumber>,
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
    /// The maintenance window that it announces, while that stands.
    pub maintenance: Option<MaintenanceId>,
}
