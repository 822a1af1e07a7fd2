//! One transmission that was sent, with its history.

use super::Seat;
use super::when::{moment, moment_of};
use crate::catalogue::SentState;
use crate::refusal::remark;
use desk::mailbox::{Dispatch, DispatchDetail, DispatchState, EvidenceStep};
use desk::{Moment, Trouble};
use protocol::{TransmissionDetail, TransmissionState};
use std::sync::Arc;

/// A person waits so many seconds for the history.
const PATIENCE: u64 = 4;

impl Seat {
    pub(super) fn dispatch(&mut self, id: &str) -> Result<DispatchDetail, Trouble> {
        let history = self.history(id)?;
        let summary = self.sent_line(id)?;
        let (users, reached) = {
            let shared = Arc::clone(&self.shared);
            let catalogue = shared.catalogue();
            let one = catalogue.sent_one(id).ok_or_else(|| Trouble::missing("送信したデータ"))?;
            let users = one.users.iter().map(|user| (user.name.replace('　', " "), user.insured.clone()));
            (users.collect(), matches!(one.state, SentState::At(_)))
        };
        let findings = self.place.store.rejection(id)?.unwrap_or_default();
        Ok(DispatchDetail {
            steps: self.steps(&summary, history.as_ref())?,
            users,
            remarks: findings.iter().map(remark).collect(),
            has_proof: reached,
            summary,
        })
    }

    /// What the hub tells of it; `None` when it has not arrived there or the hub does not answer.
    fn history(&mut self, id: &str) -> Result<Option<TransmissionDetail>, Trouble> {
        let waits = self.place.store.outbox_item(id)?.is_some_and(|item| item.accepted_at.is_none());
        if waits || self.is_away() {
            return Ok(None);
        }
        let said = self.wait(PATIENCE, async |place| {
            let client = place.client().await?;
            place.refresh_one(&client, id).await
        });
        Ok(said.ok())
    }

    fn steps(&self, line: &Dispatch, history: Option<&TransmissionDetail>) -> Result<Vec<EvidenceStep>, Trouble> {
        let item = self.place.store.outbox_item(&line.id)?;
        let sealed = item.as_ref().map(|item| moment(item.created_at));
        let mut steps = vec![match sealed {
            Some(at) => step("送信の準備", "この事業所の電子証明書で署名しました。", Some(at), Some(true)),
            None => step("送信の準備", "この事業所の別のパソコンから送りました。", None, Some(true)),
        }];
        match history {
            Some(detail) => {
                let events = detail.events.iter().map(|event| (event.state, moment_of(&event.at)));
                steps.extend(events.map(|(state, at)| reached(state, at, line)));
            }
            None => steps.extend(self.known_steps(line)?),
        }
        let problem = item.filter(|item| item.accepted_at.is_none()).and_then(|item| item.problem);
        match &line.state {
            DispatchState::Waiting | DispatchState::Sending => {
                let why = problem.map(|problem| problem.what.to_string());
                let text = why.unwrap_or_else(|| "連携基盤につながりしだい、自動で送ります。".to_owned());
                steps.push(step("送信待ち", &text, None, None));
            }
            DispatchState::Failed(trouble) => steps.push(step("送信エラー", &trouble.title, None, Some(false))),
            _ => {}
        }
        Ok(steps)
    }

    /// What this PC knows of it: that it arrived, and how it stood when the hub was last asked.
    fn known_steps(&self, line: &Dispatch) -> Result<Vec<EvidenceStep>, Trouble> {
        let listed = self.place.store.sent_item(&line.id)?;
        let Some(state) = transmission_state(&line.state) else {
            let taken_back = line.state == DispatchState::Withdrawn;
            return Ok(taken_back.then(|| reached(TransmissionState::Withdrawn, None, line)).into_iter().collect());
        };
        let arrived = reached(TransmissionState::Accepted, Some(line.at), line);
        let changed = listed.and_then(|summary| moment_of(&summary.changed_at));
        let now = (state != TransmissionState::Accepted).then(|| reached(state, changed, line));
        Ok(std::iter::once(arrived).chain(now).collect())
    }
}

/// `None` for what never arrived, as far as the line tells.
fn transmission_state(state: &DispatchState) -> Option<TransmissionState> {
    use TransmissionState as T;
    match state {
        DispatchState::Waiting | DispatchState::Sending | DispatchState::Failed(_) | DispatchState::Withdrawn => None,
        DispatchState::Arrived => Some(T::Accepted),
        DispatchState::Fetched => Some(T::Fetched),
        DispatchState::Received => Some(T::Received),
        DispatchState::Imported => Some(T::Imported),
        DispatchState::Rejected(_) => Some(T::Rejected),
        DispatchState::Expired => Some(T::Expired),
    }
}

fn reached(state: TransmissionState, at: Option<Moment>, line: &Dispatch) -> EvidenceStep {
    use TransmissionState as T;
    let name = &line.to.name;
    let (title, text, holds) = match state {
        T::Accepted => ("届きました", "連携基盤が受け付け、到達証を出しました。".to_owned(), Some(true)),
        T::Fetched => ("相手が取得", format!("{name}が受け取りはじめました。"), Some(true)),
        T::Received => ("相手が受領", format!("{name}が受領証を出しました。"), Some(true)),
        T::Imported => ("取込済み", "相手の介護ソフトに取り込まれました。".to_owned(), Some(true)),
        T::Rejected => {
            let said = if let DispatchState::Rejected(said) = &line.state { said.as_str() } else { "" };
            ("取込エラー", said.to_owned(), Some(false))
        }
        T::Withdrawn => ("取消", "この事業所が取り消しました。相手には届いていません。".to_owned(), None),
        T::Expired => ("期限切れ", "保管の期限までに、相手が受け取りませんでした。".to_owned(), None),
    };
    step(title, &text, at, holds)
}

fn step(title: &str, text: &str, at: Option<Moment>, holds: Option<bool>) -> EvidenceStep {
    EvidenceStep { title: title.to_owned(), text: text.to_owned(), at, holds }
}
