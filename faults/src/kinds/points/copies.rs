//! The commands that make and bring back a backup end in the middle. Half a copy is never taken for a whole one.

use crate::invariants::Wrong;
use crate::world::{World, remove};
use std::os::unix::process::ExitStatusExt as _;

/// The signal that ends a process at a point, as a crash would.
const ENDED: i32 = 9;

/// Ends the command at the point, then does it again.
pub(super) fn run(restoring: bool, world: &World, point: &str) -> Result<Wrong, String> {
    let (half, whole) = (world.folder.join("half"), world.folder.join("whole"));
    let second = World::open_beside(world, "brought-back")?;
    for folder in [&half, &whole, &second.hub.data().to_owned()] {
        remove(folder)?;
    }
    let (half, whole) = (half.display().to_string(), whole.display().to_string());
    let set = format!("{point}=return(exit)");
    let mut wrong = Wrong::default();
    let mut expect = |holds: bool, what: &str| {
        if !holds {
            wrong.broken(format!("R3: {point}: {what}"));
        }
    };
    if !restoring {
        let ended = world.hub.operator_until(&set, &["backup", "--to", &half])?;
        expect(ended.signal() == Some(ENDED), "it was not reached");
        expect(second.hub.operator(&["restore", "--from", &half]).is_err(), "half a backup was brought back");
        remove(second.hub.data())?;
    }
    let made = world.hub.operator(&["backup", "--to", &whole]);
    expect(made.is_ok(), "no backup can be made afterwards");
    if restoring {
        let ended = second.hub.operator_until(&set, &["restore", "--from", &whole])?;
        expect(ended.signal() == Some(ENDED), "it was not reached");
        // What is half there may be refused; in an empty folder it must go through.
        if second.hub.operator(&["restore", "--from", &whole]).is_err() {
            remove(second.hub.data())?;
        }
    }
    let again =
        second.hub.data().join("hub.db").exists() || second.hub.operator(&["restore", "--from", &whole]).is_ok();
    expect(again, "it cannot be brought back afterwards");
    Ok(wrong)
}
