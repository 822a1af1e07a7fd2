//! Everything that was accepted is there, once: in the inbox of one office and in the sent list of another.

use crate::offices::{Office, Offices, block_on};
use anchors::measure::result;
use protocol::ListQuery;
use std::collections::HashMap;

/// Most entries of a page.
const PAGE: u16 = 100;

/// Pages through all lists and compares.
pub(crate) fn run(offices: &Offices) {
    let list = std::fs::read_to_string(offices.folder.join("accepted")).unwrap();
    let accepted: Vec<&str> = list.lines().collect();
    for (mailbox, of) in [("inbox", &offices.recipients), ("sent", &offices.senders)] {
        let found = block_on(all(of, mailbox == "inbox"));
        let twice = found.values().filter(|times| **times > 1).count();
        let lost = accepted.iter().filter(|id| !found.contains_key(**id)).count();
        let unknown = found.len() - (accepted.len() - lost);
        result(&format!("{mailbox}_lost"), lost as f64, "sets");
        result(&format!("{mailbox}_twice"), twice as f64, "sets");
        result(&format!("{mailbox}_unknown"), unknown as f64, "sets");
        assert_eq!((lost, twice, unknown), (0, 0, 0), "what is in the lists is not what was accepted");
    }
    result("accepted", accepted.len() as f64, "sets");
}

async fn all(offices: &[Office], inbox: bool) -> HashMap<String, u32> {
    let mut found = HashMap::new();
    for office in offices {
        let client = office.client().await;
        let mut query = ListQuery { limit: Some(PAGE), ..ListQuery::default() };
        loop {
            let page = if inbox { client.inbox(&query).await } else { client.sent(&query).await }.unwrap();
            page.transmissions.into_iter().for_each(|one| *found.entry(one.id).or_default() += 1);
            query.cursor = page.next;
            if query.cursor.is_none() {
                break;
            }
        }
    }
    found
}
