//! Publishing a version of the terms of use, which holds from a day to come. What offices agreed to stays untouched.

use crate::instant::Day;
use crate::operator::{Duty, OperatorCaller, OperatorDenied};
use crate::store::{StoreError, TermsVersion};
use crate::usecases::Context;
use thiserror::Error;

/// Longest text, in characters.
pub const LONGEST_TEXT: usize = 20_000;

/// Why no version is published.
#[derive(Debug, Error)]
pub enum TermsError {
    /// The role does not include it.
    #[error(transparent)]
    Denied(#[from] OperatorDenied),
    /// The text is empty or too long.
    #[error("a text has 1 to 20,000 characters")]
    Text,
    /// It would hold from today or earlier, or before a version that was published before.
    #[error("a version holds from a day to come, and not before an older one")]
    Day {
        /// The first day that is possible.
        first: Day,
    },
    /// Somebody else has published in the meantime.
    #[error("another version was published in the meantime")]
    Moved,
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A version as it would be published now, checked; `known` is the number of the newest version that is not in the store.
///
/// # Errors
/// [`TermsError`].
pub async fn draft(
    context: Context<'_>,
    caller: &OperatorCaller,
    known: u32,
    from: Day,
    text: &str,
) -> Result<TermsVersion, TermsError> {
    caller.may(Duty::PublishTerms)?;
    // One way of ending a line, so that the digest is that of the text whatever browser sent it.
    let text = text.replace("\r\n", "\n").trim().to_owned();
    if !(1..=LONGEST_TEXT).contains(&text.chars().count()) {
        return Err(TermsError::Text);
    }
    let newest = context.store.terms().await?.into_iter().next();
    let tomorrow = context.at.day_in_japan().next();
    let first = newest.as_ref().map_or(tomorrow, |newest| tomorrow.max(newest.from));
    if from < first {
        return Err(TermsError::Day { first });
    }
    let version = newest.map_or(known, |newest| newest.version).saturating_add(1);
    Ok(TermsVersion { version, from, text, published_by: caller.id.clone(), at: context.at })
}

/// Publishes a version under the number that the person has seen.
///
/// # Errors
/// [`TermsError`]; [`TermsError::Moved`] when that number is not the next one any more.
pub async fn publish(
    context: Context<'_>,
    caller: &OperatorCaller,
    known: u32,
    seen: u32,
    from: Day,
    text: &str,
) -> Result<TermsVersion, TermsError> {
    let version = draft(context, caller, known, from, text).await?;
    if version.version != seen || !context.store.publish_terms(version.clone(), context.act(caller.actor())).await? {
        return Err(TermsError::Moved);
    }
    Ok(version)
}
