//! The way in: a one-time path that the program opens in the browser. Whoever may write into the data folder may make one,
//! so a second start needs nothing of the first but to know where it is.

use crate::Surroundings;
use crate::home::{Home, write_whole};
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::fs;
use std::io;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// Folder of the one-time paths that wait.
const FOLDER: &str = "entries";
/// How long a one-time path is good, in milliseconds.
const GOOD_FOR: u64 = 60_000;

/// A new one-time path: its secret part. What is kept is its digest and until when it is good.
///
/// # Errors
/// When the data folder cannot be written or the system gives no random bytes.
pub(super) fn issue(home: &Home, surroundings: &Surroundings) -> io::Result<Zeroizing<String>> {
    let secret = Zeroizing::new(surroundings.random::<32>()?);
    let text = Zeroizing::new(URL_SAFE_NO_PAD.encode(*secret));
    let folder = make_folder(home)?;
    sweep(home, surroundings)?;
    let ends = surroundings.milliseconds().saturating_add(GOOD_FOR);
    write_whole(&folder.join(name(&text)), ends.to_string().as_bytes())?;
    Ok(text)
}

/// Whether the one-time path is good. It is used up by this; of two that come at once one is let in.
pub(super) fn redeem(home: &Home, text: &str, surroundings: &Surroundings) -> bool {
    let file = home.file(FOLDER).join(name(text));
    let Some(ends) = ends_at(&file) else { return false };
    fs::remove_file(&file).is_ok() && surroundings.milliseconds() < ends
}

/// Removes what nobody used in time.
///
/// # Errors
/// When the folder cannot be read.
pub(super) fn sweep(home: &Home, surroundings: &Surroundings) -> io::Result<()> {
    let now = surroundings.milliseconds();
    for entry in make_folder(home)?.read_dir()? {
        let file = entry?.path();
        if ends_at(&file).is_none_or(|ends| ends <= now) {
            // Another start may sweep at the same time.
            drop(fs::remove_file(file));
        }
    }
    Ok(())
}

fn make_folder(home: &Home) -> io::Result<PathBuf> {
    let folder = home.file(FOLDER);
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&folder)?;
    Ok(folder)
}

fn ends_at(file: &std::path::Path) -> Option<u64> {
    fs::read_to_string(file).ok()?.parse().ok()
}

/// The file's name is a digest: it neither tells the secret nor holds what a path may not.
fn name(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::{Duration, UNIX_EPOCH};

    fn around(clock: &Arc<AtomicU64>) -> Surroundings {
        let clock = Arc::clone(clock);
        Surroundings {
            now: Arc::new(move || UNIX_EPOCH + Duration::from_millis(clock.load(Ordering::SeqCst))),
            random: Arc::new(|bytes| aws_lc_rs::rand::fill(bytes).map_err(|_| io::Error::other("no random bytes"))),
            pause: Arc::new(|_| false),
            ask_hidden: Arc::new(|_| Err(io::Error::other("nobody"))),
        }
    }

    fn place() -> (tempfile::TempDir, Home, Arc<AtomicU64>) {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::find(Some(folder.path().to_owned())).unwrap();
        (folder, home, Arc::new(AtomicU64::new(1_000)))
    }

    #[test]
    fn s72_a_path_opens_once() {
        let (_folder, home, clock) = place();
        let around = around(&clock);
        let text = issue(&home, &around).unwrap();
        assert!(!redeem(&home, "../app.lock", &around));
        assert!(!redeem(&home, "", &around));
        assert!(redeem(&home, &text, &around));
        assert!(!redeem(&home, &text, &around));
    }

    #[test]
    fn s72_a_path_is_good_for_a_minute() {
        let (_folder, home, clock) = place();
        let around = around(&clock);
        let text = issue(&home, &around).unwrap();
        clock.store(1_000 + GOOD_FOR, Ordering::SeqCst);
        assert!(!redeem(&home, &text, &around));
        clock.store(1_000, Ordering::SeqCst);
        assert!(!redeem(&home, &text, &around), "used up");
    }

    #[test]
    fn s72_of_two_at_once_one_is_let_in() {
        let (_folder, home, clock) = place();
        let text = issue(&home, &around(&clock)).unwrap();
        let threads: Vec<_> = (0..8)
            .map(|_| {
                let (home, around, text) = (home.clone(), around(&clock), text.clone());
                std::thread::spawn(move || redeem(&home, &text, &around))
            })
            .collect();
        assert_eq!(threads.into_iter().map(|thread| thread.join().unwrap()).filter(|let_in| *let_in).count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn s75_nobody_else_reads_or_makes_a_path() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, home, clock) = place();
        let text = issue(&home, &around(&clock)).unwrap();
        let folder = home.file(FOLDER);
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            assert!(!path.display().to_string().contains(text.as_str()));
        }
    }

    #[test]
    fn what_nobody_used_is_swept() {
        let (_folder, home, clock) = place();
        let around = around(&clock);
        for _ in 0..5 {
            issue(&home, &around).unwrap();
        }
        clock.store(2_000 + GOOD_FOR, Ordering::SeqCst);
        sweep(&home, &around).unwrap();
        assert_eq!(home.file(FOLDER).read_dir().unwrap().count(), 0);
    }
}
