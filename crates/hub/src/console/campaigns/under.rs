//! One campaign: whom it has made free, and how many.

use super::super::gate::Caller;
use super::super::{Console, unanswered, words};
use super::{View, address, found, view};
use askama::Template;
use axum::extract::{Path, Query, State};
use exchange::id::LicenceEntryId;
use exchange::licence::YEAR_FEE;
use exchange::operator::Duty;
use exchange::page::Limit;
use exchange::store::CampaignFigures;
use serde::Deserialize;
use web::{Page, Shown, Visit, count, show, yen};

/// A licence that a campaign has made free.
struct Row {
    href: String,
    name: String,
    number: String,
    prefecture: &'static str,
    at: String,
    how: &'static str,
}

#[derive(Template)]
#[template(path = "console/campaign.html")]
struct CampaignPage {
    page: Page,
    campaign: View,
    /// Over the whole country; none for a role that is bounded to a prefecture.
    figures: Vec<(&'static str, String)>,
    rows: Vec<Row>,
    is_later: bool,
    next: Option<String>,
    may_end: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(in crate::console) struct Asked {
    after: String,
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Shown {
    let campaign = found(&console, &id).await?;
    let (store, today) = (&console.hub.store, console.hub.now().day_in_japan());
    let (own, after) = (caller.role.prefecture(), LicenceEntryId::parse(&asked.after).ok());
    let uses = store.campaign_uses(campaign.id, own, after, Limit::default()).await.map_err(unanswered)?;
    let figures = match own {
        None => figures(store.campaign_figures(campaign.id).await.map_err(unanswered)?),
        Some(_) => Vec::new(),
    };
    let rows = uses.entries.iter().map(|used| Row {
        href: super::super::offices::address(used.office),
        name: used.name.clone(),
        number: used.office.to_string(),
        prefecture: words::prefecture(used.prefecture),
        at: words::at(used.at),
        how: if used.is_waived { "あとから無料にした" } else { "無料で発行した" },
    });
    show(&CampaignPage {
        page: visit.page(console.frame("payments", &caller).await?),
        campaign: view(&campaign, today),
        figures,
        rows: rows.collect(),
        is_later: after.is_some(),
        next: uses.next.map(|after| format!("{}?after={after}", address(campaign.id))),
        may_end: caller.role.may(Duty::RunCampaigns) && campaign.last > today && campaign.first <= campaign.last,
    })
}

fn figures(figures: CampaignFigures) -> Vec<(&'static str, String)> {
    let all = figures.granted.saturating_add(figures.waived);
    vec![
        ("無料で発行した", format!("{}件", count(figures.granted))),
        ("あとから無料にした", format!("{}件", count(figures.waived))),
        ("無料にした金額", yen(all.saturating_mul(YEAR_FEE.into()))),
    ]
}
