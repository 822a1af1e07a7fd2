//! An earlier end of a campaign; one that has not begun is taken back whole.

use super::super::gate::Caller;
use super::super::{Console, unanswered};
use super::{View, address, day, found, view};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::licence::Campaign;
use exchange::operator::OperatorCaller;
use exchange::usecases::licence::campaign::{CampaignError, end_campaign};
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, Page, Shown, Trouble, Visit, show};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in crate::console) struct Input {
    last: String,
}

#[derive(Template)]
#[template(path = "console/campaign_end.html")]
struct EndPage {
    page: Page,
    campaign: View,
    has_begun: bool,
    input: Input,
    errors: FieldErrors,
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> Shown {
    let campaign = found(&console, &id).await?;
    end_page(&console, &visit, &caller, &campaign, visit.typed().unwrap_or_default(), FieldErrors::none()).await
}

pub(in crate::console) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(id): Path<String>,
    form: Form<Input>,
) -> Shown {
    let campaign = found(&console, &id).await?;
    let to = address(campaign.id);
    if form.press.verb() != "end" {
        return Ok(Done::to(to).into_response());
    }
    let (input, mut errors) = (form.input.clone(), FieldErrors::none());
    let today = console.hub.now().day_in_japan();
    // Before it has begun it is taken back whole.
    let wanted =
        if campaign.first > today { Some(campaign.first.previous()) } else { day(&input.last, "last", &mut errors) };
    if wanted.is_some_and(|last| campaign.first <= today && !(today..campaign.last).contains(&last)) {
        errors.add("last", "最後の日を、今日から、いまの最後の日の前の日までにしてください。");
    }
    let Some(last) = wanted.filter(|_| errors.is_empty()) else {
        return end_page(&console, form.visit(), &caller, &campaign, input, errors).await;
    };
    form.once(async move {
        let context = console.hub.context(console.hub.now());
        let say = match end_campaign(context, caller.actor(), campaign.id, last).await {
            Ok(()) => Flash::done("フリーパスの期間を短くしました。すでに無料になったライセンスは、そのままです。"),
            Err(CampaignError::NotFound) => Flash::info("この期間は、すでに短くなっています。"),
            Err(CampaignError::Store(error)) => return Err(unanswered(error)),
            Err(other) => return Err(Trouble::internal(&other)),
        };
        Ok(Done::to(to).say(say).into())
    })
    .await
}

async fn end_page(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    campaign: &Campaign,
    input: Input,
    errors: FieldErrors,
) -> Shown {
    let today = console.hub.now().day_in_japan();
    if campaign.last <= today || campaign.last < campaign.first {
        return Err(Trouble::not_allowed(
            "このフリーパスの期間は、今日までか、すでに終わっています。",
            "フリーパスの一覧で、期間を確かめてください。",
        ));
    }
    show(&EndPage {
        page: visit.page(console.frame("payments", caller).await?),
        campaign: view(campaign, today),
        has_begun: campaign.first <= today,
        input,
        errors,
    })
}
