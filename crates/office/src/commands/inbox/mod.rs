//! `renkei inbox`: what came, as a table.

use super::context::{Done, wait_for, write_json};
use super::listing::{self, Listing, ended, head, word};
use crate::store::InboxItem;
use crate::transfer::Workplace;
use crate::{Surroundings, Terminal};
use clap::Args;
use protocol::TransmissionState;
use serde_json::json;
use std::io::Write;

const HELP: &str = include_str!("help.txt");

/// Which of the transmissions are shown.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    #[command(flatten)]
    listing: Listing,
}

/// Runs the command. With the hub away the list of last time is shown.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let mut workplace = arguments.listing.at.open(surroundings)?;
    let fresh = wait_for(refresh(&mut workplace));
    let mut items = workplace.store.inbox()?;
    items.retain(|item| arguments.listing.takes(&item.summary, &item.summary.from));
    if arguments.listing.json {
        let saved = |item: &InboxItem| item.saved_into.as_ref().map(|path| path.to_string_lossy().into_owned());
        let items: Vec<_> =
            items.iter().map(|item| json!({ "transmission": item.summary, "savedInto": saved(item) })).collect();
        write_json(&json!({ "fresh": fresh.is_ok(), "inbox": items }), terminal)?;
    } else {
        show(&items, terminal)?;
    }
    ended(fresh, terminal)
}

async fn refresh(workplace: &mut Workplace) -> Done<()> {
    let client = workplace.client().await?;
    workplace.refresh_inbox(&client, None).await?;
    workplace.follow_epoch(&client).await?;
    Ok(())
}

fn show(items: &[InboxItem], terminal: &mut Terminal<'_>) -> Done<()> {
    if items.is_empty() {
        return Ok(writeln!(terminal.output, "受信はありません。")?);
    }
    writeln!(terminal.output, "{}", head("送信元", "状態"))?;
    for item in items {
        let one = &item.summary;
        let state = if is_elsewhere(item) { "受領*" } else { word(one.state) };
        listing::show(one, (&one.from, &one.from_name), state, terminal)?;
    }
    if items.iter().any(is_elsewhere) {
        writeln!(terminal.output, "* は、このパソコンには保存していません（renkei fetch --all）。")?;
    }
    Ok(())
}

/// Another terminal of the office received it.
fn is_elsewhere(item: &InboxItem) -> bool {
    item.saved_at.is_none() && item.summary.state == TransmissionState::Received
}
