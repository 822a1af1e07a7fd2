//! メンテナンス: the list. Planned and moved in `plan`, taken back or ended early in `stop`; each time offices are told.

mod plan;
mod stop;
mod told;

pub(super) use plan::{act, ask, ask_move, move_to};
pub(super) use stop::{act as stop, ask as ask_stop};

use super::gate::{Caller, refused};
use super::people::People;
use super::{Console, mails, unanswered, words};
use askama::Template;
use axum::extract::State;
use exchange::Instant;
use exchange::id::MaintenanceId;
use exchange::notice::{Fate, Maintenance, Stage};
use exchange::operator::Duty;
use exchange::usecases::operator::maintain::MaintainError;
use web::{Page, Shown, SystemState, Trouble, Visit, show};

struct Row {
    period: String,
    text: String,
    goes_on: bool,
    planned_by: String,
    chip: &'static str,
    state: &'static str,
    /// When it was ended early.
    ended: Option<String>,
    notice: String,
    /// Where it is moved, and where it is taken back or ended, with the word for that.
    acts: Option<(String, String, &'static str)>,
}

#[derive(Template)]
#[template(path = "console/maintenance.html")]
struct MaintenancePage {
    page: Page,
    state: SystemState,
    room: String,
    /// How mails stand; none for who does not read figures.
    mails: Option<mails::Standing>,
    rows: Vec<Row>,
    may_plan: bool,
}

pub(super) async fn list(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let (hub, at) = (&console.hub, console.hub.now());
    let may_plan = caller.role.may(Duty::PlanMaintenance);
    let mails = match caller.role.may(Duty::ReadFigures) {
        true => Some(mails::standing(&console, hub.store.outbox().await.map_err(unanswered)?)),
        false => None,
    };
    let (windows, people) = (hub.store.maintenances().await.map_err(unanswered)?, People::read(&console).await?);
    show(&MaintenancePage {
        page: visit.page(console.frame("maintenance", &caller).await?),
        state: hub.system_state(at).await.map_err(unanswered)?,
        mails,
        room: web::Bytes(hub.room()).to_string(),
        rows: windows.iter().map(|window| row(window, &people, at, may_plan)).collect(),
        may_plan,
    })
}

async fn found(console: &Console, id: &str) -> Result<Maintenance, Trouble> {
    let id = MaintenanceId::parse(id).map_err(|_| Trouble::not_found())?;
    console.hub.store.maintenance(id).await.map_err(unanswered)?.ok_or_else(Trouble::not_found)
}

fn trouble(error: MaintainError) -> Trouble {
    match error {
        MaintainError::Denied(denied) => refused(denied),
        MaintainError::Store(error) => unanswered(error),
        other => Trouble::internal(&other),
    }
}

fn row(window: &Maintenance, people: &People, at: Instant, may_plan: bool) -> Row {
    let stage = window.stage(at);
    let (chip, state) = match (stage, window.fate) {
        (_, Fate::Moved { .. }) => ("wait", "日時を変えた"),
        (_, Fate::Cancelled(_)) => ("wait", "取りやめ"),
        (_, Fate::Ended(_)) => ("done", "早く終えた"),
        (Stage::Planned, _) => ("todo", "予定"),
        (Stage::Lasts, _) => ("run", "実施中"),
        (Stage::Over | Stage::Dropped, _) => ("done", "終了"),
    };
    let word = match stage {
        Stage::Planned => Some("取りやめる"),
        Stage::Lasts => Some("早く終える"),
        Stage::Over | Stage::Dropped => None,
    };
    let here = format!("/maintenance/{}", window.id);
    Row {
        period: format!("{} ～ {}", words::at(window.begins), words::at(window.ends)),
        text: window.text.clone(),
        goes_on: window.goes_on,
        planned_by: people.named(&window.planned_by),
        chip,
        state,
        ended: match window.fate {
            Fate::Ended(ended) => Some(words::at(ended)),
            _ => None,
        },
        notice: format!("/notices/{}", window.notice),
        acts: word.filter(|_| may_plan).map(|word| (format!("{here}/move"), format!("{here}/stop"), word)),
    }
}
