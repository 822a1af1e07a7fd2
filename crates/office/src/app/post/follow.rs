//! Groups of 一括送信 that wait follow the outbox: another sender of this PC may have sent them, or a person taken them back.

use super::Seat;
use super::when::moment;
use crate::refusal::Refusal;
use crate::store::{OutboxItem, OutboxState};
use desk::Trouble;
use desk::batch::{Group, GroupState};

impl Seat {
    /// Marks those that are elsewhere now than the table says.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub(super) fn follow_outbox(&mut self) -> Result<(), Trouble> {
        let waits = |group: &&Group| matches!(group.state, GroupState::Waiting { .. });
        let waiting = self.shared.on_table(|table| table.groups.iter().filter(waits).cloned().collect::<Vec<_>>());
        for group in waiting.unwrap_or_default() {
            if let Some(state) = self.moved(&group)? {
                self.with_table(|table, shelf| table.mark(group.id, state, shelf))?;
            }
        }
        Ok(())
    }

    /// Where a group that waited is now; `None` while it waits as it did.
    fn moved(&self, group: &Group) -> Result<Option<GroupState>, Trouble> {
        let GroupState::Waiting { id, why } = &group.state else { return Ok(None) };
        let now = self.place.store.id_now(id)?;
        // One that is in the outbox no more cannot go by itself.
        let Some(item) = self.place.store.outbox_item(&now)? else { return Ok(Some(GroupState::Unsent)) };
        let OutboxItem { state, accepted_at, problem, .. } = item;
        Ok(match (state, accepted_at) {
            (OutboxState::Prepared | OutboxState::Sending, _) if now == *id => None,
            (OutboxState::Prepared | OutboxState::Sending, _) => {
                Some(GroupState::Waiting { id: now, why: why.clone() })
            }
            (OutboxState::Accepted, Some(at)) => Some(GroupState::Sent { id: now, at: moment(at) }),
            (OutboxState::Refused, _) => problem.map(|problem: Refusal| GroupState::Failed(problem.into())),
            (OutboxState::Withdrawn, _) => Some(GroupState::Unsent),
            (OutboxState::Accepted, None) => None,
        })
    }
}
