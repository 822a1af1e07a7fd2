//! Reading of the embedded tab-separated tables.

use thiserror::Error;

/// What is wrong with an embedded table.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DataError {
    /// A line has too few columns.
    #[error("{table}, line {line}: too few columns")]
    Columns {
        /// The table's file name.
        table: &'static str,
        /// Line number, from 1.
        line: usize,
    },
    /// A value that is not one of those known.
    #[error("{table}, line {line}: unknown {what} «{value}»")]
    Value {
        /// The table's file name.
        table: &'static str,
        /// Line number, from 1.
        line: usize,
        /// What the value should be.
        what: &'static str,
        /// The value as it stands there.
        value: &'static str,
    },
}

/// One line of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) table: &'static str,
    pub(super) number: usize,
    columns: &'t [&'static str],
}

impl Line<'_> {
    pub(super) fn column(&self, index: usize) -> Result<&'static str, DataError> {
        self.columns.get(index).copied().ok_or(DataError::Columns { table: self.table, line: self.number })
    }

    pub(super) fn error(&self, what: &'static str, value: &'static str) -> DataError {
        DataError::Value { table: self.table, line: self.number, what, value }
    }

    /// A column that must be a number.
    pub(super) fn number(&self, index: usize, what: &'static str) -> Result<u16, DataError> {
        let value = self.column(index)?;
        value.parse().map_err(|_| self.error(what, value))
    }
}

/// Calls `each` for every line after the header.
pub(super) fn for_each_line(
    table: &'static str,
    text: &'static str,
    mut each: impl FnMut(Line<'_>) -> Result<(), DataError>,
) -> Result<(), DataError> {
    let mut columns = Vec::new();
    for (index, line) in text.lines().enumerate().skip(1) {
        columns.clear();
        columns.extend(line.split('\t'));
        each(Line { table, number: index + 1, columns: &columns })?;
    }
    Ok(())
}
