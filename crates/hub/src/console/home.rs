//! トップ: where the exchange stands, at a glance.

use super::chart::Chart;
use super::figures::Figures;
use super::gate::Caller;
use super::requests::{self, Row};
use super::{Console, ends, federation, mails, unanswered, words};
use askama::Template;
use axum::extract::State;
use exchange::operator::Duty;
use std::sync::atomic::Ordering;
use web::{Page, Shown, SystemState, Visit, count, show};

/// Days of the charts.
const DAYS: i64 = 30;

#[derive(Template)]
#[template(path = "console/home.html")]
struct Home {
    page: Page,
    state: SystemState,
    overview: Option<Overview>,
    /// When the stock was counted; none before it was.
    stock_at: Option<String>,
    /// How many wait for a second operator; none for who does not decide.
    waiting: Option<String>,
    /// What the operator asked a second one for.
    requests: Vec<Row>,
    /// A federation's work: label, number, unit, where.
    work: Vec<federation::Tile>,
    /// What is wrong with mails, and what to do.
    mails: Option<(String, String)>,
    /// Whose certificate ends soon, and what to do.
    ends: Vec<(String, String)>,
    /// True for who could not sign in any more after losing one thing.
    has_one_passkey: bool,
}

struct Overview {
    tiles: Vec<(&'static str, String, &'static str, &'static str)>,
    accepted: Chart,
    offices: Chart,
    rules: Chart,
    fetched: Chart,
}

pub(super) async fn page(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let (hub, at) = (&console.hub, console.hub.now());
    let overview = match caller.role.may(Duty::ReadFigures) {
        true => Some(overview(&Figures::read(&console, DAYS).await?)),
        false => None,
    };
    let waiting = match caller.role.may(Duty::Approve) {
        true => Some(count(console.to_decide(&caller).await?)),
        false => None,
    };
    let state = hub.system_state(at).await.map_err(unanswered)?;
    let stock_at = match hub.stock_at.load(Ordering::Relaxed) {
        0 => None,
        at => Some(words::at(exchange::Instant::from_millis(at))),
    };
    let requests = requests::recent(&console, &caller).await?;
    let work = federation::work(&console, &caller).await?;
    let has_one_passkey = hub.store.passkeys_of(caller.id.clone()).await.map_err(unanswered)?.len() == 1;
    let mails = if overview.is_some() { mails::trouble(&console).await? } else { None };
    let ends = ends::soon(&console, &caller).await?;
    let page = visit.page(console.frame("home", &caller).await?);
    show(&Home { page, state, overview, stock_at, waiting, requests, work, mails, ends, has_one_passkey })
}

fn overview(figures: &Figures) -> Overview {
    let stock = |name: &str| figures.last(name).map_or_else(|| "集計中".to_owned(), count);
    Overview {
        tiles: vec![
            ("今日の受付", count(figures.today("transmission.accepted")), "件", "/figures"),
            ("事業所", stock("stock/offices"), "件", "/offices"),
            ("有効なライセンス", stock("stock/licensed"), "件", "/office-licences"),
            ("有効な電子証明書", stock("stock/certificates"), "枚", "/certificates"),
        ],
        accepted: figures.daily("1日ごとの受付の数（30日）", "transmission.accepted"),
        offices: figures.daily("事業所の数（30日）", "stock/offices"),
        rules: figures.rules(),
        fetched: figures.classes("受付から取り出しまでの時間（30日）", "transmission.fetched"),
    }
}
