//! One field of one record, and how its text is read as a value of each type.

use super::{Amount, Code, Decimal, ProratedDays, ServiceCode, Time};
use crate::data::Field;
use crate::rules::field::meant;
use crate::types::{CsvVersion, Date, OfficeNumber, ServiceType, TargetMonth};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// A field that the version has, with the text that stands in it.
pub(crate) struct Cell<'f> {
    pub(crate) field: &'static Field,
    pub(crate) text: Cow<'f, str>,
}

/// Read methods are named as the words in the tables of [`super::kinds`].
impl<'f> Cell<'f> {
    /// The version; two values of the history are read as 202407 (A001).
    pub(crate) fn version(self) -> Option<CsvVersion> {
        match &*self.cleaned()? {
            "202504" | "202410" => Some(CsvVersion::V202407),
            value => CsvVersion::parse(value),
        }
    }

    /// A number that is a name: insurer or insured. Zeros are never put before it (A034), `H` is a capital (A047).
    pub(crate) fn identifier(self) -> Option<Cow<'f, str>> {
        let value = self.cleaned()?;
        Some(if value.bytes().any(|b| b.is_ascii_lowercase()) { value.to_ascii_uppercase().into() } else { value })
    }

    /// An office number.
    pub(crate) fn office(self) -> Option<OfficeNumber> {
        OfficeNumber::parse(&self.cleaned()?.to_ascii_uppercase()).ok()
    }

    /// A day that exists; `00000000` is none (A043).
    pub(crate) fn date(self) -> Option<Date> {
        Date::parse(self.cleaned()?.as_bytes())
    }

    /// A month; `000000` is none.
    pub(crate) fn month(self) -> Option<TargetMonth> {
        TargetMonth::parse(self.cleaned()?.as_bytes()).ok()
    }

    /// A time.
    pub(crate) fn time(self) -> Option<Time> {
        Time::parse(&self.cleaned()?)
    }

    /// A whole number: leading zeros (A032) and a minus sign (A042) are read.
    pub(crate) fn number(self) -> Option<i64> {
        let value = self.cleaned()?;
        let digits = value.strip_prefix('-').unwrap_or(&value);
        if digits.bytes().all(|byte| byte.is_ascii_digit()) { value.parse().ok() } else { None }
    }

    /// An amount: empty is 0 (A112).
    pub(crate) fn amount(self) -> Option<Amount> {
        if self.is_blank() { Some(Amount::default()) } else { Some(Amount { written: Some(self.number()?) }) }
    }

    /// A number with decimals.
    pub(crate) fn decimal(self) -> Option<Decimal> {
        Decimal::parse(&self.cleaned()?)
    }

    /// A code with its label.
    pub(crate) fn code(self) -> Option<Code<'f>> {
        let table = self.field.codes.as_ref();
        Some(Code::read(self.cleaned()?, table))
    }

    /// Whether insurance pays (第2表 No15): empty is read as `N` (A120).
    pub(crate) fn coverage(self) -> Option<Code<'f>> {
        if self.is_blank() { Some(Code::read(Cow::Borrowed("N"), self.field.codes.as_ref())) } else { self.code() }
    }

    /// The days of a month.
    pub(crate) fn days(self) -> Option<ProratedDays> {
        if self.is_blank() { None } else { ProratedDays::parse(&self.text.nfkc().collect::<String>()) }
    }

    /// A service code.
    pub(crate) fn service_code(self) -> Option<ServiceCode> {
        ServiceCode::parse(&self.cleaned()?)
    }

    /// A service type; small letters are read as capitals (A150).
    pub(crate) fn service_type(self) -> Option<ServiceType> {
        ServiceType::parse(&self.cleaned()?.to_ascii_uppercase()).ok()
    }

    /// A short text that is a code of no table: half-width, without spaces around.
    pub(crate) fn line(self) -> Option<Cow<'f, str>> {
        self.cleaned()
    }

    /// A free text as it stands there; every line end is one LF (A029). Blank is none, in quotes or not (A027).
    pub(crate) fn text(self) -> Option<Cow<'f, str>> {
        if self.is_blank() {
            return None;
        }
        Some(match self.text.contains('\r') {
            true => self.text.replace("\r\n", "\n").replace('\r', "\n").into(),
            false => self.text,
        })
    }

    /// Half-width and without spaces around (A035, A036); `None` when nothing is left.
    fn cleaned(self) -> Option<Cow<'f, str>> {
        let plain = self.text.bytes().all(|byte| byte.is_ascii_graphic());
        let value = if plain { self.text } else { meant(&self.text).into() };
        (!value.is_empty()).then_some(value)
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}
