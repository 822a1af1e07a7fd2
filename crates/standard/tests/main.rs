//! Tests of the crate `standard`.
