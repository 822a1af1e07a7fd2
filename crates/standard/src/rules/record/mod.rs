//! Rules about the fields of one record together (C05xx).

use super::MakeWatch;
use crate::finding::Rule;

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[];

/// Makes the watch of every rule of this folder.
pub(super) const WATCHES: &[MakeWatch] = &[];
