//! `renkei withdraw`: takes back what the other office has not fetched.

use super::context::{AtHome, Done, wait_for};
use super::fetch::not_one;
use crate::refusal::Refusal;
use crate::store::OutboxState;
use crate::transfer::Workplace;
use crate::{Exit, Surroundings, Terminal};
use clap::Args;
use std::io::Write;

const HELP: &str = include_str!("help.txt");

/// Which transmission.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    /// Id or its ending.
    id: String,
    #[command(flatten)]
    at: AtHome,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let mut workplace = arguments.at.open(surroundings)?;
    let id = full_id(&arguments.id, &workplace)?;
    let here = workplace.store.outbox_item(&id)?;
    if here.as_ref().is_some_and(|item| item.state == OutboxState::Prepared) {
        workplace.store.mark_withdrawn(&id)?;
        writeln!(terminal.output, "送る前に取り消しました。相手には何も届いていません。")?;
        return Ok(Exit::Clean);
    }
    wait_for(async {
        let client = workplace.client().await?;
        let told = client.withdraw(&id).await;
        Ok(told.map_err(|error| Refusal::from(&error).leaving("取り消していません。"))?)
    })?;
    if here.is_some_and(|item| item.state == OutboxState::Accepted) {
        workplace.store.mark_withdrawn(&id)?;
    }
    writeln!(terminal.output, "取り消しました。相手は受け取っていません。")?;
    Ok(Exit::Clean)
}

/// The whole id of what was sent from this PC or listed by the hub.
pub(super) fn full_id(asked: &str, workplace: &Workplace) -> Done<String> {
    let mut ids: Vec<String> = workplace.store.outbox()?.into_iter().map(|item| item.id).collect();
    ids.extend(workplace.store.sent()?.into_iter().map(|one| one.id));
    ids.extend(workplace.store.inbox()?.into_iter().map(|item| item.summary.id));
    ids.sort();
    ids.dedup();
    ids.retain(|id| id.ends_with(asked));
    match ids.as_slice() {
        [id] if asked.len() >= 4 => Ok(id.clone()),
        // Sent from another terminal and never listed here: the hub will know.
        [] if evidence::TransmissionId::parse(asked).is_some() => Ok(asked.to_owned()),
        _ => Err(not_one(asked)),
    }
}
