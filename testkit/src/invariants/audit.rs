//! I7: every change of state has exactly one entry in the audit log, and no entry is without its change.

use super::Seen;
use exchange::audit::LeafNumber;
use exchange::page::Limit;
use exchange::store::Store;
use exchange::transmission::State;
use serde_json::Value;
use std::collections::BTreeMap;

/// Subject, kind and instant of an entry.
type Entry = (String, String, i64);

impl Seen<'_> {
    pub(super) async fn each_step_has_its_audit_entry(&mut self) {
        let mut expected: BTreeMap<Entry, usize> = BTreeMap::new();
        for header in self.headers() {
            for step in self.store.history(header.id, header.sender).await.unwrap().unwrap_or_default() {
                let entry = (format!("transmission:{}", header.id), kind(step.state), step.at.millis());
                *expected.entry(entry).or_default() += 1;
            }
        }
        let mut found: BTreeMap<Entry, usize> = BTreeMap::new();
        for leaf in leaves(&*self.store).await {
            let text = |member: &str| leaf[member].as_str().unwrap_or_default().to_owned();
            let (subject, kind) = (text("subject"), text("kind"));
            if kind.starts_with("transmission.") {
                *found.entry((subject, kind, leaf["at"].as_i64().unwrap_or_default())).or_default() += 1;
            }
        }
        if expected != found {
            let missing: Vec<_> = expected.iter().filter(|(entry, n)| found.get(*entry) != Some(*n)).collect();
            let extra: Vec<_> = found.iter().filter(|(entry, n)| expected.get(*entry) != Some(*n)).collect();
            self.breach(format_args!("I7: the audit log lacks {missing:?} and has {extra:?}"));
        }
    }
}

fn kind(state: State) -> String {
    format!("transmission.{}", state.as_str())
}

/// Every entry of the log.
async fn leaves(store: &dyn Store) -> Vec<Value> {
    while store.number_leaves(10_000).await.unwrap() > 0 {}
    let mut found = Vec::new();
    loop {
        let from = LeafNumber(found.len() as u64);
        let page = store.leaves(from, Limit::new(Limit::MOST)).await.unwrap();
        if page.is_empty() {
            return found;
        }
        for leaf in page {
            assert_eq!(leaf.number.0, found.len() as u64, "I7: the numbers of the log have no gaps");
            found.push(serde_json::from_slice(&leaf.bytes).unwrap());
        }
    }
}
