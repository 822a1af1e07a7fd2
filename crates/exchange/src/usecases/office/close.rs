//! Closing an office: planned for a day, carried out on it, taken back when it was a mistake, and the end of reading.
//!
//! What is told to whom are the hub's words, handed in; who takes over is looked at here and again when the day comes.

use thiserror::Error;

use super::stop::is_told;
use crate::actor::Actor;
use crate::id::LicenceEntryId;
use crate::instant::{DAY, Day, Instant};
use crate::licence::{Ledger, LicenceDeed, LicenceEntry, Origin};
use crate::office::{ClosedPartner, Closing, LONGEST_WHY, READING_DAYS, reads_until};
use crate::store::{Append, CloseNow, CloseOutcome, ClosingPlan, ClosingTold, ClosingWords, StoreError, TakeBack};
use crate::usecases::Context;
use standard::OfficeNumber;

/// How often a closing is decided anew because the ledger has grown in the meantime.
const TRIES: usize = 4;
/// How many offices a job reads at a time.
const PART: u32 = 200;

/// Why an office stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CloseError {
    /// There is no such office, or it stands where this cannot be done.
    #[error("there is no such office, or this cannot be done with it now")]
    NotPossible,
    /// The successor is the office itself.
    #[error("an office cannot take over from itself")]
    SuccessorItself,
    /// No office has the number of the successor.
    #[error("the successor is not known")]
    SuccessorUnknown,
    /// The successor was closed itself, or is about to be; who takes over from it, where somebody does.
    #[error("the successor is closed itself")]
    SuccessorClosed(ClosedPartner),
    /// A day in the past.
    #[error("the day is over")]
    PastDay,
    /// Without a reason, or with one that is too long.
    #[error("a reason is needed")]
    NoReason,
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosingNews {
    /// It is planned.
    Planned,
    /// The plan was dropped.
    Dropped,
    /// It counts.
    Closed,
    /// It was taken back.
    TakenBack(Asked),
}

/// What an office is asked for when its closing is taken back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Yen of what was given back in the meantime and is granted anew; 0 without it.
    pub anew: u64,
    /// The last day for paying the invoices that are new, or that may be paid later; none without one.
    pub due: Option<Day>,
}

impl Asked {
    /// What the lines ask for that were written when the closing was taken back.
    pub fn by<'a>(lines: impl IntoIterator<Item = &'a LicenceEntry>) -> Self {
        lines.into_iter().fold(Self::default(), |asked, line| match line.deed {
            LicenceDeed::Grant { fee, .. } => Self { anew: asked.anew + u64::from(fee), ..asked },
            LicenceDeed::Invoice { due, .. } | LicenceDeed::Defer { due, .. } => {
                Self { due: asked.due.max(Some(due)), ..asked }
            }
            _ => asked,
        })
    }
}

/// Who is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosingReader {
    /// The office itself.
    Own,
    /// An office that exchanges with it.
    Partner,
    /// One whose transmissions it has not begun to fetch.
    Sender,
    /// Who takes over.
    Successor,
}

/// The hub's words for a closing. The last argument is the reason for the office's own eyes; empty without one.
pub type ClosingTexts<'a> = &'a (dyn Fn(ClosingNews, ClosingReader, &ClosedPartner, &str) -> ClosingWords + Sync);

/// Looks at a decision without making it; gives the office and who takes over.
///
/// # Errors
/// [`CloseError`].
pub async fn consider(context: Context<'_>, plan: &ClosingPlan) -> Result<ClosedPartner, CloseError> {
    let office = context.store.office(plan.office).await?.filter(|office| !office.state.is_closed());
    let office = office.ok_or(CloseError::NotPossible)?;
    if plan.from < context.at.day_in_japan() {
        return Err(CloseError::PastDay);
    }
    if !is_told(&plan.why) {
        return Err(CloseError::NoReason);
    }
    let successor = match plan.successor {
        Some(number) => Some((number, takes_over(context, plan.office, number).await?)),
        None => None,
    };
    Ok(ClosedPartner { office: plan.office, name: office.office.name, from: plan.from, reads_until: None, successor })
}

/// The name of a successor that can take over.
async fn takes_over(context: Context<'_>, office: OfficeNumber, number: OfficeNumber) -> Result<String, CloseError> {
    if number == office {
        return Err(CloseError::SuccessorItself);
    }
    let found = context.store.office(number).await?.ok_or(CloseError::SuccessorUnknown)?;
    match context.store.closed_office(number).await? {
        Some(closed) => Err(CloseError::SuccessorClosed(closed)),
        None => Ok(found.office.name),
    }
}

