//! Writes DER values from the inside out.

use super::reader::{
    BIT_STRING, BMP_STRING, GENERALIZED_TIME, INTEGER, OBJECT_IDENTIFIER, OCTET_STRING, PRINTABLE_STRING, SEQUENCE,
    SET, UTC_TIME, UTF8_STRING,
};
use crate::time::Timestamp;

/// A value from its identifier byte and the parts of its content.
pub(crate) fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut out = Vec::with_capacity(length + 6);
    out.push(tag);
    push_length(&mut out, length);
    for part in parts {
        out.extend_from_slice(part);
    }
    out
}

fn push_length(out: &mut Vec<u8>, length: usize) {
    if length < 0x80 {
        out.push(length.to_le_bytes()[0]);
        return;
    }
    let bytes = length.to_be_bytes();
    let digits: Vec<u8> = bytes.into_iter().skip_while(|byte| *byte == 0).collect();
    out.push(0x80 | digits.len().to_le_bytes()[0]);
    out.extend_from_slice(&digits);
}

pub(crate) fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    tlv(SEQUENCE, parts)
}

/// A SET OF: members in ascending order of their encodings.
pub(crate) fn set_content(mut members: Vec<Vec<u8>>) -> Vec<u8> {
    members.sort();
    members.concat()
}

pub(crate) fn set_of(members: Vec<Vec<u8>>) -> Vec<u8> {
    tlv(SET, &[&set_content(members)])
}

pub(crate) fn object_identifier(content: &[u8]) -> Vec<u8> {
    tlv(OBJECT_IDENTIFIER, &[content])
}

pub(crate) fn octet_string(content: &[u8]) -> Vec<u8> {
    tlv(OCTET_STRING, &[content])
}

pub(crate) fn bit_string(content: &[u8]) -> Vec<u8> {
    tlv(BIT_STRING, &[&[0], content])
}

/// A non-negative integer from big-endian bytes.
pub(crate) fn unsigned(bytes: &[u8]) -> Vec<u8> {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    match bytes.get(zeros..) {
        None | Some([]) => tlv(INTEGER, &[&[0]]),
        Some(digits) if digits.first().is_some_and(|byte| byte & 0x80 != 0) => tlv(INTEGER, &[&[0], digits]),
        Some(digits) => tlv(INTEGER, &[digits]),
    }
}

pub(crate) fn small(number: u64) -> Vec<u8> {
    unsigned(&number.to_be_bytes())
}

pub(crate) fn utf8_string(text: &str) -> Vec<u8> {
    tlv(UTF8_STRING, &[text.as_bytes()])
}

pub(crate) fn printable_string(text: &str) -> Vec<u8> {
    tlv(PRINTABLE_STRING, &[text.as_bytes()])
}

pub(crate) fn bmp_string(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    tlv(BMP_STRING, &[&units])
}

/// UTCTime before 2050, GeneralizedTime from then on (RFC 5280 4.1.2.5).
pub(crate) fn time(at: Timestamp) -> Vec<u8> {
    match at.utc_time() {
        Some(text) => tlv(UTC_TIME, &[text.as_bytes()]),
        None => tlv(GENERALIZED_TIME, &[at.generalized_time().as_bytes()]),
    }
}

/// A constructed context-specific value: EXPLICIT, or IMPLICIT of a constructed type.
pub(crate) fn context(number: u8, parts: &[&[u8]]) -> Vec<u8> {
    tlv(0xa0 | number, parts)
}

/// A primitive context-specific value: IMPLICIT of a primitive type.
pub(crate) fn context_primitive(number: u8, content: &[u8]) -> Vec<u8> {
    tlv(0x80 | number, &[content])
}
