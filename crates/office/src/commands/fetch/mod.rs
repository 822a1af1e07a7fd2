//! `renkei fetch`: saves what came into a folder and tells the senders.

use super::context::{AtHome, Done, wait_for, write_json};
use super::table::{plain, short_id};
use super::which;
use crate::refusal::Refusal;
use crate::store::InboxItem;
use crate::transfer::{Layout, Received, Workplace};
use crate::{Exit, Surroundings, Terminal};
use clap::Args;
use protocol::TransmissionSummary;
use serde_json::json;
use std::io::Write;
use std::path::PathBuf;

const HELP: &str = include_str!("help.txt");

/// Which transmissions, and where to.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    /// Ids or their endings; none: all that is new.
    #[arg(value_name = "番号")]
    ids: Vec<String>,
    /// Also what another terminal of the office has received.
    #[arg(long, conflicts_with = "ids")]
    all: bool,
    /// The folder.
    #[arg(long)]
    into: PathBuf,
    /// The result for other programs.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    at: AtHome,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let mut workplace = arguments.at.open(surroundings)?;
    wait_for(fetch(arguments, &mut workplace, terminal))
}

async fn fetch(arguments: &Arguments, workplace: &mut Workplace, terminal: &mut Terminal<'_>) -> Done {
    let client = workplace.client().await?;
    workplace.refresh_inbox(&client, None).await?;
    workplace.follow_epoch(&client).await?;
    let trust = workplace.trust().await?;
    let owed = workplace.acknowledge_owed(&client).await?;
    let items = if arguments.ids.is_empty() {
        workplace.unfetched(arguments.all)?
    } else {
        which::received(&arguments.ids, workplace)?
    };
    let (mut exit, mut results) = (Exit::Clean, Vec::new());
    if !arguments.json {
        for one in &owed.told {
            told(one, terminal)?;
        }
    }
    for item in &items {
        let received = workplace.receive(&client, &trust, &item.summary, &arguments.into, Layout::Apart).await;
        let received = received.map_err(Refusal::from);
        let is_whole = received.as_ref().is_ok_and(|received| received.not_acknowledged.is_none());
        if !is_whole {
            exit = Exit::Errors;
        }
        if arguments.json {
            results.push(as_json(item, &received));
        } else {
            match received {
                Ok(received) => show(&received, terminal)?,
                Err(refusal) => refused(item, &refusal, terminal)?,
            }
        }
    }
    if arguments.json {
        write_json(&json!({ "results": results }), terminal)?;
    } else if items.is_empty() && owed.told.is_empty() && owed.not_told.is_none() {
        writeln!(terminal.output, "新しい受信はありません。")?;
    }
    owed.not_told.map_or(Ok(exit), |refusal| Err(refusal.into()))
}

/// Says that the sender of what was saved before knows it now.
pub(super) fn told(one: &TransmissionSummary, terminal: &mut Terminal<'_>) -> Done<()> {
    let (from, name, id) = (&one.from, &one.from_name, short_id(&one.id));
    Ok(writeln!(terminal.output, "{from} {name}  番号 {id}\n  前に保存したものの受領証を渡しました。\n")?)
}

/// Says where the documents are.
pub(super) fn show(received: &Received, terminal: &mut Terminal<'_>) -> Done<()> {
    let one = &received.summary;
    writeln!(terminal.output, "{} {}  番号 {}", one.from, one.from_name, short_id(&one.id))?;
    writeln!(terminal.output, "  保存先: {}", received.saved.folder.display())?;
    for file in &received.saved.files {
        let name = file.path.file_name().unwrap_or_default().to_string_lossy();
        let before = if file.was_there { "（すでにありました）" } else { "" };
        writeln!(terminal.output, "    {name}{before}")?;
    }
    if !one.message.is_empty() {
        let lines: Vec<String> = one.message.lines().map(plain).collect();
        writeln!(terminal.output, "  メッセージ: {}", lines.join("\n    "))?;
    }
    match &received.not_acknowledged {
        None => writeln!(terminal.output, "  受領証を渡しました。\n")?,
        Some(refusal) => {
            writeln!(terminal.output, "  受領証を渡せませんでした: {}\n", refusal.to_string().replace('\n', "\n  "))?;
        }
    }
    Ok(())
}

/// Says why a transmission was not received.
pub(super) fn refused(item: &InboxItem, refusal: &Refusal, terminal: &mut Terminal<'_>) -> Done<()> {
    let one = &item.summary;
    writeln!(terminal.output, "{} {}  番号 {}", one.from, one.from_name, short_id(&one.id))?;
    Ok(writeln!(terminal.output, "  受け取れません: {}\n", refusal.to_string().replace('\n', "\n  "))?)
}

fn as_json(item: &InboxItem, received: &Result<Received, Refusal>) -> serde_json::Value {
    match received {
        Ok(received) => json!({
            "transmission": item.summary,
            "folder": received.saved.folder.to_string_lossy(),
            "files": received.saved.files.iter().map(|file| file.path.to_string_lossy()).collect::<Vec<_>>(),
            "notAcknowledged": received.not_acknowledged,
        }),
        Err(refusal) => json!({ "transmission": item.summary, "problem": refusal }),
    }
}
