//! The standard as data, embedded: layouts, code tables, combinations, service types, versions, ambiguities.
//!
//! Nothing is read at run time. A new version of the standard is a new folder of layouts, its lines in the tables, and
//! a variant of [`CsvVersion`].

mod ambiguity;
mod answers;
mod code_table;
mod combination;
mod layout;
mod prefectures;
mod service_types;
mod tsv;
mod versions;

pub use ambiguity::Ambiguity;
pub use answers::{Answer, How};
pub use code_table::CodeTable;
pub use combination::Combination;
pub use layout::{Confidence, Field, FieldKind, Layout, Requirement};
pub use prefectures::PREFECTURES;
pub use service_types::ServiceTypeEntry;
pub use tsv::DataError;
pub use versions::VersionEntry;

use crate::types::{CsvVersion, DocumentKind};
use std::sync::LazyLock;

/// The whole standard, both versions.
#[derive(Debug, Default)]
pub struct Standard {
    /// One layout for every CSV kind of every version.
    pub layouts: Vec<Layout>,
    /// The code tables by name.
    pub codes: Vec<CodeTable>,
    /// The sets that may travel together.
    pub combinations: Vec<Combination>,
    /// The service types and whether they are in scope.
    pub service_types: Vec<ServiceTypeEntry>,
    /// The history of the CSV version.
    pub versions: Vec<VersionEntry>,
    /// The points where the text can be read in two ways.
    pub ambiguities: Vec<Ambiguity>,
    /// How those are answered that no rule answers, or not a rule alone.
    pub answers: Vec<Answer>,
}

impl Standard {
    /// Reads the embedded tables. Fails only if the data in the source tree is broken, which a test excludes.
    pub fn parse() -> Result<Self, DataError> {
        let codes = code_table::parse()?;
        Ok(Self {
            layouts: layout::parse(&codes)?,
            combinations: combination::parse()?,
            service_types: service_types::parse()?,
            versions: versions::parse()?,
            ambiguities: ambiguity::parse()?,
            answers: answers::parse()?,
            codes,
        })
    }

    /// The layout of a kind in a version, if the version has it and it is CSV.
    pub fn layout(&self, version: CsvVersion, kind: DocumentKind) -> Option<&Layout> {
        self.layouts.iter().find(|layout| layout.version == version && layout.kind == kind)
    }

    /// The code table with this name.
    pub fn code_table(&self, name: &str) -> Option<&CodeTable> {
        self.codes.iter().find(|table| table.name == name)
    }

    /// What is known of a service type.
    pub fn service_type(&self, code: &[u8]) -> Option<&ServiceTypeEntry> {
        self.service_types.iter().find(|entry| entry.code.as_bytes() == code)
    }
}

/// The standard, read once from the embedded tables.
pub fn standard() -> &'static Standard {
    static STANDARD: LazyLock<Standard> = LazyLock::new(|| Standard::parse().unwrap_or_default());
    &STANDARD
}
