//! A line of a ledger to and from its row.

use exchange::id::{CampaignId, LicenceEntryId};
use exchange::instant::Day;
use exchange::licence::{LicenceDeed, LicenceEntry, Origin, Payment, PaymentOutcome};
use rusqlite::{Row, named_params};

use crate::sqlite::error::Fault;
use crate::sqlite::row::{day, id, instant, maybe_bytes, maybe_text, office, text, value};
use crate::sqlite::write::Work;

/// What [`entry`] reads.
pub(super) const COLUMNS: &str = "id, office, at, kind, about, from_day, first_day, last_day, payment, amount, origin,
    campaign, terms, automatic, day, outcome";

/// Reads a line.
pub(super) fn entry(row: &Row<'_>) -> Result<LicenceEntry, Fault> {
    Ok(LicenceEntry {
        id: id(row, 0, LicenceEntryId::from_bytes)?,
        office: office(row, 1)?,
        at: instant(row, 2)?,
        deed: deed(row)?,
    })
}

fn deed(row: &Row<'_>) -> Result<LicenceDeed, Fault> {
    let about = || id(row, 4, LicenceEntryId::from_bytes);
    let payment = || text(row, 8, "a way of payment", Payment::parse);
    let kind: String = value(row, 3)?;
    Ok(match kind.as_str() {
        "apply" => LicenceDeed::Apply {
            terms: value(row, 12)?,
            payment: maybe_text(row, 8, "a way of payment", Payment::parse)?,
        },
        "grant" => LicenceDeed::Grant {
            first: day(row, 6)?,
            last: day(row, 7)?,
            payment: payment()?,
            fee: value(row, 9)?,
            origin: text(row, 10, "how a grant came about", Origin::parse)?,
            campaign: campaign(row)?,
        },
        "resume" => LicenceDeed::Resume { entry: about()? },
        "cancel" => LicenceDeed::Cancel { entry: about()?, from: day(row, 5)? },
        "renewal" => LicenceDeed::Renewal { automatic: value(row, 13)?, payment: payment()? },
        "invoice" => LicenceDeed::Invoice { grant: about()?, amount: value(row, 9)?, due: day(row, 14)? },
        "defer" => LicenceDeed::Defer { request: about()?, due: day(row, 14)? },
        "deduction" => LicenceDeed::Deduction { grant: about()?, amount: value(row, 9)?, month: day(row, 14)? },
        "result" => LicenceDeed::Result {
            request: about()?,
            outcome: text(row, 15, "how a request ended", PaymentOutcome::parse)?,
            amount: value(row, 9)?,
            day: day(row, 14)?,
        },
        "reversal" => LicenceDeed::Reversal { result: about()?, amount: value(row, 9)?, day: day(row, 14)? },
        "waive" => {
            LicenceDeed::Waive { grant: about()?, campaign: campaign(row)?.ok_or(Fault::Damaged("a campaign's id"))? }
        }
        "refund" => LicenceDeed::Refund { grant: about()?, amount: value(row, 9)?, day: day(row, 14)? },
        _ => return Err(Fault::Damaged("a kind of line")),
    })
}

fn campaign(row: &Row<'_>) -> Result<Option<CampaignId>, Fault> {
    let bytes = maybe_bytes(row, 11)?;
    bytes.map(|bytes| CampaignId::from_bytes(&bytes)).transpose().map_err(|_| Fault::Damaged("an id"))
}

/// The columns of a deed that may be empty.
#[derive(Default)]
struct Columns {
    kind: &'static str,
    about: Option<LicenceEntryId>,
    from: Option<Day>,
    first: Option<Day>,
    last: Option<Day>,
    payment: Option<Payment>,
    amount: Option<u32>,
    origin: Option<Origin>,
    campaign: Option<CampaignId>,
    terms: Option<u32>,
    automatic: Option<bool>,
    day: Option<Day>,
    outcome: Option<PaymentOutcome>,
}

fn columns(deed: LicenceDeed) -> Columns {
    let none = Columns::default();
    let asked = |kind, about, amount, day| Columns {
        kind,
        about: Some(about),
        amount: Some(amount),
        day: Some(day),
        ..Columns::default()
    };
    match deed {
        LicenceDeed::Apply { terms, payment } => Columns { kind: "apply", terms: Some(terms), payment, ..none },
        LicenceDeed::Grant { first, last, payment, fee, origin, campaign } => Columns {
            kind: "grant",
            first: Some(first),
            last: Some(last),
            payment: Some(payment),
            amount: Some(fee),
            origin: Some(origin),
            campaign,
            ..none
        },
        LicenceDeed::Cancel { entry, from } => Columns { kind: "cancel", about: Some(entry), from: Some(from), ..none },
        LicenceDeed::Resume { entry } => Columns { kind: "resume", about: Some(entry), ..none },
        LicenceDeed::Renewal { automatic, payment } => {
            Columns { kind: "renewal", automatic: Some(automatic), payment: Some(payment), ..none }
        }
        LicenceDeed::Invoice { grant, amount, due } => asked("invoice", grant, amount, due),
        LicenceDeed::Defer { request, due } => Columns { kind: "defer", about: Some(request), day: Some(due), ..none },
        LicenceDeed::Deduction { grant, amount, month } => asked("deduction", grant, amount, month),
        LicenceDeed::Result { request, outcome, amount, day } => {
            Columns { outcome: Some(outcome), ..asked("result", request, amount, day) }
        }
        LicenceDeed::Reversal { result, amount, day } => asked("reversal", result, amount, day),
        LicenceDeed::Waive { grant, campaign } => {
            Columns { kind: "waive", about: Some(grant), campaign: Some(campaign), ..none }
        }
        LicenceDeed::Refund { grant, amount, day } => asked("refund", grant, amount, day),
    }
}

/// Writes a line at its place in the ledger.
pub(super) fn write(work: &Work<'_>, new: &LicenceEntry, position: usize) -> Result<(), Fault> {
    let columns = columns(new.deed);
    work.run(
        "INSERT INTO licence_entry (id, office, position, at, kind, about, from_day, first_day, last_day, payment, amount,
            origin, campaign, terms, automatic, day, outcome)
         VALUES (:id, :office, :position, :at, :kind, :about, :from_day, :first_day, :last_day, :payment, :amount,
            :origin, :campaign, :terms, :automatic, :day, :outcome)",
        named_params! {
            ":id": new.id.as_bytes(),
            ":office": new.office.as_str(),
            ":position": i64::try_from(position).unwrap_or(i64::MAX),
            ":at": new.at.millis(),
            ":kind": columns.kind,
            ":about": columns.about.map(|about| *about.as_bytes()),
            ":from_day": columns.from.map(Day::number),
            ":first_day": columns.first.map(Day::number),
            ":last_day": columns.last.map(Day::number),
            ":payment": columns.payment.map(Payment::as_str),
            ":amount": columns.amount,
            ":origin": columns.origin.map(Origin::as_str),
            ":campaign": columns.campaign.map(|campaign| *campaign.as_bytes()),
            ":terms": columns.terms,
            ":automatic": columns.automatic,
            ":day": columns.day.map(Day::number),
            ":outcome": columns.outcome.map(PaymentOutcome::as_str),
        },
    )
    .map(|_| ())
}
