//! Rules about PDF and JPEG attachments (C08xx).
//!
//! `names` judges the name, `content` what the bytes are, `jpeg` and `pdf` look into the two kinds that may be sent.

mod content;
mod empty;
mod extension;
mod jpeg;
mod jpeg_broken;
mod jpeg_location;
mod jpeg_pixels;
mod jpeg_tail;
mod kind;
mod large;
mod name_character;
mod name_decomposed;
mod name_edges;
mod name_invisible;
mod name_long;
mod name_reserved;
mod name_short;
mod names;
mod pdf;
mod pdf_active;
mod pdf_broken;
mod pdf_embedded;
mod pdf_encrypted;
mod pdf_tail;

use crate::check::{AttachmentKind, MAX_ATTACHMENT, Options};
use crate::finding::{Finding, Rule, Severity, Sink};
use crate::types::NameReading;
use content::Content;
use foldhash::quality::FixedState;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;

pub(crate) use names::is_safe;

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[
    &name_long::RULE,
    &name_character::RULE,
    &name_invisible::RULE,
    &name_reserved::RULE,
    &name_edges::RULE,
    &name_short::RULE,
    &name_decomposed::RULE,
    &empty::RULE,
    &large::RULE,
    &kind::RULE,
    &extension::RULE,
    &jpeg_broken::RULE,
    &jpeg_tail::RULE,
    &jpeg_pixels::RULE,
    &jpeg_location::RULE,
    &pdf_broken::RULE,
    &pdf_tail::RULE,
    &pdf_active::RULE,
    &pdf_encrypted::RULE,
    &pdf_embedded::RULE,
];

/// Judges the name: an image of the standard by the rules for names, any other by what a name may contain.
pub(crate) fn check_name(
    document: &Arc<str>,
    file_name: &str,
    reading: &NameReading,
    options: Options,
    out: &mut Sink,
) {
    if reading.kind.is_some_and(|kind| !kind.is_csv()) {
        crate::rules::name::check(document, reading, options, out);
        if out.errors() > 0 {
            return;
        }
    }
    if let Some(finding) = names::judge(document, file_name) {
        out.push(finding);
    }
}

/// Judges the content; gives what it is when it may be sent. One cause: the first thing that stands against it, except that a
/// PDF is told all that it does.
pub(crate) fn check_content(
    document: &Arc<str>,
    file_name: &str,
    size: u64,
    bytes: &[u8],
    out: &mut Sink,
) -> Option<AttachmentKind> {
    let found = content::of(bytes);
    let say = |rule: &'static Rule| Finding::of_document(rule, document).fact("shown", names::visible(file_name));
    if size == 0 {
        out.push(say(&empty::RULE));
        return None;
    }
    let Some(expected) = found.extensions() else {
        out.push(kind::facts(say(&kind::RULE), found));
        return None;
    };
    if size > MAX_ATTACHMENT {
        let tenths = size.div_ceil(100_000);
        out.push(say(&large::RULE).fact("megabytes", format!("{}.{}", tenths / 10, tenths % 10)));
        return None;
    }
    let actual = file_name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    if let Some(first) = expected.first().filter(|_| !expected.contains(&actual.as_str())) {
        let (what, what_en) = found.words();
        let finding = say(&extension::RULE).fact("what", what).fact("what_en", what_en);
        out.push(finding.fact("extension", format!(".{first}")));
    }
    match found {
        Content::Jpeg => jpeg::check(bytes, out, say),
        _ => pdf::check(bytes, out, say),
    }
}

/// True when nothing that was said is an error.
fn is_clean(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.severity() == Severity::Warning)
}

/// The same for the same bytes, and for others almost never.
pub(crate) fn print_of(bytes: &[u8]) -> u64 {
    let mut hasher = FixedState::with_seed(bytes.len() as u64).build_hasher();
    hasher.write(bytes);
    hasher.finish()
}
