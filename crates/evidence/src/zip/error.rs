//! Every reason for which an archive is refused.

/// Why an archive is refused. `at` is a byte offset, `entry` counts from 0 in the order of the directory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ZipError {
    /// More bytes than allowed.
    #[error("the archive has {0} bytes, which is too many")]
    TooLarge(usize),
    /// The last 22 bytes are no end record: no ZIP, cut off, or with a comment or data behind it.
    #[error("the archive does not end with a plain end record")]
    EndRecord,
    /// A comment of the archive.
    #[error("the archive has a comment")]
    ArchiveComment,
    /// Parts on several disks.
    #[error("the archive is split")]
    Split,
    /// Values that only ZIP64 could give.
    #[error("the archive is of ZIP64")]
    Zip64,
    /// More entries than allowed.
    #[error("the archive has {0} entries, which is too many")]
    TooManyEntries(usize),
    /// The directory is not where the end record says, or bytes lie between it and the end record.
    #[error("the directory is not where the end record says")]
    DirectoryPlace,
    /// A directory entry is damaged.
    #[error("the directory is damaged at entry {entry}")]
    Directory {
        /// Which entry.
        entry: usize,
    },
    /// The entry asks for a reader above version 2.0.
    #[error("entry {entry} asks for a newer reader")]
    VersionNeeded {
        /// Which entry.
        entry: usize,
    },
    /// Encrypted.
    #[error("entry {entry} is encrypted")]
    Encrypted {
        /// Which entry.
        entry: usize,
    },
    /// Sizes behind the data.
    #[error("entry {entry} has a data descriptor")]
    DataDescriptor {
        /// Which entry.
        entry: usize,
    },
    /// Another flag than UTF-8 and the strength of deflating.
    #[error("entry {entry} has unknown flags")]
    Flags {
        /// Which entry.
        entry: usize,
    },
    /// Neither stored nor deflated.
    #[error("entry {entry} is compressed with an unknown method")]
    Method {
        /// Which entry.
        entry: usize,
    },
    /// An extra field.
    #[error("entry {entry} has an extra field")]
    ExtraField {
        /// Which entry.
        entry: usize,
    },
    /// A comment.
    #[error("entry {entry} has a comment")]
    EntryComment {
        /// Which entry.
        entry: usize,
    },
    /// A folder, a link or another special file.
    #[error("entry {entry} is no regular file")]
    NotAFile {
        /// Which entry.
        entry: usize,
    },
    /// The name is no UTF-8, or is not marked as UTF-8.
    #[error("the name of entry {entry} is not UTF-8 or not marked so")]
    NameEncoding {
        /// Which entry.
        entry: usize,
    },
    /// The name is empty.
    #[error("entry {entry} has no name")]
    NoName {
        /// Which entry.
        entry: usize,
    },
    /// The name stands twice.
    #[error("the name of entry {entry} is repeated")]
    RepeatedName {
        /// Which entry.
        entry: usize,
    },
    /// The entry does not begin where the one before it ends.
    #[error("entry {entry} does not begin where the one before ends")]
    Gap {
        /// Which entry.
        entry: usize,
    },
    /// The local header says something else than the directory.
    #[error("the local header of entry {entry} differs from the directory")]
    LocalHeader {
        /// Which entry.
        entry: usize,
    },
    /// The data do not lie inside the archive.
    #[error("the data of entry {entry} are cut off")]
    Data {
        /// Which entry.
        entry: usize,
    },
    /// Stored, with two sizes.
    #[error("entry {entry} is stored but has two sizes")]
    StoredSize {
        /// Which entry.
        entry: usize,
    },
    /// More bytes than an entry may have.
    #[error("entry {entry} has {bytes} bytes, which is too many")]
    EntryTooLarge {
        /// Which entry.
        entry: usize,
        /// Its size.
        bytes: usize,
    },
    /// More bytes than all entries may have.
    #[error("the entries together have too many bytes")]
    TotalTooLarge,
    /// Packed more tightly than honest content is.
    #[error("entry {entry} is packed suspiciously tightly")]
    Ratio {
        /// Which entry.
        entry: usize,
    },
    /// The deflated data are damaged, or inflate to another size.
    #[error("entry {entry} does not inflate to its size")]
    Inflate {
        /// Which entry.
        entry: usize,
    },
    /// The checksum is of other content.
    #[error("the checksum of entry {entry} is of other content")]
    Checksum {
        /// Which entry.
        entry: usize,
    },
}
