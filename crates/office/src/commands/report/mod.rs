//! `renkei report`: tells the sender whether the care software took in what came (取込結果).

mod reasons;

use super::context::{AtHome, Done, wait_for, write_json};
use super::table::short_id;
use super::which;
use crate::refusal::Refusal;
use crate::store::InboxItem;
use crate::transfer::{ImportResult, Workplace};
use crate::{Exit, Surroundings, Terminal};
use clap::{Args, Subcommand};
use reasons::Reasons;
use serde_json::json;
use std::io::Write;

const HELP: &str = include_str!("help.txt");

/// What is told.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    result: Outcome,
}

#[derive(Debug, Subcommand)]
enum Outcome {
    /// It was taken in.
    #[command(override_help = HELP)]
    Imported(Imported),
    /// It was refused.
    #[command(override_help = HELP)]
    Rejected(Rejected),
}

#[derive(Debug, Args)]
struct Imported {
    /// Ids or their endings.
    #[arg(required = true, value_name = "番号")]
    ids: Vec<String>,
    /// The result for other programs.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    at: AtHome,
}

#[derive(Debug, Args)]
struct Rejected {
    /// Id or its ending.
    #[arg(value_name = "番号")]
    id: String,
    #[command(flatten)]
    reasons: Reasons,
    /// The result for other programs.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    at: AtHome,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    match &arguments.result {
        Outcome::Imported(said) => {
            let mut workplace = said.at.open(surroundings)?;
            let items = which::received(&said.ids, &workplace)?;
            let told = items.into_iter().map(|item| (item, ImportResult::Imported)).collect();
            wait_for(tell(told, &mut workplace, said.json, terminal))
        }
        Outcome::Rejected(said) => {
            let mut workplace = said.at.open(surroundings)?;
            let items = which::received(std::slice::from_ref(&said.id), &workplace)?;
            let mut told = Vec::new();
            for item in items {
                let reasons = said.reasons.of(&item.summary)?;
                told.push((item, ImportResult::Rejected(reasons)));
            }
            wait_for(tell(told, &mut workplace, said.json, terminal))
        }
    }
}

async fn tell(
    all: Vec<(InboxItem, ImportResult)>,
    workplace: &mut Workplace,
    json: bool,
    terminal: &mut Terminal<'_>,
) -> Done {
    let client = workplace.client().await?;
    let trust = workplace.trust().await?;
    let (mut exit, mut results) = (Exit::Clean, Vec::new());
    for (item, result) in &all {
        let told = workplace.report_import(&client, &trust, item, result).await;
        if told.is_err() {
            exit = Exit::Errors;
        }
        if json {
            results.push(json!({ "id": item.summary.id, "told": told.is_ok(), "problem": told.err() }));
        } else {
            show(item, result, &told, terminal)?;
        }
    }
    if json {
        write_json(&json!({ "results": results }), terminal)?;
    }
    Ok(exit)
}

fn show(item: &InboxItem, result: &ImportResult, told: &Result<(), Refusal>, terminal: &mut Terminal<'_>) -> Done<()> {
    let one = &item.summary;
    writeln!(terminal.output, "{} {}  番号 {}", one.from, one.from_name, short_id(&one.id))?;
    match (told, result) {
        (Ok(()), ImportResult::Imported) => writeln!(terminal.output, "  取りこめたことを、送信元に知らせました。")?,
        (Ok(()), ImportResult::Rejected(reasons)) => {
            writeln!(terminal.output, "  取りこめなかったことと理由（{}件）を、送信元に知らせました。", reasons.len())?;
        }
        (Err(refusal), _) => {
            let text = refusal.to_string().replace('\n', "\n  ");
            writeln!(terminal.output, "  知らせられません: {text}")?;
        }
    }
    Ok(())
}
