//! That a transmission was withdrawn, as the hub states and signs it: two files beside the 到達証. `renkei-receipt/1` has no
//! such kind, and whoever reads bundles without knowing these files passes over them as over other files of the log.

use serde::Deserialize;

use super::report::Outcome;
use super::{ProofFile, explain};
use crate::certificate::{Holder, RevocationState, TrustStore};
use crate::cms::{self, SignError, SigningIdentity, TimeRule};
use crate::container::{Container, WireAddress, push_address, read_address};
use crate::digest::Sha256;
use crate::identifiers::{NetworkName, OfficeAddress, TransmissionId};
use crate::json::push_string;
use crate::receipt::{Author, Receipt};
use crate::time::Timestamp;
use crate::verified::{VerificationTime, Verified};

/// What the hub states.
pub(crate) const STATEMENT: &str = "receipts/accepted.withdrawn";
/// The detached signature over it, DER.
pub(crate) const SIGNATURE: &str = "receipts/accepted.withdrawn-signature";

const FORMAT: &str = "renkei-withdrawal/1";
const HUB: &str = "urn:renkei:hub:";
/// Far above what a statement can be.
const MAX_BYTES: usize = 16 << 10;

/// The sender took a transmission back before it was fetched; the hub's record of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// The transmission's id.
    pub transmission: TransmissionId,
    /// SHA-256 of the container's bytes.
    pub container_sha256: Sha256,
    /// The transmission's sender.
    pub from: OfficeAddress,
    /// The transmission's recipient.
    pub to: OfficeAddress,
    /// When it was withdrawn.
    pub at: Timestamp,
    /// When the hub states it; the signing time.
    pub stated_at: Timestamp,
    /// The hub.
    pub by: NetworkName,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Wire {
    at: String,
    by: String,
    container_sha256: String,
    format: String,
    from: WireAddress,
    stated_at: String,
    to: WireAddress,
    transmission: String,
}

impl Withdrawal {
    /// The files of a bundle, signed with the hub's receipt certificate.
    ///
    /// # Errors
    /// [`SignError`].
    pub fn sign(&self, identity: &SigningIdentity) -> Result<[ProofFile; 2], SignError> {
        let statement = self.to_json();
        let signature = identity.sign(&statement, self.stated_at)?;
        let file = |name: &str, content| ProofFile { name: name.to_owned(), content };
        Ok([file(STATEMENT, statement), file(SIGNATURE, signature)])
    }

    /// The canonical JSON (RFC 8785).
    fn to_json(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(512);
        let text = |out: &mut Vec<u8>, name: &str, value: &str| {
            out.extend_from_slice(name.as_bytes());
            push_string(out, value);
        };
        text(&mut out, "{\"at\":", &self.at.to_string());
        text(&mut out, ",\"by\":", &format!("{HUB}{}", self.by));
        text(&mut out, ",\"containerSha256\":", &self.container_sha256.to_string());
        text(&mut out, ",\"format\":", FORMAT);
        out.extend_from_slice(b",\"from\":");
        push_address(&mut out, &self.from);
        text(&mut out, ",\"statedAt\":", &self.stated_at.to_string());
        out.extend_from_slice(b",\"to\":");
        push_address(&mut out, &self.to);
        text(&mut out, ",\"transmission\":", self.transmission.as_str());
        out.push(b'}');
        out
    }

    /// Reads a statement, which must be canonical to the byte.
    pub(crate) fn from_json(bytes: &[u8]) -> Option<Self> {
        let wire: Wire = (bytes.len() <= MAX_BYTES).then(|| serde_json::from_slice(bytes).ok())??;
        let read = Self {
            transmission: TransmissionId::parse(&wire.transmission)?,
            container_sha256: Sha256::parse_hex(&wire.container_sha256)?,
            from: read_address(&wire.from)?,
            to: read_address(&wire.to)?,
            at: Timestamp::parse(&wire.at)?,
            stated_at: Timestamp::parse(&wire.stated_at)?,
            by: NetworkName::parse(wire.by.strip_prefix(HUB)?)?,
        };
        (wire.format == FORMAT && read.to_json() == bytes).then_some(read)
    }

    fn is_of(&self, container: &Container) -> bool {
        let stated = container.transmission();
        self.transmission == stated.id
            && self.container_sha256 == container.sha256()
            && (&self.from, &self.to) == (&stated.from, &stated.to)
    }
}

/// Statement and signature among the files beside the receipts; either may be missing.
fn parts(proofs: &[ProofFile]) -> (Option<&[u8]>, Option<&[u8]>) {
    let named = |name| proofs.iter().find(|proof| proof.name == name).map(|proof| proof.content.as_slice());
    (named(STATEMENT), named(SIGNATURE))
}

/// The signature over the statement, if there is one.
pub(crate) fn signature(proofs: &[ProofFile]) -> Option<&[u8]> {
    parts(proofs).1
}

/// What the files say of a withdrawal, when there are any.
pub(crate) fn examine(
    proofs: &[ProofFile],
    container: &Container,
    accepted: Option<&Verified<Receipt>>,
    trust: &TrustStore,
) -> Option<(Outcome, String)> {
    let (statement, signature) = match parts(proofs) {
        (None, None) => return None,
        (Some(statement), Some(signature)) => (statement, signature),
        _ => return Some((Outcome::Fails, "取消の記録か、その電子署名がありません。".to_owned())),
    };
    Some(match verified(statement, signature, container, accepted, trust) {
        Ok((outcome, text)) => (outcome, text),
        Err(text) => (Outcome::Fails, format!("取消の記録が正しくありません。{text}")),
    })
}

fn verified(
    statement: &[u8],
    signature: &[u8],
    container: &Container,
    accepted: Option<&Verified<Receipt>>,
    trust: &TrustStore,
) -> Result<(Outcome, String), String> {
    let stated = Withdrawal::from_json(statement).ok_or("記載が決められた形式ではありません。")?;
    if !stated.is_of(container) {
        return Err("別の送信についてのものです。".to_owned());
    }
    let time = TimeRule::At(VerificationTime::Claimed(stated.stated_at));
    let proof = cms::verify(signature, statement, &super::examine::verification(trust, time));
    let proof = proof.map_err(|error| explain::signature(&error))?;
    let is_hub = matches!(proof.signer.holder(), Holder::Hub { network } if *network == stated.by);
    let is_same = accepted.is_none_or(|receipt| receipt.by == Author::Hub(stated.by.clone()));
    if !is_hub || !is_same {
        return Err("到達証を発行した連携基盤の電子証明書で署名されていません。".to_owned());
    }
    let text = format!(
        "{}に、送信元が取り消しました。送信先には渡していません({}に連携基盤が署名した記録によります)。",
        stated.at.in_japanese(),
        stated.stated_at.in_japanese()
    );
    match proof.revocation {
        RevocationState::NotRevoked { .. } => Ok((Outcome::Holds, text)),
        RevocationState::NotChecked => Ok((Outcome::NotChecked, format!("{text}{}", super::examine::NO_LIST))),
    }
}
