//! The care-plan data standard (ケアプランデータ連携標準仕様) as code: names, layouts, codes, checking, findings.
//!
//! The crate is pure: it takes bytes and a date, and gives findings. It reads no file, no clock and no network.
//!
//! - [`types`]: values that are right by construction ([`OfficeNumber`], [`Serial`], [`DocumentName`], …).
//! - [`data`]: the standard as embedded data (layouts, code tables, combinations, ambiguities).
//! - [`scan`]: the strict streaming reader of MS932 CSV.
//! - [`check`]: what a caller uses: [`check::DocumentCheck`] for one file, [`check::SetCheck`] for what travels together.
//! - [`finding`]: what a check says: [`Finding`], [`Rule`], [`Severity`].
//! - [`rules`]: one rule a file, all listed in [`rules::all`].
//! - [`views`]: records read by field name.

pub mod check;
pub mod data;
pub mod finding;
pub mod rules;
pub mod scan;
pub mod types;
pub mod views;

pub use finding::{Finding, Lang, Rule, Severity};
pub use types::{
    Action, CsvVersion, Date, DocumentKind, DocumentName, NameMonth, OfficeNumber, Serial, ServiceType, TargetMonth,
};
