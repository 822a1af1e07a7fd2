//! Another epoch: the hub was brought back from a backup and has lost what it acknowledged since. What this office sent and
//! the hub does not know any more goes on its way again, the same bytes under the same id; what was taken back is taken
//! back again. What was received is acknowledged again ([`Workplace::acknowledge_owed`]).

use super::Workplace;
use super::deliver::WAITS;
use super::news::List;
use super::session::instant;
use crate::hub_client::ExchangeClient;
use crate::refusal::Refusal;
use crate::store::{LogLine, OutboxItem, OutboxState};
use protocol::{ListQuery, ProblemCode, TransmissionState, TransmissionSummary};
use std::collections::BTreeMap;

/// Under which the epoch is kept that this PC has compared itself with.
const EPOCH: &str = "epoch";
/// Most entries of a page.
const PAGE: u16 = 100;
/// The hub keeps content for 120 days, in seconds: what is older is not missed.
const KEPT: u64 = 120 * 24 * 3_600;

impl Workplace {
    /// When the hub named another epoch than before in its last answer: compares what this PC knows with what the hub has.
    /// Gives how many sets are on their way again; usually none. Cut off anywhere, the next call does it again.
    ///
    /// # Errors
    /// When the hub does not answer or the store cannot be written.
    pub async fn follow_epoch(&mut self, client: &ExchangeClient) -> Result<usize, Refusal> {
        let Some(epoch) = client.epoch() else { return Ok(0) };
        if self.store.fact(EPOCH)?.as_ref() == Some(&epoch) {
            return Ok(0);
        }
        let has = self.read_list(client, List::Sent).await?;
        self.read_list(client, List::Inbox).await?;
        let since = self.surroundings.timestamp().minus(KEPT);
        let mut lost = Vec::new();
        for item in self.store.outbox()? {
            if item.accepted_at.is_none_or(|at| at < since) {
                continue;
            }
            match (item.state, has.get(&item.id)) {
                (OutboxState::Accepted, None) if self.is_lost(client, &item).await? => lost.push(item.id),
                (OutboxState::Withdrawn, Some(TransmissionState::Accepted)) => self.take_back(client, &item).await?,
                _ => {}
            }
        }
        // Brought back once more meanwhile: what was read is of two histories.
        if client.epoch().as_ref() != Some(&epoch) {
            return Ok(0);
        }
        let now = self.surroundings.timestamp();
        self.store.together(|store| {
            for id in &lost {
                store.send_again(id, &lost_by_hub().leaving(WAITS))?;
                // The recipient's signature is not forgotten: it says that nothing is missing there.
                if store.sent_item(id)?.is_some_and(|one| !is_signed_for(one.state)) {
                    store.forget_sent(id)?;
                }
            }
            if !lost.is_empty() {
                let text =
                    format!("連携基盤が控えから戻されました。残っていなかった{}件をもう一度送ります。", lost.len());
                store.note_line(&LogLine { error: true, text, number: None }, now)?;
            }
            store.set_fact(EPOCH, &epoch)
        })?;
        Ok(lost.len())
    }

    /// Brings a list of this PC up to date as far back as the hub keeps content; gives the states by id.
    async fn read_list(
        &mut self,
        client: &ExchangeClient,
        list: List,
    ) -> Result<BTreeMap<String, TransmissionState>, Refusal> {
        let since = self.surroundings.timestamp().minus(KEPT);
        let is_older = |one: &TransmissionSummary| instant(&one.accepted_at).is_some_and(|at| at < since);
        let mut query = ListQuery { limit: Some(PAGE), ..ListQuery::default() };
        let mut states = BTreeMap::new();
        loop {
            let page = list.page(client, &query).await.map_err(|error| Refusal::from(&error))?;
            match list {
                List::Inbox => self.store.keep_inbox(&page.transmissions)?,
                List::Sent => self.store.keep_sent(&page.transmissions)?,
            };
            let ends = page.next.is_none() || page.transmissions.last().is_none_or(is_older);
            states.extend(page.transmissions.into_iter().map(|one| (one.id, one.state)));
            if ends {
                return Ok(states);
            }
            query.cursor = page.next;
        }
    }

    /// Asked by id: it may have been accepted after the list was read.
    async fn is_lost(&self, client: &ExchangeClient, item: &OutboxItem) -> Result<bool, Refusal> {
        match client.transmission(&item.id).await {
            Ok(_) => Ok(false),
            Err(error) if error.code() == Some(ProblemCode::NotFound) => Ok(true),
            Err(error) => Err(Refusal::from(&error)),
        }
    }

    /// The recipient may be faster; then the list says so.
    async fn take_back(&mut self, client: &ExchangeClient, item: &OutboxItem) -> Result<(), Refusal> {
        match client.withdraw(&item.id).await {
            Ok(detail) => Ok(self.store.keep_sent(&[detail.summary]).map(drop)?),
            Err(error) if error.code() == Some(ProblemCode::StateConflict) => Ok(()),
            Err(error) => Err(Refusal::from(&error)),
        }
    }

    /// What the hub has lost and would not take any more as it is. A new container would be a second transmission to a
    /// recipient who has the first, so that is left to a person, unless the recipient has signed for it: then nothing is
    /// missing. `None` for what the hub never had.
    pub(super) fn give_up_lost(&mut self, item: &OutboxItem) -> Result<Option<GivenUp>, Refusal> {
        let (Some(at), Some(_)) = (item.accepted_at, self.store.outbox_receipt(&item.id)?) else { return Ok(None) };
        if self.store.sent_item(&item.id)?.is_some_and(|one| is_signed_for(one.state)) {
            self.store.stays_accepted(&item.id)?;
            return Ok(Some(GivenUp::HasIt(at)));
        }
        let refusal = cannot_be_sent_again();
        self.store.mark_refused(&item.id, &refusal)?;
        Ok(Some(GivenUp::LeftToPerson(refusal)))
    }
}

/// What becomes of a set that the hub lost and that cannot be sent again as it was.
pub(super) enum GivenUp {
    /// The recipient has signed that it has it; the hub had accepted it then.
    HasIt(evidence::Timestamp),
    /// A person has to ask the recipient.
    LeftToPerson(Refusal),
}

fn is_signed_for(state: TransmissionState) -> bool {
    matches!(state, TransmissionState::Received | TransmissionState::Imported | TransmissionState::Rejected)
}

fn lost_by_hub() -> Refusal {
    Refusal::new(
        "届いていた送信が、連携基盤に残っていませんでした。",
        "連携基盤が障害のあとに控えから戻され、控えより後の記録が失われたためです。",
        "このままお待ちください。同じ内容をもう一度送ります。",
        "",
    )
}

fn cannot_be_sent_again() -> Refusal {
    let why = "連携基盤が障害のあとに控えから戻され、控えより後の記録が失われたためです。\
               作ってから24時間がたったか、電子証明書が新しくなったので、同じ封筒は送れません。";
    let cure = "受け取っているかを、相手の事業所に電話などで確かめてください。\
                受け取っていないときは、同じファイルをもう一度送ってください。";
    Refusal::new("届いていた送信が、連携基盤に残っていませんでした。", why, cure, MAY_HAVE_IT)
}

/// What is said instead of "it has not arrived" of what the hub had and lost.
pub(super) const MAY_HAVE_IT: &str =
    "相手は、失われる前に受け取っているかもしれません。内容と到達証はこのパソコンに残っています。";
