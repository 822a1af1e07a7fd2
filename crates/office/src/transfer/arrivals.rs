//! Receiving: list, fetch, verify the sender, save, then tell the sender with a signed 受領証.

use super::Workplace;
use super::not_received::NotReceived::{self, ThisOne};
use super::proof::{accepted_of, unproven, verify_sender};
use super::save::{Layout, SaveError, Saved, Sender, save};
use crate::contents::Contents;
use crate::hub_client::ExchangeClient;
use crate::refusal::{Refusal, in_its_words};
use crate::sabotage::{self, Sabotage};
use crate::store::{InboxItem, SenderLock};
use crate::today;
use evidence::certificate::TrustStore;
use evidence::container::{Container, Limits};
use protocol::{ListQuery, TransmissionDetail, TransmissionState, TransmissionSummary};
use std::path::Path;

/// Most entries of a page.
const PAGE: u16 = 100;
const AGAIN: &str = "もう一度 renkei fetch を行うと続きから行います。";

/// What was received.
#[derive(Debug)]
pub struct Received {
    /// The transmission.
    pub summary: TransmissionSummary,
    /// The documents on disk.
    pub saved: Saved,
    /// Why the sender could not be told yet.
    pub not_acknowledged: Option<Refusal>,
}

impl Workplace {
    /// Brings the list of this PC up to date; `state` only those.
    ///
    /// # Errors
    /// When the hub does not answer or the store cannot be written.
    pub async fn refresh_inbox(
        &mut self,
        client: &ExchangeClient,
        state: Option<TransmissionState>,
    ) -> Result<(), Refusal> {
        let mut query = ListQuery { state, limit: Some(PAGE), ..ListQuery::default() };
        loop {
            let page = client.inbox(&query).await.map_err(|error| Refusal::from(&error))?;
            self.store.keep_inbox(&page.transmissions).map_err(|error| Refusal::from(&error))?;
            if page.next.is_none() || page.transmissions.is_empty() {
                return Ok(());
            }
            query.cursor = page.next;
        }
    }

    /// Takes up how one transmission stands, after an event about it, and gives its history.
    ///
    /// # Errors
    /// When the hub does not answer or the store cannot be written.
    pub async fn refresh_one(&mut self, client: &ExchangeClient, id: &str) -> Result<TransmissionDetail, Refusal> {
        let detail = client.transmission(id).await.map_err(|error| Refusal::from(&error))?;
        let listed = std::slice::from_ref(&detail.summary);
        if detail.summary.from == self.settings.office {
            self.store.keep_sent(listed)?;
            if detail.summary.state == TransmissionState::Rejected {
                self.store.keep_rejection(id, &detail.findings)?;
            }
        } else {
            self.store.keep_inbox(listed)?;
        }
        Ok(detail)
    }

