//! Rules about PDF and JPEG attachments (C08xx).

use crate::finding::Rule;

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[];
