//! The sets of documents that may travel together (本文 2.4, 3.4).

use super::tsv::{DataError, for_each_line};
use crate::types::{CsvVersion, DocumentKind};

/// One allowed set: K1–K6, Y1–Y9 (202407), P1–P6 (202208).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Combination {
    /// Its id, e.g. `K2`.
    pub id: &'static str,
    /// The version it belongs to.
    pub version: CsvVersion,
    /// 居宅 or 予防.
    pub domain: &'static str,
    /// Between whom it travels, e.g. 居宅→サービス; several where several are allowed.
    pub directions: Vec<&'static str>,
    /// What must be there.
    pub mandatory: Vec<DocumentKind>,
    /// What comes along with a mandatory kind when there is something to say.
    pub dependent: Vec<DocumentKind>,
    /// The section of the standard.
    pub section: &'static str,
}

pub(super) fn parse() -> Result<Vec<Combination>, DataError> {
    let mut all = Vec::new();
    for_each_line("combinations.tsv", include_str!("combinations.tsv"), |line| {
        let kinds = |index| {
            let names = line.column(index)?.split(';').filter(|name| !name.is_empty());
            let kind = |name| DocumentKind::parse(name).ok_or_else(|| line.error("kind", name));
            names.map(kind).collect::<Result<Vec<_>, _>>()
        };
        let version = line.column(1)?;
        all.push(Combination {
            id: line.column(0)?,
            version: CsvVersion::parse(version).ok_or_else(|| line.error("version", version))?,
            domain: line.column(2)?,
            directions: line.column(3)?.split(';').collect(),
            mandatory: kinds(4)?,
            dependent: kinds(6)?,
            section: line.column(8)?,
        });
        Ok(())
    })?;
    Ok(all)
}
