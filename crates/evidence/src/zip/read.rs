//! Reads an archive whose every byte is accounted for (APPNOTE 6.3).

use std::borrow::Cow;
use std::collections::HashSet;

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::{ZipError, ZipLimits};

const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
const LOCAL_LEN: usize = 30;
const CENTRAL_LEN: usize = 46;
const END_LEN: usize = 22;

/// One file of an archive.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Its name.
    pub name: &'a str,
    /// Whether it lies in the archive as it is.
    pub stored: bool,
    /// Its content, inflated.
    pub content: Cow<'a, [u8]>,
}

/// The files of an archive in order.
#[derive(Debug, Clone)]
pub struct Archive<'a> {
    /// The files.
    pub entries: Vec<Entry<'a>>,
}

/// Reads an archive.
///
/// # Errors
/// [`ZipError`]: the first deviation.
pub fn read<'a>(bytes: &'a [u8], limits: &ZipLimits) -> Result<Archive<'a>, ZipError> {
    if bytes.len() > limits.archive_bytes {
        return Err(ZipError::TooLarge(bytes.len()));
    }
    let (count, directory, directory_at) = read_end(bytes, limits)?;
    let (found, end) = read_directory(bytes, directory, count, limits)?;
    if end != directory_at {
        return Err(ZipError::DirectoryPlace);
    }
    // Only now, when every header has been held to the limits, is anything inflated.
    // One stream for all: its window and tables are made once.
    let mut stream = Decompress::new(false);
    let entries = found.into_iter().map(|(header, data)| header.open(data, &mut stream)).collect::<Result<_, _>>()?;
    Ok(Archive { entries })
}

/// A header with its data, not inflated yet.
type Packed<'a> = (Header<'a>, &'a [u8]);

/// The headers with their packed data, which lie one behind the other, and where the last ends.
fn read_directory<'a>(
    bytes: &'a [u8],
    mut directory: &'a [u8],
    count: usize,
    limits: &ZipLimits,
) -> Result<(Vec<Packed<'a>>, usize), ZipError> {
    let mut names = HashSet::with_capacity(count);
    let mut found = Vec::with_capacity(count);
    let (mut next, mut total) = (0_usize, 0_usize);
    for entry in 0..count {
        let (header, rest) = Header::read(directory, entry)?;
        directory = rest;
        if !names.insert(header.name) {
            return Err(ZipError::RepeatedName { entry });
        }
        header.check_sizes(limits)?;
        total = total.saturating_add(header.size);
        if total > limits.total_bytes {
            return Err(ZipError::TotalTooLarge);
        }
        let (data, end) = header.locate(bytes, next)?;
        next = end;
        found.push((header, data));
    }
    if directory.is_empty() { Ok((found, next)) } else { Err(ZipError::DirectoryPlace) }
}

fn number16(bytes: &[u8], at: usize) -> Option<usize> {
    let pair: [u8; 2] = bytes.get(at..at + 2)?.try_into().ok()?;
    Some(usize::from(u16::from_le_bytes(pair)))
}

fn number32(bytes: &[u8], at: usize) -> Option<usize> {
    let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(four)).ok()
}

fn read_end<'a>(bytes: &'a [u8], limits: &ZipLimits) -> Result<(usize, &'a [u8], usize), ZipError> {
    let at = bytes.len().checked_sub(END_LEN).ok_or(ZipError::EndRecord)?;
    let (before, end) = bytes.split_at_checked(at).ok_or(ZipError::EndRecord)?;
    if !end.starts_with(END) {
        return Err(ZipError::EndRecord);
    }
    let short = |at| number16(end, at).ok_or(ZipError::EndRecord);
    if short(20)? != 0 {
        return Err(ZipError::ArchiveComment);
    }
    let (here, all) = (short(8)?, short(10)?);
    let size = number32(end, 12).ok_or(ZipError::EndRecord)?;
    let start = number32(end, 16).ok_or(ZipError::EndRecord)?;
    if here == 0xffff || all == 0xffff || size == 0xffff_ffff || start == 0xffff_ffff {
        return Err(ZipError::Zip64);
    }
    if short(4)? != 0 || short(6)? != 0 || here != all {
        return Err(ZipError::Split);
    }
    if all > limits.entries {
        return Err(ZipError::TooManyEntries(all));
    }
    if start.checked_add(size) != Some(before.len()) {
        return Err(ZipError::DirectoryPlace);
    }
    Ok((all, before.get(start..).ok_or(ZipError::DirectoryPlace)?, start))
}

/// A directory entry.
struct Header<'a> {
    entry: usize,
    name: &'a str,
    /// Version needed, flags, method, time, date, checksum, sizes, lengths of name and extra field: the 26 bytes that
    /// stand in the local header too.
    shared: &'a [u8],
    method: usize,
    checksum: u32,
    packed: usize,
    size: usize,
    offset: usize,
}

