//! Tells the sender: a signed 受領証, made once and handed in until the hub has it.

use super::Workplace;
use super::proof::{encoded, names, unproven};
use crate::hub_client::{ExchangeClient, HubError};
use crate::refusal::Refusal;
use crate::store::InboxItem;
use evidence::container::Container;
use evidence::receipt::{Author, Receipt, ReceiptKind, SignedReceipt};
use protocol::{ProblemCode, TransmissionState, TransmissionSummary};

const LATER: &str = "ファイルは保存してあります。受領証は、次に renkei fetch か renkei watch を行うときに渡します。";

/// What came of the 受領証 that were owed.
#[derive(Debug, Default)]
pub struct Owed {
    /// Of these the senders know now.
    pub told: Vec<TransmissionSummary>,
    /// Why one of them could not be told: the first reason.
    pub not_told: Option<Refusal>,
}

impl Workplace {
    /// Signs and hands in the 受領証, unless the hub has it.
    pub(super) async fn acknowledge(
        &mut self,
        client: &ExchangeClient,
        summary: &TransmissionSummary,
        container: &Container,
    ) -> Result<(), Refusal> {
        let known = self.store.inbox_item(&summary.id).map_err(|error| Refusal::from(&error))?;
        if known.as_ref().is_some_and(|item| item.acknowledged_at.is_some()) {
            return Ok(());
        }
        if !is_told(summary.state) {
            let receipt = self.receipt(container)?;
            let handed = hand_in(client, &summary.id, &receipt).await;
            handed.map_err(|error| Refusal::from(&error).leaving(LATER))?;
        }
        if known.is_some_and(|item| item.reported_at.is_some()) {
            self.report_again(client, container).await?;
        }
        let now = self.surroundings.timestamp();
        self.store.mark_acknowledged(&summary.id, now).map_err(|error| Refusal::from(&error))
    }

    /// Tells the senders of what was saved on this PC and could not be acknowledged then, or was and the hub has lost it. One
    /// of which they cannot be told holds up no other; what was taken back or has expired is left alone.
    ///
    /// # Errors
    /// When the store cannot be used.
    pub async fn acknowledge_owed(&mut self, client: &ExchangeClient) -> Result<Owed, Refusal> {
        let mut owed = Owed::default();
        for id in self.store.owed()? {
            let Some(item) = self.store.inbox_item(&id)?.filter(is_wanted) else { continue };
            match self.acknowledge_kept(client, &item.summary).await {
                Ok(()) => owed.told.push(item.summary),
                Err(refusal) => {
                    // It may have been taken back or have expired since it was listed.
                    let asked = self.refresh_one(client, &id).await.is_ok();
                    let wanted = !asked || self.store.inbox_item(&id)?.as_ref().is_some_and(is_wanted);
                    owed.not_told = owed.not_told.or(wanted.then_some(refusal));
                }
            }
        }
        Ok(owed)
    }

    async fn acknowledge_kept(&mut self, client: &ExchangeClient, one: &TransmissionSummary) -> Result<(), Refusal> {
        match self.kept(&one.id)? {
            Some(container) => self.acknowledge(client, one, &container).await,
            None => Ok(()),
        }
    }

    /// The 受領証 that was made before with this certificate, else a new one, which is stored before it leaves.
    fn receipt(&self, container: &Container) -> Result<SignedReceipt, Refusal> {
        let stated = container.transmission();
        let id = stated.id.as_str();
        let kept = self.store.inbox_receipt(id).map_err(|error| Refusal::from(&error))?;
        if let Some(kept) = kept.filter(|kept| names(kept, container) && self.has_signed(&kept.signature)) {
            return Ok(kept);
        }
        let receipt = Receipt {
            kind: ReceiptKind::Received,
            transmission: stated.id.clone(),
            container_sha256: container.sha256(),
            from: stated.from.clone(),
            to: stated.to.clone(),
            at: self.surroundings.timestamp(),
            by: Author::Office(self.office()?),
        };
        let signed = receipt.sign(&self.signing()?).map_err(|error| unproven(&error).leaving(LATER))?;
        self.store.keep_receipt(id, &signed).map_err(|error| Refusal::from(&error))?;
        Ok(signed)
    }
}

/// Another terminal of the office may have been faster, or the answer was lost. A hub that was brought back from a backup may
/// not know of the fetch; then it is made again first.
async fn hand_in(client: &ExchangeClient, id: &str, receipt: &SignedReceipt) -> Result<(), HubError> {
    let receipt = encoded(receipt);
    let Err(error) = client.acknowledge(id, &receipt).await else { return Ok(()) };
    if error.code() != Some(ProblemCode::StateConflict) {
        return Err(error);
    }
    match client.transmission(id).await {
        Ok(detail) if is_told(detail.summary.state) => Ok(()),
        Ok(detail) if detail.summary.state == TransmissionState::Accepted => {
            client.container(id).await?;
            client.acknowledge(id, &receipt).await.map(drop)
        }
        _ => Err(error),
    }
}

fn is_told(state: TransmissionState) -> bool {
    matches!(state, TransmissionState::Received | TransmissionState::Imported | TransmissionState::Rejected)
}

fn is_wanted(item: &InboxItem) -> bool {
    !matches!(item.summary.state, TransmissionState::Withdrawn | TransmissionState::Expired)
}
