//! `renkei inbox`: what came, as a table.

use super::context::{AtHome, Done, wait_for, write_json};
use super::table::{cell, instant, month, short_id};
use crate::store::InboxItem;
use crate::transfer::Workplace;
use crate::{Exit, Surroundings, Terminal};
use clap::Args;
use protocol::TransmissionState;
use serde_json::json;
use std::io::Write;

const HELP: &str = include_str!("help.txt");

/// Which of the transmissions are shown.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    /// Only what nobody of the office has received.
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

/// Filters that inbox and sent share.
#[derive(Debug, Args)]
pub(super) struct Filters {
    /// Only this service month, `YYYYMM`.
    #[arg(long)]
    month: Option<String>,
    /// Only with this office.
    #[arg(long)]
    office: Option<String>,
    /// Only this state, by its Japanese word.
    #[arg(long, value_parser = state)]
    state: Option<TransmissionState>,
}

impl Filters {
    pub(super) fn take(&self, with: &str, of: Option<&str>, state: TransmissionState) -> bool {
        let wanted: Option<String> = self.month.as_ref().map(|month| month.replace(['-', '/'], ""));
        self.office.as_deref().is_none_or(|office| office == with)
            && wanted.is_none_or(|wanted| of == Some(wanted.as_str()))
            && self.state.is_none_or(|wanted| wanted == state)
    }
}

/// The word for a state.
pub(super) fn word(state: TransmissionState) -> &'static str {
    match state {
        TransmissionState::Accepted => "未受領",
        TransmissionState::Fetched => "取得中",
        TransmissionState::Received => "受領",
        TransmissionState::Imported => "取込済",
        TransmissionState::Rejected => "取込エラー",
        TransmissionState::Withdrawn => "取消",
        TransmissionState::Expired => "期限切れ",
    }
}

fn state(text: &str) -> Result<TransmissionState, String> {
    use TransmissionState as T;
    let all = [T::Accepted, T::Fetched, T::Received, T::Imported, T::Rejected, T::Withdrawn, T::Expired];
    let words = || all.iter().map(|state| word(*state)).collect::<Vec<_>>().join("、");
    all.into_iter().find(|state| word(*state) == text).ok_or_else(|| format!("使えるのは {} です。", words()))
}

/// Runs the command. With the hub away the list of last time is shown.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let mut workplace = arguments.at.open(surroundings)?;
    let fresh = wait_for(refresh(&mut workplace));
    let mut items = workplace.store.inbox()?;
    items.retain(|item| {
        let one = &item.summary;
        let unread = matches!(one.state, TransmissionState::Accepted | TransmissionState::Fetched);
        arguments.filters.take(&one.from, one.month.as_deref(), one.state) && (unread || !arguments.unread)
    });
    if arguments.json {
        let saved = |item: &InboxItem| item.saved_into.as_ref().map(|path| path.to_string_lossy().into_owned());
        let items: Vec<_> =
            items.iter().map(|item| json!({ "transmission": item.summary, "savedInto": saved(item) })).collect();
        write_json(&json!({ "fresh": fresh.is_ok(), "inbox": items }), terminal)?;
    } else {
        show(&items, terminal)?;
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
    Ok(workplace.refresh_inbox(&client, None).await?)
}

fn show(items: &[InboxItem], terminal: &mut Terminal<'_>) -> Done<()> {
    if items.is_empty() {
        return Ok(writeln!(terminal.output, "受信はありません。")?);
    }
    let head = row("届いた日時", "送信元", "", "年月", "数", "状態", "番号");
    writeln!(terminal.output, "{head}")?;
    for item in items {
        let one = &item.summary;
        let count = one.documents.len().to_string();
        let unsaved = item.saved_at.is_none() && matches!(one.state, TransmissionState::Received);
        let state = if unsaved { "受領*" } else { word(one.state) };
        let month = month(one.month.as_deref());
        let at = instant(&one.accepted_at);
        writeln!(
            terminal.output,
            "{}",
            row(&at, &one.from, &one.from_name, &month, &count, state, short_id(&one.id)).trim_end()
        )?;
        if !one.message.is_empty() {
            writeln!(terminal.output, "  {}", cell(&one.message.replace('\n', " "), 76).trim_end())?;
        }
    }
    if items.iter().any(|item| item.saved_at.is_none() && item.summary.state == TransmissionState::Received) {
        writeln!(terminal.output, "* は、このパソコンには保存していません（renkei fetch --all）。")?;
    }
    Ok(())
}

/// 79 columns.
pub(super) fn row(at: &str, number: &str, name: &str, month: &str, count: &str, state: &str, id: &str) -> String {
    let [at, number, name] = [cell(at, 16), cell(number, 10), cell(name, 17)];
    let [month, count, state] = [cell(month, 7), cell(count, 3), cell(state, 10)];
    format!("{at} {number} {name} {month} {count} {state} {id}")
}
