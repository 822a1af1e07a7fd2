//! Tells the sender: a signed 受領証, made once and handed in until the hub has it.

use super::Workplace;
use super::proof::{encoded, names, unproven};
use crate::hub_client::ExchangeClient;
use crate::refusal::Refusal;
use evidence::container::Container;
use evidence::receipt::{Author, Receipt, ReceiptKind, SignedReceipt};
use protocol::{ProblemCode, TransmissionState, TransmissionSummary};

const LATER: &str = "ファイルは保存してあります。受領証は、次に renkei fetch か renkei watch を行うときに渡します。";

impl Workplace {
    /// Signs and hands in the 受領証, unless the hub has it.
    pub(super) async fn acknowledge(
        &mut self,
        client: &ExchangeClient,
        summary: &TransmissionSummary,
        container: &Container,
    ) -> Result<(), Refusal> {
        let known = self.store.inbox_item(&summary.id).map_err(|error| Refusal::from(&error))?;
        let is_told = |state| {
            use TransmissionState as T;
            matches!(state, T::Received | T::Imported | T::Rejected)
        };
        if known.is_some_and(|item| item.acknowledged_at.is_some()) {
            return Ok(());
        }
        if !is_told(summary.state) {
            let receipt = self.receipt(container)?;
            if let Err(error) = client.acknowledge(&summary.id, &encoded(&receipt)).await {
                // Another terminal of the office may have been faster, or the answer was lost.
                let conflict = error.code() == Some(ProblemCode::StateConflict);
                let state = if conflict { client.transmission(&summary.id).await.ok() } else { None };
                if !state.is_some_and(|detail| is_told(detail.summary.state)) {
                    return Err(Refusal::from(&error).leaving(LATER));
                }
            }
        }
        let now = self.surroundings.timestamp();
        self.store.mark_acknowledged(&summary.id, now).map_err(|error| Refusal::from(&error))
    }

    /// Tells the senders of what was saved on this PC and could not be acknowledged then.
    ///
    /// # Errors
    /// Why one of them could not be told; those before it were.
    pub async fn acknowledge_owed(&mut self, client: &ExchangeClient) -> Result<(), Refusal> {
        for id in self.store.owed()? {
            let (item, container) = (self.store.inbox_item(&id)?, self.kept(&id)?);
            if let (Some(item), Some(container)) = (item, container) {
                self.acknowledge(client, &item.summary, &container).await?;
            }
        }
        Ok(())
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
