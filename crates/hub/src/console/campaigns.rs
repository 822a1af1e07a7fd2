//! フリーパス: the campaigns, a new one, who is under one and how many, and an earlier end.

use super::gate::Caller;
use super::{Console, unanswered, words};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse as _;
use exchange::id::{CampaignId, LicenceEntryId};
use exchange::instant::Day;
use exchange::licence::{Campaign, YEAR_FEE};
use exchange::operator::{Duty, OperatorCaller};
use exchange::page::Limit;
use exchange::store::CampaignFigures;
use exchange::usecases::licence::campaign::{CampaignError, add_campaign, end_campaign};
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, Shown, Trouble, Visit, count, show, yen};

/// A campaign in words.
struct View {
    href: String,
    name: String,
    period: String,
    chip: &'static str,
    state: &'static str,
}

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
#[template(path = "console/campaigns.html")]
struct ListPage {
    page: Page,
    campaigns: Vec<View>,
    may_run: bool,
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

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    name: String,
    first: String,
    last: String,
}

#[derive(Template)]
#[template(path = "console/campaign_new.html")]
struct NewPage {
    page: Page,
    input: Input,
    errors: FieldErrors,
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

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    after: String,
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

pub(super) async fn page(
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
        href: super::offices::address(used.office),
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

pub(super) async fn write(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    new_page(&console, &visit, &caller, Input::default(), FieldErrors::none()).await
}

pub(super) async fn act(State(console): State<Console>, Caller(caller): Caller, form: Form<Input>) -> Shown {
    if form.press.verb() != "add" {
        return Ok(Done::to("/campaigns").into_response());
    }
    let (input, mut errors) = (form.input.clone(), FieldErrors::none());
    let first = day(&input.first, "first", &mut errors);
    let last = day(&input.last, "last", &mut errors);
    let today = console.hub.now().day_in_japan();
    if last.is_some_and(|last| last < today) {
        errors.add("last", "最後の日を、今日か、それより後にしてください。");
    }
    let (Some(first), Some(last), true) = (first, last, errors.is_empty()) else {
        return new_page(&console, form.visit(), &caller, input, errors).await;
    };
    let visit = form.visit().clone();
    form.once(async move {
        let (context, name) = (console.hub.context(console.hub.now()), input.name.trim().to_owned());
        match add_campaign(context, caller.actor(), name, first, last).await {
            Ok(campaign) => {
                let say = Flash::done("フリーパスの期間を加えました。この期間に始まるライセンスは無料になります。");
                Ok(Done::to(address(campaign.id)).say(say).into())
            }
            Err(error) => {
                told(error, &mut errors)?;
                new_page(&console, &visit, &caller, input, errors).await.map(Outcome::Again)
            }
        }
    })
    .await
}

/// What is wrong, beside its field.
fn told(error: CampaignError, errors: &mut FieldErrors) -> Result<(), Trouble> {
    match error {
        CampaignError::Name => errors.add("name", "名前を、60文字までで入力してください。"),
        CampaignError::Backwards => errors.add("last", "最後の日を、最初の日か、それより後にしてください。"),
        CampaignError::Overlaps(other) => {
            let (first, last) = (words::day_in_words(other.first), words::day_in_words(other.last));
            let name = &other.name;
            errors.add(
                "first",
                format!("「{name}」（{first}から{last}まで）と重なります。重ならない期間にするか、先に「{name}」を早く終えてください。"),
            );
        }
        CampaignError::NotFound => return Err(Trouble::not_found()),
        CampaignError::Store(error) => return Err(unanswered(error)),
    }
    Ok(())
}

pub(super) async fn ask(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> Shown {
    let campaign = found(&console, &id).await?;
    end_page(&console, &visit, &caller, &campaign, Input::default(), FieldErrors::none()).await
}

pub(super) async fn end(
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
    let wanted = if campaign.first > today {
        Some(campaign.first.previous())
    } else {
        day(&input.last, "last", &mut errors)
    };
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
        errors.add(field, "日付を、2025-04-01 のように入力してください。");
    }
    read
}

fn figures(figures: CampaignFigures) -> Vec<(&'static str, String)> {
    let all = figures.granted.saturating_add(figures.waived);
    vec![
        ("無料で発行した", format!("{}件", count(figures.granted))),
        ("あとから無料にした", format!("{}件", count(figures.waived))),
        ("無料にした金額", yen(all.saturating_mul(YEAR_FEE.into()))),
    ]
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

async fn new_page(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    input: Input,
    errors: FieldErrors,
) -> Shown {
    show(&NewPage { page: visit.page(console.frame("payments", caller).await?), input, errors })
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
