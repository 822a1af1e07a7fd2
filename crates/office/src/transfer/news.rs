//! What is new in both lists, for what runs for long. A reading that was cut off goes on where it was: nothing between what
//! was read and what was known stays unread.

use super::Workplace;
use crate::hub_client::{ExchangeClient, HubError};
use crate::refusal::Refusal;
use crate::store::{Store, StoreError};
use protocol::{Cursor, ListQuery, ProblemCode, TransmissionPage, TransmissionState};
use serde::{Deserialize, Serialize};

/// Most entries of a page.
const PAGE: u16 = 100;

/// The lists of the hub.
#[derive(Debug, Clone, Copy)]
pub(super) enum List {
    Inbox,
    Sent,
}

impl List {
    /// Asks for a page of it.
    pub(super) async fn page(self, client: &ExchangeClient, query: &ListQuery) -> Result<TransmissionPage, HubError> {
        match self {
            Self::Inbox => client.inbox(query).await,
            Self::Sent => client.sent(query).await,
        }
    }
}

/// Where a reading was cut off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Left {
    /// The next page.
    from: Cursor,
    /// It has to go to the end: this PC has never read the whole list.
    whole: bool,
}

impl Workplace {
    /// Takes up what is new in both lists: reads the newest pages until one held nothing new; all of them, the first time.
    /// What changes in older ones is told by events ([`Workplace::refresh_one`]).
    ///
    /// # Errors
    /// When the hub does not answer or the store cannot be written.
    pub async fn refresh_news(&mut self, client: &ExchangeClient) -> Result<(), Refusal> {
        for list in [List::Inbox, List::Sent] {
            let whole = left(&self.store, list)?.is_none();
            self.read(client, list, None, whole).await?;
            while let Some(one) = left(&self.store, list)?.unwrap_or_default().pop() {
                let whole = one.whole;
                self.read(client, list, Some(one), whole).await?;
            }
        }
        Ok(())
    }

    async fn read(
        &mut self,
        client: &ExchangeClient,
        list: List,
        mut begun: Option<Left>,
        whole: bool,
    ) -> Result<(), Refusal> {
        let mut query = ListQuery { limit: Some(PAGE), ..ListQuery::default() };
        loop {
            query.cursor = begun.as_ref().map(|left| left.from.clone());
            let page = list.page(client, &query).await;
            if begun.is_some() && page.as_ref().is_err_and(is_of_cursor) {
                // The hub does not know the place any more: the next reading is of the whole list.
                self.store.set_fact(name(list), "")?;
            }
            let page = page.map_err(|error| Refusal::from(&error))?;
            let next = self.store.together(|store| keep(store, list, &page, begun.as_ref(), whole))?;
            self.ask_for_all_reasons(client, list, &page).await;
            if next.is_none() {
                return Ok(());
            }
            begun = next;
        }
    }

    /// Without them the list is right all the same; the page of the transmission asks again.
    async fn ask_for_all_reasons(&self, client: &ExchangeClient, list: List, page: &TransmissionPage) {
        let rejected = page.transmissions.iter().filter(|one| one.state == TransmissionState::Rejected);
        for one in rejected.filter(|_| matches!(list, List::Sent)) {
            if self.ask_for_reasons(client, &one.id).await.is_err() {
                return;
            }
        }
    }
}

/// Keeps a page, and where to go on when there is more, in one.
fn keep(
    store: &mut Store,
    list: List,
    page: &TransmissionPage,
    begun: Option<&Left>,
    whole: bool,
) -> Result<Option<Left>, StoreError> {
    let new = match list {
        List::Inbox => store.keep_inbox(&page.transmissions)?,
        List::Sent => store.keep_sent(&page.transmissions)?,
    };
    let more = page.next.as_ref().filter(|_| whole || new > 0);
    let next = more.map(|from| Left { from: from.clone(), whole });
    let known = left(store, list)?;
    let mut now = known.clone().unwrap_or_default();
    now.retain(|one| Some(one) != begun);
    now.extend(next.clone());
    if known.as_ref() != Some(&now) {
        let text = serde_json::to_string(&now).map_err(|_| StoreError::Value("fact"))?;
        store.set_fact(name(list), &text)?;
    }
    Ok(next)
}

