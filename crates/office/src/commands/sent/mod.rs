//! `renkei sent`: what was sent, as a table; what waits on this PC comes first.

use super::context::{AtHome, Done, wait_for, write_json};
use super::inbox::{Filters, row, word};
use super::table::{cell, instant, month, short_id};
use crate::refusal::Refusal;
use crate::store::{OutboxItem, OutboxState};
use crate::transfer::Workplace;
use crate::{Exit, Surroundings, Terminal};
use clap::Args;
use protocol::{ListQuery, TransmissionState, TransmissionSummary};
use serde_json::json;
use std::io::Write;

const HELP: &str = include_str!("help.txt");

/// Which of the transmissions are shown.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    /// Only what the other office has not received.
    #[arg(long)]
    unread: bool,
    #[command(flatten)]
    filters: Filters,
    /// The result for other programs.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    at: AtHome,
}

/// Runs the command. With the hub away the list of last time is shown.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let mut workplace = arguments.at.open(surroundings)?;
    let fresh = wait_for(refresh(&mut workplace));
    let mut items = workplace.store.outbox()?;
    items.retain(|item| item.state.is_waiting() || item.state == OutboxState::Refused);
    let mut sent = workplace.store.sent()?;
    sent.retain(|one| {
        let unread = matches!(one.state, TransmissionState::Accepted | TransmissionState::Fetched);
        arguments.filters.take(&one.to, one.month.as_deref(), one.state) && (unread || !arguments.unread)
    });
    if arguments.json {
        let waiting: Vec<_> = items.iter().map(as_json).collect();
        write_json(&json!({ "fresh": fresh.is_ok(), "outbox": waiting, "sent": sent }), terminal)?;
    } else {
        waiting(&items, terminal)?;
        show(&sent, terminal)?;
    }
    match fresh {
        Ok(()) => Ok(Exit::Clean),
        Err(failure) => {
            writeln!(terminal.errors, "renkei: 下の理由で新しい一覧を取れないため、前に取ったときの一覧です。")?;
            Err(failure)
        }
    }
}

async fn refresh(workplace: &mut Workplace) -> Done<()> {
    let client = workplace.client().await?;
    let mut query = ListQuery { limit: Some(100), ..ListQuery::default() };
    loop {
        let page = client.sent(&query).await.map_err(|error| Refusal::from(&error))?;
        workplace.store.keep_sent(&page.transmissions)?;
        if page.next.is_none() || page.transmissions.is_empty() {
            return Ok(());
        }
        query.cursor = page.next;
    }
}

fn as_json(item: &OutboxItem) -> serde_json::Value {
    json!({
        "id": item.id, "state": item.state.as_str(), "to": item.letter.recipient, "serial": item.letter.serial,
        "documents": item.letter.documents, "createdAt": item.created_at.to_string(), "problem": item.problem,
    })
}

fn waiting(items: &[OutboxItem], terminal: &mut Terminal<'_>) -> Done<()> {
    for item in items {
        let word = if item.state == OutboxState::Refused { "届きませんでした" } else { "送信待ち" };
        let (letter, id) = (&item.letter, short_id(&item.id));
        let serial = if letter.serial.is_empty() { "添付のみ" } else { &letter.serial };
        let made = item.created_at.in_japanese();
        writeln!(terminal.output, "{word}  {made}  {}  {serial}  番号 {id}", letter.recipient)?;
        if let Some(problem) = &item.problem {
            writeln!(terminal.output, "  {}", problem.to_string().replace('\n', "\n  "))?;
        }
    }
    if !items.is_empty() {
        writeln!(terminal.output)?;
    }
    Ok(())
}

fn show(sent: &[TransmissionSummary], terminal: &mut Terminal<'_>) -> Done<()> {
    if sent.is_empty() {
        return Ok(writeln!(terminal.output, "届いた送信はありません。")?);
    }
    writeln!(terminal.output, "{}", row("届いた日時", "送信先", "", "年月", "数", "相手の状態", "番号"))?;
    for one in sent {
        let (at, month, count) =
            (instant(&one.accepted_at), month(one.month.as_deref()), one.documents.len().to_string());
        let line = row(&at, &one.to, &one.to_name, &month, &count, word(one.state), short_id(&one.id));
        writeln!(terminal.output, "{}", line.trim_end())?;
        if !one.message.is_empty() {
            writeln!(terminal.output, "  {}", cell(&one.message.replace('\n', " "), 76).trim_end())?;
        }
    }
    Ok(())
}
