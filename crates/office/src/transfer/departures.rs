//! What became of what this office sent: the list of this PC is brought up to date.

use super::Workplace;
use crate::hub_client::ExchangeClient;
use crate::refusal::Refusal;
use protocol::{ListQuery, TransmissionState};

/// Most entries of a page.
const PAGE: u16 = 100;

impl Workplace {
    /// Brings the list of this PC up to date, with the reasons of recipients that could not import.
    ///
    /// # Errors
    /// When the hub does not answer or the store cannot be written.
    pub async fn refresh_sent(&mut self, client: &ExchangeClient) -> Result<(), Refusal> {
        let mut query = ListQuery { limit: Some(PAGE), ..ListQuery::default() };
        loop {
            let page = client.sent(&query).await.map_err(|error| Refusal::from(&error))?;
            self.store.keep_sent(&page.transmissions).map_err(|error| Refusal::from(&error))?;
            let rejected = page.transmissions.iter().filter(|one| one.state == TransmissionState::Rejected);
            for one in rejected {
                self.ask_for_reasons(client, &one.id).await?;
            }
            if page.next.is_none() || page.transmissions.is_empty() {
                return Ok(());
            }
            query.cursor = page.next;
        }
    }

    /// Once: a recipient states its reasons only once.
    pub(super) async fn ask_for_reasons(&self, client: &ExchangeClient, id: &str) -> Result<(), Refusal> {
        if self.store.rejection(id).map_err(|error| Refusal::from(&error))?.is_some() {
            return Ok(());
        }
        let detail = client.transmission(id).await.map_err(|error| Refusal::from(&error))?;
        self.store.keep_rejection(id, &detail.findings).map_err(|error| Refusal::from(&error))
    }
}
