//! Reads one file in pieces and checks it; the memory it takes does not depend on the size of the file.

use super::gather::Found;
use super::outcome::{Content, FileOutcome};
use super::progress::Progress;
use super::trouble::Reason;
use standard::check::{DocumentCheck, DocumentReport, Options};
use std::fs::File;
use std::io::{self, ErrorKind, Read};

/// So much is read at once.
const PIECE: usize = 256 << 10;

/// Checks one file. Standard input comes as `input`.
pub(super) fn check(found: &Found, input: Option<&mut dyn Read>, options: Options, progress: &Progress) -> FileOutcome {
    let report = match (&found.path, input) {
        (Some(path), _) => File::open(path).and_then(|mut file| feed(found, &mut file, options, progress)),
        (None, Some(input)) => feed(found, input, options, progress),
        (None, None) => Err(io::Error::from(ErrorKind::NotFound)),
    };
    let content = match report {
        Ok(report) => Content::Checked(Box::new(report)),
        Err(error) => Content::Unreadable(Reason::of(&error)),
    };
    FileOutcome { shown: found.shown.clone(), content }
}

fn feed(found: &Found, from: &mut dyn Read, options: Options, progress: &Progress) -> io::Result<DocumentReport> {
    let mut check = DocumentCheck::new(found.file_name(), options);
    // A small file needs no large buffer; one byte more shows its end with one call less.
    let size = usize::try_from(found.size).unwrap_or(PIECE).saturating_add(1);
    let mut buffer = vec![0; if found.path.is_some() { size.clamp(4 << 10, PIECE) } else { PIECE }];
    let mut done = 0;
    while !check.is_decided() {
        match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(length) => {
                check.feed(buffer.get(..length).unwrap_or_default());
                done += length as u64;
                progress.advance(length as u64);
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    progress.advance(found.size.saturating_sub(done));
    Ok(check.finish())
}
