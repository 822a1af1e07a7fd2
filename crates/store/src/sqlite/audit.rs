//! The audit log: entries in commit order, numbered afterwards.

use exchange::audit::{AuditLeaf, LeafNumber, NumberedLeaf};
use exchange::page::Limit;
use exchange::store::{Audit, StoreFuture};

use super::SqliteStore;
use super::audit_about;
use super::row::{count, every, stored, value};

impl Audit for SqliteStore {
    fn record(&self, leaf: AuditLeaf) -> StoreFuture<'_, ()> {
        self.write("record", move |work| work.audit(&leaf))
    }

    fn number_leaves(&self, most: u32) -> StoreFuture<'_, u64> {
        self.write("number_leaves", move |work| {
            let written = work.run(
                "INSERT INTO audit_number (number, entry)
                 SELECT row_number() OVER (ORDER BY entry) - 1
                        + (SELECT coalesce(max(number) + 1, 0) FROM audit_number), entry
                 FROM (SELECT entry FROM audit_entry
                       WHERE entry > coalesce((SELECT entry FROM audit_number ORDER BY number DESC LIMIT 1), 0)
                       ORDER BY entry LIMIT ?1)",
                [most],
            )?;
            Ok(u64::try_from(written).unwrap_or(u64::MAX))
        })
    }

    fn index_leaves(&self, most: u32) -> StoreFuture<'_, u64> {
        audit_about::index(self, most)
    }

    fn leaves(&self, from: LeafNumber, limit: Limit) -> StoreFuture<'_, Vec<NumberedLeaf>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT a.number, e.leaf FROM audit_number a JOIN audit_entry e ON e.entry = a.entry
                 WHERE a.number >= ?1 ORDER BY a.number LIMIT ?2",
            )?;
            every(&mut statement.query((stored(from.0), limit.get()))?, |row| {
                Ok(NumberedLeaf { number: LeafNumber(count(row, 0)?), bytes: value(row, 1)? })
            })
        })
    }
}
