//! Opens a container: every byte is held to the format; the signature is not verified yet.

use super::error::ContainerError;
use super::limits::Limits;
use super::transmission::{DocumentEntry, Transmission};
use super::{DOCUMENTS, MANIFEST_ENTRY, MEDIA_TYPE, MIMETYPE_ENTRY, SIGNATURE_ENTRY, TRANSMISSION_ENTRY, manifest};
use crate::digest::Sha256;
use crate::zip::{self, Entry};

/// A container whose content agrees with itself. Who made it is shown only by a verification.
#[derive(Debug, Clone)]
pub struct Container {
    sha256: Sha256,
    size: usize,
    transmission: Transmission,
    documents: Vec<Vec<u8>>,
    pub(crate) manifest: Vec<u8>,
    pub(crate) signature: Vec<u8>,
}

/// A document with its bytes, as the sender gave them.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// What `transmission.json` says of it.
    pub entry: &'a DocumentEntry,
    /// Its bytes.
    pub content: &'a [u8],
}

impl Container {
    /// Opens a container.
    ///
    /// # Errors
    /// [`ContainerError`]: the first deviation from the format.
    pub fn open(bytes: &[u8], limits: &Limits) -> Result<Self, ContainerError> {
        let archive = zip::read(bytes, &limits.zip())?;
        let mut entries = Entries { entries: archive.entries.into_iter(), next: 0 };
        let mimetype = entries.expect(MIMETYPE_ENTRY).map_err(|_| ContainerError::Mimetype)?;
        if !mimetype.stored || *mimetype.content != *MEDIA_TYPE.as_bytes() {
            return Err(ContainerError::Mimetype);
        }
        let stated = entries.expect(TRANSMISSION_ENTRY)?.content;
        let transmission = Transmission::from_json(&stated, limits)?;
        let mut documents = Vec::with_capacity(transmission.documents.len());
        for (document, entry) in transmission.documents.iter().enumerate() {
            let content = entries.expect(&format!("{DOCUMENTS}{}", entry.name))?.content;
            check_document(document, entry, &content, limits)?;
            documents.push(content.into_owned());
        }
        let manifest = entries.expect(MANIFEST_ENTRY)?.content.into_owned();
        let signature = entries.expect(SIGNATURE_ENTRY)?.content.into_owned();
        if entries.entries.next().is_some() {
            return Err(ContainerError::ExtraEntry);
        }
        if manifest != manifest::build(&stated, &transmission.documents) {
            return Err(ContainerError::Manifest);
        }
        Ok(Self { sha256: Sha256::of(bytes), size: bytes.len(), transmission, documents, manifest, signature })
    }

    /// SHA-256 of the whole file: what receipts name. Never an identity: the id is (S19).
    pub fn sha256(&self) -> Sha256 {
        self.sha256
    }

    /// Size of the whole file in bytes.
    pub fn size(&self) -> usize {
        self.size
    }

    /// What is sent.
    pub fn transmission(&self) -> &Transmission {
        &self.transmission
    }

    /// The documents with their bytes.
    pub fn documents(&self) -> impl ExactSizeIterator<Item = Document<'_>> {
        let entries = self.transmission.documents.iter();
        entries.zip(&self.documents).map(|(entry, content)| Document { entry, content })
    }

    /// The manifest, which is what the signature covers.
    pub fn manifest(&self) -> &[u8] {
        &self.manifest
    }

    /// The signature file.
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }
}

struct Entries<'a> {
    entries: std::vec::IntoIter<Entry<'a>>,
    next: usize,
}

impl<'a> Entries<'a> {
    fn expect(&mut self, name: &str) -> Result<Entry<'a>, ContainerError> {
        let at = self.next;
        self.next += 1;
        match self.entries.next() {
            Some(entry) if entry.name == name => Ok(entry),
            _ => Err(ContainerError::Entry { entry: at, expected: name.to_owned() }),
        }
    }
}

fn check_document(
    document: usize,
    entry: &DocumentEntry,
    content: &[u8],
    limits: &Limits,
) -> Result<(), ContainerError> {
    if content.len() > limits.document_bytes {
        return Err(ContainerError::DocumentTooLarge { document });
    }
    if u64::try_from(content.len()) != Ok(entry.size) {
        return Err(ContainerError::DocumentSize { document });
    }
    if Sha256::of(content) != entry.sha256 {
        return Err(ContainerError::DocumentDigest { document });
    }
    Ok(())
}
