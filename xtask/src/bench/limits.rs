//! What a figure must be, and what we would like it to be.

/// A bound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Bound {
    AtLeast(f64),
    Below(f64),
}

impl Bound {
    pub(super) fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtLeast(bound) => value >= bound,
            Self::Below(bound) => value < bound,
        }
    }
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::AtLeast(bound) => write!(f, "≥ {bound}"),
            Self::Below(bound) => write!(f, "< {bound}"),
        }
    }
}

/// One line of the table.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) limit: Option<Bound>,
    pub(super) goal: Option<Bound>,
}

const fn line(name: &'static str, about: &'static str) -> Line {
    Line { name, about, limit: None, goal: None }
}

impl Line {
    const fn limit(self, bound: Bound) -> Self {
        Self { limit: Some(bound), ..self }
    }

    const fn goal(self, bound: Bound) -> Self {
        Self { goal: Some(bound), ..self }
    }
}

/// The figure that all other speeds are compared with.
pub(super) const OURS: &str = "check_mb_s";

/// The table of `bench check`.
pub(super) const CHECK: &[Line] = &[
    line(OURS, "full check, 1 core").limit(Bound::AtLeast(300.0)).goal(Bound::AtLeast(800.0)),
    line("check_file_mb_s", "the same on the large file").limit(Bound::AtLeast(300.0)),
    line("check_mixed_mb_s", "the same rows mixed: neighbours share little"),
    line("check_parallel_mb_s", "full check, many files, all cores"),
    line("check_rss_mib", "greatest resident memory").limit(Bound::Below(48.0)),
    line("check_rss_growth_mib", "memory at the end, less at a quarter").limit(Bound::Below(8.0)),
    line("set_us", "a set of 20 KB, warm").limit(Bound::Below(150.0)),
    line("start_ms", "renkei check of that set, with start").limit(Bound::Below(20.0)),
    line("decode_mb_s", "encoding_rs, decoding only"),
    line("csv_mb_s", "csv crate, parsing only"),
    line("csv_core_mb_s", "csv-core, field by field"),
    line("csv_rules_mb_s", "decode + csv + a few rules"),
    line("csv_rules_direct_mb_s", "csv + a few rules, texts decoded"),
    line("python_csv_mb_s", "Python csv, parsing only (slice)"),
    line("python_csv_rules_mb_s", "Python csv + the same few rules (slice)"),
    line("qsv_mb_s", "qsv validate, shape only (slice)"),
    line("qsv_schema_mb_s", "qsv validate, JSON Schema (slice)"),
    line("frictionless_mb_s", "frictionless, schema (slice)"),
    line("duckdb_mb_s", "DuckDB, a few rules (slice)"),
];
