//! Importing offices: looked at as a whole, approved by a person, stored to its end.

use crate::actor::Actor;
use crate::id::ImportId;
use crate::office::{ImportCounts, ImportFinding, ImportLine, ImportPart, ImportState, MOST_FINDINGS, OfficeImport};
use crate::operator::{Duty, OperatorCaller, OperatorDenied};
use crate::ports::random;
use crate::store::StoreError;
use crate::usecases::Context;
use thiserror::Error;

/// Offices in one transaction: fewer waits for the disk with larger parts, less time that others wait with smaller ones.
pub const PART: usize = 1_000;
/// Longest name of a file that is kept, in characters.
const LONGEST_NAME: usize = 120;

/// Why an import does not go on.
#[derive(Debug, Error)]
pub enum ImportError {
    /// The role does not include it.
    #[error(transparent)]
    Denied(#[from] OperatorDenied),
    /// It stands where this cannot be done.
    #[error("the import stands where this cannot be done")]
    NotNow,
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Begins an import of so many offices.
///
/// # Errors
/// [`ImportError`].
pub async fn begin_import(
    context: Context<'_>,
    caller: &OperatorCaller,
    file: &str,
    total: u64,
) -> Result<ImportId, ImportError> {
    caller.may(Duty::ImportOffices)?;
    let id = ImportId::new(context.at, random(context.randomness));
    let plain = |sign: char| if sign.is_control() { '_' } else { sign };
    let file = file.chars().map(plain).take(LONGEST_NAME).collect();
    let (state, counts, findings) = (ImportState::Checking, ImportCounts::default(), Vec::new());
    let operator = caller.id.clone();
    let import = OfficeImport { id, operator, file, at: context.at, state, total, done: 0, counts, wrong: 0, findings };
    context.store.begin_import(import).await?;
    Ok(id)
}

/// Looks at the offices of an import, and keeps them when nothing is wrong. `wrong` are the findings of reading the file.
///
/// # Errors
/// [`ImportError`].
pub async fn check_import(
    context: Context<'_>,
    id: ImportId,
    offices: Vec<ImportLine>,
    mut wrong: Vec<ImportFinding>,
) -> Result<(), ImportError> {
    if wrong.is_empty() {
        let parts = offices.chunks(PART).zip(0..);
        for (offices, part) in parts {
            let kept = context.store.keep_import_part(ImportPart { id, part, offices: offices.to_vec() }).await?;
            kept.then_some(()).ok_or(ImportError::NotNow)?;
        }
    }
    let count = u64::try_from(wrong.len()).unwrap_or(u64::MAX);
    wrong.truncate(MOST_FINDINGS);
    context.store.end_import_check(id, count, wrong).await?.then_some(()).ok_or(ImportError::NotNow)
}

/// A person's yes.
///
/// # Errors
/// [`ImportError`].
pub async fn approve_import(context: Context<'_>, caller: &OperatorCaller, id: ImportId) -> Result<(), ImportError> {
    caller.may(Duty::ImportOffices)?;
    let approved = context.store.approve_import(id, context.act(caller.actor())).await?;
    approved.then_some(()).ok_or(ImportError::NotNow)
}

/// Lets an import be.
///
/// # Errors
/// [`ImportError`].
pub async fn drop_import(context: Context<'_>, caller: &OperatorCaller, id: ImportId) -> Result<(), ImportError> {
    caller.may(Duty::ImportOffices)?;
    context.store.drop_import(id).await?.then_some(()).ok_or(ImportError::NotNow)
}

/// Stores the next part of an import, in the name of who brought it. `None` when nothing is left to store. It may be
/// killed anywhere and called again.
///
/// # Errors
/// [`StoreError`].
pub async fn store_next_part(context: Context<'_>, import: &OfficeImport) -> Result<Option<OfficeImport>, StoreError> {
    let act = context.act(Actor::Operator(import.operator.clone()));
    context.store.store_import_part(import.id, act).await
}
