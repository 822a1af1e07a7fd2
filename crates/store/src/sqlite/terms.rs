//! Versions of the terms of use that operators published. Rows are only added.

use exchange::OperatorId;
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::instant::Day;
use exchange::store::{StoreFuture, Terms, TermsVersion};
use exchange::{Act, Sha256};

use super::SqliteStore;
use super::error::Fault;
use super::row::{day, every, instant, text, value};
use super::write::Work;

impl Terms for SqliteStore {
    fn terms(&self) -> StoreFuture<'_, Vec<TermsVersion>> {
        self.read(|connection| {
            let sql = "SELECT version, from_day, text, published_by, at FROM terms ORDER BY version DESC";
            every(&mut connection.prepare_cached(sql)?.query([])?, |row| {
                Ok(TermsVersion {
                    version: value(row, 0)?,
                    from: day(row, 1)?,
                    text: value(row, 2)?,
                    published_by: text(row, 3, "an operator", OperatorId::parse)?,
                    at: instant(row, 4)?,
                })
            })
        })
    }

    fn publish_terms(&self, terms: TermsVersion, act: Act) -> StoreFuture<'_, bool> {
        self.write("publish_terms", move |work| publish(work, &terms, &act))
    }

    fn built_in_terms(&self) -> StoreFuture<'_, Vec<(u32, Day)>> {
        self.read(|connection| {
            let sql = "SELECT version, from_day FROM built_in_terms ORDER BY version";
            every(&mut connection.prepare_cached(sql)?.query([])?, |row| Ok((value(row, 0)?, day(row, 1)?)))
        })
    }

    fn begin_built_in_terms(&self, version: u32, from: Day) -> StoreFuture<'_, ()> {
        self.write("begin_built_in_terms", move |work| {
            let sql = "INSERT INTO built_in_terms (version, from_day) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
            work.run(sql, (version, from.number())).map(|_| ())
        })
    }
}

fn publish(work: &Work<'_>, new: &TermsVersion, act: &Act) -> Result<bool, Fault> {
    let written = work.run(
        "INSERT INTO terms (version, from_day, text, published_by, at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO NOTHING",
        (new.version, new.from.number(), &new.text, new.published_by.as_str(), new.at.millis()),
    )?;
    if written == 1 {
        let digest = Sha256::of(new.text.as_bytes());
        let subject = Subject::new("terms", new.version);
        work.audit(&AuditLeaf::new(act, AuditKind::TermsPublished, &subject, None, Some(&digest.0)))?;
    }
    Ok(written == 1)
}
