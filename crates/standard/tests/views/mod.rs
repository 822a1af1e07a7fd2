//! Records read by field name.

mod kinds;
mod plans;
mod printed;
mod reach;
mod tolerant;

use crate::support::ms932;
use standard::CsvVersion;
use standard::data::{Field, Layout, standard};
use standard::views::{Records, View};

/// The views of a file of version 202407 with these rows: the given fields filled in by name, the others empty.
fn views<V: View<'static>>(rows: &[&[(&str, &str)]]) -> Vec<V> {
    views_of(CsvVersion::V202407, rows)
}

fn views_of<V: View<'static>>(version: CsvVersion, rows: &[&[(&str, &str)]]) -> Vec<V> {
    let layout = standard().layout(version, V::KIND).unwrap();
    let rows = rows.iter().map(|row| line(layout, &[&[("CSVバージョン", version.as_str())], *row].concat()));
    // The views borrow the bytes; a test keeps them for ever.
    let bytes: &'static [u8] = Vec::leak(ms932(&rows.collect::<String>()));
    Records::new(layout, bytes).views().unwrap().collect::<Result<_, _>>().unwrap()
}

/// The view of a file with one row.
fn view<V: View<'static>>(row: &[(&str, &str)]) -> V {
    views(&[row]).pop().unwrap()
}

/// One line of a file.
fn line(layout: &Layout, filled: &[(&str, &str)]) -> String {
    let text = |field: &Field| {
        let value = filled.iter().rfind(|(name, _)| *name == field.name).map_or("", |(_, value)| value);
        if field.kind.is_text() { format!("\"{value}\"") } else { value.to_owned() }
    };
    layout.fields.iter().map(text).collect::<Vec<_>>().join(",") + "\r\n"
}
