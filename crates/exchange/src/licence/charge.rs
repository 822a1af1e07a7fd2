//! What is owed for each grant, and where its payment stands.

use super::{Ledger, LicenceDeed, Payment, PaymentOutcome, words};
use crate::id::LicenceEntryId;
use crate::instant::{Day, Instant};

/// Where the payment of a grant stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChargeState {
    /// It costs nothing: in a campaign.
    Free,
    /// Cancelled without a day that was used; nothing was paid.
    Cancelled,
    /// Owed, and not asked for yet.
    Open,
    /// Asked for by invoice or deduction; no result yet.
    Asked,
    /// Asked for in vain.
    Failed,
    /// Paid.
    Paid,
    /// Nothing is owed any more, but a federation was asked to deduct it: what comes is to be given back.
    Returning,
    /// Paid for nothing: to be given back.
    Refund,
    /// Paid for nothing, and given back.
    Refunded,
}

words!(ChargeState:
    Free = "free", Cancelled = "cancelled", Open = "open", Asked = "asked", Failed = "failed", Paid = "paid",
    Returning = "returning", Refund = "refund", Refunded = "refunded");

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
    /// The last day for paying an invoice, as it was put off, or the first day of the deduction's month.
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
    /// When it was cancelled: the last day that remains, the day before the first when none does.
    pub ended: Option<Day>,
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
    /// On which day money was given back.
    pub given_back: Option<Day>,
}

impl Charge {
    /// True when the last day for paying is over and nothing came. What a federation still has to answer is not late: the
    /// office can do nothing for it.
    pub fn is_overdue(&self, today: Day) -> bool {
        let waits = match self.state {
            ChargeState::Asked => self.payment != Payment::Deduction,
            ChargeState::Failed => true,
            _ => false,
        };
        waits && self.request.is_some_and(|request| request.due() < today)
    }
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
            (0, _) if paid > 0 => ChargeState::Refunded,
            (0, Some(Request { result: None, payment: Payment::Deduction, .. })) => ChargeState::Returning,
            (0, _) if fee > 0 && !self.is_waived(grant) => ChargeState::Cancelled,
            (0, _) => ChargeState::Free,
            (_, Some(Request { result: None, .. })) => ChargeState::Asked,
            (_, Some(_)) => ChargeState::Failed,
            (_, None) => ChargeState::Open,
        };
        let payment = request.map_or(payment, |request| request.payment);
        let ended = self.cancelled_from(grant).map(|from| last.min(from.max(first).previous()));
        let given_back = self.refunds(grant).last().map(|(_, day)| day);
        Some(Charge { grant, first, last, ended, payment, fee, open, state, request, given_back })
    }

    /// What the office owes in all, yen; negative when money is to be given back.
    pub fn balance(&self) -> i64 {
        self.charges().iter().map(|charge| charge.open).sum()
    }

    /// An invoice or a deduction by its id.
    pub fn request(&self, id: LicenceEntryId) -> Option<Request> {
        let line = self.0.iter().find(|line| line.id == id)?;
        let (payment, amount, day) = match line.deed {
            LicenceDeed::Invoice { amount, due, .. } => (Payment::Invoice, amount, self.deferred(id).unwrap_or(due)),
            LicenceDeed::Deduction { amount, month, .. } => (Payment::Deduction, amount, month),
            _ => return None,
        };
        let result =
            self.results(id).find(|(line, ..)| !self.is_reversed(*line)).map(|(_, outcome, day)| (outcome, day));
        let is_reversed = self.results(id).any(|(line, ..)| self.is_reversed(line));
        Some(Request { id, at: line.at, payment, amount, day, result, is_reversed })
    }

    /// The last day for paying an invoice that was put off.
    fn deferred(&self, of: LicenceEntryId) -> Option<Day> {
        self.0.iter().rev().find_map(|line| match line.deed {
            LicenceDeed::Defer { request, due } if request == of => Some(due),
            _ => None,
        })
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
        let remains = self.periods().any(|(entry, ..)| entry == of);
        !remains || self.is_waived(of)
    }

    fn is_waived(&self, of: LicenceEntryId) -> bool {
        self.0.iter().any(|line| matches!(line.deed, LicenceDeed::Waive { grant, .. } if grant == of))
    }

    pub(super) fn refunded(&self, of: LicenceEntryId) -> i64 {
        self.refunds(of).map(|(amount, _)| i64::from(amount)).sum()
    }

    /// What was given back of a grant: amount in yen and day of each.
    fn refunds(&self, of: LicenceEntryId) -> impl Iterator<Item = (u32, Day)> {
        self.0.iter().filter_map(move |line| match line.deed {
            LicenceDeed::Refund { grant, amount, day } if grant == of => Some((amount, day)),
            _ => None,
        })
    }
}
