//! The files of a sample set, to be spoilt.

use crate::run::samples;
use std::path::Path;

/// Names and bytes of a set.
#[derive(Debug)]
pub(super) struct Files {
    all: Vec<(String, Vec<u8>)>,
}

impl Files {
    /// A sample set, e.g. `202407/K2`.
    pub(super) fn of(set: &str) -> Self {
        let entries = samples().join(set).read_dir().unwrap().map(Result::unwrap);
        let mut all: Vec<_> = entries
            .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
            .collect();
        all.sort();
        Self { all }
    }

    /// Writes them into a folder.
    pub(super) fn write(&self, folder: &Path) {
        for (name, bytes) in &self.all {
            std::fs::write(folder.join(name), bytes).unwrap();
        }
    }

    /// Changes the bytes of the file of a kind.
    pub(super) fn bytes(&mut self, prefix: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) {
        let (_, bytes) = self.file(prefix);
        *bytes = change(std::mem::take(bytes));
    }

    /// Changes the text of the file of a kind.
    pub(super) fn text(&mut self, prefix: &str, change: impl FnOnce(String) -> String) {
        self.bytes(prefix, |bytes| ms932(&change(utf8(&bytes))));
    }

    /// Changes the records of the file of a kind, each as its raw fields.
    pub(super) fn records(&mut self, prefix: &str, change: impl FnOnce(&mut Vec<Vec<String>>)) {
        self.text(prefix, |text| {
            let mut records = split(&text);
            change(&mut records);
            records.iter().map(|fields| format!("{}\r\n", fields.join(","))).collect()
        });
    }

    /// Changes one field of one record, both counted from 1.
    pub(super) fn field(&mut self, prefix: &str, record: usize, no: usize, value: &str) {
        self.records(prefix, |records| records[record - 1][no - 1] = value.to_owned());
    }

    /// Changes one field of every record.
    pub(super) fn column(&mut self, prefix: &str, no: usize, change: impl Fn(&str) -> String) {
        self.records(prefix, |records| {
            records.iter_mut().for_each(|fields| fields[no - 1] = change(&fields[no - 1]));
        });
    }

    /// Changes the name of the file of a kind.
    pub(super) fn rename(&mut self, prefix: &str, change: impl FnOnce(&str) -> String) {
        let (name, _) = self.file(prefix);
        *name = change(name);
    }

    /// Changes the names of all files.
    pub(super) fn rename_all(&mut self, change: impl Fn(&str) -> String) {
        self.all.iter_mut().for_each(|(name, _)| *name = change(name));
    }

    /// Takes a file away.
    pub(super) fn remove(&mut self, prefix: &str) {
        let name = self.file(prefix).0.clone();
        self.all.retain(|(known, _)| *known != name);
    }

    /// Leaves only the file of a kind.
    pub(super) fn only(&mut self, prefix: &str) {
        let name = self.file(prefix).0.clone();
        self.all.retain(|(known, _)| *known == name);
    }

    /// Puts another file beside them.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) {
        self.all.push((name.to_owned(), bytes.to_owned()));
    }

    /// The bytes of the file of a kind.
    pub(super) fn read(&self, prefix: &str) -> Vec<u8> {
        let start = format!("{prefix}_");
        self.all.iter().find(|(name, _)| name.starts_with(&start)).unwrap().1.clone()
    }

    fn file(&mut self, prefix: &str) -> (&mut String, &mut Vec<u8>) {
        let start = format!("{prefix}_");
        let found = self.all.iter_mut().find(|(name, _)| name.starts_with(&start));
        found.map(|(name, bytes)| (name, bytes)).unwrap_or_else(|| panic!("no {prefix}"))
    }
}

/// Text as MS932.
pub(super) fn ms932(text: &str) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding_rs::SHIFT_JIS.encode(text);
    assert!(!unmappable, "not in MS932: {text}");
    bytes.into_owned()
}

/// MS932 as text.
pub(super) fn utf8(bytes: &[u8]) -> String {
    let (text, _, broken) = encoding_rs::SHIFT_JIS.decode(bytes);
    assert!(!broken);
    text.into_owned()
}

/// Records as their raw fields, quotes kept.
fn split(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut fields, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => {
                fields.push(std::mem::take(&mut field));
                continue;
            }
            '\r' if !quoted => continue,
            '\n' if !quoted => {
                fields.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut fields));
                continue;
            }
            _ => {}
        }
        field.push(c);
    }
    assert!(field.is_empty() && fields.is_empty());
    records
}
