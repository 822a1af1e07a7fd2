//! Writes archives: the same files in the same order give the same bytes.

use flate2::{Compress, Compression, Crc, FlushCompress, Status};

use crate::time::Timestamp;

/// The time that all entries of an archive show, in Japanese time, as MS-DOS writes it (even seconds, from 1980 on).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DosTime {
    time: u16,
    date: u16,
}

impl DosTime {
    /// From an instant; before 1980 or after 2107 it is 1 January 1980.
    pub fn new(at: Timestamp) -> Self {
        let first = Self { time: 0, date: 0x21 };
        let Some(civil) = at.plus(9 * 3600).civil() else { return first };
        let year = match civil.year() {
            year @ 1980..=2107 => year - 1980,
            _ => return first,
        };
        Self {
            time: u16::from(civil.hour()) << 11 | u16::from(civil.minutes()) << 5 | u16::from(civil.seconds() / 2),
            date: year << 9 | u16::from(civil.month()) << 5 | u16::from(civil.day()),
        }
    }
}

/// How an entry lies in the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// As it is.
    Stored,
    /// Deflated when that makes it smaller, but not more than this many bytes into one: readers refuse that.
    Deflated {
        /// As in [`super::ZipLimits::ratio`].
        ratio: usize,
    },
}

/// An archive in the making. Sizes stay below 4 GiB: the callers' limits are far lower.
#[derive(Debug)]
pub struct ZipWriter {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    entries: u16,
    time: DosTime,
}

impl ZipWriter {
    /// An empty archive whose entries will show this time.
    pub fn new(time: DosTime) -> Self {
        Self { bytes: Vec::new(), directory: Vec::new(), entries: 0, time }
    }

    /// Adds a file. The caller sees to it that no name comes twice.
    pub fn add(&mut self, name: &str, content: &[u8], method: Method) {
        let packed = match method {
            Method::Stored => None,
            Method::Deflated { ratio } => deflate(content).filter(|packed| {
                let bound = packed.len().saturating_mul(ratio).saturating_add(1_024);
                packed.len() < content.len() && content.len() <= bound
            }),
        };
        let mut checksum = Crc::new();
        checksum.update(content);
        let flags: u16 = if name.is_ascii() { 0 } else { 0x0800 };
        let method: u16 = if packed.is_some() { 8 } else { 0 };
        let data = packed.as_deref().unwrap_or(content);
        let mut shared = Vec::with_capacity(26);
        for number in [20, flags, method, self.time.time, self.time.date] {
            shared.extend_from_slice(&number.to_le_bytes());
        }
        for number in [checksum.sum(), length(data.len()), length(content.len())] {
            shared.extend_from_slice(&number.to_le_bytes());
        }
        shared.extend_from_slice(&u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
        shared.extend_from_slice(&[0, 0]);

        let offset = length(self.bytes.len());
        for part in [b"PK\x03\x04", shared.as_slice(), name.as_bytes(), data] {
            self.bytes.extend_from_slice(part);
        }
        self.directory.extend_from_slice(b"PK\x01\x02\x14\x03");
        self.directory.extend_from_slice(&shared);
        // No comment, first disk, binary, a regular file of mode 0600.
        self.directory.extend_from_slice(&[0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x81]);
        self.directory.extend_from_slice(&offset.to_le_bytes());
        self.directory.extend_from_slice(name.as_bytes());
        self.entries = self.entries.saturating_add(1);
    }

    /// The archive.
    pub fn finish(mut self) -> Vec<u8> {
        let offset = length(self.bytes.len());
        self.bytes.extend_from_slice(&self.directory);
        self.bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend_from_slice(&self.entries.to_le_bytes());
        self.bytes.extend_from_slice(&self.entries.to_le_bytes());
        self.bytes.extend_from_slice(&length(self.directory.len()).to_le_bytes());
        self.bytes.extend_from_slice(&offset.to_le_bytes());
        self.bytes.extend_from_slice(&[0, 0]);
        self.bytes
    }
}

fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

fn deflate(content: &[u8]) -> Option<Vec<u8>> {
    let mut packed = Vec::with_capacity(content.len() + 64);
    let mut stream = Compress::new(Compression::default(), false);
    let status = stream.compress_vec(content, &mut packed, FlushCompress::Finish).ok()?;
    (status == Status::StreamEnd).then_some(packed)
}
