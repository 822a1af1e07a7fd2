//! Whom this office trusts, and what the hub's receipt proves.

use super::Workplace;
use crate::hub_client::{ExchangeClient, HubError, PublicClient};
use crate::refusal::{Refusal, in_its_words};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use evidence::certificate::{Authority, Certificate, Naming, NoCache, RevocationPolicy, TrustStore};
use evidence::cms::{SignatureFile, TimeRule, Verification};
use evidence::container::Container;
use evidence::receipt::{Author, Receipt, ReceiptKind, SignedReceipt};
use evidence::{Timestamp, VerificationTime};
use protocol::ReceiptRequest;

impl Workplace {
    /// The pinned root with today's issuing certificates and revocation list.
    ///
    /// # Errors
    /// When the hub's public listener does not give them.
    pub async fn trust(&self) -> Result<TrustStore, Refusal> {
        let root = &self.identity.root;
        let public = PublicClient::new(&self.settings, root).map_err(|error| Refusal::from(&error))?;
        let authority = public.authority().await.map_err(|error| Refusal::from(&error))?;
        let list = public.crl().await.map_err(|error| Refusal::from(&error))?;
        let unread = |error: Box<dyn std::error::Error + Send + Sync>| Refusal::from(&HubError::Unreadable(error));
        let issuing = authority.issuing.iter().map(|pem| Certificate::from_pem(pem));
        let issuing = issuing.collect::<Result<Vec<_>, _>>().map_err(|error| unread(Box::new(error)))?;
        let mut trust = TrustStore::new();
        let authority = Authority::new(root.clone(), issuing, Naming::Profile);
        trust.add_authority(authority.map_err(|error| unread(Box::new(error)))?);
        trust.add_crl(&list).map_err(|error| unread(Box::new(error)))?;
        Ok(trust)
    }

    /// The receipts that the hub has of a transmission, oldest first. They are not verified here.
    ///
    /// # Errors
    /// When the hub does not give them.
    pub async fn receipts(&self, client: &ExchangeClient, id: &str) -> Result<Vec<SignedReceipt>, Refusal> {
        let list = client.receipts(id).await.map_err(|error| Refusal::from(&error))?;
        Ok(list.receipts.iter().filter_map(decoded).collect())
    }

    /// Whether a signature was made with the certificate that is in use now.
    pub(super) fn has_signed(&self, signature: &[u8]) -> bool {
        let signer = SignatureFile::parse(signature).ok();
        let signer = signer.and_then(|file| Certificate::from_der(file.signer_certificate()).ok());
        signer.is_some_and(|signer| signer.identity() == self.identity.certificate.identity())
    }

    /// The instant of acceptance, when this is the hub's receipt for this container.
    pub(super) fn accepted_at(
        &self,
        signed: &SignedReceipt,
        container: &Container,
        trust: &TrustStore,
    ) -> Result<Timestamp, Refusal> {
        let receipt = signed.verify(&verification(trust, TimeRule::Claimed)).map_err(|error| unproven(&error))?;
        receipt.check_container(container).map_err(|error| unproven(&error))?;
        let by_our_hub = matches!(&receipt.by, Author::Hub(network) if network.as_str() == self.settings.network);
        if receipt.kind == ReceiptKind::Accepted && by_our_hub {
            Ok(receipt.at)
        } else {
            Err(unproven(&"the receipt is not this hub's"))
        }
    }
}

pub(super) fn verification(trust: &TrustStore, time: TimeRule) -> Verification<'_> {
    Verification { trust, cache: &NoCache, time, revocation: RevocationPolicy::Required, account: None }
}

/// The container is its sender's, for the time at which the hub accepted it.
pub(super) fn verify_sender(container: Container, trust: &TrustStore, at: Timestamp) -> Result<Container, Refusal> {
    let time = TimeRule::At(VerificationTime::Accepted(at));
    let verified = container.verify(&verification(trust, time)).map_err(|error| not_the_senders(&error))?;
    Ok(verified.into_inner())
}

/// The hub's receipt among several.
pub(super) fn accepted_of(receipts: &[protocol::Receipt]) -> Option<SignedReceipt> {
    let receipt = receipts.iter().find(|receipt| receipt.kind == protocol::ReceiptKind::Accepted)?;
    decoded(receipt)
}

/// The exact bytes of a receipt.
pub(super) fn decoded(receipt: &protocol::Receipt) -> Option<SignedReceipt> {
    let json = STANDARD.decode(&receipt.statement).ok()?;
    let signature = STANDARD.decode(&receipt.signature).ok()?;
    Some(SignedReceipt { json, signature })
}

/// A receipt as it is handed in.
pub(super) fn encoded(receipt: &SignedReceipt) -> ReceiptRequest {
    ReceiptRequest { statement: STANDARD.encode(&receipt.json), signature: STANDARD.encode(&receipt.signature) }
}

/// The digest that a kept receipt names.
pub(super) fn names(receipt: &SignedReceipt, container: &Container) -> bool {
    Receipt::from_json(&receipt.json).is_ok_and(|receipt| receipt.check_container(container).is_ok())
}

pub(super) fn unproven(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::new(
        "連携基盤の到達証を確かめられませんでした。",
        in_its_words(&error),
        "しばらく待ってからもう一度お試しください。続くときは、運営者に連絡してください。",
        "",
    )
}

fn not_the_senders(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::new(
        "送信元の電子署名を確かめられませんでした。",
        in_its_words(&error),
        "ファイルは使わずに、送信元の事業所と運営者に連絡してください。",
        "ファイルは保存していません。受領証も渡していません。",
    )
}
