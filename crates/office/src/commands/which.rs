//! Which transmission is meant: people write the end of an id, as the lists show it.

use super::context::{Done, Failure};
use crate::refusal::Refusal;
use crate::store::InboxItem;
use crate::transfer::Workplace;

/// Fewer characters of an id are not taken.
const FEWEST: usize = 4;

/// The whole id of anything that was sent or received, as far as this PC knows.
pub(super) fn transmission(asked: &str, workplace: &Workplace) -> Done<String> {
    let mut ids: Vec<String> = workplace.store.outbox()?.into_iter().map(|item| item.id).collect();
    ids.extend(workplace.store.sent()?.into_iter().map(|one| one.id));
    ids.extend(workplace.store.inbox()?.into_iter().map(|item| item.summary.id));
    ids.sort();
    ids.dedup();
    ids.retain(|id| id.ends_with(asked));
    match ids.as_slice() {
        [id] if asked.len() >= FEWEST => Ok(id.clone()),
        // Sent from another terminal and never listed here: the hub will know.
        [] if evidence::TransmissionId::parse(asked).is_some() => Ok(asked.to_owned()),
        _ => Err(not_one(asked)),
    }
}

/// What was received.
pub(super) fn received(ids: &[String], workplace: &Workplace) -> Done<Vec<InboxItem>> {
    let known = workplace.store.inbox()?;
    ids.iter()
        .map(|asked| {
            let mut fitting = known.iter().filter(|item| item.summary.id.ends_with(asked.as_str()));
            match (fitting.next(), fitting.next()) {
                (Some(item), None) if asked.len() >= FEWEST => Ok(item.clone()),
                _ => Err(not_one(asked)),
            }
        })
        .collect()
}

/// An id that names nothing, or several things.
fn not_one(asked: &str) -> Failure {
    Failure::Unusable(Box::new(Refusal::new(
        format!("番号「{asked}」にあたるものを1つに決められません。"),
        "",
        "renkei inbox か renkei sent の「番号」の欄を、そのまま書いてください。",
        "",
    )))
}
