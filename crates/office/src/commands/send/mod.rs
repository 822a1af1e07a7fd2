//! `renkei send`: checks, stores, sends; a result for each set.

mod deliveries;
mod route;

pub(super) use route::{Wishes, new_set};

use super::check::engine::{self, Candidate};
use super::context::{AtHome, Done, Failure, wait_for};
use crate::refusal::Refusal;
use crate::store::SenderLock;
use crate::transfer::{Prepared, Workplace};
use crate::{Surroundings, Terminal, today};
use clap::Args;
use deliveries::Deliveries;
use standard::Date;
use std::path::PathBuf;

const HELP: &str = include_str!("help.txt");

/// What to send, and to whom.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    /// Files and folders; none: what waits in the outbox.
    paths: Vec<PathBuf>,
    /// Number of the receiving office.
    #[arg(long)]
    to: Option<String>,
    /// Message text for every set.
    #[arg(long, default_value = "")]
    message: String,
    /// Send also what was sent before.
    #[arg(long)]
    again: bool,
    /// The result for other programs.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    at: AtHome,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let mut workplace = arguments.at.open(surroundings)?;
    let as_of = today::in_japan((surroundings.now)()).ok_or_else(wrong_clock)?;
    let (candidates, troubles) = engine::plan(&arguments.paths);
    let mut deliveries = Deliveries::new(arguments.json);
    for trouble in &troubles {
        deliveries.trouble(trouble, terminal)?;
    }
    for candidate in &candidates {
        take(arguments, candidate, as_of, &mut workplace, &mut deliveries, terminal)?;
    }
    if arguments.paths.is_empty() {
        let mut waiting = workplace.store.outbox()?;
        waiting.retain(|item| item.state.is_waiting());
        // The oldest first: import order is the order of acceptance.
        waiting.iter().rev().for_each(|item| deliveries.add(item.id.clone()));
    } else if candidates.is_empty() {
        return Err(nothing_to_send(&troubles));
    }
    if !deliveries.is_empty() {
        let lock =
            SenderLock::take(&workplace.home).map_err(|error| Refusal::of_file(workplace.home.folder(), &error))?;
        match lock {
            Some(_only_sender) => wait_for(deliveries.send(&mut workplace, terminal))?,
            None => deliveries.leave_to_other(terminal)?,
        }
    }
    deliveries.close(terminal)
}

/// Checks one set and puts it into the outbox.
fn take(
    arguments: &Arguments,
    candidate: &Candidate,
    as_of: Date,
    workplace: &mut Workplace,
    deliveries: &mut Deliveries,
    terminal: &mut Terminal<'_>,
) -> Done<()> {
    let checked = match candidate.check(as_of) {
        Ok(checked) => checked,
        Err((path, error)) => return deliveries.refused(&Refusal::of_file(&path, &error), terminal),
    };
    let (errors, warnings) = checked.counts();
    if (errors > 0 || warnings > 0) && !arguments.json {
        let (columns, colour) = (terminal.output_screen.width(), terminal.output_screen.colour);
        checked.show(&mut *terminal.output, columns, colour)?;
    }
    if errors > 0 {
        let name = checked.documents.first().map(|(name, _)| name.clone()).unwrap_or_default();
        return deliveries.refused(&mistaken(&name, errors), terminal);
    }
    let own = workplace.settings.office.clone();
    let wishes = Wishes { own: &own, to: arguments.to.as_deref(), message: &arguments.message };
    let set = match new_set(checked, wishes) {
        Ok(set) => set,
        Err(refusal) => return deliveries.refused(&refusal, terminal),
    };
    match workplace.prepare(&set, arguments.again) {
        Ok(Prepared::New(id)) => deliveries.add(id),
        Ok(Prepared::Known(item)) if item.state.is_waiting() => deliveries.add(item.id),
        Ok(Prepared::Known(item)) => deliveries.known(&item, terminal)?,
        Err(refusal) => deliveries.refused(&refusal, terminal)?,
    }
    Ok(())
}

/// The findings of the check stop a set.
pub(super) fn mistaken(name: &str, errors: u64) -> Refusal {
    Refusal::new(
        format!("「{name}」などの送信単位に、誤りが {errors} か所あります。"),
        "このまま送ると、相手の介護ソフトに取りこめないおそれがあります。",
        "介護ソフトで直し、出力し直して送ってください。",
        "この送信単位は送っていません。ファイルはそのままです。",
    )
}

fn wrong_clock() -> Failure {
    let cure = "パソコンの日付と時刻を正しく合わせてください。";
    Failure::Unusable(Box::new(Refusal::new("パソコンの日付が正しくありません。", "", cure, "何も送っていません。")))
}

fn nothing_to_send(troubles: &[String]) -> Failure {
    let what = "送るファイルがありませんでした。";
    let cure = "介護ソフトから出力したファイルかフォルダーを指定してください。";
    Failure::Unusable(Box::new(Refusal::new(what, troubles.join(" "), cure, "")))
}
