//! 送信一覧: the list, from memory.

use super::when::moment;
use super::{Post, Seat, directory};
use crate::catalogue::{self, Common, Sent, SentState, WantedSent};
use desk::mailbox::{
    Answer, Dispatch, DispatchDetail, DispatchFilter, DispatchPage, DispatchState, DocumentLine, Download, Outbox,
    PAGE, Passed,
};
use desk::{Trouble, TroubleKind};
use protocol::{FindingBody, TransmissionState};
use std::sync::Arc;

impl Outbox for Post {
    fn dispatches(&self, filter: DispatchFilter, fresh: bool) -> Answer<'_, DispatchPage> {
        self.ask(move |seat| {
            let stale = seat.news(fresh);
            seat.dispatches(filter, stale)
        })
    }

    fn dispatch(&self, id: String) -> Answer<'_, DispatchDetail> {
        self.ask(move |seat| seat.dispatch(&id))
    }

    fn withdraw(&self, id: String) -> Answer<'_, ()> {
        self.ask(move |seat| seat.withdraw(&id))
    }

    fn send_again(&self, id: String) -> Answer<'_, String> {
        self.ask(move |seat| seat.send_again(&id))
    }

    fn proof(&self, id: String) -> Answer<'_, Download> {
        self.ask(move |seat| seat.sent_evidence(&id))
    }
}

impl Seat {
    fn dispatches(&mut self, filter: DispatchFilter, stale: Option<Trouble>) -> Result<DispatchPage, Trouble> {
        self.refresh_catalogue()?;
        let as_of = self.shared.memory().as_of;
        let skip = filter.page.saturating_sub(1).saturating_mul(PAGE);
        let wanted = wanted(filter);
        let mut page = {
            let catalogue = self.shared.catalogue();
            let page = catalogue.sent(&wanted, skip, PAGE);
            DispatchPage {
                rows: page.entries.into_iter().map(dispatch_of).collect(),
                total: page.total as u64,
                months: page.months.into_iter().map(str::to_owned).collect(),
                as_of,
                stale,
            }
        };
        for row in &mut page.rows {
            self.complete(row)?;
        }
        Ok(page)
    }

    /// The line of one that was sent.
    pub(super) fn sent_line(&mut self, id: &str) -> Result<Dispatch, Trouble> {
        self.refresh_catalogue()?;
        let shared = Arc::clone(&self.shared);
        let line = shared.catalogue().sent_one(id).map(dispatch_of);
        let mut line = line.ok_or_else(|| Trouble::missing("送信したデータ"))?;
        self.complete(&mut line)?;
        Ok(line)
    }

    /// What the list in memory does not hold: the office as the directory has it, and why an import failed.
    fn complete(&self, line: &mut Dispatch) -> Result<(), Trouble> {
        let known = self.place.store.recipient(&line.to.number)?;
        if let Some(office) = known {
            let name = std::mem::take(&mut line.to.name);
            line.to = self.partner_of(&office)?;
            if !name.is_empty() {
                line.to.name = name;
            }
        } else {
            line.to.closed = self.closed_of(&line.to.number).map(Box::new);
        }
        if line.to.name.is_empty() {
            line.to.name.clone_from(&line.to.number);
        }
        if let DispatchState::Rejected(words) = &mut line.state {
            let said = self.place.store.rejection(&line.id)?;
            *words = said.map_or_else(|| "理由は、まだ受け取っていません。".to_owned(), |said| reasons(&said));
        }
        Ok(())
    }
}

fn reasons(findings: &[FindingBody]) -> String {
    /// More are shown on the page of the transmission.
    const MOST: usize = 3;
    let words: Vec<&str> = findings.iter().take(MOST).map(|finding| finding.message.as_str()).collect();
    match findings.len().saturating_sub(MOST) {
        0 => words.join(" "),
        more => format!("{} ほか{more}件", words.join(" ")),
    }
}

fn wanted(filter: DispatchFilter) -> WantedSent {
    let DispatchFilter { state, month, text, page: _ } = filter;
    let passed = state.map(|state| match state {
        Passed::Waiting => catalogue::Passed::Waiting,
        Passed::Unfetched => catalogue::Passed::Unfetched,
        Passed::Delivered => catalogue::Passed::Delivered,
        Passed::Failed => catalogue::Passed::Failed,
        Passed::Ended => catalogue::Passed::Ended,
    });
    WantedSent { passed, office: None, common: Common { month, text, ..Common::default() } }
}

fn dispatch_of(one: &Sent) -> Dispatch {
    Dispatch {
        id: one.id.clone(),
        at: moment(one.at),
        to: directory::stranger(&one.to, &one.to_name),
        message: one.message.clone(),
        documents: one.documents.iter().map(|name| DocumentLine::of(name)).collect(),
        month: one.month.clone(),
        version: one.version.clone(),
        state: state_of(&one.state),
    }
}

fn state_of(state: &SentState) -> DispatchState {
    use TransmissionState as T;
    match state {
        SentState::Waiting(_) => DispatchState::Waiting,
        SentState::Sending => DispatchState::Sending,
        SentState::Failed(refusal) => DispatchState::Failed(refusal.trouble(TroubleKind::Failed)),
        SentState::TakenBack | SentState::At(T::Withdrawn) => DispatchState::Withdrawn,
        SentState::At(T::Accepted) => DispatchState::Arrived,
        SentState::At(T::Fetched) => DispatchState::Fetched,
        SentState::At(T::Received) => DispatchState::Received,
        SentState::At(T::Imported) => DispatchState::Imported,
        SentState::At(T::Rejected) => DispatchState::Rejected(String::new()),
        SentState::At(T::Expired) => DispatchState::Expired,
    }
}