/// Decides to close an office: at once when the day is today, else on its day.
///
/// # Errors
/// [`CloseError`].
pub async fn close(
    context: Context<'_>,
    actor: Actor,
    plan: ClosingPlan,
    texts: ClosingTexts<'_>,
) -> Result<(), CloseError> {
    let about = consider(context, &plan).await?;
    if plan.from > context.at.day_in_japan() {
        let until = plan.from.plus(READING_DAYS).ends();
        let told = told(texts, ClosingNews::Planned, (&about, &plan.why.told), until);
        let done = context.store.plan_closing(plan, told, context.act(actor)).await?;
        return if done { Ok(()) } else { Err(CloseError::NotPossible) };
    }
    carry_out(context, actor, plan, about, texts).await
}

async fn carry_out(
    context: Context<'_>,
    actor: Actor,
    plan: ClosingPlan,
    about: ClosedPartner,
    texts: ClosingTexts<'_>,
) -> Result<(), CloseError> {
    let until = reads_until(context.at);
    let about = ClosedPartner { reads_until: Some(until), ..about };
    for _ in 0..TRIES {
        let ledger = context.store.ledger(plan.office).await?;
        let lines = append(plan.office, &ledger, ends(context, plan.office, &ledger));
        let now = CloseNow { plan: plan.clone(), reads_until: until, lines };
        let told = told(texts, ClosingNews::Closed, (&about, &plan.why.told), until);
        match context.store.close_office(now, told, context.act(actor.clone())).await? {
            CloseOutcome::Done => return Ok(()),
            CloseOutcome::NotPossible => return Err(CloseError::NotPossible),
            CloseOutcome::Moved => {}
        }
    }
    Err(StoreError::Busy.into())
}

/// The licence ends with the closing: the day itself is none of it any more. What has no day left costs nothing.
fn ends(context: Context<'_>, office: OfficeNumber, ledger: &Ledger) -> Vec<LicenceEntry> {
    let today = context.at.day_in_japan();
    let running = ledger.periods().filter(|(_, _, last)| *last >= today);
    running
        .map(|(entry, first, _)| context.line(office, LicenceDeed::Cancel { entry, from: first.max(today) }))
        .collect()
}

/// The ledger as it would be if the office were closed now.
pub fn ledger_after(context: Context<'_>, office: OfficeNumber, ledger: &Ledger) -> Ledger {
    let lines = ends(context, office, ledger);
    Ledger(ledger.0.iter().copied().chain(lines).collect())
}

fn append(office: OfficeNumber, ledger: &Ledger, entries: Vec<LicenceEntry>) -> Append {
    Append { office, entries, agreement: None, note: None, seen: Some(ledger.0.len()) }
}

fn told(
    texts: ClosingTexts<'_>,
    news: ClosingNews,
    (about, why): (&ClosedPartner, &str),
    until: Instant,
) -> ClosingTold {
    let of = |reader| texts(news, reader, about, why);
    let (own, partners) = (of(ClosingReader::Own), of(ClosingReader::Partner));
    let successor = about.successor.as_ref().map(|next| (next.0, of(ClosingReader::Successor)));
    ClosingTold { own, partners, senders: of(ClosingReader::Sender), successor, until }
}

/// Drops a plan: its day has not come.
///
/// # Errors
/// [`CloseError`].
pub async fn drop_plan(
    context: Context<'_>,
    actor: Actor,
    office: OfficeNumber,
    texts: ClosingTexts<'_>,
) -> Result<(), CloseError> {
    let about = context.store.closed_office(office).await?.ok_or(CloseError::NotPossible)?;
    let told = told(texts, ClosingNews::Dropped, (&about, ""), context.at.plus(READING_DAYS * DAY));
    let done = context.store.drop_closing(office, told, context.act(actor)).await?;
    if done { Ok(()) } else { Err(CloseError::NotPossible) }
}

/// Takes a closing back that was a mistake, while the office can still read. It takes part again at once; what its ledger
/// had ended goes on from today, and what is owed already is not owed twice.
///
/// # Errors
/// [`CloseError`].
pub async fn take_back(
    context: Context<'_>,
    actor: Actor,
    office: OfficeNumber,
    reason: &str,
    texts: ClosingTexts<'_>,
) -> Result<(), CloseError> {
    if !(1..=LONGEST_WHY).contains(&reason.trim().chars().count()) {
        return Err(CloseError::NoReason);
    }
    let closing = context.store.closing(office).await?.filter(|closing| closing.can_be_taken_back(context.at));
    let closing = closing.ok_or(CloseError::NotPossible)?;
    let about = context.store.closed_office(office).await?.ok_or(CloseError::NotPossible)?;
    for _ in 0..TRIES {
        let ledger = context.store.ledger(office).await?;
        let lines = append(office, &ledger, goes_on(context, &closing, &ledger));
        let back = TakeBack { office, reason: reason.trim().to_owned(), lines };
        let news = ClosingNews::TakenBack(Asked::by(&back.lines.entries));
        let told = told(texts, news, (&about, ""), context.at.plus(READING_DAYS * DAY));
        match context.store.take_back_closing(back, told, context.act(actor.clone())).await? {
            CloseOutcome::Done => return Ok(()),
            CloseOutcome::NotPossible => return Err(CloseError::NotPossible),
            CloseOutcome::Moved => {}
        }
    }
    Err(StoreError::Busy.into())
}

