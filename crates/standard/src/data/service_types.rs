//! The service types of the standard (本文 1.3, 1.4) and whether their records travel.

use super::tsv::{DataError, for_each_line};

/// One line of the list of service types. 59 and 81 stand in it twice, out of scope both times (A148).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceTypeEntry {
    /// Two characters.
    pub code: &'static str,
    /// Its name, e.g. 訪問介護.
    pub name: &'static str,
    /// 介護給付, 予防給付 or 総合事業.
    pub benefit: &'static str,
    /// True when records of this type travel (連携対象 ○).
    pub in_scope: bool,
}

pub(super) fn parse() -> Result<Vec<ServiceTypeEntry>, DataError> {
    let mut all = Vec::new();
    for_each_line("service_types.tsv", include_str!("service_types.tsv"), |line| {
        let scope = line.column(3)?;
        all.push(ServiceTypeEntry {
            code: line.column(0)?,
            name: line.column(1)?,
            benefit: line.column(2)?,
            in_scope: match scope {
                "○" => true,
                "対象外" => false,
                _ => return Err(line.error("scope", scope)),
            },
        });
        Ok(())
    })?;
    Ok(all)
}
