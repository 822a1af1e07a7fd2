//! Publishing a notice, and taking it back.

use thiserror::Error;

use crate::actor::Actor;
use crate::id::NoticeId;
use crate::instant::Instant;
use crate::notice::{Audience, Importance, Notice};
use crate::ports::random;
use crate::store::StoreError;
use crate::usecases::Context;

/// A notice to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishInput {
    /// For whom.
    pub audience: Audience,
    /// How much it matters.
    pub importance: Importance,
    /// Headline, 1 to 100 characters.
    pub title: String,
    /// Text, at most 4,000 characters.
    pub body: String,
    /// Shown from.
    pub from: Instant,
    /// Shown until.
    pub until: Instant,
}

/// Why a notice is not published or taken back.
#[derive(Debug, Error)]
pub enum PublishError {
    /// The headline is empty or too long.
    #[error("a headline has 1 to 100 characters")]
    Title,
    /// The text is too long.
    #[error("a text has 4,000 characters at most")]
    Body,
    /// It would end before it begins, or is over.
    #[error("the notice would not be shown")]
    Period,
    /// No such notice is shown.
    #[error("there is no such notice")]
    NotFound,
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Publishes a notice.
pub async fn publish(context: Context<'_>, actor: Actor, input: PublishInput) -> Result<Notice, PublishError> {
    if !(1..=100).contains(&input.title.chars().count()) {
        return Err(PublishError::Title);
    }
    if input.body.chars().count() > 4_000 {
        return Err(PublishError::Body);
    }
    if input.until <= input.from || input.until <= context.at {
        return Err(PublishError::Period);
    }
    let PublishInput { audience, importance, title, body, from, until } = input;
    let id = NoticeId::new(context.at, random(context.randomness));
    let notice = Notice { id, audience, importance, title, body, from, until };
    context.store.publish_notice(notice.clone(), context.act(actor)).await?;
    Ok(notice)
}

/// Takes a notice back.
pub async fn withdraw_notice(context: Context<'_>, actor: Actor, id: NoticeId) -> Result<(), PublishError> {
    let done = context.store.withdraw_notice(id, context.act(actor)).await?;
    if done { Ok(()) } else { Err(PublishError::NotFound) }
}