/// What the closing ended goes on as it was granted, with what was asked and paid for it. Only where that money was given
/// back in the meantime a new grant takes its place: a day that was used keeps its charge, so what remains of it costs
/// nothing, and what the closing had made free costs what it did.
fn goes_on(context: Context<'_>, closing: &Closing, ledger: &Ledger) -> Vec<LicenceEntry> {
    let (office, today) = (closing.office, context.at.day_in_japan());
    let ended =
        |line: &&LicenceEntry| Some(line.at) == closing.counts_since && matches!(line.deed, LicenceDeed::Cancel { .. });
    let before = Ledger(ledger.0.iter().filter(|line| !ended(line)).copied().collect());
    let mut lines = Vec::new();
    for line in ledger.0.iter().filter(ended) {
        let LicenceDeed::Cancel { entry, from } = line.deed else { continue };
        let Some((_, first, last)) = before.periods().find(|(id, _, last)| *id == entry && *last >= today) else {
            continue;
        };
        if ledger.can_resume(entry) {
            lines.push(context.line(office, LicenceDeed::Resume { entry }));
            // The office had left itself, for a day that has not come.
            let leaves = before.cancelled_from(entry).map(|from| LicenceDeed::Cancel { entry, from });
            lines.extend(leaves.map(|deed| context.line(office, deed)));
        } else {
            let deed = granted_anew(&before, entry, (first.max(today), last), from > first);
            lines.extend(deed.into_iter().flat_map(|deed| context.granted(office, deed)));
        }
    }
    let after = Ledger(ledger.0.iter().copied().chain(lines.iter().copied()).collect());
    let (was, is) = (before.automatic(), after.automatic());
    if let Some(payment) = was.or(is).filter(|_| !lines.is_empty() && was != is) {
        lines.push(context.line(office, LicenceDeed::Renewal { automatic: was.is_some(), payment }));
    }
    // The office was told to ask before it pays: its days for that begin again.
    lines.extend(context.deferrals(office, &after, |_| true));
    lines
}

/// A grant in the place of one whose money was given back.
fn granted_anew(
    ledger: &Ledger,
    entry: LicenceEntryId,
    (first, last): (Day, Day),
    is_used: bool,
) -> Option<LicenceDeed> {
    match ledger.0.iter().find(|line| line.id == entry)?.deed {
        LicenceDeed::Grant { payment, fee, campaign, .. } => {
            let fee = if is_used { 0 } else { fee };
            Some(LicenceDeed::Grant { first, last, payment, fee, origin: Origin::Operator, campaign })
        }
        _ => None,
    }
}

/// Carries out every plan whose day has come. A successor that was closed in the meantime is left out: whoever took over
/// from it is named all the same. It can be killed anywhere and run again. Gives how many.
///
/// # Errors
/// [`StoreError`]; what was closed stays closed.
pub async fn carry_out_due(context: Context<'_>, texts: ClosingTexts<'_>) -> Result<u64, StoreError> {
    let mut done = 0;
    for closing in context.store.due_closings(context.at.day_in_japan(), PART).await? {
        let Some(about) = context.store.closed_office(closing.office).await? else { continue };
        let Closing { office, successor, from, why, .. } = closing;
        let plan = ClosingPlan { office, successor, from, why };
        match carry_out(context, Actor::Hub, plan, about, texts).await {
            Ok(()) => done += 1,
            Err(CloseError::Store(error)) => return Err(error),
            // A person was quicker.
            Err(_) => {}
        }
    }
    Ok(done)
}

/// Ends the reading of every closed office whose time for it is over. It can be killed anywhere and run again. Gives how
/// many; their certificates are revoked.
///
/// # Errors
/// [`StoreError`]; what was ended stays ended.
pub async fn end_reading_due(context: Context<'_>) -> Result<u64, StoreError> {
    let mut done = 0;
    for office in context.store.read_out_closings(context.at, PART).await? {
        done += u64::from(context.store.end_reading(office, context.act(Actor::Hub)).await?);
    }
    Ok(done)
}
