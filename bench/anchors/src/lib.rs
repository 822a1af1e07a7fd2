//! What all benches share: generated data, measuring, and the ways others would check the same data.

pub mod data;
pub mod measure;
pub mod random;
pub mod ways;
