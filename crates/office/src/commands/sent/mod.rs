//! `renkei sent`: what was sent, as a table; what waits on this PC comes first.

use super::context::{Done, wait_for, write_json};
use super::listing::{self, Listing, beneath, ended, head, word};
use super::table::short_id;
use crate::store::{OutboxItem, OutboxState};
use crate::transfer::Workplace;
use crate::{Surroundings, Terminal};
use clap::Args;
use protocol::{FindingBody, TransmissionSummary};
use serde::Serialize;
use serde_json::json;
use std::io::Write;

const HELP: &str = include_str!("help.txt");

/// At most so many reasons of a rejection are shown.
const MOST_REASONS: usize = 5;

/// Which of the transmissions are shown.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    #[command(flatten)]
    listing: Listing,
}

/// What was sent, and what the recipient said when it rejected the import.
#[derive(Debug, Serialize)]
struct Sent {
    #[serde(flatten)]
    summary: TransmissionSummary,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<FindingBody>,
}

/// Runs the command. With the hub away the list of last time is shown.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let mut workplace = arguments.listing.at.open(surroundings)?;
    let fresh = wait_for(refresh(&mut workplace));
    let mut items = workplace.store.outbox()?;
    items.retain(|item| item.state.is_waiting() || item.state == OutboxState::Refused);
    items.retain(|item| arguments.listing.takes_unsent(&item.letter));
    let mut sent = Vec::new();
    for summary in workplace.store.sent()? {
        if arguments.listing.takes(&summary, &summary.to) {
            let findings = workplace.store.rejection(&summary.id)?.unwrap_or_default();
            sent.push(Sent { summary, findings });
        }
    }
    if arguments.listing.json {
        let waiting: Vec<_> = items.iter().map(as_json).collect();
        write_json(&json!({ "fresh": fresh.is_ok(), "outbox": waiting, "sent": sent }), terminal)?;
    } else {
        waiting(&items, terminal)?;
        show(&sent, terminal)?;
    }
    ended(fresh, terminal)
}

async fn refresh(workplace: &mut Workplace) -> Done<()> {
    let client = workplace.client().await?;
    workplace.refresh_sent(&client).await?;
    workplace.follow_epoch(&client).await?;
    Ok(())
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

fn show(sent: &[Sent], terminal: &mut Terminal<'_>) -> Done<()> {
    if sent.is_empty() {
        return Ok(writeln!(terminal.output, "届いた送信はありません。")?);
    }
    writeln!(terminal.output, "{}", head("送信先", "相手の状態"))?;
    for one in sent {
        let summary = &one.summary;
        listing::show(summary, (&summary.to, &summary.to_name), word(summary.state), terminal)?;
        for finding in one.findings.iter().take(MOST_REASONS) {
            let place = finding.place.line.map(|line| format!(" {line}行目")).unwrap_or_default();
            beneath(&format!("指摘: {}{place}  {}", finding.place.file, finding.message), terminal)?;
        }
        if let Some(more) = one.findings.len().checked_sub(MOST_REASONS).filter(|more| *more > 0) {
            beneath(&format!("ほか {more} 件（renkei sent --json ですべて見られます）"), terminal)?;
        }
    }
    Ok(())
}
