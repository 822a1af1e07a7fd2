//! Sends one item of the outbox. Whatever is lost on the way, the hub takes it once.

use super::Workplace;
use super::epoch::{GivenUp, MAY_HAVE_IT};
use super::pace;
use super::proof::{accepted_of, decoded, unproven};
use crate::hub_client::{ExchangeClient, HubError};
use crate::refusal::Refusal;
use crate::store::{OutboxItem, StoreError};
use evidence::Timestamp;
use evidence::certificate::TrustStore;
use evidence::container::{Container, Limits};
use evidence::receipt::SignedReceipt;
use protocol::ProblemCode;

/// The hub takes a container for 24 hours; a little before that it is asked first.
pub const MOST_AGE: u64 = 24 * 3600 - 300;

pub(super) const WAITS: &str =
    "送信待ちに残してあります。renkei send（ファイルの指定なし）で続きを送れます。二重に届くことはありません。";
const NOT_ARRIVED: &str = "相手には届いていません。内容はこのパソコンに残っています（renkei sent で見られます）。";

/// What became of one item.
#[derive(Debug, Clone)]
pub enum Delivery {
    /// The hub has it, as its verified receipt says.
    Arrived(Timestamp),
    /// The hub refuses it for good.
    Refused(Refusal),
    /// It stays in the outbox and is tried again later.
    Waiting(Refusal),
    /// It stays in the outbox; nothing can be sent until a person has done something.
    Stopped(Refusal),
}

impl Delivery {
    /// What is known of an item that is not waiting any more; `None` when it waits.
    pub(super) fn settled(item: &OutboxItem) -> Option<Self> {
        match (item.state.is_waiting(), item.accepted_at, &item.problem) {
            (true, ..) => None,
            (false, Some(accepted), _) => Some(Self::Arrived(accepted)),
            (false, None, Some(problem)) => Some(Self::Refused(problem.clone())),
            (false, None, None) => Some(Self::Refused(gone(&item.id))),
        }
    }
}

impl Workplace {
    /// Sends an item. The state is written before the first byte leaves; the same bytes are sent every time.
    ///
    /// # Errors
    /// When the store cannot be used.
    pub async fn deliver(
        &mut self,
        client: &ExchangeClient,
        trust: &TrustStore,
        id: &str,
    ) -> Result<Delivery, Refusal> {
        let item = self.store.outbox_item(id).map_err(|error| Refusal::from(&error))?;
        let Some(mut item) = item else { return Err(gone(id)) };
        if let Some(delivery) = Delivery::settled(&item) {
            return Ok(delivery);
        }
        self.begin(&item.id)?;
        let mut container = self.container_of(&item)?;
        if self.is_old(&item) || !self.is_signed_here(&container) {
            match client.receipts(&item.id).await {
                Ok(list) => {
                    let receipt = accepted_of(&list.receipts);
                    return self.settle(&item, receipt, trust);
                }
                Err(error) if error.code() == Some(ProblemCode::NotFound) => {
                    match self.give_up_lost(&item)? {
                        Some(GivenUp::HasIt(at)) => return Ok(Delivery::Arrived(at)),
                        Some(GivenUp::LeftToPerson(refusal)) => return Ok(Delivery::Refused(refusal)),
                        None => {}
                    }
                    item.id = self.reseal(&item)?;
                    self.begin(&item.id)?;
                    container = self.container_of(&item)?;
                }
                Err(error) => return self.failed(&item, &error),
            }
        }
        match client.submit(container).await {
            Ok(submitted) => self.settle(&item, decoded(&submitted.receipt), trust),
            Err(error) => self.failed(&item, &error),
        }
    }

    fn begin(&mut self, id: &str) -> Result<(), Refusal> {
        self.store.begin_sending(id).map_err(|error| Refusal::from(&error))
    }

    fn container_of(&self, item: &OutboxItem) -> Result<Vec<u8>, Refusal> {
        self.store.outbox_container(&item.id).map_err(|error| Refusal::from(&error))
    }

    /// The hub takes only what the certificate of the connection has signed; it may have been renewed since.
    fn is_signed_here(&self, container: &[u8]) -> bool {
        let container = Container::open(container, &Limits::default());
        container.is_ok_and(|container| self.has_signed(container.signature()))
    }

