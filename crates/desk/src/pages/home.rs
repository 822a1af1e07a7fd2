//! トップ.

use super::frame::state;
use super::news::NewsLine;
use super::scene::{Scene, show as rendered};
use super::stop::{Answered, Stop};
use crate::mailbox::{HomeFacts, Standing, SystemState};
use askama::Template;
use axum::extract::State;
use web::{Page, Visit};

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    page: Page,
    at: &'static str,
    home: HomeFacts,
    line: NewsLine,
}

/// The same inside of the page that is open, with what its frame says of the hub.
#[derive(Template)]
#[template(path = "home_part.html")]
pub(crate) struct HomePart {
    at: &'static str,
    home: HomeFacts,
    line: NewsLine,
    state: web::SystemState,
}

impl HomePart {
    pub(crate) async fn of(scene: &Scene) -> Result<Self, Stop> {
        let (home, standing, line) = facts(scene).await?;
        Ok(Self { at: scene.at, home, line, state: state(&standing) })
    }
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    let (home, standing, line) = facts(&scene).await?;
    let page = visit.page(scene.frame(&standing, "home"));
    rendered(&HomePage { page, at: scene.at, home, line })
}

/// What is shown, where things stand after that was asked, and the line that goes on asking.
async fn facts(scene: &Scene) -> Result<(HomeFacts, Standing, NewsLine), Stop> {
    let home = scene.mailbox.home().await?;
    let standing = scene.mailbox.standing().await?;
    let line = NewsLine::fresh("home", standing.sight);
    Ok((home, standing, line))
}
