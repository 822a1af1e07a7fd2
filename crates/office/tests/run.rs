//! Runs a command as `main` does, on a fixed day, and gives what it wrote.

use office::{Exit, Screen, Surroundings, Terminal};
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What a command wrote and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) exit: Exit,
    pub(crate) output: String,
    pub(crate) errors: String,
}

/// 10 June 2025, noon in Japan.
pub(crate) fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_749_524_400)
}

/// A clock that stands still, true random bytes, no waiting, and nobody who types.
pub(crate) fn surroundings() -> Surroundings {
    Surroundings {
        now: Arc::new(now),
        random: Arc::new(|bytes| aws_lc_rs::rand::fill(bytes).map_err(|_| std::io::Error::other("no random bytes"))),
        pause: Arc::new(|_| false),
        ask_hidden: Arc::new(|_| Err(std::io::Error::other("nobody is here"))),
    }
}

/// Runs `renkei` with these words, in a pipe.
pub(crate) fn renkei<A: Into<OsString> + Clone>(args: &[A]) -> Ran {
    renkei_on(Screen::FILE, b"", args)
}

/// The second of the real clock: TLS reads it too.
#[allow(clippy::disallowed_methods, reason = "TLS compares certificates with the real clock")]
pub(crate) fn today() -> evidence::Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    evidence::Timestamp::from_unix(since.as_secs()).unwrap()
}

/// Runs `renkei` some seconds after now. Watching ends after ten looks; each wait moves the clock on.
pub(crate) fn renkei_live(later: u64, input: &[u8], args: &[&str]) -> Ran {
    let waited = Arc::new(AtomicU64::new(0));
    let (clock, looks) = (Arc::clone(&waited), AtomicU64::new(0));
    let surroundings = Surroundings {
        now: Arc::new(move || {
            let seconds = today().unix() + later + clock.load(Ordering::SeqCst);
            UNIX_EPOCH + Duration::from_secs(seconds)
        }),
        pause: Arc::new(move |time| {
            waited.fetch_add(time.as_secs(), Ordering::SeqCst);
            looks.fetch_add(1, Ordering::SeqCst) < 10
        }),
        ..surroundings()
    };
    run_in(&surroundings, Screen::FILE, input, args)
}

/// Runs `renkei` on a screen, with something on standard input.
pub(crate) fn renkei_on<A: Into<OsString> + Clone>(screen: Screen, input: &[u8], args: &[A]) -> Ran {
    run_in(&surroundings(), screen, input, args)
}

fn run_in<A: Into<OsString> + Clone>(surroundings: &Surroundings, screen: Screen, input: &[u8], args: &[A]) -> Ran {
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let args = [OsString::from("renkei")].into_iter().chain(args.iter().cloned().map(Into::into));
    let exit = {
        let mut terminal = Terminal {
            input: Box::new(input),
            output: Box::new(&mut output),
            errors: Box::new(&mut errors),
            output_screen: screen,
            errors_screen: Screen::FILE,
        };
        office::run(args, surroundings, &mut terminal)
    };
    Ran { exit, output: String::from_utf8(output).unwrap(), errors: String::from_utf8(errors).unwrap() }
}

/// The folder of the sample sets.
pub(crate) fn samples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../standard/samples")
}
