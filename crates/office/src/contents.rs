//! What the documents of a transmission are about: CSV version and users. Read once, kept sealed, searched on this PC
//! only.

use serde::{Deserialize, Serialize};
use standard::Date;
use standard::check::{AttachmentCheck, DocumentCheck, Options};
use standard::types::NameReading;
use standard::views::Records;
use std::collections::BTreeMap;

/// No more users of one transmission are kept.
const MOST_USERS: usize = 2_000;

/// What a transmission is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// CSVバージョン, e.g. `202407`; `None` for attachments alone.
    pub version: Option<String>,
    /// The users, by insured number.
    pub users: Vec<User>,
}

/// A user (利用者).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// 被保険者番号.
    pub insured: String,
    /// Name; empty when no document says it.
    pub name: String,
}

impl Contents {
    /// Reads documents; what cannot be read tells nothing. `as_of` is the day of the check.
    pub fn read<'d>(documents: impl Iterator<Item = (&'d str, &'d [u8])>, as_of: Date) -> Self {
        let (mut version, mut users) = (None, BTreeMap::<String, String>::new());
        for (name, bytes) in documents {
            let reading = NameReading::read(name);
            version = version.or_else(|| reading.name.map(|name| name.version().to_string()));
            if AttachmentCheck::is_for(name) {
                continue;
            }
            let mut check = DocumentCheck::new(name, Options { as_of });
            check.feed(bytes);
            let Some(layout) = check.finish().layout else { continue };
            for record in Records::new(layout, bytes).flatten() {
                let Some(insured) = record.text_of("被保険者番号") else { break };
                let known = users.entry(insured.trim().to_owned()).or_default();
                if known.is_empty() {
                    *known = record.text_of("利用者氏名").map(|name| name.trim().to_owned()).unwrap_or_default();
                }
            }
        }
        users.remove("");
        let users = users.into_iter().take(MOST_USERS).map(|(insured, name)| User { insured, name });
        Self { version, users: users.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn sample(set: &str) -> Contents {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../standard/samples/202407").join(set);
        let files: Vec<(String, Vec<u8>)> = folder
            .read_dir()
            .unwrap()
            .map(|entry| {
                let entry = entry.unwrap();
                (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())
            })
            .collect();
        let documents = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        Contents::read(documents, Date::new(2025, 6, 10).unwrap())
    }

    #[test]
    fn users_are_found_once_with_their_names() {
        let about = sample("K2");
        assert_eq!(about.version.as_deref(), Some("202407"));
        assert!(!about.users.is_empty());
        assert!(about.users.iter().all(|user| user.insured.len() == 10), "{about:?}");
        assert!(about.users.iter().any(|user| !user.name.is_empty()), "{about:?}");
        assert!(about.users.windows(2).all(|pair| pair[0].insured < pair[1].insured));
    }

    #[test]
    fn what_cannot_be_read_tells_nothing() {
        let as_of = Date::new(2025, 6, 10).unwrap();
        let name = "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV";
        for bytes in [&b""[..], b"\xff\xfe", b"\"1\",\"2\"\r\n"] {
            assert!(Contents::read([(name, bytes)].into_iter(), as_of).users.is_empty());
        }
        let photo = Contents::read([("a.jpg", &b"x"[..])].into_iter(), as_of);
        assert_eq!(photo, Contents::default());
    }
}