    fn is_old(&self, item: &OutboxItem) -> bool {
        let now = self.surroundings.timestamp().unix();
        // A container of tomorrow was made with another clock: it would be refused as well.
        now.abs_diff(item.created_at.unix()) >= MOST_AGE
    }

    /// Nothing counts as arrived without a receipt that holds.
    fn settle(
        &mut self,
        item: &OutboxItem,
        receipt: Option<SignedReceipt>,
        trust: &TrustStore,
    ) -> Result<Delivery, Refusal> {
        let bytes = self.container_of(item)?;
        let proven = match (receipt, Container::open(&bytes, &Limits::default())) {
            (Some(receipt), Ok(container)) => {
                self.accepted_at(&receipt, &container, trust).map(|accepted| (accepted, receipt))
            }
            (None, _) => Err(unproven(&"there is no receipt")),
            (_, Err(error)) => Err(unproven(&error)),
        };
        match proven {
            Ok((accepted, receipt)) => {
                let now = self.surroundings.timestamp();
                let kept: Result<(), StoreError> = self.store.together(|store| {
                    store.mark_accepted(&item.id, accepted, &receipt)?;
                    store.use_partner(&item.letter.recipient, now)?;
                    item.letter.deed.as_ref().map_or(Ok(()), |deed| store.note_deed(deed, now))
                });
                kept.map_err(|error| Refusal::from(&error))?;
                Ok(Delivery::Arrived(accepted))
            }
            Err(refusal) => self.put_off(item, refusal),
        }
    }

    fn failed(&mut self, item: &OutboxItem, error: &HubError) -> Result<Delivery, Refusal> {
        let refusal = Refusal::from(error);
        match fate(error) {
            Fate::Later => self.put_off(item, refusal),
            Fate::NeedsPerson => {
                let refusal = refusal.leaving(WAITS);
                let now = self.surroundings.timestamp();
                self.store.put_off(&item.id, now, &refusal).map_err(|error| Refusal::from(&error))?;
                Ok(Delivery::Stopped(refusal))
            }
            Fate::Never => {
                let had_it = item.accepted_at.is_some();
                let refusal = refusal.leaving(if had_it { MAY_HAVE_IT } else { NOT_ARRIVED });
                self.store.mark_refused(&item.id, &refusal).map_err(|error| Refusal::from(&error))?;
                Ok(Delivery::Refused(refusal))
            }
        }
    }

    fn put_off(&mut self, item: &OutboxItem, refusal: Refusal) -> Result<Delivery, Refusal> {
        let refusal = refusal.leaving(WAITS);
        let wait = pace::wait(item.tries.saturating_add(1), pace::SENDING, self.surroundings.chance());
        let next = self.surroundings.timestamp().plus(wait);
        self.store.put_off(&item.id, next, &refusal).map_err(|error| Refusal::from(&error))?;
        Ok(Delivery::Waiting(refusal))
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Fate {
    Later,
    NeedsPerson,
    Never,
}

/// What a failure means for the item.
fn fate(error: &HubError) -> Fate {
    use ProblemCode as P;
    match error {
        HubError::Unreachable(_) | HubError::Unreadable(_) => Fate::Later,
        HubError::Tls(_) | HubError::OtherRoot => Fate::NeedsPerson,
        HubError::Problem(problem) => match problem.code() {
            _ if error.is_temporary() => Fate::Later,
            Some(
                P::PasswordMustChange
                | P::LicenceMissing
                | P::OfficeFrozen
                | P::OfficeClosed
                | P::ScopeMissing
                | P::AgentAccount,
            ) => Fate::NeedsPerson,
            _ if problem.status == 401 => Fate::NeedsPerson,
            // A code of a newer hub: it may be mended without a new container.
            None => Fate::Later,
            Some(_) => Fate::Never,
        },
    }
}

fn gone(id: &str) -> Refusal {
    Refusal::new(format!("送信番号 {id} は送信待ちにありません。"), "", "renkei sent で一覧を見られます。", "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::Problem;

    #[test]
    fn every_problem_has_a_fate() {
        let said = ProblemCode::ALL.iter().map(|code| {
            let error = HubError::Problem(Box::new(Problem::new(*code, "", "")));
            format!("{:?} {}", fate(&error), code.as_str())
        });
        let mut said: Vec<String> = said.collect();
        said.sort();
        insta::assert_snapshot!("fates", said.join("\n"));
    }
}
