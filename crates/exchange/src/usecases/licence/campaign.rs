//! Campaigns: added by the operator, ended early.

use thiserror::Error;

use crate::actor::Actor;
use crate::id::CampaignId;
use crate::instant::Day;
use crate::licence::Campaign;
use crate::ports::random;
use crate::store::{CampaignOutcome, StoreError};
use crate::usecases::Context;

/// Why a campaign is not added or ended.
#[derive(Debug, Error)]
pub enum CampaignError {
    /// The name is empty, too long or has control characters.
    #[error("a campaign's name has 1 to 60 characters")]
    Name,
    /// It ends before it begins.
    #[error("the campaign ends before it begins")]
    Backwards,
    /// It shares a day with another.
    #[error("the campaign shares a day with another")]
    Overlaps(Campaign),
    /// There is none, or it ends on that day or before.
    #[error("there is no such campaign that ends later")]
    NotFound,
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds a campaign. Two never share a day, so that one campaign says why a licence is free.
///
/// # Errors
/// [`CampaignError`].
pub async fn add_campaign(
    context: Context<'_>,
    actor: Actor,
    name: String,
    first: Day,
    last: Day,
) -> Result<Campaign, CampaignError> {
    if !(1..=60).contains(&name.chars().count()) || name.chars().any(char::is_control) {
        return Err(CampaignError::Name);
    }
    if last < first {
        return Err(CampaignError::Backwards);
    }
    let campaign = Campaign { id: CampaignId::new(context.at, random(context.randomness)), name, first, last };
    match context.store.add_campaign(campaign.clone(), context.act(actor)).await? {
        CampaignOutcome::Added | CampaignOutcome::Same => Ok(campaign),
        CampaignOutcome::Overlaps(other) => Err(CampaignError::Overlaps(other)),
    }
}

/// Ends a campaign with an earlier last day. What it has made free stays free.
///
/// # Errors
/// [`CampaignError`].
pub async fn end_campaign(context: Context<'_>, actor: Actor, id: CampaignId, last: Day) -> Result<(), CampaignError> {
    let ended = context.store.end_campaign(id, last, context.act(actor)).await?;
    if ended { Ok(()) } else { Err(CampaignError::NotFound) }
}
