//! フリーパス: the campaigns, a new one, who is under one and how many, and an earlier end.

pub(super) mod add;
pub(super) mod end;
pub(super) mod under;

use super::gate::Caller;
use super::{Console, unanswered, words};
use askama::Template;
use axum::extract::State;
use exchange::id::CampaignId;
use exchange::instant::Day;
use exchange::licence::Campaign;
use exchange::operator::Duty;
use web::{FieldErrors, Page, Shown, Trouble, Visit, show};

/// A campaign in words.
struct View {
    href: String,
    name: String,
    period: String,
    chip: &'static str,
    state: &'static str,
}

#[derive(Template)]
#[template(path = "console/campaigns.html")]
struct ListPage {
    page: Page,
    campaigns: Vec<View>,
    may_run: bool,
}

pub(super) async fn list(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let today = console.hub.now().day_in_japan();
    let campaigns = console.hub.store.campaigns().await.map_err(unanswered)?;
    show(&ListPage {
        page: visit.page(console.frame("payments", &caller).await?),
        campaigns: campaigns.iter().map(|campaign| view(campaign, today)).collect(),
        may_run: caller.role.may(Duty::RunCampaigns),
    })
}

async fn found(console: &Console, id: &str) -> Result<Campaign, Trouble> {
    let id = CampaignId::parse(id).map_err(|_| Trouble::not_found())?;
    let campaigns = console.hub.store.campaigns().await.map_err(unanswered)?;
    campaigns.into_iter().find(|campaign| campaign.id == id).ok_or_else(Trouble::not_found)
}

fn address(id: CampaignId) -> String {
    format!("/campaigns/{id}")
}

fn day(text: &str, field: &'static str, errors: &mut FieldErrors) -> Option<Day> {
    let read = words::read_day(text);
    if read.is_none() {
        errors.add(field, "日付を、2025年4月1日 のように入力してください。");
    }
    read
}

fn view(campaign: &Campaign, today: Day) -> View {
    let (chip, state) = match () {
        () if campaign.last < campaign.first => ("wait", "取りやめ"),
        () if today < campaign.first => ("todo", "予定"),
        () if today <= campaign.last => ("run", "実施中"),
        () => ("done", "終了"),
    };
    let period = match campaign.last < campaign.first {
        true => format!("{}から始まる前に取りやめ", words::day(campaign.first)),
        false => format!("{}～{}", words::day(campaign.first), words::day(campaign.last)),
    };
    View { href: address(campaign.id), name: campaign.name.clone(), period, chip, state }
}
