//! 受信一覧: the list, from memory, and what a person does with what came.

use super::when::moment;
use super::words::service;
use super::{Post, Seat};
use crate::catalogue::{Common, Received, Wanted};
use crate::refusal::Refusal;
use desk::Trouble;
use desk::mailbox::{
    Answer, Arrival, ArrivalDetail, ArrivalFilter, ArrivalPage, ArrivalState, DocumentLine, Download, ImportResult,
    Inbox, PAGE, Saved,
};
use protocol::TransmissionState;
use standard::types::NameReading;
use std::sync::Arc;

/// A person waits so many seconds for what is new.
const PATIENCE: u64 = 5;

impl Inbox for Post {
    fn arrivals(&self, filter: ArrivalFilter, fresh: bool) -> Answer<'_, ArrivalPage> {
        self.ask(move |seat| {
            let stale = seat.news(fresh);
            seat.arrivals(filter, stale)
        })
    }

    fn arrival(&self, id: String) -> Answer<'_, ArrivalDetail> {
        self.ask(move |seat| seat.arrival(&id))
    }

    fn save(&self, ids: Vec<String>) -> Answer<'_, Saved> {
        self.ask(move |seat| seat.save(&ids))
    }

    fn evidence(&self, id: String) -> Answer<'_, Download> {
        self.ask(move |seat| seat.evidence(&id))
    }

    fn document(&self, id: String, name: String) -> Answer<'_, Download> {
        self.ask(move |seat| seat.document(&id, &name))
    }

    fn report_import(&self, id: String, result: ImportResult) -> Answer<'_, ()> {
        self.ask(move |seat| seat.report_import(&id, result))
    }
}

impl Seat {
    /// Takes up what is new when asked to; why the lists are not fresh.
    pub(super) fn news(&mut self, fresh: bool) -> Option<Trouble> {
        if !fresh {
            return self.is_away().then(|| Refusal::no_answer().into());
        }
        let done = self.wait(PATIENCE, async |place| {
            let client = place.client().await?;
            place.refresh_news(&client).await?;
            // What is owed to senders does not make the list stale; the next time tries again.
            drop(place.acknowledge_owed(&client).await);
            Ok(())
        });
        done.err().map(Trouble::from)
    }

    fn arrivals(&mut self, filter: ArrivalFilter, stale: Option<Trouble>) -> Result<ArrivalPage, Trouble> {
        self.refresh_catalogue()?;
        let as_of = self.shared.memory().as_of;
        let skip = filter.page.saturating_sub(1).saturating_mul(PAGE);
        let wanted = wanted(filter);
        let catalogue = self.shared.catalogue();
        let page = catalogue.received(&wanted, skip, PAGE);
        Ok(ArrivalPage {
            rows: page.entries.into_iter().map(arrival_of).collect(),
            total: page.total as u64,
            months: page.months.into_iter().map(str::to_owned).collect(),
            senders: page.offices.into_iter().map(|(number, name)| (number.to_owned(), name.to_owned())).collect(),
            as_of,
            stale,
        })
    }

    /// The line of one that came.
    pub(super) fn line(&mut self, id: &str) -> Result<Arrival, Trouble> {
        self.refresh_catalogue()?;
        let shared = Arc::clone(&self.shared);
        let line = shared.catalogue().received_one(id).map(arrival_of);
        line.ok_or_else(|| Trouble::missing("受信したデータ"))
    }
}

fn wanted(filter: ArrivalFilter) -> Wanted {
    let ArrivalFilter { saved, month, sender, kind, insured, text, page: _ } = filter;
    Wanted { saved, read: None, office: sender, common: Common { month, kind, insured, text } }
}

fn arrival_of(one: &Received) -> Arrival {
    let types = one.documents.iter().find_map(|name| NameReading::read(name).name?.types);
    Arrival {
        id: one.id.clone(),
        at: moment(one.at),
        from: one.from.clone(),
        from_name: one.from_name.clone(),
        from_service: types.map(|(from, _)| service(from.as_str())).unwrap_or_default(),
        message: one.message.clone(),
        documents: one.documents.iter().map(|name| DocumentLine::of(name)).collect(),
        month: one.month.clone(),
        version: one.version.clone(),
        state: state_of(one),
    }
}

fn state_of(one: &Received) -> ArrivalState {
    if let Some((at, folder)) = &one.saved {
        return ArrivalState::Saved { at: moment(*at), folder: shown(&folder.to_string_lossy()) };
    }
    match one.state {
        TransmissionState::Withdrawn => ArrivalState::Withdrawn,
        TransmissionState::Expired if !one.is_here => ArrivalState::Expired,
        TransmissionState::Accepted if !one.is_here => ArrivalState::New,
        _ => ArrivalState::Opened,
    }
}

/// A folder as people know it: Windows puts signs before paths that a program has looked up.
pub(super) fn shown(folder: &str) -> String {
    match folder.strip_prefix(r"\\?\UNC\") {
        Some(share) => format!(r"\\{share}"),
        None => folder.strip_prefix(r"\\?\").unwrap_or(folder).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn folders_are_shown_as_people_know_them() {
        assert_eq!(shown(r"\\?\C:\受信"), r"C:\受信");
        assert_eq!(shown(r"\\?\UNC\server\share"), r"\\server\share");
        assert_eq!(shown("/home/a"), "/home/a");
    }
}
