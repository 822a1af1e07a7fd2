//! Offices of an import as text, and what each of its lines does.

use exchange::id::ImportId;
use exchange::office::{ImportCounts, ImportLine, LineChange, LineKind, NewOffice, PostAddress, Prefecture};
use exchange::page::{Limit, Page};
use exchange::store::PutOutcome;
use rusqlite::Connection;
use standard::{OfficeNumber, ServiceType};

use super::error::Fault;
use super::offices::{beside, outcome};
use super::row::{count, every, stored, text, value};
use super::write::Work;

/// Notes what storing these would do, and counts it.
pub(super) fn note(work: &Work<'_>, id: ImportId, offices: &[ImportLine]) -> Result<ImportCounts, Fault> {
    let mut counts = ImportCounts::default();
    for ImportLine { line, office } in offices {
        let (old, new) = beside(work.connection(), office)?;
        let kind = match outcome(old.as_ref(), &new) {
            PutOutcome::Same => {
                counts.same += 1;
                continue;
            }
            PutOutcome::Added => LineKind::Added,
            PutOutcome::Changed => LineKind::Changed,
            PutOutcome::Closed => LineKind::Closed,
        };
        match kind {
            LineKind::Added => counts.added += 1,
            LineKind::Changed => counts.changed += 1,
            LineKind::Closed => counts.closed += 1,
        }
        let before = old.map(|old| written(&old.office)).unwrap_or_default();
        work.run(
            "INSERT INTO office_import_line (import, kind, line, before, after) VALUES (?1, ?2, ?3, ?4, ?5)",
            (id.as_bytes(), kind.as_str(), stored(*line), before, written(&new)),
        )?;
    }
    Ok(counts)
}

/// Forgets what the lines of an import do.
pub(super) fn forget(work: &Work<'_>, id: ImportId) -> Result<(), Fault> {
    work.run("DELETE FROM office_import_line WHERE import = ?1", [id.as_bytes()]).map(|_| ())
}

/// A page of lines of one kind.
pub(super) fn page(
    connection: &Connection,
    id: ImportId,
    kind: LineKind,
    after: Option<u64>,
    limit: Limit,
) -> Result<Page<LineChange, u64>, Fault> {
    let sql = "SELECT line, before, after FROM office_import_line WHERE import = ?1 AND kind = ?2 AND line > ?3
         ORDER BY line LIMIT ?4";
    let values = (id.as_bytes(), kind.as_str(), stored(after.unwrap_or(0)), limit.get() + 1);
    let lines = every(&mut connection.prepare_cached(sql)?.query(values)?, |row| {
        let before = value::<String>(row, 1)?;
        let before = (!before.is_empty()).then(|| read(&before).ok_or(Fault::Damaged("an office"))).transpose()?;
        Ok(LineChange { line: count(row, 0)?, before, after: text(row, 2, "an office", read)? })
    })?;
    Ok(Page::cut(lines, limit, |line| line.line))
}

/// An office in a line. Names hold no control characters, so tabs part them.
pub(super) fn written(office: &NewOffice) -> String {
    let services: Vec<&str> = office.services.iter().map(ServiceType::as_str).collect();
    let (postcode, address) = office.post.as_ref().map_or(("", ""), |post| (post.postcode(), post.address()));
    let (prefecture, services) = (office.prefecture.code(), services.join(" "));
    format!("{}\t{}\t{}\t{prefecture}\t{services}\t{postcode}\t{address}", office.number, office.name, office.kana)
}

/// Reads it; imports that wait from before addresses were known have none.
pub(super) fn read(line: &str) -> Option<NewOffice> {
    let mut fields = line.split('\t');
    let (number, name, kana, prefecture, services) =
        (fields.next()?, fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let post = match (fields.next(), fields.next()) {
        (None | Some(""), _) => None,
        (Some(postcode), address) => Some(PostAddress::parse(postcode, address?).ok()?),
    };
    Some(NewOffice {
        number: OfficeNumber::parse(number).ok()?,
        name: name.to_owned(),
        kana: kana.to_owned(),
        prefecture: Prefecture::new(prefecture.parse().ok()?)?,
        services: services.split(' ').map(|service| ServiceType::parse(service).ok()).collect::<Option<_>>()?,
        post,
    })
}
