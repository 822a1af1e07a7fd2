//! `renkei withdraw`: takes back what the other office has not fetched.

use super::context::{AtHome, Done, wait_for};
use super::which;
use crate::refusal::Refusal;
use crate::store::OutboxState;
use crate::{Exit, Surroundings, Terminal};
use clap::Args;
use std::io::Write;

const HELP: &str = include_str!("help.txt");

/// Which transmission.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    /// Id or its ending.
    #[arg(value_name = "番号")]
    id: String,
    #[command(flatten)]
    at: AtHome,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let mut workplace = arguments.at.open(surroundings)?;
    let id = which::transmission(&arguments.id, &workplace)?;
    let here = workplace.store.outbox_item(&id)?;
    if here.as_ref().is_some_and(|item| item.state == OutboxState::Prepared) {
        workplace.store.mark_withdrawn(&id)?;
        writeln!(terminal.output, "送る前に取り消しました。相手には何も届いていません。")?;
        return Ok(Exit::Clean);
    }
    wait_for(async {
        let client = workplace.client().await?;
        let told = client.withdraw(&id).await;
        Ok(told.map_err(|error| {
            let open = "取り消せたかどうかは分かりません。もう一度取り消すか、renkei sent で確かめてください。";
            Refusal::from(&error).leaving(if error.leaves_open() { open } else { "取り消していません。" })
        })?)
    })?;
    if here.is_some_and(|item| item.state == OutboxState::Accepted) {
        workplace.store.mark_withdrawn(&id)?;
    }
    writeln!(terminal.output, "取り消しました。相手は受け取っていません。")?;
    Ok(Exit::Clean)
}
