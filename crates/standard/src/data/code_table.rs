//! The code tables of the standard (別紙 コード表).

use super::tsv::{DataError, for_each_line};

/// One code table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeTable {
    /// Its name, e.g. 要介護状態区分.
    pub name: &'static str,
    /// The codes with their labels, in the order of the standard.
    pub codes: Vec<(&'static str, &'static str)>,
}

impl CodeTable {
    /// True when the bytes are one of the codes. A code with `??` stands for any service type.
    pub fn contains(&self, value: &[u8]) -> bool {
        self.codes.iter().any(|(code, _)| matches(code.as_bytes(), value))
    }

    /// What a code means.
    pub fn label(&self, value: &[u8]) -> Option<&'static str> {
        self.codes.iter().find(|(code, _)| matches(code.as_bytes(), value)).map(|(_, label)| *label)
    }

    /// The code whose label is this text.
    pub fn code_for_label(&self, label: &str) -> Option<&'static str> {
        self.codes.iter().find(|(_, known)| *known == label).map(|(code, _)| *code)
    }
}

fn matches(code: &[u8], value: &[u8]) -> bool {
    match code.strip_prefix(b"??") {
        Some(tail) => value.len() == tail.len() + 2 && value.ends_with(tail),
        None => code == value,
    }
}

pub(super) fn parse() -> Result<Vec<CodeTable>, DataError> {
    let mut tables: Vec<CodeTable> = Vec::new();
    for_each_line("codes.tsv", include_str!("codes.tsv"), |line| {
        let (name, code) = (line.column(0)?, (line.column(1)?, line.column(2)?));
        match tables.iter_mut().find(|table| table.name == name) {
            Some(table) => table.codes.push(code),
            None => tables.push(CodeTable { name, codes: vec![code] }),
        }
        Ok(())
    })?;
    Ok(tables)
}
