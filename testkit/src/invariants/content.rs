//! What is stored of a transmission: I4, I5 and I8.

use super::Seen;
use evidence::certificate::{NoCache, RevocationPolicy};
use evidence::cms::{TimeRule, Verification};
use evidence::container::{Container, Limits};
use evidence::receipt::SignedReceipt;
use evidence::{Sha256, Timestamp, VerificationTime};
use exchange::store::FetchOutcome;
use exchange::transmission::{TransmissionEntry, TransmissionHeader};
use exchange::{Act, Actor, Instant};

impl Seen<'_> {
    /// The facts of every transmission.
    pub(super) fn headers(&self) -> Vec<TransmissionHeader> {
        self.sent.iter().map(|entry| entry.header.clone()).collect()
    }

    /// I4, I5, I8: what is kept comes out byte for byte, with all its documents, and every signature holds.
    pub(super) async fn each_is_whole_and_signed(&mut self) {
        for entry in self.sent.clone() {
            self.receipts_hold(&entry).await;
            if !entry.has_content {
                continue;
            }
            // The sender's own look changes nothing.
            let act = Act { actor: Actor::Office(entry.header.sender), at: self.hub.hub().now(), salt: [0; 16] };
            match self.store.fetch(entry.header.id, entry.header.sender, act).await {
                Ok(FetchOutcome::Found { container, .. }) => self.container_holds(&entry, &container),
                other => self.breach(format_args!("I5: {} does not come out: {other:?}", entry.header.id)),
            }
        }
        let damage = self.store.search_damage(None, u32::MAX).await.unwrap();
        if !damage.damaged.is_empty() || damage.seen != self.sent.len() as u64 {
            self.breach(format_args!("I5: the search for damage says {damage:?}"));
        }
    }

    fn container_holds(&mut self, entry: &TransmissionEntry, bytes: &[u8]) {
        let id = entry.header.id;
        if Sha256::of(bytes) != entry.header.sha256 || bytes.len() as u64 != entry.header.size {
            self.breach(format_args!("I4: other bytes come out of {id}"));
        }
        let container = match Container::open(bytes, &Limits::default()) {
            Ok(container) => container,
            Err(error) => return self.breach(format_args!("I5: {id} cannot be opened: {error}")),
        };
        let stated = container.transmission();
        let parties = [&stated.from.office, &stated.to.office].map(super::number);
        if parties != [entry.header.sender, entry.header.recipient] {
            self.breach(format_args!("I3: {id} names {parties:?} and is another's"));
        }
        let names: Vec<String> = container.transmission().documents.iter().map(|one| one.name.to_string()).collect();
        let shown = entry.summary.as_ref().map(|summary| &summary.documents);
        let shown: Vec<String> = shown.into_iter().flatten().map(|document| document.name.clone()).collect();
        if names != shown || names.len() != entry.header.documents as usize {
            self.breach(format_args!("I5: {id} shows {shown:?} and holds {names:?}"));
        }
        let trust = self.hub.hub().trust.current();
        if let Err(error) = container.verify(&how(&trust, entry.accepted_at)) {
            self.breach(format_args!("I8: the signature of {id} does not hold: {error}"));
        }
    }

    async fn receipts_hold(&mut self, entry: &TransmissionEntry) {
        let trust = self.hub.hub().trust.current();
        let receipts = self.store.receipts(entry.header.id, entry.header.sender).await.unwrap().unwrap_or_default();
        for receipt in receipts {
            let (json, signature) = (receipt.signed.statement, receipt.signed.signature);
            let verified = SignedReceipt { json, signature }.verify(&how(&trust, receipt.at));
            let of_this = |stated: &evidence::receipt::Receipt| {
                stated.container_sha256 == entry.header.sha256
                    && stated.transmission.as_str() == entry.header.id.to_string()
            };
            match verified {
                Ok(stated) if of_this(&stated) => {}
                Ok(stated) => self.breach(format_args!("I8: a receipt of {} says {:?}", entry.header.id, *stated)),
                Err(error) => self.breach(format_args!("I8: a receipt of {} does not hold: {error}", entry.header.id)),
            }
        }
    }
}

/// As it was at an instant: a signer that was revoked later signed all the same.
fn how(trust: &hub::trust::Current, at: Instant) -> Verification<'_> {
    let second = Timestamp::from_unix(u64::try_from(at.millis() / 1_000).unwrap()).unwrap();
    let time = TimeRule::At(VerificationTime::Accepted(second));
    Verification { trust: &trust.store, cache: &NoCache, time, revocation: RevocationPolicy::Required, account: None }
}
