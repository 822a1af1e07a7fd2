//! The quick answer for one field: plainly right, or to be looked at by the rules.

use super::Context;
use crate::data::{Field, FieldKind, Requirement};
use crate::scan::{Span, check_text};
use crate::types::{Date, DocumentKind, OfficeNumber, ServiceType, TargetMonth};

/// True when nothing at all is to be said about a field: the form is the one the standard writes.
#[inline]
pub(crate) fn is_plain(context: &Context, field: &Field, bytes: &[u8], span: Span) -> bool {
    if bytes.is_empty() {
        return field.requirement == Requirement::Optional && (!span.quoted || field.kind.is_text());
    }
    if span.quoted != field.kind.is_text() {
        return false;
    }
    if field.kind.is_text() {
        let limit = field.length.map_or(u32::MAX, u32::from);
        return check_text(bytes, true).is_ok_and(|text| text.vendor.is_none() && text.characters <= limit);
    }
    is_valid(context, field, bytes)
}

/// True when the bytes are a value of the field in the form that the standard writes. Empty is never valid.
pub(crate) fn is_valid(context: &Context, field: &Field, bytes: &[u8]) -> bool {
    let length = field.length.map_or(usize::MAX, usize::from);
    let kind = context.layout.kind;
    match field.kind {
        FieldKind::Version => bytes == context.layout.version.as_str().as_bytes(),
        FieldKind::Insurer => bytes.len() == 6 && digits(bytes),
        FieldKind::Insured => match bytes {
            [b'H', rest @ ..] => rest.len() == 9 && digits(rest),
            _ => bytes.len() == 10 && digits(bytes),
        },
        FieldKind::Office => OfficeNumber::from_bytes(bytes).is_some(),
        FieldKind::Date8 => {
            Date::parse(bytes).is_some() || (bytes == b"00000000" && kind == DocumentKind::UpHosoku && field.no == 4)
        }
        FieldKind::Month6 => {
            TargetMonth::parse(bytes).is_ok() || (bytes == b"000000" && kind == DocumentKind::UpHosoku)
        }
        FieldKind::Time4 => is_time(bytes) || (bytes == b"9999" && kind != DocumentKind::Up3Kyo),
        FieldKind::Digits => bytes.len() <= length && digits(bytes) && (bytes.len() == 1 || !bytes.starts_with(b"0")),
        FieldKind::Decimal => bytes.len() <= length && is_decimal(bytes),
        FieldKind::Code => match &field.codes {
            Some(table) => table.contains(bytes),
            None => !bytes.is_empty() && bytes.len() <= length && bytes.iter().all(|b| is_code_byte(*b)),
        },
        FieldKind::Text | FieldKind::FileName => {
            check_text(bytes, true).is_ok_and(|text| text.characters as usize <= length)
        }
        FieldKind::Postcode => matches!(bytes, [a, b, c, b'-', d, e, f, g] if digits(&[*a, *b, *c, *d, *e, *f, *g])),
        FieldKind::Phone => !bytes.is_empty() && bytes.len() <= length && bytes.iter().all(|b| is_phone_byte(*b)),
        FieldKind::Flags31 => bytes.len() == 31 && bytes.iter().all(|b| matches!(b, b'0' | b'1')),
        FieldKind::ServiceCode => is_service_code(context, field, bytes),
        FieldKind::ServiceType => ServiceType::from_bytes(bytes).is_some(),
        FieldKind::Unused => false,
    }
}

#[inline]
fn digits(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit)
}

/// 0000 to 2359.
fn is_time(bytes: &[u8]) -> bool {
    matches!(bytes, [h1, h2, m1, m2] if digits(bytes) && (*h1 < b'2' || (*h1 == b'2' && *h2 < b'4')) && *m1 < b'6' && m2.is_ascii_digit())
}

/// `99.99`: digits, a point, two digits.
fn is_decimal(bytes: &[u8]) -> bool {
    matches!(bytes, [whole @ .., b'.', a, b] if digits(whole) && digits(&[*a, *b]))
}

fn is_code_byte(byte: u8) -> bool {
    byte.is_ascii_digit() || byte.is_ascii_uppercase() || byte == b'-'
}

fn is_phone_byte(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'-' | b'(' | b')' | b'+')
}

/// Two characters of service type and four of item; the seventh sheet also has its totals (AAAA, EEEE, ZZZZ, 999999).
fn is_service_code(context: &Context, field: &Field, bytes: &[u8]) -> bool {
    let form = bytes.len() == 6 && bytes.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    let total = field.codes.as_ref().is_some_and(|table| table.contains(bytes));
    let known = || bytes.get(..2).is_some_and(|service| context.standard.service_type(service).is_some());
    form && (total && bytes == b"999999" || known())
}
