//! The sets of one run on their way, and what is said of each.

use crate::commands::context::{Done, write_json};
use crate::commands::table::columns_of;
use crate::refusal::Refusal;
use crate::store::OutboxItem;
use crate::transfer::{Delivery, Workplace};
use crate::{Exit, Terminal};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Value, json};
use std::io::Write;

/// From so many sets on a bar shows how far it is.
const WORTH_A_BAR: usize = 3;

/// The sets of one run.
#[derive(Debug)]
pub(super) struct Deliveries {
    ids: Vec<String>,
    json: Option<Vec<Value>>,
    exit: Exit,
    arrived: usize,
    others: usize,
}

impl Deliveries {
    pub(super) fn new(json: bool) -> Self {
        Self { ids: Vec::new(), json: json.then(Vec::new), exit: Exit::Clean, arrived: 0, others: 0 }
    }

    pub(super) fn add(&mut self, id: String) {
        self.ids.push(id);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// A path that could not be reached.
    pub(super) fn trouble(&mut self, text: &str, terminal: &mut Terminal<'_>) -> Done<()> {
        self.exit = Exit::Errors;
        Ok(writeln!(terminal.errors, "renkei: {text}")?)
    }

    /// A set that does not go out.
    pub(super) fn refused(&mut self, refusal: &Refusal, terminal: &mut Terminal<'_>) -> Done<()> {
        self.say(None, "refused", refusal, "送れません", terminal)
    }

    /// A set that was accepted before.
    pub(super) fn known(&mut self, item: &OutboxItem, terminal: &mut Terminal<'_>) -> Done<()> {
        self.arrived += 1;
        let at = item.accepted_at.map(evidence::Timestamp::in_japanese).unwrap_or_default();
        match &mut self.json {
            Some(results) => results.push(json!({ "id": item.id, "result": "known", "acceptedAt": at })),
            None => {
                writeln!(terminal.output, "{}", headline(item))?;
                let again = "もう一度送るときは --again をつけてください。";
                writeln!(terminal.output, "  同じ内容がすでに届いています（{at}）。{again}\n")?;
            }
        }
        Ok(())
    }

    /// Another process of this office is sending: it will take what is in the outbox.
    pub(super) fn leave_to_other(&mut self, terminal: &mut Terminal<'_>) -> Done<()> {
        let count = self.ids.len();
        self.others += count;
        for id in std::mem::take(&mut self.ids) {
            if let Some(results) = &mut self.json {
                results.push(json!({ "id": id, "result": "waiting" }));
            }
        }
        writeln!(
            terminal.errors,
            "renkei: このパソコンの別の renkei が送信中です。{count} 件を送信待ちに入れました。\n  \
             対処: もう一方が終わってから renkei send（ファイルの指定なし）を行うか、renkei watch に任せてください。\n  \
             現状: まだ届いていません。内容はこのパソコンに残っています。"
        )?;
        self.exit = Exit::Errors;
        Ok(())
    }

    /// Sends all, one after the other.
    pub(super) async fn send(&mut self, workplace: &mut Workplace, terminal: &mut Terminal<'_>) -> Done<()> {
        let ready = async { Ok::<_, Refusal>((workplace.client().await?, workplace.trust().await?)) }.await;
        let (client, trust) = match ready {
            Ok(ready) => ready,
            Err(refusal) => return self.all_wait(&refusal, terminal),
        };
        let bar = bar(self.ids.len(), terminal);
        for id in std::mem::take(&mut self.ids) {
            let item = workplace.store.outbox_item(&id)?;
            let delivery = workplace.deliver_in_session(&client, &trust, &id).await?;
            bar.inc(1);
            let stop = matches!(delivery, Delivery::Stopped(_));
            bar.suspend(|| self.result(item.as_ref(), &delivery, terminal))?;
            if stop {
                break;
            }
        }
        bar.finish_and_clear();
        Ok(())
    }

    fn all_wait(&mut self, refusal: &Refusal, terminal: &mut Terminal<'_>) -> Done<()> {
        let count = self.ids.len();
        self.ids.clear();
        let waits =
            format!("{count} 件を送信待ちに残してあります。直ったあと、renkei send（ファイルの指定なし）で送れます。");
        self.say(None, "waiting", &refusal.clone().leaving(waits), "まだ送っていません", terminal)
    }

    fn result(&mut self, item: Option<&OutboxItem>, delivery: &Delivery, terminal: &mut Terminal<'_>) -> Done<()> {
        match delivery {
            Delivery::Arrived(at) => {
                self.arrived += 1;
                let id = item.map(|item| item.id.as_str()).unwrap_or_default();
                if let Some(results) = &mut self.json {
                    results.push(json!({ "id": id, "result": "accepted", "acceptedAt": at.to_string() }));
                    return Ok(());
                }
                writeln!(terminal.output, "{}", item.map(headline).unwrap_or_default())?;
                Ok(writeln!(terminal.output, "  届きました（到達証 {}）  送信番号 {id}\n", at.in_japanese())?)
            }
            Delivery::Refused(refusal) => self.say(item, "refused", refusal, "届きませんでした", terminal),
            Delivery::Waiting(refusal) | Delivery::Stopped(refusal) => {
                self.say(item, "waiting", refusal, "まだ届いていません", terminal)
            }
        }
    }

    fn say(
        &mut self,
        item: Option<&OutboxItem>,
        result: &str,
        refusal: &Refusal,
        word: &str,
        terminal: &mut Terminal<'_>,
    ) -> Done<()> {
        self.exit = Exit::Errors;
        self.others += 1;
        if let Some(results) = &mut self.json {
            results.push(json!({ "id": item.map(|item| &item.id), "result": result, "problem": refusal }));
            return Ok(());
        }
        if let Some(item) = item {
            writeln!(terminal.output, "{}", headline(item))?;
        }
        let text = refusal.to_string().replace('\n', "\n  ");
        Ok(writeln!(terminal.output, "  {word}: {text}\n")?)
    }

    pub(super) fn close(self, terminal: &mut Terminal<'_>) -> Done {
        match self.json {
            Some(results) => write_json(&json!({ "results": results }), terminal)?,
            None if self.arrived + self.others == 0 => writeln!(terminal.output, "送信待ちはありません。")?,
            None => writeln!(terminal.output, "届いた送信 {} 件、届いていない送信 {} 件。", self.arrived, self.others)?,
        }
        Ok(self.exit)
    }
}

/// `1370000002  連番 20250425102000  3ファイル`
fn headline(item: &OutboxItem) -> String {
    let letter = &item.letter;
    let serial = if letter.serial.is_empty() { "添付のみ".to_owned() } else { format!("連番 {}", letter.serial) };
    format!("{}  {serial}  {}ファイル", letter.recipient, letter.documents.len())
}

fn bar(sets: usize, terminal: &Terminal<'_>) -> ProgressBar {
    let columns = terminal.errors_screen.columns;
    if sets < WORTH_A_BAR || columns.is_none_or(|columns| columns < columns_of("送信中 [] 100/100 件") + 10) {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(sets as u64), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("送信中 [{bar:30}] {pos}/{len} 件") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
