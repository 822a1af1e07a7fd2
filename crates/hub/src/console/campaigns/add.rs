//! A new campaign, which shares no day with another.

use super::super::gate::Caller;
use super::super::{Console, unanswered, words};
use super::{address, day};
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse as _;
use exchange::operator::OperatorCaller;
use exchange::usecases::licence::campaign::{CampaignError, add_campaign};
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, Shown, Trouble, Visit, show};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in crate::console) struct Input {
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

pub(in crate::console) async fn page(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    new_page(&console, &visit, &caller, visit.typed().unwrap_or_default(), FieldErrors::none()).await
}

pub(in crate::console) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    form: Form<Input>,
) -> Shown {
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

async fn new_page(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    input: Input,
    errors: FieldErrors,
) -> Shown {
    show(&NewPage { page: visit.page(console.frame("payments", caller).await?), input, errors })
}
