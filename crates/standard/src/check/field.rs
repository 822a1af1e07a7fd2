//! The quick answer for one field: plainly right, or to be looked at by the rules.

use super::Context;
use crate::data::{Field, FieldKind, Requirement, Standard};
use crate::scan::{Span, check_text};
use crate::types::{Date, DocumentKind, OfficeNumber, TargetMonth};
use std::sync::LazyLock;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As the standard writes it, and nothing is to be said.
    Plain,
    /// As the standard writes it, but a rule has something to say.
    Remarkable,
    /// Not a value of the field, or not in the form of the standard.
    Wrong,
}

/// True when nothing at all is to be said about a field: the form is the one the standard writes.
#[inline]
pub(crate) fn is_plain(context: &Context, field: &Field, bytes: &[u8], span: Span) -> bool {
    if bytes.is_empty() {
        return field.requirement == Requirement::Optional && (!span.quoted || field.kind.is_text());
    }
    if span.quoted != field.kind.is_text() {
        return false;
    }
    if !field.kind.is_text() {
        return form(context, field, bytes) == Form::Plain;
    }
    let (form, has_vendor_characters) = text(field, bytes);
    form == Form::Plain && !has_vendor_characters
}

/// True when the bytes are a value of the field in the form that the standard writes. Empty is never valid.
pub(crate) fn is_valid(context: &Context, field: &Field, bytes: &[u8]) -> bool {
    form(context, field, bytes) != Form::Wrong
}

/// What the bytes are in this field, quotes aside.
pub(crate) fn form(context: &Context, field: &Field, bytes: &[u8]) -> Form {
    let length = field.length.map_or(usize::MAX, usize::from);
    match field.kind {
        FieldKind::Version => plain_if(bytes == context.layout.version.as_str().as_bytes()),
        FieldKind::Insurer => plain_if(bytes.len() == 6 && digits(bytes)),
        FieldKind::Insured => insured(bytes),
        FieldKind::Office => plain_if(OfficeNumber::from_bytes(bytes).is_some()),
        FieldKind::Date8 => date(context, field, bytes),
        FieldKind::Month6 => {
            let unused = bytes == b"000000" && context.layout.kind == DocumentKind::UpHosoku;
            plain_if(unused || TargetMonth::parse(bytes).is_ok())
        }
        FieldKind::Time4 => {
            plain_if(is_time(bytes) || (bytes == b"9999" && context.layout.kind != DocumentKind::Up3Kyo))
        }
        FieldKind::Digits => number(field, bytes, length),
        FieldKind::Decimal => plain_if(bytes.len() <= length && is_decimal(bytes)),
        FieldKind::Code => code(field, bytes, length),
        FieldKind::Text | FieldKind::FileName => text(field, bytes).0,
        FieldKind::Postcode => {
            plain_if(matches!(bytes, [a, b, c, b'-', d, e, f, g] if digits(&[*a, *b, *c, *d, *e, *f, *g])))
        }
        FieldKind::Phone => plain_if(bytes.len() <= length && bytes.iter().all(|b| is_phone_byte(*b))),
        FieldKind::Flags31 => plain_if(bytes.len() == 31 && bytes.iter().all(|b| matches!(b, b'0' | b'1'))),
        FieldKind::ServiceCode => service_code(field, bytes),
        FieldKind::ServiceType => match <[u8; 2]>::try_from(bytes) {
            Ok([first, second]) => form_of_type(first, second),
            Err(_) => Form::Wrong,
        },
        FieldKind::Unused => Form::Remarkable,
    }
}

#[inline]
fn plain_if(right: bool) -> Form {
    if right { Form::Plain } else { Form::Wrong }
}

#[inline]
fn digits(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit)
}

/// What a text is, and whether it has characters that not every software has (A038).
fn text(field: &Field, bytes: &[u8]) -> (Form, bool) {
    let limit = field.length.map_or(u32::MAX, u32::from);
    let Some(text) = check_text(bytes, true).ok().filter(|text| text.characters <= limit && !bytes.is_empty()) else {
        return (Form::Wrong, false);
    };
    let is_missing = field.requirement != Requirement::Optional && is_blank(bytes);
    // Text of fixed length holds a number (A137).
    let is_wide_number = field.length.is_some() && !bytes.is_ascii();
    let form = if is_missing || is_wide_number { Form::Remarkable } else { Form::Plain };
    (form, text.vendor.is_some())
}

/// Only spaces, half-width or full-width.
pub(crate) fn is_blank(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return true,
            [b' ', tail @ ..] | [0x81, 0x40, tail @ ..] => tail,
            _ => return false,
        };
    }
}

/// Ten digits, or H and nine digits. All zeros stand for a number not yet given (A049).
fn insured(bytes: &[u8]) -> Form {
    let right = match bytes {
        [b'H', rest @ ..] => rest.len() == 9 && digits(rest),
        _ => bytes.len() == 10 && digits(bytes),
    };
    if right && bytes == b"0000000000" { Form::Remarkable } else { plain_if(right) }
}

