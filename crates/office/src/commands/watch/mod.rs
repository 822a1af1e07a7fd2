//! `renkei watch`: care software exports into one folder and imports from another; nobody touches a file.

mod outgoing;
mod rest;
mod tidy;

use super::context::{AtHome, Done, Failure, wait_for};
use super::{certificate, fetch};
use crate::hub_client::{ExchangeClient, HubError};
use crate::refusal::Refusal;
use crate::store::{InboxItem, SenderLock};
use crate::transfer::{Delivery, Layout, NotReceived, Workplace};
use crate::{Exit, Surroundings, Terminal, today};
use clap::Args;
use outgoing::Outgoing;
use protocol::{EventKind, TransmissionState};
use rest::Rest;
use standard::Date;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

const HELP: &str = include_str!("help.txt");
/// Between two looks.
const TICK: Duration = Duration::from_secs(2);
/// The inbox is read whole at least so often, in seconds, should an event have been missed.
const WHOLE: u64 = 600;
/// Under which the number of the last event is kept.
const LAST_EVENT: &str = "lastEvent";

/// Which folders.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    /// Care software exports into it.
    #[arg(long)]
    outbox: PathBuf,
    /// Care software imports from it.
    #[arg(long)]
    inbox: PathBuf,
    /// Message text for every set.
    #[arg(long, default_value = "")]
    message: String,
    #[command(flatten)]
    at: AtHome,
}

struct Watch<'a> {
    arguments: &'a Arguments,
    workplace: Workplace,
    outgoing: Outgoing,
    lock: Option<SenderLock>,
    read_whole_at: u64,
    /// What cannot be sent must not hold up what comes, nor the other way round: each rests by itself.
    sending: Rest,
    receiving: Rest,
    /// What was said since all was well; the same is not said at every look.
    said: BTreeSet<String>,
    /// What cannot be received for a reason of its own, by id: said once. It is tried again with the whole inbox.
    unreceivable: BTreeSet<String>,
    /// The day on which the certificate was last looked at.
    warned_on: Option<Date>,
}

/// Runs until it is stopped. Killed at any moment, the next start goes on.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let workplace = arguments.at.open(surroundings)?;
    for folder in [&arguments.outbox, &arguments.inbox] {
        let made = std::fs::create_dir_all(folder);
        made.map_err(|error| Failure::Unusable(Box::new(Refusal::of_file(folder, &error))))?;
    }
    writeln!(terminal.output, "見守りを始めました。止めるときは Ctrl+C を押してください。")?;
    writeln!(terminal.output, "  送るフォルダー: {}", arguments.outbox.display())?;
    writeln!(terminal.output, "  受け取るフォルダー: {}", arguments.inbox.display())?;
    let outgoing = Outgoing::new(arguments.outbox.clone(), arguments.message.clone());
    let mut watch = Watch {
        arguments,
        workplace,
        outgoing,
        lock: None,
        read_whole_at: 0,
        sending: Rest::default(),
        receiving: Rest::default(),
        said: BTreeSet::new(),
        unreceivable: BTreeSet::new(),
        warned_on: None,
    };
    loop {
        let looked = watch.look(terminal);
        watch.tell(looked, terminal)?;
        terminal.output.flush()?;
        if !(surroundings.pause)(TICK) {
            return Ok(Exit::Clean);
        }
    }
}