    /// What is to be fetched: not saved on this PC and still there. What is saved is not saved twice, whatever the sender
    /// knows: care software may have taken it. `all` also takes what another terminal of the office has received.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn unfetched(&self, all: bool) -> Result<Vec<InboxItem>, Refusal> {
        use TransmissionState as T;
        let items = self.store.inbox().map_err(|error| Refusal::from(&error))?;
        let wanted = |item: &InboxItem| match item.summary.state {
            T::Withdrawn | T::Expired => false,
            T::Accepted | T::Fetched => item.saved_at.is_none() && item.acknowledged_at.is_none(),
            T::Received | T::Imported | T::Rejected => all && item.saved_at.is_none(),
        };
        let mut items: Vec<InboxItem> = items.into_iter().filter(wanted).collect();
        // Care software imports in the order of acceptance.
        items.reverse();
        Ok(items)
    }

    /// Fetches one transmission into a folder. A run that was killed anywhere is taken up where it was.
    ///
    /// # Errors
    /// Why it was not received; what is on disk by then stays.
    pub async fn receive(
        &mut self,
        client: &ExchangeClient,
        trust: &TrustStore,
        summary: &TransmissionSummary,
        into: &Path,
        layout: Layout,
    ) -> Result<Received, NotReceived> {
        let container = self.verified(client, trust, summary).await?;
        if Sabotage::AcknowledgeBeforeSaving.is_on() {
            self.acknowledge(client, summary, &container).await?;
            sabotage::linger();
        }
        let saved = self.put_away(summary, &container, into, layout)?;
        let not_acknowledged = self.acknowledge(client, summary, &container).await.err();
        Ok(Received { summary: summary.clone(), saved, not_acknowledged })
    }

    /// Saves the documents of a container that was verified, and marks it so. The sender is told by
    /// [`Workplace::acknowledge_owed`].
    ///
    /// # Errors
    /// Why they were not saved; what is on disk by then stays.
    pub fn put_away(
        &self,
        summary: &TransmissionSummary,
        container: &Container,
        into: &Path,
        layout: Layout,
    ) -> Result<Saved, Refusal> {
        // Two that save the same would write the same half file.
        let alone = SenderLock::of_saving(&self.home);
        let _alone = alone.map_err(|error| Refusal::of_file(self.home.folder(), &error))?;
        let sender = Sender { number: &summary.from, name: &summary.from_name };
        let stated = container.transmission();
        let serial = stated.serial.as_ref().map_or(stated.id.as_str(), |serial| serial.as_str());
        let documents = container.documents().map(|document| (&document.entry.name, document.content));
        let saved = save(into, layout, (sender, serial), documents).map_err(|error| not_saved(&error))?;
        self.store.mark_saved(&summary.id, &saved.folder, self.surroundings.timestamp())?;
        Ok(saved)
    }

    /// The container when it is on this PC; it was verified before it was kept.
    ///
    /// # Errors
    /// When the store cannot be read, or the container is damaged.
    pub fn kept(&self, id: &str) -> Result<Option<Container>, NotReceived> {
        let bytes = self.store.inbox_container(id).map_err(|error| Refusal::from(&error))?;
        let Some(bytes) = bytes else { return Ok(None) };
        let container = opened(&bytes).map_err(ThisOne)?;
        self.keep_what_it_is_about(&container)?;
        Ok(Some(container))
    }

    /// The container, from this PC or the hub; kept on this PC from now on, and what it is about with it. What is kept
    /// here was verified before. For the hub this begins the fetch; the sender is not told.
    ///
    /// # Errors
    /// Why it cannot be had, or is not the sender's.
    pub async fn verified(
        &mut self,
        client: &ExchangeClient,
        trust: &TrustStore,
        summary: &TransmissionSummary,
    ) -> Result<Container, NotReceived> {
        if let Some(container) = self.kept(&summary.id)? {
            return Ok(container);
        }
        let bytes = client.container(&summary.id).await.map_err(|error| NotReceived::by_hub(&error, AGAIN))?;
        let container = opened(&bytes).map_err(ThisOne)?;
        let stated = container.transmission();
        let is_ours = stated.to.office.as_str() == self.settings.office;
        if stated.id.as_str() != summary.id || stated.from.office.as_str() != summary.from || !is_ours {
            return Err(ThisOne(not_readable(&"the container is another one than was listed")));
        }
        let receipts = client.receipts(&summary.id).await.map_err(|error| NotReceived::by_hub(&error, AGAIN))?;
        let receipt = accepted_of(&receipts.receipts).ok_or_else(|| ThisOne(unproven(&"there is no receipt")))?;
        let accepted = self.accepted_at(&receipt, &container, trust).map_err(ThisOne)?;
        let container = verify_sender(container, trust, accepted).map_err(ThisOne)?;
        self.store.keep_container(&summary.id, &bytes).map_err(|error| Refusal::from(&error))?;
        self.keep_what_it_is_about(&container)?;
        Ok(container)
    }

    /// Once; killed before it, the next opening does it.
    fn keep_what_it_is_about(&self, container: &Container) -> Result<(), Refusal> {
        let id = container.transmission().id.as_str();
        if self.store.contents(id).map_err(|error| Refusal::from(&error))?.is_some() {
            return Ok(());
        }
        let documents = container.documents().map(|document| (document.entry.name.as_str(), document.content));
        let contents = self.contents_of(documents);
        self.store.keep_contents(id, &contents).map_err(|error| Refusal::from(&error))
    }

    /// What documents are about, to be found again on this PC.
    pub(super) fn contents_of<'d>(&self, documents: impl Iterator<Item = (&'d str, &'d [u8])>) -> Contents {
        let as_of = today::in_japan((self.surroundings.now)());
        as_of.map_or_else(Contents::default, |as_of| Contents::read(documents, as_of))
    }
}

fn opened(bytes: &[u8]) -> Result<Container, Refusal> {
    Container::open(bytes, &Limits::default()).map_err(|error| not_readable(&error))
}

fn not_readable(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::new(
        "届いた封筒を読み取れませんでした。",
        in_its_words(&error),
        "もう一度 renkei fetch を行ってください。続くときは、運営者に連絡してください。",
        "ファイルは保存していません。受領証も渡していません。",
    )
}

fn not_saved(error: &SaveError) -> Refusal {
    let undone = format!("受領証はまだ渡していません。封筒はこのパソコンに残してあります。{AGAIN}");
    match error {
        SaveError::File { path, source } => Refusal::of_file(path, source).leaving(undone),
        SaveError::Outside(path) => Refusal::new(
            format!("「{}」には保存できません。", path.display()),
            "リンクをたどると、選んだフォルダーの外に出ます。",
            "リンクを消すか、別のフォルダーを選んでください。",
            undone,
        ),
    }
}
