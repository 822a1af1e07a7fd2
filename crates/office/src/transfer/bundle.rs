//! The evidence of a transmission as one file that proves itself.

use super::Workplace;
use crate::hub_client::ExchangeClient;
use crate::refusal::{Refusal, in_its_words};
use evidence::bundle::{self, Bundle, Evidence, Verdict};
use evidence::certificate::{Authority, Naming, TrustStore};
use evidence::container::{Container, Limits};

impl Workplace {
    /// The evidence as the hub gives it. What does not hold, or is of something else, is not handed to anyone.
    ///
    /// # Errors
    /// When the hub does not give it, or it does not hold.
    pub async fn bundle(&self, client: &ExchangeClient, id: &str) -> Result<Vec<u8>, Refusal> {
        let bytes = client.evidence(id).await.map_err(|error| Refusal::from(&error))?;
        let trust = self.trust().await?;
        let limits = Limits::default();
        let bundle = Bundle::read(&bytes, &limits).map_err(|error| unproven(&error))?;
        let report = bundle.examine(&trust, None, &limits).map_err(|error| unproven(&error))?;
        if report.verdict() == Verdict::Broken {
            let said = report.steps.iter().map(|step| step.text.as_str()).collect::<Vec<_>>().join(" ");
            return Err(unproven(&said));
        }
        let container = Container::open(bundle.container(), &limits).map_err(|error| unproven(&error))?;
        if container.transmission().id.as_str() != id {
            return Err(unproven(&"the container is of another transmission"));
        }
        Ok(bytes)
    }

    /// The evidence of what this PC sent, from what is kept here: container and 到達証, without a list of revoked
    /// certificates. `None` when it has not arrived or was sent from another terminal.
    ///
    /// # Errors
    /// When the store cannot be read, or what is kept does not hold.
    pub fn own_bundle(&self, id: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(receipt) = self.store.outbox_receipt(id)? else { return Ok(None) };
        let container = self.store.outbox_container(id)?;
        let issuing = vec![self.identity.issuing.clone()];
        let authority = Authority::new(self.identity.root.clone(), issuing, Naming::Profile);
        let mut trust = TrustStore::new();
        trust.add_authority(authority.map_err(|error| unproven(&error))?);
        let evidence = Evidence { container: &container, receipts: &[receipt], at: None };
        let made = bundle::write(&evidence, &[], &trust, self.surroundings.timestamp(), &Limits::default());
        made.map(Some).map_err(|error| unproven(&error))
    }

    /// The container of what another terminal of this office sent.
    ///
    /// # Errors
    /// As [`Workplace::bundle`].
    pub async fn sent_container(&self, client: &ExchangeClient, id: &str) -> Result<Vec<u8>, Refusal> {
        let bytes = self.bundle(client, id).await?;
        let bundle = Bundle::read(&bytes, &Limits::default()).map_err(|error| unproven(&error))?;
        Ok(bundle.container().to_vec())
    }
}

fn unproven(error: &dyn std::fmt::Display) -> Refusal {
    let cure = "しばらく待ってからもう一度お試しください。続くときは、運営者に連絡してください。";
    let undone = "ファイルは書き出していません。";
    Refusal::new("連携基盤から届いた証拠一式を確かめられませんでした。", in_its_words(error), cure, undone)
}
