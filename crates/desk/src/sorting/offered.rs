//! A file as a person drops it, and the shelf where its bytes lie until they are sent.

use crate::trouble::Trouble;

/// Most bytes of one file that can be sent.
pub const MAX_FILE: u64 = 10_000_000;

/// A file as a person drops it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedFile {
    /// The name without folders.
    pub name: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a dropped file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// All of it.
    Bytes(Vec<u8>),
    /// More than [`MAX_FILE`]: not kept.
    TooLarge,
    /// It came after so much in one drop that no more was kept.
    Overflow,
}

impl OfferedFile {
    /// A file with all its bytes. Folders in the name are left out: a dropped folder sends them along.
    pub fn new(name: &str, bytes: Vec<u8>) -> Self {
        let content = if bytes.len() as u64 > MAX_FILE { Content::TooLarge } else { Content::Bytes(bytes) };
        Self { name: last_part(name), content }
    }

    /// A file that was not kept.
    pub fn left_out(name: &str, content: Content) -> Self {
        Self { name: last_part(name), content }
    }
}

fn last_part(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

/// Where the bytes of dropped files lie. The office app keeps them sealed in its store, practice in memory.
pub trait Shelf {
    /// Keeps bytes; the key stays the same for ever.
    ///
    /// # Errors
    /// No room, or the store failed.
    fn put(&mut self, name: &str, bytes: Vec<u8>) -> Result<u64, Trouble>;

    /// The bytes again.
    ///
    /// # Errors
    /// They are not there, or the store failed.
    fn get(&self, key: u64) -> Result<Vec<u8>, Trouble>;

    /// They are no longer needed.
    fn remove(&mut self, key: u64);
}
