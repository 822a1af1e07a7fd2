//! The part of a test that runs in a process of its own, to be killed or starved.

use crate::support::*;
use exchange::store::{AcceptOutcome, StoreError};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// Names the database for the child; without it the test below does nothing but say so.
const FILE: &str = "RENKEI_TEST_STORE";
const FIRST: &str = "RENKEI_TEST_FIRST";

/// Senders in the child.
pub(crate) const THREADS: u64 = 4;

/// Starts this test program again as the child below; `wrap` may put a shell before it.
pub(crate) fn start(place: &SqlitePlace, first: u64, wrap: Option<&str>) -> Child {
    let program = std::env::current_exe().unwrap();
    let mut command = match wrap {
        Some(script) => {
            let mut shell = Command::new("sh");
            shell.arg("-c").arg(format!("{script}; exec \"$0\" \"$@\"")).arg(program);
            shell
        }
        None => Command::new(program),
    };
    command.args(["--exact", "sqlite::child::sends_until_it_is_killed", "--nocapture", "--test-threads=1"]);
    command.env(FILE, place.file()).env(FIRST, first.to_string());
    command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

/// Says each acknowledged number on a line of its own, after the store has answered.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

#[test]
fn sends_until_it_is_killed() {
    let Some(file) = std::env::var_os(FILE) else {
        assert!(std::env::var_os(FIRST).is_none(), "a child needs a database");
        return;
    };
    let first: u64 = std::env::var_os(FIRST).unwrap().to_str().unwrap().parse().unwrap();
    let store = open_file(PathBuf::from(file), &[KEY], None).unwrap();
    let store = &*store;
    std::thread::scope(|threads| {
        for thread in 0..THREADS {
            threads.spawn(move || {
                for number in (0_u64..).map(|count| first + count * THREADS + thread) {
                    let to = 2 + (number % 2) as u32;
                    match parcel(number, 1, to).holding(number.to_be_bytes().repeat(700)).try_send(store) {
                        Ok(AcceptOutcome::Stored { .. }) => say(&format!("stored {number}")),
                        Ok(other) => say(&format!("other {other:?}")),
                        Err(StoreError::Unavailable) => {
                            say("unavailable");
                            // Every later change is refused too, and reading goes on (R5).
                            let again = parcel(number + 1_000_000, 1, 2).try_send(store);
                            let readable = run(store.office(office(1))).is_some();
                            say(&format!("after {} {readable}", again == Err(StoreError::Unavailable)));
                            return;
                        }
                        Err(error) => {
                            say(&format!("error {error:?}"));
                            return;
                        }
                    }
                }
            });
        }
    });
}
