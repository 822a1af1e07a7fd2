//! Rules about the records of one file together (C06xx).

use super::MakeWatch;
use crate::finding::Rule;

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[];

/// Makes the watch of every rule of this folder.
pub(super) const WATCHES: &[MakeWatch] = &[];
