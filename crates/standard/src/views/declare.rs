//! How a view is declared: a table of names, readings and field numbers becomes a type with a method for each field.

use super::{NamedValue, RecordView};
use crate::data::{Layout, standard};
use crate::types::{CsvVersion, DocumentKind};

/// A view of one kind of document.
pub trait View<'f>: Sized {
    /// The kind.
    const KIND: DocumentKind;
    /// Its fields in the order of version 202407.
    const FIELDS: &'static [ViewField];

    /// The view of a record; `None` when the record is of another kind.
    fn of(record: RecordView<'f>) -> Option<Self>;

    /// The record itself, with the texts as they stand.
    fn record(&self) -> &RecordView<'f>;

    /// All fields with their values.
    fn values(&self) -> Vec<NamedValue<'f>>;
}

/// A field of a view.
#[derive(Debug, PartialEq, Eq)]
pub struct ViewField {
    /// The name of its method: the name it has in machine-readable forms.
    pub name: &'static str,
    /// Its name in the standard.
    pub japanese: &'static str,
    /// Its number in 202208, if that version has it.
    pub no_in_202208: Option<u16>,
    /// Its number in 202407.
    pub no_in_202407: u16,
}

/// Where the fields of a view stand in a record: an index from 0 for each, for one version.
pub(crate) type Columns = Vec<Option<usize>>;

/// The columns of a view in each version, oldest first. Names are looked up in the layouts, so that the tables of the
/// standard alone decide where a field stands; the second of two fields with one name is the second in the layout too.
pub(crate) fn columns(kind: DocumentKind, fields: &[ViewField]) -> [Columns; 2] {
    CsvVersion::ALL.map(|version| match standard().layout(version, kind) {
        Some(layout) => (0..fields.len()).map(|index| column(layout, fields, index)).collect(),
        None => Vec::new(),
    })
}

fn column(layout: &Layout, fields: &[ViewField], index: usize) -> Option<usize> {
    let name = fields.get(index)?.japanese;
    let before = fields.iter().take(index).filter(|field| field.japanese == name).count();
    let mut places = layout.fields.iter().enumerate().filter(|(_, field)| field.name == name);
    places.nth(before).map(|(place, _)| place)
}

/// Declares a view: `method: reading "name in the standard" number in 202407 / number in 202208;`.
macro_rules! view {
    (
        $(#[$doc:meta])*
        $view:ident of $kind:ident {
            $($name:ident: $reading:ident $japanese:literal $new:literal $(/ $old:literal)?;)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $view<'f> {
            record: $crate::views::RecordView<'f>,
            columns: &'static $crate::views::declare::Columns,
        }

        #[allow(non_camel_case_types, reason = "the methods' own names")]
        #[derive(Clone, Copy)]
        enum At {
            $($name,)*
        }

        impl<'f> $view<'f> {
            $(
                #[doc = concat!("「", $japanese, "」: no. ", $new, " in 202407", $(", no. ", $old, " in 202208",)? ".")]
                pub fn $name(&self) -> $crate::views::declare::returns!('f $reading) {
                    let column = *self.columns.get(At::$name as usize)?;
                    self.record.cell(column?)?.$reading()
                }
            )*
        }

        impl<'f> $crate::views::View<'f> for $view<'f> {
            const KIND: $crate::types::DocumentKind = $crate::types::DocumentKind::$kind;
            const FIELDS: &'static [$crate::views::ViewField] = &[$($crate::views::ViewField {
                name: stringify!($name),
                japanese: $japanese,
                no_in_202208: $crate::views::declare::optional!($($old)?),
                no_in_202407: $new,
            },)*];

            fn of(record: $crate::views::RecordView<'f>) -> Option<Self> {
                static COLUMNS: std::sync::LazyLock<[$crate::views::declare::Columns; 2]> =
                    std::sync::LazyLock::new(|| $crate::views::declare::columns($view::KIND, $view::FIELDS));
                let [old, new] = &*COLUMNS;
                let layout = record.layout();
                let columns = match layout.version {
                    $crate::types::CsvVersion::V202208 => old,
                    $crate::types::CsvVersion::V202407 => new,
                };
                (layout.kind == Self::KIND).then_some(Self { record, columns })
            }

            fn record(&self) -> &$crate::views::RecordView<'f> {
                &self.record
            }

            fn values(&self) -> Vec<$crate::views::NamedValue<'f>> {
                let values = [$(self.$name().map($crate::views::Value::from),)*];
                let named = |(field, value)| $crate::views::NamedValue { field, value };
                Self::FIELDS.iter().zip(values).map(named).collect()
            }
        }
    };
}

/// The type that a reading gives.
macro_rules! returns {
    ($f:lifetime version) => { Option<$crate::types::CsvVersion> };
    ($f:lifetime identifier) => { Option<std::borrow::Cow<$f, str>> };
    ($f:lifetime line) => { Option<std::borrow::Cow<$f, str>> };
    ($f:lifetime text) => { Option<std::borrow::Cow<$f, str>> };
    ($f:lifetime office) => { Option<$crate::types::OfficeNumber> };
    ($f:lifetime date) => { Option<$crate::types::Date> };
    ($f:lifetime month) => { Option<$crate::types::TargetMonth> };
    ($f:lifetime time) => { Option<$crate::views::Time> };
    ($f:lifetime number) => { Option<i64> };
    ($f:lifetime amount) => { Option<$crate::views::Amount> };
    ($f:lifetime decimal) => { Option<$crate::views::Decimal> };
    ($f:lifetime code) => { Option<$crate::views::Code<$f>> };
    ($f:lifetime coverage) => { Option<$crate::views::Code<$f>> };
    ($f:lifetime days) => { Option<$crate::views::ProratedDays> };
    ($f:lifetime service_code) => { Option<$crate::views::ServiceCode> };
    ($f:lifetime service_type) => { Option<$crate::types::ServiceType> };
}

/// A number that may be left out.
macro_rules! optional {
    () => {
        None
    };
    ($number:literal) => {
        Some($number)
    };
}

pub(crate) use {optional, returns, view};
