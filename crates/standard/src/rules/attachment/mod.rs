//! Rules about PDF and JPEG attachments (C08xx).

use crate::check::{AttachmentKind, Options};
use crate::finding::{Rule, Sink};
use crate::types::NameReading;
use std::sync::Arc;

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[];

pub(crate) fn check_name(_: &Arc<str>, _: &str, _: &NameReading, _: Options, _: &mut Sink) {}
pub(crate) fn check_content(_: &Arc<str>, _: &str, _: u64, _: &[u8], _: &mut Sink) -> Option<AttachmentKind> {
    None
}
pub(crate) fn print_of(_: &[u8]) -> u64 {
    0
}
