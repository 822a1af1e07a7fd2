//! What is owed for each grant, and where its payment stands.

use super::{Ledger, LicenceDeed, Payment, PaymentOutcome, words};
use crate::id::LicenceEntryId;
use crate::instant::{Day, Instant};

/// Where the payment of a grant stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChargeState {
    /// It costs nothing: in a campaign, or cancelled without a day left.
    Free,
    /// Owed, and not asked for yet.
    Open,
    /// Asked for by invoice or deduction; no result yet.
    Asked,
    /// Asked for in vain.
    Failed,
    /// Paid.
    Paid,
    /// Paid for nothing: to be given back.
    Refund,
}

words!(ChargeState: Free = "free", Open = "open", Asked = "asked", Failed = "failed", Paid = "paid", Refund = "refund");

/// An invoice or a deduction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its line.
    pub id: LicenceEntryId,
    /// When it was asked.
    pub at: Instant,
    /// By invoice or deduction.
    pub payment: Payment,
    /// What is asked, yen.
    pub amount: u32,
    /// The last day for paying an invoice, or the first day of the deduction's month.
    pub day: Day,
    /// How it ended, and when.
    pub result: Option<(PaymentOutcome, Day)>,
    /// True when a payment of it was written down by mistake and taken back.
    pub is_reversed: bool,
}

/// What is owed for a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The grant.
    pub grant: LicenceEntryId,
    /// Its first day.
    pub first: Day,
    /// Its last day, as granted.
    pub last: Day,
    /// How it is paid: as granted, or as it was last asked for.
    pub payment: Payment,
    /// What it was granted for, yen.
    pub fee: u32,
    /// What is to be paid; negative when money is to be given back.
    pub open: i64,
    /// Where it stands.
    pub state: ChargeState,
    /// The last invoice or deduction.
    pub request: Option<Request>,
}

impl Request {
    /// The day after which it is late: the last day for paying an invoice, the end of a deduction's month.
    pub fn due(&self) -> Day {
        match self.payment {
            Payment::Deduction => self.day.next_month().previous(),
            Payment::Invoice | Payment::Campaign => self.day,
        }
    }
}

impl Ledger {
    /// The charges, in the order of their grants.
    pub fn charges(&self) -> Vec<Charge> {
        self.0.iter().filter_map(|line| self.charge(line.id)).collect()
    }

    /// The charge of a grant.
    pub fn charge(&self, grant: LicenceEntryId) -> Option<Charge> {
        let line = self.0.iter().find(|line| line.id == grant)?;
        let LicenceDeed::Grant { first, last, payment, fee, .. } = line.deed else { return None };
        let requests: Vec<Request> = self.requests(grant).collect();
        let paid = requests.iter().filter(|request| matches!(request.result, Some((PaymentOutcome::Paid, _))));
        let paid: i64 = paid.map(|request| i64::from(request.amount)).sum();
        let due = if self.is_void(grant) { 0 } else { i64::from(fee) };
        let open = due - paid + self.refunded(grant);
        let request = requests.last().copied();
        let state = match (open, request) {
            (..0, _) => ChargeState::Refund,
            (0, _) if paid > 0 && due > 0 => ChargeState::Paid,
            (0, _) => ChargeState::Free,
            (_, Some(Request { result: None, .. })) => ChargeState::Asked,
            (_, Some(_)) => ChargeState::Failed,
            (_, None) => ChargeState::Open,
        };
        let payment = request.map_or(payment, |request| request.payment);
        Some(Charge { grant, first, last, payment, fee, open, state, request })
    }

    /// What the office owes in all, yen; negative when money is to be given back.
    pub fn balance(&self) -> i64 {
        self.charges().iter().map(|charge| charge.open).sum()
    }

    /// An invoice or a deduction by its id.
    pub fn request(&self, id: LicenceEntryId) -> Option<Request> {
        let line = self.0.iter().find(|line| line.id == id)?;
        let (payment, amount, day) = match line.deed {
            LicenceDeed::Invoice { amount, due, .. } => (Payment::Invoice, amount, due),
            LicenceDeed::Deduction { amount, month, .. } => (Payment::Deduction, amount, month),
            _ => return None,
        };
        let result =
            self.results(id).find(|(line, ..)| !self.is_reversed(*line)).map(|(_, outcome, day)| (outcome, day));
        let is_reversed = self.results(id).any(|(line, ..)| self.is_reversed(line));
        Some(Request { id, at: line.at, payment, amount, day, result, is_reversed })
    }

    /// The payment of an invoice of a grant that counts: its line and amount in yen.
    pub fn payment_by_invoice(&self, grant: LicenceEntryId) -> Option<(LicenceEntryId, u32)> {
        let invoices = self.requests(grant).filter(|request| request.payment == Payment::Invoice);
        let paid = invoices.flat_map(|request| self.results(request.id).map(move |result| (request.amount, result)));
        let counts = |line, outcome| outcome == PaymentOutcome::Paid && !self.is_reversed(line);
        paid.filter(|(_, (line, outcome, _))| counts(*line, *outcome)).map(|(amount, (line, ..))| (line, amount)).last()
    }

    /// The payment of a grant that may be taken back: by invoice, and not given back since.
    pub fn reversible(&self, grant: LicenceEntryId) -> Option<(LicenceEntryId, u32)> {
        self.payment_by_invoice(grant).filter(|_| self.refunded(grant) == 0)
    }

    /// The results that were written down for a request: line, outcome and day of each.
    fn results(&self, of: LicenceEntryId) -> impl Iterator<Item = (LicenceEntryId, PaymentOutcome, Day)> {
        self.0.iter().filter_map(move |line| match line.deed {
            LicenceDeed::Result { request, outcome, day, .. } if request == of => Some((line.id, outcome, day)),
            _ => None,
        })
    }

    /// True when the line of a payment was taken back.
    fn is_reversed(&self, of: LicenceEntryId) -> bool {
        self.0.iter().any(|line| matches!(line.deed, LicenceDeed::Reversal { result, .. } if result == of))
    }

    /// The grant that an invoice is for.
    pub(super) fn invoiced(&self, id: LicenceEntryId) -> Option<LicenceEntryId> {
        self.0.iter().find(|line| line.id == id).and_then(|line| match line.deed {
            LicenceDeed::Invoice { grant, .. } => Some(grant),
            _ => None,
        })
    }

    fn requests(&self, of: LicenceEntryId) -> impl Iterator<Item = Request> {
        self.0.iter().filter_map(move |line| match line.deed {
            LicenceDeed::Invoice { grant, .. } | LicenceDeed::Deduction { grant, .. } if grant == of => {
                self.request(line.id)
            }
            _ => None,
        })
    }

    /// True when nothing is owed for a grant: no day of it remains, or a campaign makes it free.
    pub(super) fn is_void(&self, of: LicenceEntryId) -> bool {
        let waived = |deed| matches!(deed, LicenceDeed::Waive { grant, .. } if grant == of);
        let remains = self.periods().any(|(entry, ..)| entry == of);
        !remains || self.0.iter().any(|line| waived(line.deed))
    }

    pub(super) fn refunded(&self, of: LicenceEntryId) -> i64 {
        let refunds = self.0.iter().filter_map(|line| match line.deed {
            LicenceDeed::Refund { grant, amount, .. } if grant == of => Some(i64::from(amount)),
            _ => None,
        });
        refunds.sum()
    }
}
