//! Changes of state by a party: withdrawing, acknowledging, telling how an import went.

use exchange::permission::side_of_change;
use exchange::store::{ChangeOutcome, StateChange, StoreError};
use exchange::transmission::{Change, ReceiptKind, SignedStatement, apply};

use super::receipts::{self, Sealed};
use super::{Held, advance, by_id};
use crate::fail_points::fail_point;
use crate::sqlite::SqliteStore;
use crate::sqlite::error::{Fault, answer};
use crate::sqlite::write::Work;

/// The receipt that goes with a change, in the form in which it is stored.
enum Statement {
    None,
    Plain(ReceiptKind, SignedStatement),
    Sealed(ReceiptKind, Sealed),
}

/// Makes a change with its event, its receipt and its audit entry.
pub(super) async fn change(store: &SqliteStore, mut change: StateChange) -> Result<ChangeOutcome, StoreError> {
    let id = change.id;
    let Some(held) = store.read(move |connection| by_id(connection, id)).await? else {
        return Ok(ChangeOutcome::NotFound);
    };
    fail_point!("store.change.read").map_err(|error| answer(&error))?;
    let made = {
        let _sealing = store.keys.sealing();
        let statement = prepare(store, &held, change.change, change.receipt.take())?;
        fail_point!("store.change.sealed").map_err(|error| answer(&error))?;
        store.write("change", move |work| make(work, &change, &statement))
    };
    made.await
}

fn prepare(
    store: &SqliteStore,
    held: &Held,
    change: Change,
    receipt: Option<SignedStatement>,
) -> Result<Statement, StoreError> {
    let kind = match change {
        Change::Receive => ReceiptKind::Received,
        Change::Import => ReceiptKind::Imported,
        Change::Reject => ReceiptKind::Rejected,
        Change::Fetch | Change::Withdraw | Change::Expire => return Ok(Statement::None),
    };
    Ok(match receipt {
        None => Statement::None,
        Some(signed) if kind.may_quote_documents() => Statement::Sealed(kind, Sealed::new(&store.keys, held, &signed)?),
        Some(signed) => Statement::Plain(kind, signed),
    })
}

fn make(work: &mut Work<'_>, change: &StateChange, statement: &Statement) -> Result<ChangeOutcome, Fault> {
    let Some(held) = by_id(work.connection(), change.id)? else { return Ok(ChangeOutcome::NotFound) };
    let party = held.party(change.office);
    if party.is_none() || party != side_of_change(change.change) {
        return Ok(ChangeOutcome::NotFound);
    }
    let state = match apply(held.state, change.change) {
        Err(refusal) => return Ok(ChangeOutcome::Refused(refusal)),
        Ok(state) if state == held.state => return Ok(ChangeOutcome::Already(state)),
        Ok(state) => state,
    };
    match statement {
        Statement::None => {}
        Statement::Plain(kind, signed) => receipts::store(work, held.n, *kind, change.act.at, signed)?,
        Statement::Sealed(kind, sealed) => sealed.store(work, held.n, *kind, change.act.at)?,
    }
    fail_point!("store.change.receipt")?;
    advance(work, &held, state, &change.act)?;
    Ok(ChangeOutcome::Changed(state))
}
