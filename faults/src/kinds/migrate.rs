//! R15: the hub ends at each statement of its migrations; started again it has the whole schema or begins anew.

use super::{Attempt, Bench, Control, Kind, Tally};
use crate::invariants::check_database;
use crate::world::{Hub, World};
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::io::ErrorKind;
use std::os::unix::process::ExitStatusExt as _;

pub(super) const KIND: Kind = Kind {
    name: "migrate",
    proves: "R15",
    about: "the hub ends at each statement of its migrations",
    short: 1_000,
    long: 1_000,
    run,
    controls: &[Control { broken: "migrate-in-pieces", rounds: 5 }],
};

/// Where a migration can end beside its statements.
const COMMITS: &[&str] = &["store.migrate.committing", "store.migrate.committed"];

fn run(bench: &Bench, attempt: &Attempt) -> Result<Tally, String> {
    let mut world = bench.world("migrate", attempt)?;
    let mut tally = Tally::default();
    world.hub.prepare()?;
    empty(&world.hub)?;
    open_once(&world)?;
    let whole = schema(&world.hub)?;
    for point in ["store.migrate.statement"].iter().chain(COMMITS) {
        for nth in 0.. {
            if tally.injected >= attempt.rounds || attempt.is_settled(&tally.wrong) {
                break;
            }
            empty(&world.hub)?;
            if !ends(&mut world, &format!("{point}={nth}*off->return(exit)"))? {
                break;
            }
            tally.injected += 1;
            let place = format!("R15: after the end at {point} {nth}");
            if let Err(reason) = open_once(&world) {
                tally.wrong.broken(format!("{place} the data cannot be opened: {reason}"));
                continue;
            }
            if schema(&world.hub)? != whole {
                tally.wrong.broken(format!("{place} the schema is another one"));
            }
            tally.wrong.join(check_database(&world.hub.database(), &[])?);
        }
    }
    Ok(tally)
}

/// The hub as it is before its first start.
fn empty(hub: &Hub) -> Result<(), String> {
    for end in ["", "-wal", "-shm"] {
        let file = hub.data().join(format!("hub.db{end}"));
        match fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(format!("{}: {error}", file.display())),
            _ => {}
        }
    }
    Ok(())
}

/// Whether the process ended at the point.
fn ends(world: &mut World, points: &str) -> Result<bool, String> {
    let list = world.folder.join("offices.csv").display().to_string();
    Ok(world.hub.operator_until(points, &["office", "import", &list])?.signal() == Some(9))
}

/// A command of the operator, which opens the database as the server does.
fn open_once(world: &World) -> Result<(), String> {
    let list = world.folder.join("offices.csv").display().to_string();
    world.hub.operator(&["office", "import", &list]).map(drop)
}

/// Everything that the database is made of.
fn schema(hub: &Hub) -> Result<Vec<String>, String> {
    let read = || -> Result<Vec<String>, rusqlite::Error> {
        let connection = Connection::open_with_flags(hub.database(), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut statement = connection.prepare(
            "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema
             UNION ALL SELECT 'version ' || user_version FROM pragma_user_version ORDER BY 1",
        )?;
        let rows = statement.query_map([], |row| row.get(0))?;
        rows.collect()
    };
    read().map_err(|error| format!("{}: {error}", hub.database().display()))
}