impl<'a> Header<'a> {
    fn read(directory: &'a [u8], entry: usize) -> Result<(Self, &'a [u8]), ZipError> {
        let damaged = ZipError::Directory { entry };
        let (fixed, rest) = directory.split_at_checked(CENTRAL_LEN).ok_or_else(|| damaged.clone())?;
        if !fixed.starts_with(CENTRAL) {
            return Err(damaged);
        }
        let short = |at| number16(fixed, at).ok_or(ZipError::Directory { entry });
        let long = |at| number32(fixed, at).ok_or(ZipError::Directory { entry });
        let (flags, method) = (short(8)?, short(10)?);
        if short(6)? > 20 {
            return Err(ZipError::VersionNeeded { entry });
        }
        check_flags(flags, method, entry)?;
        if short(30)? != 0 {
            return Err(ZipError::ExtraField { entry });
        }
        if short(32)? != 0 {
            return Err(ZipError::EntryComment { entry });
        }
        if short(34)? != 0 {
            return Err(ZipError::Split);
        }
        check_attributes(long(38)?, short(4)?, entry)?;
        let (name, rest) = rest.split_at_checked(short(28)?).ok_or_else(|| damaged.clone())?;
        let name = std::str::from_utf8(name).map_err(|_| ZipError::NameEncoding { entry })?;
        if !name.is_ascii() && flags & 0x0800 == 0 {
            return Err(ZipError::NameEncoding { entry });
        }
        if name.is_empty() {
            return Err(ZipError::NoName { entry });
        }
        let header = Self {
            entry,
            name,
            shared: fixed.get(6..32).ok_or(damaged)?,
            method,
            checksum: u32::try_from(long(16)?).unwrap_or(0),
            packed: long(20)?,
            size: long(24)?,
            offset: long(42)?,
        };
        Ok((header, rest))
    }

    fn check_sizes(&self, limits: &ZipLimits) -> Result<(), ZipError> {
        let entry = self.entry;
        if self.packed == 0xffff_ffff || self.size == 0xffff_ffff || self.offset == 0xffff_ffff {
            return Err(ZipError::Zip64);
        }
        if self.method == 0 && self.packed != self.size {
            return Err(ZipError::StoredSize { entry });
        }
        if self.size > limits.entry_bytes {
            return Err(ZipError::EntryTooLarge { entry, bytes: self.size });
        }
        if self.size.saturating_sub(1_024) > self.packed.saturating_mul(limits.ratio) {
            return Err(ZipError::Ratio { entry });
        }
        Ok(())
    }

    /// The data of the entry, which must begin at `begin`, and where they end.
    fn locate(&self, bytes: &'a [u8], begin: usize) -> Result<(&'a [u8], usize), ZipError> {
        let entry = self.entry;
        if self.offset != begin {
            return Err(ZipError::Gap { entry });
        }
        let local = bytes.get(begin..).ok_or(ZipError::Gap { entry })?;
        let (fixed, rest) = local.split_at_checked(LOCAL_LEN).ok_or(ZipError::LocalHeader { entry })?;
        if fixed.get(28..30) != Some(&[0, 0]) {
            return Err(ZipError::ExtraField { entry });
        }
        if !fixed.starts_with(LOCAL) || fixed.get(4..30) != Some(self.shared) {
            return Err(ZipError::LocalHeader { entry });
        }
        let rest = rest.strip_prefix(self.name.as_bytes()).ok_or(ZipError::LocalHeader { entry })?;
        let data = rest.get(..self.packed).ok_or(ZipError::Data { entry })?;
        Ok((data, begin + LOCAL_LEN + self.name.len() + self.packed))
    }

    fn open(self, data: &'a [u8], stream: &mut Decompress) -> Result<Entry<'a>, ZipError> {
        let entry = self.entry;
        let stored = self.method == 0;
        let content = if stored {
            Cow::Borrowed(data)
        } else {
            Cow::Owned(inflate(stream, data, self.size).ok_or(ZipError::Inflate { entry })?)
        };
        let mut checksum = Crc::new();
        checksum.update(&content);
        if checksum.sum() != self.checksum {
            return Err(ZipError::Checksum { entry });
        }
        Ok(Entry { name: self.name, stored, content })
    }
}

fn check_flags(flags: usize, method: usize, entry: usize) -> Result<(), ZipError> {
    if flags & 0x2041 != 0 {
        return Err(ZipError::Encrypted { entry });
    }
    if flags & 0x0008 != 0 {
        return Err(ZipError::DataDescriptor { entry });
    }
    // Bits 1 and 2 say how hard the writer tried to deflate; they change nothing for a reader.
    match method {
        0 | 8 if flags & !0x0806 == 0 => Ok(()),
        0 | 8 => Err(ZipError::Flags { entry }),
        _ => Err(ZipError::Method { entry }),
    }
}

/// Made on Unix, the upper half holds the file's mode; on DOS, bit 4 says folder.
fn check_attributes(attributes: usize, made_by: usize, entry: usize) -> Result<(), ZipError> {
    let kind = if made_by >> 8 == 3 { attributes >> 28 } else { 0 };
    if attributes & 0x10 != 0 || !matches!(kind, 0 | 8) {
        return Err(ZipError::NotAFile { entry });
    }
    Ok(())
}

fn inflate(stream: &mut Decompress, data: &[u8], size: usize) -> Option<Vec<u8>> {
    // One byte more than announced, so that a longer stream is noticed and never stored.
    let mut content = Vec::with_capacity(size + 1);
    stream.reset(false);
    let status = stream.decompress_vec(data, &mut content, FlushDecompress::Finish).ok()?;
    let whole = usize::try_from(stream.total_in()) == Ok(data.len()) && content.len() == size;
    (status == Status::StreamEnd && whole).then_some(content)
}
