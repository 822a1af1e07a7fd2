//! Takes back what the other office has not fetched: from the hub, or from what waits on this PC.

use super::Seat;
use super::seat::Heard;
use crate::refusal::Refusal;
use crate::store::{OutboxItem, OutboxState};
use crate::transfer::Workplace;
use desk::mailbox::Partner;
use desk::{Trouble, TroubleKind};
use protocol::ProblemCode;

/// A person waits so many seconds.
const PATIENCE: u64 = 8;

impl Seat {
    pub(super) fn withdraw(&mut self, id: &str) -> Result<(), Trouble> {
        let line = self.sent_line(id)?;
        let here = self.place.store.outbox_item(id)?;
        match here.as_ref().map(|item| item.state) {
            // It never left this PC. When a sender begins it in this moment, one of the two is refused.
            Some(OutboxState::Prepared | OutboxState::Refused) => self.place.store.mark_withdrawn(id)?,
            Some(OutboxState::Sending) => self.withdraw_begun(id)?,
            _ => {
                self.ask_hub(id)?.map_err(|trouble| *trouble)?;
                self.mark(here.as_ref())?;
            }
        }
        drop(self.did(format!("「{}」への送信を取り消しました。", line.to.name)));
        Ok(())
    }

    /// Whether it arrived only the hub knows; meanwhile nobody may go on sending it.
    fn withdraw_begun(&mut self, id: &str) -> Result<(), Trouble> {
        let turn = self.turn(id)?;
        if turn.is_none() && self.waits(id)? {
            return Err(under_way());
        }
        let item = self.place.store.outbox_item(id)?;
        match self.ask_hub(id)? {
            Ok(()) => self.mark(item.as_ref()),
            // It never arrived there.
            Err(trouble) if trouble.kind == TroubleKind::Missing => self.mark(item.as_ref()),
            Err(trouble) => Err(*trouble),
        }
    }

    fn mark(&mut self, item: Option<&OutboxItem>) -> Result<(), Trouble> {
        if let Some(item) = item.filter(|item| item.state != OutboxState::Withdrawn) {
            self.place.store.mark_withdrawn(&item.id)?;
        }
        Ok(())
    }

    /// What the hub says about it; the outer error is that it did not answer.
    fn ask_hub(&mut self, id: &str) -> Result<Result<(), Box<Trouble>>, Trouble> {
        let to = self.sent_line(id)?.to;
        // A refusal is an answer too; it may be that the hub does not let this terminal in.
        let hear = |said: &Result<(), Refused>| match said {
            Ok(()) => Heard::Answer,
            Err(refused) => Heard::Refusal(refused.refusal.clone()),
        };
        match self.wait_hearing(PATIENCE, async |place| taken_back(place, id, &to).await, hear) {
            Ok(said) => Ok(said.map_err(|refused| Box::new(refused.told))),
            Err(silence) if silence.undone.is_empty() => Err(silence.leaving(OPEN).into()),
            Err(refusal) => Err(refusal.into()),
        }
    }
}

/// The hub does not take it back.
struct Refused {
    refusal: Refusal,
    /// What the person is told.
    told: Trouble,
}

async fn taken_back(place: &mut Workplace, id: &str, to: &Partner) -> Result<Result<(), Refused>, Refusal> {
    let client = place.client().await.map_err(|refusal| refusal.leaving(STILL))?;
    let error = match client.withdraw(id).await {
        Ok(detail) => {
            place.store.keep_sent(&[detail.summary])?;
            return Ok(Ok(()));
        }
        Err(error) => error,
    };
    let refusal = Refusal::from(&error).leaving(if error.leaves_open() { OPEN } else { STILL });
    let told = match error.code() {
        None => return Err(refusal),
        Some(ProblemCode::AlreadyFetched) => {
            drop(place.refresh_one(&client, id).await);
            Trouble::too_late(&to.name, &to.number)
        }
        Some(ProblemCode::NotFound) => refusal.trouble(TroubleKind::Missing),
        Some(_) => refusal.trouble(TroubleKind::Changed),
    };
    Ok(Err(Refused { refusal, told }))
}

const STILL: &str = "取り消していません。";
const OPEN: &str = "取り消せたかどうかは分かりません。つながってから、もう一度取り消してください。";

fn under_way() -> Trouble {
    Trouble::new(
        TroubleKind::Changed,
        "いま送っているところです。",
        "送り終わるまで、取り消せるかどうか分かりません。",
        "少し待ってから、もう一度お試しください。",
    )
    .leaving(STILL)
}
