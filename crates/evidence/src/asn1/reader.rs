//! Reads DER: definite, minimal lengths and one-byte tags only; every deviation is an error, never a guess.

use crate::time::Timestamp;

pub(crate) const BOOLEAN: u8 = 0x01;
pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const NULL: u8 = 0x05;
pub(crate) const OBJECT_IDENTIFIER: u8 = 0x06;
pub(crate) const ENUMERATED: u8 = 0x0a;
pub(crate) const UTF8_STRING: u8 = 0x0c;
pub(crate) const PRINTABLE_STRING: u8 = 0x13;
pub(crate) const UTC_TIME: u8 = 0x17;
pub(crate) const GENERALIZED_TIME: u8 = 0x18;
pub(crate) const BMP_STRING: u8 = 0x1e;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;

/// Why bytes are not the DER that was expected (X.690).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DerError {
    /// A value ends after the bytes do.
    #[error("the DER ends in the middle of a value")]
    Truncated,
    /// A tag number above 30, which nothing here uses.
    #[error("a DER tag takes more than one byte")]
    MultiByteTag,
    /// The indefinite length of BER.
    #[error("an indefinite length, which is BER and not DER")]
    IndefiniteLength,
    /// A length in more bytes than needed.
    #[error("a length is not in its shortest form")]
    NonMinimalLength,
    /// Another value stands where one is expected.
    #[error("tag {found:#04x} stands where {expected:#04x} is expected")]
    UnexpectedTag {
        /// The identifier byte that is expected.
        expected: u8,
        /// The identifier byte that stands there; 0 at the end of the data.
        found: u8,
    },
    /// Bytes follow the value.
    #[error("bytes follow the end of a value")]
    TrailingBytes,
    /// An integer that is negative, empty or not in its shortest form.
    #[error("an integer is negative or not in its shortest form")]
    Integer,
    /// The members of a SET OF are not in ascending order, or one is there twice.
    #[error("the members of a set are out of order or repeated")]
    SetOrder,
    /// A time that is no UTCTime before 2050 and no GeneralizedTime from 2050 on (RFC 5280 4.1.2.5).
    #[error("a time is not written as RFC 5280 asks")]
    Time,
    /// A value with other content than its type allows.
    #[error("a value has content that its type does not allow")]
    Value,
}

/// One value with its identifier byte.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tlv<'a> {
    /// Identifier byte.
    pub(crate) tag: u8,
    /// Content bytes.
    pub(crate) value: &'a [u8],
    /// Identifier, length and content bytes.
    pub(crate) raw: &'a [u8],
}

/// A cursor over DER values.
#[derive(Debug, Clone)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// Nothing may follow.
    pub(crate) fn finish(&self) -> Result<(), DerError> {
        if self.is_empty() { Ok(()) } else { Err(DerError::TrailingBytes) }
    }

    pub(crate) fn next(&mut self) -> Result<Tlv<'a>, DerError> {
        let (&tag, after_tag) = self.rest.split_first().ok_or(DerError::Truncated)?;
        if tag & 0x1f == 0x1f {
            return Err(DerError::MultiByteTag);
        }
        let (length, content) = read_length(after_tag)?;
        let (value, rest) = content.split_at_checked(length).ok_or(DerError::Truncated)?;
        let header = self.rest.len() - content.len();
        let raw = self.rest.get(..header + length).ok_or(DerError::Truncated)?;
        self.rest = rest;
        Ok(Tlv { tag, value, raw })
    }

    /// The next value, which must have this tag.
    pub(crate) fn tlv(&mut self, tag: u8) -> Result<Tlv<'a>, DerError> {
        match self.peek() {
            Some(found) if found == tag => self.next(),
            found => Err(DerError::UnexpectedTag { expected: tag, found: found.unwrap_or(0) }),
        }
    }

    /// The content of the next value, which must have this tag.
    pub(crate) fn expect(&mut self, tag: u8) -> Result<&'a [u8], DerError> {
        self.tlv(tag).map(|tlv| tlv.value)
    }

    /// The next value if it has this tag.
    pub(crate) fn optional(&mut self, tag: u8) -> Result<Option<Tlv<'a>>, DerError> {
        if self.peek() == Some(tag) { self.next().map(Some) } else { Ok(None) }
    }

    /// The content of the next value as a cursor of its own.
    pub(crate) fn nested(&mut self, tag: u8) -> Result<Reader<'a>, DerError> {
        self.expect(tag).map(Reader::new)
    }

    /// A non-negative integer without its sign byte.
    pub(crate) fn unsigned(&mut self) -> Result<&'a [u8], DerError> {
        match self.expect(INTEGER)? {
            [0] => Ok(&[0]),
            [0, rest @ ..] if rest.first().is_some_and(|byte| byte & 0x80 != 0) => Ok(rest),
            bytes @ [first, ..] if *first != 0 && first & 0x80 == 0 => Ok(bytes),
            _ => Err(DerError::Integer),
        }
    }

    /// A non-negative integer that fits 64 bits.
    pub(crate) fn small(&mut self) -> Result<u64, DerError> {
        let bytes = self.unsigned()?;
        if bytes.len() > 8 {
            return Err(DerError::Integer);
        }
        Ok(bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    /// A bit string without unused bits.
    pub(crate) fn bits(&mut self) -> Result<&'a [u8], DerError> {
        match self.expect(BIT_STRING)? {
            [0, bytes @ ..] => Ok(bytes),
            _ => Err(DerError::Value),
        }
    }

    /// A UTCTime or GeneralizedTime as RFC 5280 writes them: whole seconds, `Z`.
    pub(crate) fn time(&mut self) -> Result<Timestamp, DerError> {
        let tlv = self.next()?;
        let text = std::str::from_utf8(tlv.value).map_err(|_| DerError::Time)?;
        let time = match tlv.tag {
            UTC_TIME => Timestamp::parse_utc_time(text),
            GENERALIZED_TIME => Timestamp::parse_generalized_time(text),
            found => return Err(DerError::UnexpectedTag { expected: UTC_TIME, found }),
        };
        time.ok_or(DerError::Time)
    }
}

fn read_length(bytes: &[u8]) -> Result<(usize, &[u8]), DerError> {
    let (&first, rest) = bytes.split_first().ok_or(DerError::Truncated)?;
    if first < 0x80 {
        return Ok((usize::from(first), rest));
    }
    let count = usize::from(first & 0x7f);
    if count == 0 {
        return Err(DerError::IndefiniteLength);
    }
    if count > 4 {
        return Err(DerError::Truncated);
    }
    let (digits, rest) = rest.split_at_checked(count).ok_or(DerError::Truncated)?;
    let length = digits.iter().fold(0_usize, |length, byte| length << 8 | usize::from(*byte));
    if length < 0x80 || digits.first() == Some(&0) {
        return Err(DerError::NonMinimalLength);
    }
    Ok((length, rest))
}

/// The members of a SET OF, which must be in ascending order, each once (X.690 11.6).
pub(crate) fn set_members(bytes: &[u8]) -> Result<Vec<Tlv<'_>>, DerError> {
    let mut reader = Reader::new(bytes);
    let mut members: Vec<Tlv<'_>> = Vec::new();
    while !reader.is_empty() {
        let member = reader.next()?;
        if members.last().is_some_and(|last| last.raw >= member.raw) {
            return Err(DerError::SetOrder);
        }
        members.push(member);
    }
    Ok(members)
}