fn date(context: &Context, field: &Field, bytes: &[u8]) -> Form {
    match Date::parse(bytes) {
        Some(date) if is_plausible(context, field, date) => Form::Plain,
        Some(_) => Form::Remarkable,
        None => plain_if(bytes == b"00000000" && context.layout.kind == DocumentKind::UpHosoku && field.no == 4),
    }
}

/// Care insurance was prepared from 1999 on. Service dates are judged against their month, by another rule.
fn is_plausible(context: &Context, field: &Field, date: Date) -> bool {
    let as_of = context.options.as_of;
    let is_our_time = (1999..2100).contains(&date.year());
    // Most dates need no look at the name of their field.
    if is_our_time && date <= as_of {
        return true;
    }
    if is_birth_date(field) {
        date <= as_of && date.year() + 130 >= as_of.year()
    } else {
        is_our_time || field.name == "サービス利用日"
    }
}

/// True for 利用者生年月日.
pub(crate) fn is_birth_date(field: &Field) -> bool {
    field.name == "利用者生年月日"
}

/// 0000 to 2359.
pub(crate) fn is_time(bytes: &[u8]) -> bool {
    matches!(bytes, [h1, h2, m1, m2] if digits(bytes) && (*h1 < b'2' || (*h1 == b'2' && *h2 < b'4')) && *m1 < b'6' && m2.is_ascii_digit())
}

fn number(field: &Field, bytes: &[u8], length: usize) -> Form {
    let right = bytes.len() <= length && digits(bytes) && (bytes.len() == 1 || !bytes.starts_with(b"0"));
    // The numbers of 2表 (課題ＮＯ and so on) begin with 1.
    if right && bytes == b"0" && field.name.ends_with("ＮＯ") { Form::Remarkable } else { plain_if(right) }
}

/// `99.99`: digits without a leading zero, a point, two digits.
fn is_decimal(bytes: &[u8]) -> bool {
    matches!(bytes, [whole @ .., b'.', a, b]
        if digits(whole) && digits(&[*a, *b]) && (whole.len() == 1 || !whole.starts_with(b"0")))
}

fn code(field: &Field, bytes: &[u8], length: usize) -> Form {
    if let Some(table) = &field.codes {
        return plain_if(table.contains(bytes));
    }
    let right = bytes.len() <= length && bytes.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-');
    if right && field.name == "TAISコード" && !is_tais(bytes) { Form::Remarkable } else { plain_if(right) }
}

/// Five digits, a hyphen, six digits.
fn is_tais(bytes: &[u8]) -> bool {
    bytes.split_at_checked(5).is_some_and(|(maker, item)| {
        digits(maker) && matches!(item, [b'-', item @ ..] if item.len() == 6 && digits(item))
    })
}

fn is_phone_byte(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'-' | b'(' | b')' | b'+')
}

/// Two characters of service type and four of item; only the seventh sheet has totals (AAAA, EEEE, ZZZZ, 999999).
fn service_code(field: &Field, bytes: &[u8]) -> Form {
    let [first, second, item @ ..] = bytes else { return Form::Wrong };
    if item.len() != 4 || !item.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()) {
        return Form::Wrong;
    }
    match &field.codes {
        Some(_) if bytes == b"999999" => Form::Plain,
        None if bytes == b"999999" || matches!(item, b"AAAA" | b"EEEE" | b"ZZZZ") => Form::Wrong,
        _ => form_of_type(*first, *second),
    }
}

/// A type that the standard does not list is wrong; one whose records do not travel is remarkable.
#[inline]
fn form_of_type(first: u8, second: u8) -> Form {
    static FORMS: LazyLock<[Form; 36 * 36]> = LazyLock::new(|| forms_of_types(crate::data::standard()));
    let place = place_of(first).zip(place_of(second)).map(|(first, second)| first * 36 + second);
    place.and_then(|place| FORMS.get(place)).copied().unwrap_or(Form::Wrong)
}

fn forms_of_types(standard: &Standard) -> [Form; 36 * 36] {
    let mut forms = [Form::Wrong; 36 * 36];
    for entry in &standard.service_types {
        if let [first, second] = entry.code.as_bytes()
            && let Some(place) = place_of(*first).zip(place_of(*second)).map(|(first, second)| first * 36 + second)
            && let Some(form) = forms.get_mut(place)
        {
            *form = if entry.in_scope { Form::Plain } else { Form::Remarkable };
        }
    }
    forms
}

fn place_of(byte: u8) -> Option<usize> {
    match byte {
        b'0'..=b'9' => Some(usize::from(byte - b'0')),
        b'A'..=b'Z' => Some(usize::from(byte - b'A') + 10),
        _ => None,
    }
}
