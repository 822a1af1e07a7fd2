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
enum List {
    Inbox,
    Sent,
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
            let page = match list {
                List::Inbox => client.inbox(&query).await,
                List::Sent => client.sent(&query).await,
            };
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