impl Watch<'_> {
    fn look(&mut self, terminal: &mut Terminal<'_>) -> Done<()> {
        self.workplace.follow_renewal()?;
        self.warn(terminal)?;
        self.outgoing.collect(&mut self.workplace)?;
        let sent = self.send_in_turn(terminal);
        self.outgoing.clear(&self.workplace, terminal)?;
        let received = self.receive_in_turn(terminal);
        if sent.is_err() && received.is_err() {
            self.tell(sent, terminal)?;
            return received;
        }
        sent.and(received)
    }

    fn send_in_turn(&mut self, terminal: &mut Terminal<'_>) -> Done<()> {
        if self.sending.is_on(&self.workplace.surroundings) {
            return Ok(());
        }
        let done = wait_for(self.send(terminal));
        self.sending.after(&done, &self.workplace.surroundings);
        done
    }

    fn receive_in_turn(&mut self, terminal: &mut Terminal<'_>) -> Done<()> {
        if self.receiving.is_on(&self.workplace.surroundings) {
            return Ok(());
        }
        let done = wait_for(self.receive(terminal));
        self.receiving.after(&done, &self.workplace.surroundings);
        done
    }

    fn rests(&self) -> bool {
        let surroundings = &self.workplace.surroundings;
        self.sending.is_on(surroundings) || self.receiving.is_on(surroundings)
    }

    /// Once a day.
    fn warn(&mut self, terminal: &mut Terminal<'_>) -> Done<()> {
        let today = today::in_japan((self.workplace.surroundings.now)());
        if today == self.warned_on {
            return Ok(());
        }
        self.warned_on = today;
        certificate::warn(&self.workplace, terminal)
    }

    /// Everything in the outbox that is due, also what `renkei send` left there.
    async fn send(&mut self, terminal: &mut Terminal<'_>) -> Done<()> {
        let due = self.workplace.due()?;
        if due.is_empty() || !self.may_send(terminal)? {
            return Ok(());
        }
        let client = self.workplace.client_for_watch().await?;
        let trust = self.workplace.trust().await?;
        let mut first = None;
        for item in &due {
            let delivery = self.workplace.deliver(&client, &trust, &item.id).await?;
            let (to, serial) = (&item.letter.recipient, &item.letter.serial);
            match delivery {
                Delivery::Arrived(at) => {
                    writeln!(terminal.output, "届きました: {to}  連番 {serial}（到達証 {}）", at.in_japanese())?;
                }
                Delivery::Refused(refusal) => {
                    let text = refusal.to_string().replace('\n', "\n  ");
                    writeln!(terminal.output, "届きませんでした: {to}  連番 {serial}\n  {text}")?;
                }
                Delivery::Waiting(refusal) => first = first.or(Some(refusal)),
                // The next ones would be stopped by the same.
                Delivery::Stopped(refusal) => return Err(first.unwrap_or(refusal).into()),
            }
        }
        first.map_or(Ok(()), |refusal| Err(refusal.into()))
    }

    fn may_send(&mut self, terminal: &mut Terminal<'_>) -> Done<bool> {
        if self.lock.is_none() {
            let home = &self.workplace.home;
            self.lock = SenderLock::take(home).map_err(|error| Refusal::of_file(home.folder(), &error))?;
        }
        if self.lock.is_none() {
            let text = "このパソコンの別の renkei が送信中です。終わるまで、送信待ちに入れておきます。";
            self.say_once(text, terminal)?;
        }
        Ok(self.lock.is_some())
    }

    /// New arrivals. The number of the last event is kept only after all that came was saved.
    async fn receive(&mut self, terminal: &mut Terminal<'_>) -> Done<()> {
        let mut client = self.workplace.client_for_watch().await?;
        let last = self.workplace.store.fact(LAST_EVENT)?.and_then(|last| last.parse().ok()).unwrap_or(0);
        let mut page = client.events(last, 0).await;
        if page.as_ref().is_err_and(HubError::is_of_token) {
            client = self.workplace.client_after_refusal().await?;
            page = client.events(last, 0).await;
        }
        let page = page.map_err(|error| Refusal::from(&error))?;
        let not_told = self.follow_epoch(&client, terminal).await?;
        let now = self.workplace.surroundings.timestamp().unix();
        let arrived = page.events.iter().any(|event| event.kind == EventKind::Arrived);
        if arrived || now.abs_diff(self.read_whole_at) >= WHOLE {
            for state in [TransmissionState::Accepted, TransmissionState::Fetched] {
                self.workplace.refresh_inbox(&client, Some(state)).await?;
            }
            self.save_new(&client, terminal).await?;
            self.read_whole_at = now;
        }
        if page.last != last {
            self.workplace.store.set_fact(LAST_EVENT, &page.last.to_string())?;
        }
        not_told.map_or(Ok(()), |refusal| Err(refusal.into()))
    }

    /// What the hub lost goes out with the next look. Senders of what was saved before are told first; gives why one of them
    /// cannot be, which holds up nothing.
    async fn follow_epoch(&mut self, client: &ExchangeClient, terminal: &mut Terminal<'_>) -> Done<Option<Refusal>> {
        let again = self.workplace.follow_epoch(client).await?;
        if again > 0 {
            let text = "控えより後に届いていた送信が残っていなかったので、同じ内容をもう一度送ります。二重に届くことはありません。";
            writeln!(terminal.output, "連携基盤が控えから戻されました（{again}件）。{text}")?;
        }
        let owed = self.workplace.acknowledge_owed(client).await?;
        for one in &owed.told {
            fetch::told(one, terminal)?;
        }
        Ok(owed.not_told)
    }

    async fn save_new(&mut self, client: &ExchangeClient, terminal: &mut Terminal<'_>) -> Done<()> {
        let items = self.workplace.unfetched(false)?;
        if items.is_empty() {
            return Ok(());
        }
        let trust = self.workplace.trust().await?;
        let mut first = None;
        for item in &items {
            match self.workplace.receive(client, &trust, &item.summary, &self.arguments.inbox, Layout::Apart).await {
                Ok(received) => {
                    fetch::show(&received, terminal)?;
                    if let Some(refusal) = received.not_acknowledged
                        && self.is_still_wanted(client, item).await?
                    {
                        first = first.or(Some(refusal));
                    }
                }
                // One that cannot be received must not hold up the others.
                Err(NotReceived::ThisOne(refusal)) => {
                    self.is_still_wanted(client, item).await?;
                    if self.unreceivable.insert(item.summary.id.clone()) {
                        fetch::refused(item, &refusal, terminal)?;
                    }
                }
                Err(NotReceived::AnyOne(refusal)) => first = first.or(Some(refusal)),
            }
        }
        first.map_or(Ok(()), |refusal| Err(refusal.into()))
    }

    /// Whether the hub still waits for this office to receive it, as far as can be known now: it may have been taken back
    /// or have expired since it was listed.
    async fn is_still_wanted(&mut self, client: &ExchangeClient, item: &InboxItem) -> Done<bool> {
        let id = &item.summary.id;
        if self.workplace.refresh_one(client, id).await.is_err() {
            return Ok(true);
        }
        let item = self.workplace.store.inbox_item(id)?;
        let is_over = |state| matches!(state, TransmissionState::Withdrawn | TransmissionState::Expired);
        Ok(!item.is_some_and(|item| is_over(item.summary.state)))
    }

    /// Goes on whatever happened; says it once.
    fn tell(&mut self, looked: Done<()>, terminal: &mut Terminal<'_>) -> Done<()> {
        match looked {
            Ok(()) if self.rests() => Ok(()),
            Ok(()) => {
                if !std::mem::take(&mut self.said).is_empty() {
                    writeln!(terminal.errors, "renkei: 続けています。")?;
                }
                Ok(())
            }
            Err(Failure::Output(error)) => Err(Failure::Output(error)),
            Err(Failure::Refused(refusal) | Failure::Unusable(refusal)) => {
                let text = format!("{refusal}\n  見守りは続けています。直りしだい、続きから行います。");
                self.say_once(&text, terminal)
            }
        }
    }

    fn say_once(&mut self, text: &str, terminal: &mut Terminal<'_>) -> Done<()> {
        // The number of a request differs at every look.
        let same: String = text.lines().filter(|line| !line.contains("問い合わせ番号")).collect();
        if self.said.insert(same) {
            writeln!(terminal.errors, "renkei: {text}")?;
        }
        Ok(())
    }
}
