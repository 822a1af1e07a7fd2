//! Campaigns (フリーパス): a licence that begins in one costs nothing.

use super::YEAR_FEE;
use crate::id::CampaignId;
use crate::instant::Day;

/// A period in which the price is zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Its id.
    pub id: CampaignId,
    /// What it is called, 1 to 60 characters.
    pub name: String,
    /// The first day.
    pub first: Day,
    /// The last day; an earlier one when it was ended.
    pub last: Day,
}

impl Campaign {
    /// True when it has a day that lies in this span, both days included.
    pub fn meets(&self, first: Day, last: Day) -> bool {
        self.first <= self.last && self.first <= last && first <= self.last
    }
}

/// What a licence costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    /// Yen, tax included.
    pub fee: u32,
    /// The campaign that makes it free, and its last day.
    pub campaign: Option<(CampaignId, Day)>,
}

/// The price of a year that begins on `first`. Of campaigns that overlap the one that ends last counts.
pub fn price(campaigns: &[Campaign], first: Day) -> Price {
    let open = campaigns.iter().filter(|campaign| campaign.first <= first && first <= campaign.last);
    let best = open.max_by_key(|campaign| (campaign.last, campaign.id)).map(|campaign| (campaign.id, campaign.last));
    Price { fee: if best.is_some() { 0 } else { YEAR_FEE }, campaign: best }
}
