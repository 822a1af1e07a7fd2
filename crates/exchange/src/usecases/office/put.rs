//! Adding an office, or importing many: known ones are changed, closed ones stay closed.

use thiserror::Error;

use crate::actor::Actor;
use crate::office::NewOffice;
use crate::store::{PutOutcome, StoreError};
use crate::usecases::Context;

/// Most offices in one transaction; an import goes in parts of this size.
pub const PART: usize = 1_000;

/// Why offices are not taken.
#[derive(Debug, Error)]
pub enum PutError {
    /// A name or kana is empty, too long or has control characters.
    #[error("the name of the office in line {line} is not usable")]
    Name {
        /// Which, from 1.
        line: usize,
    },
    /// An office without services.
    #[error("the office in line {line} gives no service")]
    NoService {
        /// Which, from 1.
        line: usize,
    },
    /// The store did not take them. Parts before this one were taken; the import may be repeated.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds or changes offices. All are looked at before the first is stored.
pub async fn put_offices(
    context: Context<'_>,
    actor: Actor,
    offices: Vec<NewOffice>,
) -> Result<Vec<PutOutcome>, PutError> {
    for (at, office) in offices.iter().enumerate() {
        check(office, at + 1)?;
    }
    let mut outcomes = Vec::with_capacity(offices.len());
    for part in offices.chunks(PART) {
        outcomes.extend(context.store.put_offices(part.to_vec(), context.act(actor.clone())).await?);
    }
    Ok(outcomes)
}

fn check(office: &NewOffice, line: usize) -> Result<(), PutError> {
    let usable = |text: &str| (1..=200).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    if !usable(&office.name) || !usable(&office.kana) {
        Err(PutError::Name { line })
    } else if office.services.is_empty() {
        Err(PutError::NoService { line })
    } else {
        Ok(())
    }
}
