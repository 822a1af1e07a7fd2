//! Tests of the kit.
