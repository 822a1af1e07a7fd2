//! Deeds that pass points of their own: enrolling, renewing, revoking, starting. Each is cut off at the point and must
//! succeed when it is done again.

use super::copies;
use crate::clock;
use crate::invariants::Wrong;
use crate::world::{SENDER, Terminal, World};
use std::fs;

/// What passes a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// Sending, fetching, signing, withdrawing.
    Traffic,
    /// A terminal enrols.
    Enrol,
    /// The same; the authority ends.
    EnrolAtAuthority,
    /// The hub starts and asks for a revocation list; the authority ends.
    ListAtAuthority,
    /// The hub starts and writes its files.
    Start,
    /// The hub's own certificates are renewed.
    RenewOwn,
    /// A terminal's certificate is renewed.
    Renew,
    /// A certificate is revoked.
    Revoke,
    /// The master key is exchanged.
    Rotate,
    /// A backup is made; the command ends.
    BackUp,
    /// A backup is brought back; the command ends.
    Restore,
}

/// Ends hub or authority at the point in the middle of the deed, starts it again, and does the deed again.
pub(super) fn run(deed: Deed, world: &mut World, point: &str) -> Result<Wrong, String> {
    if matches!(deed, Deed::BackUp | Deed::Restore) {
        return copies::run(deed == Deed::Restore, world, point);
    }
    let at_authority = matches!(deed, Deed::EnrolAtAuthority | Deed::ListAtAuthority);
    let at_start = matches!(deed, Deed::Start | Deed::ListAtAuthority);
    let prepared = prepare(deed, world)?;
    world.hub.kill_server()?;
    world.hub.kill_authority()?;
    let set = Some(format!("{point}=return(exit)"));
    if at_authority {
        world.hub.authority_fail_points = set;
    } else {
        world.hub.fail_points = set;
    }
    world.hub.start_authority()?;
    world.hub.launch()?;
    let mut wrong = Wrong::default();
    if !at_start {
        world.hub.wait_until_ready()?;
        if attempt(deed, world, &prepared).is_ok() {
            wrong.broken(format!("R3: {deed:?} went through although the process ends at {point}"));
        }
    }
    let ended = if at_authority { world.hub.wait_for_end_of_authority() } else { world.hub.wait_for_end() };
    if ended.is_err() {
        wrong.broken(format!("R3: {point} was not reached by {deed:?}"));
    }
    world.hub.fail_points = None;
    world.hub.authority_fail_points = None;
    world.hub.kill_server()?;
    world.hub.kill_authority()?;
    world.hub.start_authority()?;
    if let Err(reason) = world.hub.start_server() {
        wrong.broken(format!("R3: after {point} the hub does not start: {reason}"));
    } else if let Err(reason) = attempt(deed, world, &prepared) {
        wrong.broken(format!("R3: after {point} the deed cannot be done again: {reason}"));
    }
    Ok(wrong)
}

/// What a deed needs from before.
enum Prepared {
    Nothing,
    /// A terminal that has a code.
    Code(Terminal, String),
    /// The number of a certificate.
    Certificate(String),
}

fn prepare(deed: Deed, world: &World) -> Result<Prepared, String> {
    match deed {
        Deed::Enrol | Deed::EnrolAtAuthority => {
            let terminal = world.terminal("new-terminal");
            crate::world::remove(terminal.home())?;
            Ok(Prepared::Code(terminal, world.hub.code(SENDER)?))
        }
        Deed::Revoke => {
            let terminal = world.terminal("revoked-terminal");
            crate::world::remove(terminal.home())?;
            terminal.enrol(&world.hub, &world.hub.code(SENDER)?)?;
            Ok(Prepared::Certificate(terminal.serial()?))
        }
        _ => Ok(Prepared::Nothing),
    }
}

fn attempt(deed: Deed, world: &World, prepared: &Prepared) -> Result<(), String> {
    match (deed, prepared) {
        (Deed::Enrol | Deed::EnrolAtAuthority, Prepared::Code(terminal, code)) => terminal.enrol(&world.hub, code),
        (Deed::Revoke, Prepared::Certificate(serial)) => {
            world.hub.operator(&["certificate", "revoke", serial]).map(drop)?;
            listed(world)
        }
        (Deed::RenewOwn, _) => world.hub.operator(&["certificate", "renew-own"]).map(drop),
        (Deed::Rotate, _) => world.hub.operator(&["key", "rotate"]).map(drop),
        (Deed::Renew, _) => world.terminal(SENDER).renew(),
        _ => Ok(()),
    }
}

/// The revocation list was made anew and lies there whole.
fn listed(world: &World) -> Result<(), String> {
    let file = world.hub.data().join("crl.der");
    clock::until("the revocation list is there", || Ok(fs::metadata(&file).is_ok_and(|data| data.len() > 0)))
}