/// `None` when this PC has never read the list.
fn left(store: &Store, list: List) -> Result<Option<Vec<Left>>, StoreError> {
    // What another version wrote is read as if it had never been.
    Ok(store.fact(name(list))?.and_then(|text| serde_json::from_str(&text).ok()))
}

fn is_of_cursor(error: &HubError) -> bool {
    matches!(error.code(), Some(ProblemCode::BadRequest | ProblemCode::BadMember))
}

fn name(list: List) -> &'static str {
    match list {
        List::Inbox => "left of inbox",
        List::Sent => "left of sent",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::store_in;
    use protocol::TransmissionSummary;

    fn page(ids: std::ops::Range<u32>, next: Option<&str>) -> TransmissionPage {
        let one = |id| TransmissionSummary {
            id: format!("{id:04}"),
            from: "1370000001".to_owned(),
            from_name: String::new(),
            to: "1370000002".to_owned(),
            to_name: String::new(),
            serial: String::new(),
            month: None,
            message: String::new(),
            documents: Vec::new(),
            state: TransmissionState::Accepted,
            accepted_at: "2025-05-01T00:00:00Z".to_owned(),
            changed_at: "2025-05-01T00:00:00Z".to_owned(),
        };
        TransmissionPage { transmissions: ids.map(one).collect(), next: next.map(|text| Cursor(text.to_owned())) }
    }

    #[test]
    fn the_first_reading_goes_to_the_end_also_when_it_was_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store_in(folder.path());
        assert_eq!(left(&store, List::Inbox).unwrap(), None);
        // What `renkei watch` listed before stands in the middle.
        store.keep_inbox(&page(20..30, None).transmissions).unwrap();
        let begun = keep(&mut store, List::Inbox, &page(10..20, Some("b")), None, true).unwrap();
        assert_eq!(begun, Some(Left { from: Cursor("b".to_owned()), whole: true }));
        // Cut off here. The next reading finds nothing new on top, and knows where to go on.
        let top = keep(&mut store, List::Inbox, &page(10..20, Some("b")), None, false).unwrap();
        assert_eq!(top, None);
        assert_eq!(left(&store, List::Inbox).unwrap(), begun.clone().map(|one| vec![one]));
        let next = keep(&mut store, List::Inbox, &page(20..30, Some("c")), begun.as_ref(), true).unwrap();
        assert_eq!(next.as_ref().map(|one| one.from.0.as_str()), Some("c"), "known ones do not end it");
        assert_eq!(keep(&mut store, List::Inbox, &page(30..35, None), next.as_ref(), true).unwrap(), None);
        assert_eq!(left(&store, List::Inbox).unwrap(), Some(Vec::new()));
        assert_eq!(store.inbox().unwrap().len(), 25);
    }

    #[test]
    fn two_readings_that_were_cut_off_are_both_finished() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store_in(folder.path());
        keep(&mut store, List::Sent, &page(50..60, None), None, true).unwrap();
        let older = keep(&mut store, List::Sent, &page(30..40, Some("x")), None, false).unwrap();
        let newer = keep(&mut store, List::Sent, &page(10..20, Some("y")), None, false).unwrap();
        let both = left(&store, List::Sent).unwrap().unwrap();
        assert_eq!(both, [older.clone().unwrap(), newer.clone().unwrap()]);
        // The newer one goes on to what the older one had read; that one then to what was known.
        let next = keep(&mut store, List::Sent, &page(20..30, Some("z")), newer.as_ref(), false).unwrap();
        assert_eq!(keep(&mut store, List::Sent, &page(30..40, Some("x")), next.as_ref(), false).unwrap(), None);
        let next = keep(&mut store, List::Sent, &page(40..50, Some("w")), older.as_ref(), false).unwrap();
        assert_eq!(keep(&mut store, List::Sent, &page(50..60, None), next.as_ref(), false).unwrap(), None);
        assert_eq!(left(&store, List::Sent).unwrap(), Some(Vec::new()));
        assert_eq!(store.sent().unwrap().len(), 50);
    }
}
