//! Licence ledgers, what is owed, and campaigns in the store.

use super::StoreFuture;
use crate::actor::Act;
use crate::id::{CampaignId, LicenceEntryId};
use crate::instant::Day;
use crate::licence::{Agreement, Campaign, ChargeState, Ledger, LedgerRefusal, LicenceEntry, Payment};
use crate::office::Prefecture;
use crate::page::{Limit, Page};
use standard::OfficeNumber;

/// The licence ledgers.
pub trait Licences {
    /// The ledger of an office.
    fn ledger(&self, office: OfficeNumber) -> StoreFuture<'_, Ledger>;

    /// Appends lines to one ledger, all or none of them. Grants, applications and settings need an office that is not
    /// closed; what has to do with money goes on after that.
    fn append_licence(&self, append: Append, act: Act) -> StoreFuture<'_, LedgerOutcome>;

    /// Appends to many ledgers in one transaction; each append all or none of its lines, one outcome each, in their order.
    fn append_licences(&self, appends: Vec<Append>, act: Act) -> StoreFuture<'_, Vec<LedgerOutcome>>;

    /// What was written down beside lines of an office's ledger, such as the bank's reference of a payment.
    fn licence_notes(&self, office: OfficeNumber) -> StoreFuture<'_, Vec<(LicenceEntryId, String)>>;

    /// The agreements of an office, in the order given.
    fn agreements(&self, office: OfficeNumber) -> StoreFuture<'_, Vec<Agreement>>;

    /// What is owed, asked for or to be given back, by office and grant. What is paid or free is found in the ledgers.
    fn charges(&self, query: ChargeQuery) -> StoreFuture<'_, Page<ChargeEntry, LicenceEntryId>>;

    /// Offices with automatic renewal whose last licence ends in this span, by number. Closed offices are none of them.
    fn due_renewals(&self, query: RenewalQuery) -> StoreFuture<'_, Vec<OfficeNumber>>;

    /// Closed offices that have a licence for days after `today`, by number, up to `most` after `after`.
    fn closed_with_licence(
        &self,
        today: Day,
        after: Option<OfficeNumber>,
        most: u32,
    ) -> StoreFuture<'_, Vec<OfficeNumber>>;

    /// Every campaign, the newest first.
    fn campaigns(&self) -> StoreFuture<'_, Vec<Campaign>>;

    /// Adds a campaign, unless it meets another.
    fn add_campaign(&self, campaign: Campaign, act: Act) -> StoreFuture<'_, CampaignOutcome>;

    /// Ends a campaign with an earlier last day; `false` when there is none that ends later.
    fn end_campaign(&self, id: CampaignId, last: Day, act: Act) -> StoreFuture<'_, bool>;
}

/// Lines for one office's ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Append {
    /// Whose ledger.
    pub office: OfficeNumber,
    /// The lines, in their order.
    pub entries: Vec<LicenceEntry>,
    /// The agreement to the terms that they come with.
    pub agreement: Option<Agreement>,
    /// What is written down beside the first line.
    pub note: Option<String>,
    /// How many lines the ledger had when this was decided; `None` when it does not matter.
    pub seen: Option<usize>,
}

impl From<LicenceEntry> for Append {
    fn from(entry: LicenceEntry) -> Self {
        Self { office: entry.office, entries: vec![entry], agreement: None, note: None, seen: None }
    }
}

/// How appending went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerOutcome {
    /// Written.
    Written,
    /// The same entry is there already.
    Same,
    /// The ledger does not admit it.
    Refused(LedgerRefusal),
    /// The ledger has grown since it was read.
    Moved,
    /// There is no such office, or it is closed.
    NoOffice,
}

/// How adding a campaign went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CampaignOutcome {
    /// Added.
    Added,
    /// Its id is taken: it was added before.
    Same,
    /// It shares a day with this one.
    Overlaps(Campaign),
}

/// Which charges are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChargeQuery {
    /// Where they stand: open, asked, failed or refund.
    pub state: ChargeState,
    /// How they are paid.
    pub payment: Option<Payment>,
    /// The prefecture of the office.
    pub prefecture: Option<Prefecture>,
    /// Only those whose licence begins on this day or before.
    pub begun: Option<Day>,
    /// The grant after which the page begins.
    pub after: Option<LicenceEntryId>,
    /// Size of the page.
    pub limit: Limit,
}

/// A charge as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeEntry {
    /// Who owes it.
    pub office: OfficeNumber,
    /// The office's name.
    pub name: String,
    /// The grant.
    pub grant: LicenceEntryId,
    /// Its first day.
    pub first: Day,
    /// Its last day, as granted.
    pub last: Day,
    /// How it is paid.
    pub payment: Payment,
    /// What is open, yen; negative when it is to be given back.
    pub open: i64,
    /// Where it stands.
    pub state: ChargeState,
    /// The last invoice or deduction, by which its result is recorded.
    pub request: Option<LicenceEntryId>,
}

/// Which renewals are due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenewalQuery {
    /// The last licence ends on this day or later.
    pub from: Day,
    /// It ends on this day or before.
    pub until: Day,
    /// The office after which the list begins.
    pub after: Option<OfficeNumber>,
    /// Most offices.
    pub most: u32,
}
