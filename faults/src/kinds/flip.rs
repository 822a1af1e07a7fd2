//! R8: one byte of what is stored has changed. The examination names the transmission, and all others are still served.

use super::{Attempt, Bench, Control, Kind, Tally};
use crate::dice::Dice;
use crate::load::{Load, Weight};
use crate::world::{Hub, World};
use rusqlite::{Connection, OpenFlags};
use std::fs;

pub(super) const KIND: Kind = Kind {
    name: "flip",
    proves: "R8",
    about: "a flipped byte in a container, key, receipt or header is found and named",
    short: 60,
    long: 2_000,
    run,
    // Only the pages are looked at, as `PRAGMA integrity_check` does.
    controls: &[Control { broken: "pages-only", rounds: 10 }],
};

/// What is flipped: the id of the transmission, what it is, and its bytes.
const VALUES: &str = "
    SELECT lower(hex(t.id)), 'container', c.container FROM content c JOIN transmission t ON t.n = c.n
    UNION ALL SELECT lower(hex(t.id)), 'summary', c.summary FROM content c JOIN transmission t ON t.n = c.n
    UNION ALL SELECT lower(hex(t.id)), 'key', k.wrapped FROM data_key k JOIN transmission t ON t.n = k.n
    UNION ALL SELECT lower(hex(t.id)), 'statement', r.statement FROM receipt r JOIN transmission t ON t.n = r.key / 4
    UNION ALL SELECT lower(hex(t.id)), 'signature', r.signature FROM receipt r JOIN transmission t ON t.n = r.key / 4
    UNION ALL SELECT lower(hex(t.id)), 'digest', t.sha256 FROM transmission t";
/// Transmission, what it is, bytes.
type Value = (String, String, Vec<u8>);
/// How many bytes in a row tell a place in the file.
const TELLING: usize = 12;
/// After so many flips the hub is started on the damaged file.
const SERVED_EVERY: usize = 20;

fn run(bench: &Bench, attempt: &Attempt) -> Result<Tally, String> {
    let mut world = bench.world("flip", attempt)?;
    world.hub.sabotage = None;
    world.hub.start(&[])?;
    let members = world.members()?;
    let load = Load::start(bench.handle(), &members, attempt.seed, Weight::USUAL);
    load.wait_for(25)?;
    let ledger = load.stop(bench.handle());
    // The end folds the log into the file.
    world.hub.stop()?;
    let file = world.hub.database();
    let whole = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let values = values_of(&world.hub)?;
    let (mut dice, mut tally) = (Dice::new(attempt.seed), Tally::default());
    tally.acknowledged = ledger.acknowledged();
    while tally.injected < attempt.rounds && !attempt.is_settled(&tally.wrong) {
        let Some((id, what, place)) = place(&whole, &values, &mut dice) else { continue };
        let mut damaged = whole.clone();
        if let Some(byte) = damaged.get_mut(place) {
            *byte ^= 1 << dice.below(8);
        }
        fs::write(&file, &damaged).map_err(|error| format!("{}: {error}", file.display()))?;
        if values_of(&world.hub).is_ok_and(|now| now == values) {
            // An old copy, which nothing points to any more.
            continue;
        }
        tally.injected += 1;
        if !named(&world.hub, &id, attempt.broken.is_some()) {
            tally.wrong.broken(format!("R8: a flipped bit at byte {place}, in the {what} of {id}, was not named"));
        }
        if tally.injected % SERVED_EVERY == 1 {
            tally.wrong.join(served(bench, &mut world, &ledger.snapshot(), &id)?);
            clear(&world.hub);
        }
    }
    Ok(tally)
}

/// The log of a hub that was started in between.
fn clear(hub: &Hub) {
    for end in ["hub.db-wal", "hub.db-shm"] {
        // It folds the log in when it ends, so mostly there is none.
        let _none = fs::remove_file(hub.data().join(end));
    }
}

fn values_of(hub: &Hub) -> Result<Vec<Value>, String> {
    let read = || -> Result<Vec<Value>, rusqlite::Error> {
        let connection = Connection::open_with_flags(hub.database(), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut statement = connection.prepare(VALUES)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        rows.collect()
    };
    read().map_err(|error| format!("{}: {error}", hub.database().display()))
}

/// A byte of a value, and where it stands in the file.
fn place(whole: &[u8], values: &[Value], dice: &mut Dice) -> Option<(String, String, usize)> {
    let (id, what, value) = dice.pick(values)?;
    let at = usize::try_from(dice.below(value.len().saturating_sub(TELLING) as u64)).ok()?;
    let telling = value.get(at..at + TELLING)?;
    // The end of a page may cut the bytes apart; then another place is drawn.
    let mut found = whole.windows(TELLING).enumerate().filter(|(_, window)| *window == telling);
    let (place, _) = found.next()?;
    let dashed = [id.get(0..8)?, id.get(8..12)?, id.get(12..16)?, id.get(16..20)?, id.get(20..)?].join("-");
    // Bytes that stand twice, such as a digest that an index has too, would leave one of them whole.
    found.next().is_none().then(|| (dashed, what.clone(), place))
}

/// Whether the examination fails and names the transmission.
fn named(hub: &Hub, id: &str, pages_only: bool) -> bool {
    if pages_only {
        let check = || -> Result<String, rusqlite::Error> {
            let connection = Connection::open_with_flags(hub.database(), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))
        };
        return check().map_or(true, |said| said != "ok");
    }
    hub.operator(&["verify"]).is_err_and(|said| said.contains(id))
}

/// Everything but the damaged one comes out as it went in; the damaged one never with other bytes.
fn served(
    bench: &Bench,
    world: &mut World,
    promises: &[crate::load::Entry],
    damaged: &str,
) -> Result<crate::invariants::Wrong, String> {
    world.hub.start(&[])?;
    let others: Vec<_> = promises.iter().filter(|entry| entry.id != damaged).cloned().collect();
    let members = world.members()?;
    let mut wrong = bench.handle().block_on(crate::invariants::check_exchange(&members, &others))?;
    for entry in promises.iter().filter(|entry| entry.id == damaged) {
        let Some(sender) = members.iter().find(|member| member.number == entry.from) else { continue };
        let given = bench.handle().block_on(sender.client.container(&entry.id));
        if given.is_ok_and(|bytes| bytes != *entry.container) {
            wrong.lost(&entry.id, "R8: it was handed out with other bytes");
        }
    }
    world.hub.stop()?;
    Ok(wrong)
}
