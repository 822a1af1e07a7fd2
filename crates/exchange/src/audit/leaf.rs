//! One entry of the audit log, and its canonical bytes.

use crate::actor::Act;
use crate::audit::AuditKind;
use crate::digest;
use evidence::Sha256;
use std::fmt::{self, Display, Write};

/// The position in the log; given after commit by the sequencer, without gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LeafNumber(pub u64);

/// What an entry is about: a kind of thing and its id. Ids only; made of characters that JSON needs no escape for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject(String);

impl Subject {
    /// `kind:id`. Characters other than `[A-Za-z0-9:._/-]` become `_`, so no name or text can slip in unnoticed.
    pub fn new(kind: &str, id: impl Display) -> Self {
        let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, ':' | '.' | '_' | '/' | '-');
        Self(format!("{kind}:{id}").chars().map(|sign| if plain(sign) { sign } else { '_' }).collect())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The hash of something that may have to be erased: without the salt it tells nothing (S66).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaltedHash(Sha256);

impl SaltedHash {
    /// SHA-256 over the salt and the value.
    pub fn of(salt: &[u8; 16], value: &[u8]) -> Self {
        Self(digest::of_parts(&[b"renkei-audit-salt/1", salt, value]))
    }
}

/// An entry before it is numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLeaf {
    bytes: String,
    salt: Option<[u8; 16]>,
}

/// An entry in its place in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedLeaf {
    /// Its place.
    pub number: LeafNumber,
    /// Its canonical bytes.
    pub bytes: Vec<u8>,
}

impl AuditLeaf {
    /// The entry for a deed on a subject. `digest` is that of a public artefact (a container, a certificate);
    /// `hidden` is a value that is only recorded as a salted hash.
    pub fn new(act: &Act, kind: AuditKind, subject: &Subject, digest: Option<&Sha256>, hidden: Option<&[u8]>) -> Self {
        let hash = hidden.map(|value| SaltedHash::of(&act.salt, value).0);
        let bytes = canonical(act, kind, subject, digest, hash.as_ref());
        Self { bytes: bytes.unwrap_or_default(), salt: hidden.map(|_| act.salt) }
    }

    /// RFC 8785 canonical JSON: sorted members, no space, no character that needs an escape.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.as_bytes()
    }

    /// The salt, kept beside the entry, when the entry hides a value.
    pub fn salt(&self) -> Option<&[u8; 16]> {
        self.salt.as_ref()
    }
}

fn canonical(
    act: &Act,
    kind: AuditKind,
    subject: &Subject,
    digest: Option<&Sha256>,
    hash: Option<&Sha256>,
) -> Result<String, fmt::Error> {
    let mut text = String::with_capacity(320);
    write!(text, r#"{{"actor":"{}","at":{}"#, act.actor, act.at.millis())?;
    if let Some(digest) = digest {
        write!(text, r#","digest":"{digest}""#)?;
    }
    if let Some(hash) = hash {
        write!(text, r#","hidden":"{hash}""#)?;
    }
    write!(text, r#","kind":"{}","subject":"{}","v":1}}"#, kind.as_str(), subject.as_str())?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Actor;
    use crate::instant::Instant;
    use standard::OfficeNumber;

    #[test]
    fn s61_a_leaf_is_canonical_and_tells_no_content() {
        let actor = Actor::Office(OfficeNumber::parse("1370000001").unwrap());
        let act = Act { actor, at: Instant::from_millis(1_745_559_000_123), salt: [5; 16] };
        let subject = Subject::new("transmission", "01966b6f-4bbb-7fff-bfff-ffffffffffff");
        let leaf = AuditLeaf::new(&act, AuditKind::TransmissionAccepted, &subject, None, None);
        assert_eq!(
            std::str::from_utf8(leaf.bytes()).unwrap(),
            r#"{"actor":"office:1370000001","at":1745559000123,"kind":"transmission.accepted","subject":"transmission:01966b6f-4bbb-7fff-bfff-ffffffffffff","v":1}"#
        );
        assert_eq!(leaf.salt(), None);
        let subject = Subject::new("office", "\"山田\"\n");
        assert_eq!(subject.as_str(), "office:_____");
        let hidden = AuditLeaf::new(&act, AuditKind::OfficeFrozen, &subject, None, Some("理由".as_bytes()));
        assert_eq!(hidden.salt(), Some(&[5; 16]));
        assert!(!String::from_utf8_lossy(hidden.bytes()).contains("理由"));
        let other = Act { salt: [6; 16], ..act };
        let elsewhere = AuditLeaf::new(&other, AuditKind::OfficeFrozen, &subject, None, Some("理由".as_bytes()));
        assert_ne!(hidden.bytes(), elsewhere.bytes());
    }

    #[test]
    fn kinds_have_words_of_their_own() {
        for kind in AuditKind::ALL {
            assert_eq!(AuditKind::parse(kind.as_str()), Some(*kind));
        }
    }
}
