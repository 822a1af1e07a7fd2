//! The findings of a rejection: read one by one, so that a receipt that holds too much costs no memory.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, SeqAccess, Visitor};

use super::MAX_FINDINGS;
use crate::json::{Bounds, Value, ValueError};

/// How deep a finding may be nested, itself included.
const DEPTH: usize = 4;
/// Most values in a finding, itself included. The one JSON form of a finding has less than 40.
const MAX_VALUES: usize = 64;

/// All findings; or why one is refused. At most one more than [`MAX_FINDINGS`] are kept.
#[derive(Debug)]
pub(super) struct Findings(pub(super) Result<Vec<Value>, ValueError>);

impl<'de> Deserialize<'de> for Findings {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_seq(Reading).map(Self)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Result<Vec<Value>, ValueError>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an array of findings")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut source: A) -> Result<Self::Value, A::Error> {
        let mut findings = Ok(Vec::new());
        while let Ok(known) = &mut findings
            && known.len() <= MAX_FINDINGS
        {
            let mut values = MAX_VALUES;
            match source.next_element_seed(Bounds { depth: DEPTH, values: &mut values })? {
                Some(Ok(finding)) => known.push(finding),
                Some(Err(refusal)) => findings = Err(refusal),
                None => return Ok(findings),
            }
        }
        while source.next_element::<IgnoredAny>()?.is_some() {}
        Ok(findings)
    }
}
