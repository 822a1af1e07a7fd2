//! The invariants as the offices see them, through the exchange itself.

use super::Wrong;
use crate::load::Entry;
use crate::world::Member;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use evidence::certificate::{NoCache, RevocationPolicy, TrustStore};
use evidence::cms::{TimeRule, Verification};
use evidence::container::{Container, Limits};
use evidence::receipt::SignedReceipt;
use evidence::{Sha256, VerificationTime};
use protocol::{ListQuery, ProblemCode, ReceiptKind, TransmissionState};
use std::collections::HashSet;
use std::fmt::Display;

/// Asks the hub for what it promised: `entries` one by one, and every inbox for anything twice.
pub(crate) async fn check(members: &[Member], entries: &[Entry]) -> Result<Wrong, String> {
    let mut wrong = Wrong::default();
    let trust = members.first().ok_or("no offices")?.trust().await?;
    for (index, entry) in entries.iter().filter(|entry| entry.promised.is_some()).enumerate() {
        let of = |number| members.iter().find(|member| member.number == number);
        let Some(sender) = of(entry.from.clone()) else { continue };
        one(sender, entry, &trust, &mut wrong).await;
        // One in eight tells enough: the answer does not depend on which it is.
        let strangers = members.iter().filter(|member| member.number != entry.from && member.number != entry.to);
        for stranger in strangers.filter(|_| index % 8 == 0) {
            hidden(stranger, entry, &mut wrong).await;
        }
    }
    for member in members {
        inbox(member, &mut wrong).await?;
    }
    Ok(wrong)
}

/// Bytes, signature and receipts of one transmission.
async fn one(sender: &Member, entry: &Entry, trust: &TrustStore, wrong: &mut Wrong) {
    let id = &entry.id;
    let mut lost = |what: &dyn Display| wrong.lost(id, what.to_string());
    match sender.client.transmission(id).await {
        Err(error) => return lost(&format_args!("I1: the hub does not show it: {error}")),
        Ok(detail) if detail.container_sha256 != entry.sha256 => return lost(&"I4: shown with other bytes"),
        Ok(detail) if detail.summary.state == TransmissionState::Withdrawn => return,
        Ok(_) => {}
    }
    let bytes = match sender.client.container(id).await {
        Ok(bytes) => bytes,
        Err(error) => return lost(&format_args!("I5: its container is not given: {error}")),
    };
    if Sha256::of(&bytes).to_string() != entry.sha256 {
        return lost(&"I4: other bytes came out than went in");
    }
    if let Err(reason) = signatures(sender, id, &bytes, trust).await {
        lost(&format_args!("I8: {reason}"));
    }
}

/// The container's signature, and each receipt's.
async fn signatures(sender: &Member, id: &str, bytes: &[u8], trust: &TrustStore) -> Result<(), String> {
    let receipts = sender.client.receipts(id).await.map_err(|error| error.to_string())?.receipts;
    let how =
        |time| Verification { trust, cache: &NoCache, time, revocation: RevocationPolicy::Required, account: None };
    let container = Container::open(bytes, &Limits::default()).map_err(|error| error.to_string())?;
    let mut accepted = None;
    for receipt in &receipts {
        let decoded = |text: &str| STANDARD.decode(text).map_err(|error| error.to_string());
        let signed = SignedReceipt { json: decoded(&receipt.statement)?, signature: decoded(&receipt.signature)? };
        let verified = signed.verify(&how(TimeRule::Claimed)).map_err(|error| format!("receipt: {error}"))?;
        verified.check_container(&container).map_err(|error| format!("receipt: {error}"))?;
        if receipt.kind == ReceiptKind::Accepted {
            accepted = Some(verified.at);
        }
    }
    let at = accepted.ok_or("the hub's receipt is missing")?;
    let time = TimeRule::At(VerificationTime::Accepted(at));
    container.verify(&how(time)).map(drop).map_err(|error| error.to_string())
}

/// I3: to anyone else it does not exist.
async fn hidden(stranger: &Member, entry: &Entry, wrong: &mut Wrong) {
    let shown = stranger.client.container(&entry.id).await;
    if !shown.as_ref().is_err_and(|error| error.code() == Some(ProblemCode::NotFound)) {
        wrong.broken(format!("I3: {} is not hidden from {}", entry.id, stranger.number.as_str()));
    }
}

/// I2: nothing stands in an inbox twice.
async fn inbox(member: &Member, wrong: &mut Wrong) -> Result<(), String> {
    let mut query = ListQuery { limit: Some(100), ..ListQuery::default() };
    let mut seen = HashSet::new();
    loop {
        let page = member.client.inbox(&query).await.map_err(|error| format!("the inbox is not shown: {error}"))?;
        for one in &page.transmissions {
            if one.to != member.number.as_str() {
                wrong.broken(format!("I3: {} stands in the inbox of {}", one.id, member.number.as_str()));
            }
            if !seen.insert(one.id.clone()) {
                wrong.twice(&one.id, "I2: it stands twice in an inbox");
            }
        }
        if page.next.is_none() || page.transmissions.is_empty() {
            return Ok(());
        }
        query.cursor = page.next;
    }
}
