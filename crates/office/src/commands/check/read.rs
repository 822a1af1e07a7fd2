//! Reads one file in pieces and checks it; the memory it takes does not depend on the size of the file.

use super::gather::Found;
use super::outcome::{Content, FileOutcome};
use super::progress::Progress;
use super::trouble::Reason;
use standard::check::{AttachmentCheck, AttachmentReport, DocumentCheck, DocumentReport, MAX_ATTACHMENT, Options};
use std::fs::File;
use std::io::{self, ErrorKind, Read};

/// So much is read at once.
const PIECE: usize = 256 << 10;

/// Checks one file. Standard input comes as `input`.
pub(super) fn check(found: &Found, input: Option<&mut dyn Read>, options: Options, progress: &Progress) -> FileOutcome {
    let content = match (&found.path, input) {
        (Some(path), _) => File::open(path).and_then(|mut file| content(found, &mut file, options, progress)),
        (None, Some(input)) => content(found, input, options, progress),
        (None, None) => Err(io::Error::from(ErrorKind::NotFound)),
    };
    let content = content.unwrap_or_else(|error| Content::Unreadable(Reason::of(&error)));
    FileOutcome { shown: found.shown.clone(), content }
}

fn content(found: &Found, from: &mut dyn Read, options: Options, progress: &Progress) -> io::Result<Content> {
    let content = if AttachmentCheck::is_for(found.file_name()) {
        Content::Attachment(Box::new(attachment(found, from, options)?))
    } else {
        Content::Document(Box::new(document(found, from, options, progress)?))
    };
    // What was not read need not be waited for.
    let told = if let Content::Document(report) = &content { report.size } else { 0 };
    progress.advance(found.size.saturating_sub(told));
    Ok(content)
}

/// An attachment is checked whole; of one that is too large anyway only the beginning is read.
fn attachment(found: &Found, from: &mut dyn Read, options: Options) -> io::Result<AttachmentReport> {
    let most = if found.size > MAX_ATTACHMENT { PIECE as u64 } else { MAX_ATTACHMENT + 1 };
    let mut bytes = Vec::new();
    from.take(most).read_to_end(&mut bytes)?;
    let size = found.size.max(bytes.len() as u64);
    Ok(AttachmentCheck::check_sized(found.file_name(), size, &bytes, options))
}

fn document(found: &Found, from: &mut dyn Read, options: Options, progress: &Progress) -> io::Result<DocumentReport> {
    let mut check = DocumentCheck::new(found.file_name(), options);
    // A small file needs no large buffer; one byte more shows its end with one call less.
    let size = usize::try_from(found.size).unwrap_or(PIECE).saturating_add(1);
    let mut buffer = vec![0; if found.path.is_some() { size.clamp(4 << 10, PIECE) } else { PIECE }];
    while !check.is_decided() {
        match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(length) => {
                check.feed(buffer.get(..length).unwrap_or_default());
                progress.advance(length as u64);
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(check.finish())
}
