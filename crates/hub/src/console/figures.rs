//! 送受信の数: counts by day, how soon data are fetched, and which rules refuse; never who, never what (S35).

use super::chart::Chart;
use super::gate::Caller;
use super::{Console, unanswered, words};
use askama::Template;
use axum::extract::{Query, State};
use exchange::instant::Day;
use exchange::store::Figure;
use serde::Deserialize;
use std::collections::BTreeMap;
use web::{Page, Shown, Trouble, Visit, count, show};

/// Days that can be chosen.
const SPANS: [(i64, &str); 3] = [(30, "30日"), (90, "90日"), (365, "1年")];
/// Rules that are shown.
const MOST_RULES: usize = 15;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    days: String,
}

/// A day of the table.
struct Line {
    day: String,
    cells: Vec<String>,
}

#[derive(Template)]
#[template(path = "console/figures.html")]
struct FiguresPage {
    page: Page,
    spans: Vec<(String, &'static str, bool)>,
    accepted: Chart,
    fetched: Chart,
    received: Chart,
    rules: Chart,
    heads: Vec<&'static str>,
    lines: Vec<Line>,
    totals: Vec<String>,
}

/// What the table counts, with its words.
const COLUMNS: [(&str, &str); 7] = [
    ("transmission.accepted", "受付"),
    ("transmission.fetched", "取り出し"),
    ("transmission.received", "受領"),
    ("transmission.imported", "取り込み"),
    ("transmission.rejected", "取り込み不可"),
    ("transmission.withdrawn", "取り消し"),
    ("transmission.expired", "期限切れ"),
];

const CLASSES: [&str; 5] = ["10分以内", "1時間以内", "1日以内", "3日以内", "それより後"];

pub(super) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Query(asked): Query<Asked>,
) -> Shown {
    let chosen = asked.days.parse().ok().filter(|days| SPANS.iter().any(|(span, _)| span == days)).unwrap_or(30);
    let figures = Figures::read(&console, chosen).await?;
    let line = |day: &Day| Line {
        day: words::day(*day),
        cells: COLUMNS.iter().map(|(name, _)| count(figures.of(*day, name))).collect(),
    };
    show(&FiguresPage {
        page: visit.page(console.frame("figures", &caller).await?),
        spans: SPANS.iter().map(|(days, label)| (format!("/figures?days={days}"), *label, *days == chosen)).collect(),
        accepted: figures.daily("1日ごとの受付の数", "transmission.accepted"),
        fetched: figures.classes("受付から取り出しまでの時間", "transmission.fetched"),
        received: figures.classes("受付から受領までの時間", "transmission.received"),
        rules: figures.rules(),
        heads: COLUMNS.iter().map(|(_, head)| *head).collect(),
        lines: figures.days.iter().rev().map(line).collect(),
        totals: COLUMNS.iter().map(|(name, _)| count(figures.sum(name))).collect(),
    })
}

/// The figures of some days up to today.
pub(super) struct Figures {
    days: Vec<Day>,
    counts: BTreeMap<(Day, String), u64>,
}

impl Figures {
    /// Reads them.
    pub(super) async fn read(console: &Console, days: i64) -> Result<Self, Trouble> {
        let today = console.hub.now().day_in_japan();
        let from = Day::from_number(today.number() - days + 1);
        let found = console.hub.store.figures(from, today).await.map_err(unanswered)?;
        let counts = found.into_iter().map(|Figure { day, name, count }| ((day, name), count)).collect();
        Ok(Self { days: (from.number()..=today.number()).map(Day::from_number).collect(), counts })
    }

    fn of(&self, day: Day, name: &str) -> u64 {
        self.counts.get(&(day, name.to_owned())).copied().unwrap_or(0)
    }

    /// All days together.
    pub(super) fn sum(&self, name: &str) -> u64 {
        self.days.iter().map(|day| self.of(*day, name)).sum()
    }

    /// The newest day's figure that there is.
    pub(super) fn last(&self, name: &str) -> Option<u64> {
        self.days.iter().rev().find_map(|day| self.counts.get(&(*day, name.to_owned())).copied())
    }

    /// Today's.
    pub(super) fn today(&self, name: &str) -> u64 {
        self.days.last().map_or(0, |day| self.of(*day, name))
    }

    /// A bar a day.
    pub(super) fn daily(&self, title: &str, name: &str) -> Chart {
        let bar = |day: &Day| {
            let (_, month, date) = day.date();
            (format!("{month}/{date}"), self.of(*day, name))
        };
        Chart::new(title, &self.days.iter().map(bar).collect::<Vec<_>>())
    }

    /// A bar for each class of time.
    pub(super) fn classes(&self, title: &str, name: &str) -> Chart {
        let classes = CLASSES.iter().enumerate();
        let bars = classes.map(|(class, label)| ((*label).to_owned(), self.sum(&format!("{name}/{class}"))));
        Chart::new(title, &bars.collect::<Vec<_>>())
    }

    /// The rules that refuse most.
    pub(super) fn rules(&self) -> Chart {
        let mut rules: BTreeMap<&str, u64> = BTreeMap::new();
        for ((_, name), count) in &self.counts {
            if let Some(rule) = name.strip_prefix("rule/") {
                *rules.entry(rule).or_default() += count;
            }
        }
        let mut most: Vec<(String, u64)> = rules.into_iter().map(|(rule, count)| (rule.to_owned(), count)).collect();
        most.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        most.truncate(MOST_RULES);
        Chart::new("受け付けなかったデータの指摘（規則ごと）", &most)
    }
}
