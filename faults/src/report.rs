//! The table that the command prints, and the same as JSON.

use crate::kinds::{Kind, Tally};
use serde_json::{Value, json};
use std::fmt::Write;

/// What became of one control.
#[derive(Debug)]
pub(crate) struct ControlResult {
    pub(crate) broken: &'static str,
    /// Faults until it was noticed; `None`: it was not.
    pub(crate) red_after: Option<usize>,
    pub(crate) seed: u64,
}

/// One row.
pub(crate) struct Row {
    pub(crate) kind: &'static Kind,
    pub(crate) seeds: Vec<u64>,
    pub(crate) tally: Tally,
    pub(crate) controls: Vec<ControlResult>,
    pub(crate) seconds: u64,
}

impl Row {
    /// Nothing lost, nothing twice, nothing else broken, and every control noticed.
    pub(crate) fn is_good(&self) -> bool {
        self.tally.wrong.is_empty() && self.controls.iter().all(|control| control.red_after.is_some())
    }

    fn controls(&self) -> String {
        let said = self.controls.iter().map(|control| match control.red_after {
            Some(faults) => format!("{} red after {faults}", control.broken),
            None => format!("{} NOT NOTICED", control.broken),
        });
        said.collect::<Vec<_>>().join(", ")
    }
}

/// The table for a person.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut text = String::from(
        "| kind | faults injected | acknowledged | lost | shown twice | otherwise wrong | control | seconds |\n",
    );
    text += "| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: |\n";
    for row in rows {
        let (kind, tally, wrong) = (row.kind, &row.tally, &row.tally.wrong);
        // Writing into memory does not fail.
        let _ = writeln!(
            text,
            "| {} ({}) | {} | {} | {} | {} | {} | {} | {} |",
            kind.name,
            kind.proves,
            tally.injected,
            tally.acknowledged,
            wrong.count_lost(),
            wrong.count_twice(),
            wrong.count_broken(),
            row.controls(),
            row.seconds,
        );
    }
    text
}

/// The same for programs.
pub(crate) fn as_json(rows: &[Row]) -> Value {
    let rows = rows.iter().map(|row| {
        let (tally, wrong) = (&row.tally, &row.tally.wrong);
        let controls = row
            .controls
            .iter()
            .map(|control| json!({ "broken": control.broken, "redAfter": control.red_after, "seed": control.seed }));
        json!({
            "kind": row.kind.name, "proves": row.kind.proves, "seeds": row.seeds, "seconds": row.seconds,
            "injected": tally.injected, "acknowledged": tally.acknowledged,
            "lost": wrong.count_lost(), "twice": wrong.count_twice(), "otherwiseWrong": wrong.count_broken(),
            "found": wrong.to_string(),
            "controls": controls.collect::<Vec<_>>(),
        })
    });
    json!({ "kinds": rows.collect::<Vec<_>>() })
}
