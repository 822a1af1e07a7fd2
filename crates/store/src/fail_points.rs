//! Fail points (R3, R4, R15): places where a test with real processes stops, delays or breaks the work.

/// Every fail point of the store; a test holds this list against the source.
///
/// They exist only when the feature `failpoints` is on (`cargo build -p hub --features failpoints`). The process reads them
/// once, at its start, from the environment variable `FAILPOINTS`, as the crate `fail` describes, several with `;`:
///
/// ```text
/// FAILPOINTS='store.accept.receipt=return(exit)'   at this point the process ends at once, with status 9
/// FAILPOINTS='store.write.statement=7*off->return(exit)'   at the eighth statement that a change runs
/// FAILPOINTS='store.write.committing=return(io)'   the disk fails (EIO): the change fails, the store stops writing
/// FAILPOINTS='store.write.committing=1*return(full)->off'   once, no room is left on the disk
/// FAILPOINTS='store.accept.sealed=panic'           a panic; in the writer it stops the writer
/// FAILPOINTS='store.write.committed=sleep(500)'    half a second passes before the answers
/// ```
///
/// `store.write.*` and `store.advance.*` are passed by every change; `store.migrate.statement` before each statement of each
/// migration.
pub const FAIL_POINTS: &[&str] = &[
    "store.accept.audit",
    "store.accept.content",
    "store.accept.inbox",
    "store.accept.key",
    "store.accept.quota",
    "store.accept.receipt",
    "store.accept.sealed",
    "store.accept.transmission",
    "store.advance.audit",
    "store.advance.raised",
    "store.advance.row",
    "store.advance.step",
    "store.certificate.inserted",
    "store.certificate.revoked",
    "store.change.read",
    "store.change.receipt",
    "store.change.sealed",
    "store.code.redeemed",
    "store.fetch.marked",
    "store.fetch.opened",
    "store.fetch.read",
    "store.migrate.committed",
    "store.migrate.committing",
    "store.migrate.statement",
    "store.rotate.in-use",
    "store.rotate.retired",
    "store.rotate.rewrapped",
    "store.write.answered",
    "store.write.begun",
    "store.write.changed",
    "store.write.committed",
    "store.write.committing",
    "store.write.statement",
];

/// A fail point: nothing at all in a build without the feature `failpoints`. Gives a result that is always `Ok` unless a
/// test says otherwise.
macro_rules! fail_point {
    ($name:literal) => {{
        #[cfg(feature = "failpoints")]
        let reached = $crate::fail_points::reach($name);
        #[cfg(not(feature = "failpoints"))]
        let reached: Result<(), rusqlite::Error> = Ok(());
        reached
    }};
}
pub(crate) use fail_point;

/// What a test has set for a point: the end of the process, or an error of the disk as SQLite reports it.
#[cfg(feature = "failpoints")]
pub(crate) fn reach(name: &str) -> Result<(), rusqlite::Error> {
    use rusqlite::ffi;
    let code = match asked(name).as_deref() {
        None => return Ok(()),
        Some("full") => ffi::SQLITE_FULL,
        Some(_) => ffi::SQLITE_IOERR_FSYNC,
    };
    Err(rusqlite::Error::SqliteFailure(ffi::Error::new(code), Some(format!("fail point {name}"))))
}

/// The argument of a `return` that a test has set for a point. `return(exit)` does not come back.
#[cfg(feature = "failpoints")]
pub fn asked(name: &str) -> Option<String> {
    let asked = fail::eval(name, Option::unwrap_or_default)?;
    if asked == "exit" {
        // As a crash ends it: at once, without the clean-up that the libraries do at an exit while other threads go on.
        let _killed = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
        loop {
            std::thread::park();
        }
    }
    Some(asked)
}
