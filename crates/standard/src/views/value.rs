//! A typed value of any kind with its name: the form in which whole records are handed on.

use super::{Amount, Code, Decimal, ProratedDays, ServiceCode, Time, ViewField};
use crate::types::{CsvVersion, Date, OfficeNumber, ServiceType, TargetMonth};
use std::borrow::Cow;

/// A field of a view with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedValue<'f> {
    /// The field: its names and numbers.
    pub field: &'static ViewField,
    /// The value; `None` when the field is empty, unreadable or not in the version.
    pub value: Option<Value<'f>>,
}

/// A value of any kind.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the type it holds")]
pub enum Value<'f> {
    Version(CsvVersion),
    Date(Date),
    Month(TargetMonth),
    Time(Time),
    Days(ProratedDays),
    Office(OfficeNumber),
    ServiceType(ServiceType),
    ServiceCode(ServiceCode),
    Code(Code<'f>),
    Number(i64),
    Amount(Amount),
    Decimal(Decimal),
    Text(Cow<'f, str>),
}

macro_rules! from {
    ($($variant:ident $type:ty),* $(,)?) => {
        $(impl<'f> From<$type> for Value<'f> {
            fn from(value: $type) -> Self {
                Self::$variant(value)
            }
        })*
    };
}

from! {
    Version CsvVersion, Date Date, Month TargetMonth, Time Time, Days ProratedDays, Office OfficeNumber,
    ServiceType ServiceType, ServiceCode ServiceCode, Code Code<'f>, Number i64, Amount Amount, Decimal Decimal,
    Text Cow<'f, str>,
}
