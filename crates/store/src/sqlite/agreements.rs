//! Agreements to the terms of use: a line each, in the order given.

use exchange::Act;
use exchange::account::AccountId;
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::licence::Agreement;
use rusqlite::Connection;
use standard::OfficeNumber;

use super::error::Fault;
use super::row::{digest, every, instant, office, text, value};
use super::write::Work;

pub(super) fn write(work: &Work<'_>, agreement: &Agreement, act: &Act) -> Result<(), Fault> {
    work.run(
        "INSERT INTO agreement (office, at, version, text, account) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (office, at) DO NOTHING",
        (
            agreement.office.as_str(),
            agreement.at.millis(),
            agreement.version,
            agreement.text.0,
            agreement.account.as_str(),
        ),
    )?;
    let subject = Subject::new("terms", format!("{}/{}", agreement.office, agreement.version));
    work.audit(&AuditLeaf::new(act, AuditKind::TermsAgreed, &subject, None, None))
}

pub(super) fn of_office(connection: &Connection, number: OfficeNumber) -> Result<Vec<Agreement>, Fault> {
    let mut statement = connection
        .prepare_cached("SELECT office, version, text, account, at FROM agreement WHERE office = ?1 ORDER BY at")?;
    every(&mut statement.query([number.as_str()])?, |row| {
        Ok(Agreement {
            office: office(row, 0)?,
            version: value(row, 1)?,
            text: digest(row, 2)?,
            account: text(row, 3, "a sign-in name", |name| AccountId::parse(name).ok())?,
            at: instant(row, 4)?,
        })
    })
}
